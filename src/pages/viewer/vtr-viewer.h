/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Screens that are named by an address or a .vv file, without any host that would know their
 * machine. */

gboolean vtr_viewer_check (const char     *target,
                           GError        **error);
void     vtr_viewer_open  (GtkApplication *application,
                           GFile          *target);

G_END_DECLS
