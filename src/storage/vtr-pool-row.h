/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include <gtk/gtk.h>

#include "virt/storage/vtr-pool.h"

G_BEGIN_DECLS

/* A pool in a list: name, how full it is, and how it is. */
#define VTR_TYPE_POOL_ROW (vtr_pool_row_get_type ())
G_DECLARE_FINAL_TYPE (VtrPoolRow, vtr_pool_row, VTR, POOL_ROW, GtkListBoxRow)

GtkWidget *vtr_pool_row_new      (VtrPool    *pool);
VtrPool   *vtr_pool_row_get_pool (VtrPoolRow *self);

G_END_DECLS
