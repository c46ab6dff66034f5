/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include "vtr-console-view.h"

G_BEGIN_DECLS

void vtr_console_screenshot_copy (VtrConsoleView *view);
void vtr_console_screenshot_save (VtrConsoleView *view);

G_END_DECLS
