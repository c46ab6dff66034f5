/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A saved view in the sidebar: its name, and how many machines it has. */
#define VTR_TYPE_VIEW_ROW (vtr_view_row_get_type ())
G_DECLARE_FINAL_TYPE (VtrViewRow, vtr_view_row, VTR, VIEW_ROW, GtkListBoxRow)

GtkWidget  *vtr_view_row_new       (const char *icon_name,
                                    const char *title);
const char *vtr_view_row_get_title (VtrViewRow *self);
void        vtr_view_row_set_count (VtrViewRow *self,
                                    guint       count);

G_END_DECLS
