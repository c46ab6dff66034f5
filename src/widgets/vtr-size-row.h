/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* A row for an amount of bytes: a number and its unit. Choosing another unit keeps the amount.
 *
 * Property "bytes"; 0 is for "not said". */
#define VTR_TYPE_SIZE_ROW (vtr_size_row_get_type ())
G_DECLARE_FINAL_TYPE (VtrSizeRow, vtr_size_row, VTR, SIZE_ROW, AdwActionRow)

GtkWidget *vtr_size_row_new       (void);
guint64    vtr_size_row_get_bytes (VtrSizeRow *self);
void       vtr_size_row_set_bytes (VtrSizeRow *self,
                                   guint64     bytes);

G_END_DECLS
