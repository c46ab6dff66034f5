/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include "fleet/vtr-fleet.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A host in the sidebar: how it is, how many of its machines run, its load, and what can be done
 * with it. Dropping one on another puts it there. */
#define VTR_TYPE_HOST_ROW (vtr_host_row_get_type ())
G_DECLARE_FINAL_TYPE (VtrHostRow, vtr_host_row, VTR, HOST_ROW, GtkListBoxRow)

GtkWidget *vtr_host_row_new         (VtrFleet   *fleet,
                                     VtrHost    *host);
VtrHost   *vtr_host_row_get_host    (VtrHostRow *self);
void       vtr_host_row_set_watched (VtrHostRow *self,
                                     gboolean    watched);

G_END_DECLS
