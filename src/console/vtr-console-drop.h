/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include "vtr-console-display.h"

G_BEGIN_DECLS

/* Files that are dropped on a screen go into its guest, where that takes any. */
GtkEventController *vtr_console_drop_new (VtrConsoleDisplay *display);

G_END_DECLS
