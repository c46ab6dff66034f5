/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-damage-map.h"

struct _VtrDamageMap
{
  guint width;
  guint height;
  guint columns;
  guint rows;
  guint8 *dirty; /* a byte a tile: 40 of them for a full HD screen */
};

/**
 * vtr_damage_map_new:
 *
 * Returns: (transfer full): a map of an empty picture
 */
VtrDamageMap *
vtr_damage_map_new (void)
{
  return g_new0 (VtrDamageMap, 1);
}

void
vtr_damage_map_free (VtrDamageMap *self)
{
  g_free (self->dirty);
  g_free (self);
}

/**
 * vtr_damage_map_resize:
 *
 * Starts over with a picture of this size, all of it changed.
 */
void
vtr_damage_map_resize (VtrDamageMap *self,
                       guint         width,
                       guint         height)
{
  self->width = width;
  self->height = height;
  self->columns = (width + VTR_TILE_SIZE - 1) / VTR_TILE_SIZE;
  self->rows = (height + VTR_TILE_SIZE - 1) / VTR_TILE_SIZE;
  g_free (self->dirty);
  self->dirty = g_new (guint8, (gsize) self->columns * self->rows + 1);
  vtr_damage_map_add_all (self);
}

guint
vtr_damage_map_columns (VtrDamageMap *self)
{
  return self->columns;
}

guint
vtr_damage_map_rows (VtrDamageMap *self)
{
  return self->rows;
}

void
vtr_damage_map_add_all (VtrDamageMap *self)
{
  for (guint i = 0; i < self->columns * self->rows; i++)
    self->dirty[i] = TRUE;
}

/**
 * vtr_damage_map_add:
 *
 * Notes a changed rectangle. It may stick out of the picture. It counts one pixel more on each
 * side, because every tile carries a border of its neighbours' pixels for smooth scaling.
 *
 * Returns: whether any of it was inside the picture
 */
gboolean
vtr_damage_map_add (VtrDamageMap *self,
                    int           x,
                    int           y,
                    int           width,
                    int           height)
{
  gint64 left = MAX ((gint64) x - 1, 0);
  gint64 top = MAX ((gint64) y - 1, 0);
  gint64 right = MIN ((gint64) x + width + 1, (gint64) self->width);
  gint64 bottom = MIN ((gint64) y + height + 1, (gint64) self->height);

  if (width <= 0 || height <= 0 || left >= right || top >= bottom)
    return FALSE;

  for (guint row = top / VTR_TILE_SIZE; row <= (bottom - 1) / VTR_TILE_SIZE; row++)
    for (guint column = left / VTR_TILE_SIZE; column <= (right - 1) / VTR_TILE_SIZE; column++)
      self->dirty[row * self->columns + column] = TRUE;

  return TRUE;
}

/**
 * vtr_damage_map_take:
 * @tile: row times columns plus column
 *
 * Returns: whether the tile had changed; from now on it counts as drawn
 */
gboolean
vtr_damage_map_take (VtrDamageMap *self,
                     guint         tile)
{
  gboolean dirty;

  g_return_val_if_fail (tile < self->columns * self->rows, FALSE);

  dirty = self->dirty[tile];
  self->dirty[tile] = FALSE;

  return dirty;
}

guint
vtr_damage_map_count (VtrDamageMap *self)
{
  guint count = 0;

  for (guint i = 0; i < self->columns * self->rows; i++)
    count += self->dirty[i];

  return count;
}
