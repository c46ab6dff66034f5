/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define VTR_TILE_SIZE 256u

/* Which tiles of a picture changed since they were last drawn. Servers report up to 20 000
 * rectangles a second, so noting one is a few bit operations, whatever its size. */
typedef struct _VtrDamageMap VtrDamageMap;

VtrDamageMap *vtr_damage_map_new      (void);
void          vtr_damage_map_free     (VtrDamageMap *self);
void          vtr_damage_map_resize   (VtrDamageMap *self,
                                       guint         width,
                                       guint         height);
guint         vtr_damage_map_columns  (VtrDamageMap *self);
guint         vtr_damage_map_rows     (VtrDamageMap *self);
gboolean      vtr_damage_map_add      (VtrDamageMap *self,
                                       int           x,
                                       int           y,
                                       int           width,
                                       int           height);
void          vtr_damage_map_add_all  (VtrDamageMap *self);
gboolean      vtr_damage_map_take     (VtrDamageMap *self,
                                       guint         tile);
guint         vtr_damage_map_count    (VtrDamageMap *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VtrDamageMap, vtr_damage_map_free)

G_END_DECLS
