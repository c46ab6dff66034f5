/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include <gtk/gtk.h>

#include "virt/storage/vtr-pool.h"

G_BEGIN_DECLS

/* What is asked before something is lost, and done after it was confirmed. */
void vtr_storage_ask_build_pool     (GtkWidget *parent,
                                     VtrPool   *pool);
void vtr_storage_ask_remove_pool    (GtkWidget *parent,
                                     VtrPool   *pool,
                                     gboolean   with_content);
void vtr_storage_ask_wipe_volume    (GtkWidget *parent,
                                     VtrVolume *volume);
void vtr_storage_ask_delete_volumes (GtkWidget *parent,
                                     GPtrArray *volumes);
void vtr_storage_ask_shrink_volume  (GtkWidget *parent,
                                     VtrVolume *volume,
                                     guint64    capacity);

G_END_DECLS
