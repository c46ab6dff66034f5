/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

AdwDialog *vtr_capabilities_dialog_new (const char *xml);

G_END_DECLS
