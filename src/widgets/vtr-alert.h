/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* An AdwAlertDialog whose heading may be long and may hold names without spaces: libadwaita's own
 * heading warns where it does not fit on one line, and breaks at spaces only. */
AdwDialog *vtr_alert_new  (const char     *heading,
                           const char     *body,
                           GtkWidget      *child);
void       vtr_alert_fill (AdwAlertDialog *dialog,
                           const char     *heading,
                           const char     *body,
                           GtkWidget      *child);

G_END_DECLS
