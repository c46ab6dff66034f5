/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include <gtk/gtk.h>

#include "virt/storage/vtr-storage.h"

G_BEGIN_DECLS

/* Whether a volume is shown. What is not known of it yet is no reason to hide it. */
typedef gboolean (*VtrVolumeTest) (VtrVolume *volume);

/* The volumes of a pool. Only what is on the screen is read, so that any number scrolls.
 *
 * Properties: "pool", "narrow" (one column, with the rest below the name), "n-selected".
 * Signals: "activate-volume" (VtrVolume), "context-menu" (double x, double y). */
#define VTR_TYPE_VOLUME_TABLE (vtr_volume_table_get_type ())
G_DECLARE_FINAL_TYPE (VtrVolumeTable, vtr_volume_table, VTR, VOLUME_TABLE, GtkWidget)

GtkWidget *vtr_volume_table_new          (void);
void       vtr_volume_table_set_pool     (VtrVolumeTable *self,
                                          VtrPool        *pool);
void       vtr_volume_table_set_search   (VtrVolumeTable *self,
                                          const char     *words);
void       vtr_volume_table_set_test     (VtrVolumeTable *self,
                                          VtrVolumeTest   test);
void       vtr_volume_table_set_single   (VtrVolumeTable *self);
guint      vtr_volume_table_get_n_rows   (VtrVolumeTable *self);
GPtrArray *vtr_volume_table_get_selected (VtrVolumeTable *self);
gboolean   vtr_volume_table_select       (VtrVolumeTable *self,
                                          const char     *name);

G_END_DECLS
