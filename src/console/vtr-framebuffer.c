/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-framebuffer.h"

#include "vtr-damage-map.h"
#include "vtr-tile.h"

#include <math.h>

/* The first change after a pause is shown almost at once: just long enough for the rest of what
 * the guest drew with it to arrive. After that the picture follows at its pace. */
#define FIRST_DELAY_MS 3
#define SHORTEST_PACE_US (16 * 1000)
#define LONGEST_PACE_US (100 * 1000)

struct _VtrFramebuffer
{
  GObject parent_instance;

  /* owned */
  VtrDamageMap *damage;
  GArray *tiles;
  GdkTexture *texture;

  /* borrowed: the server's memory, until vtr_framebuffer_release () */
  const guint8 *pixels;

  /* state */
  VtrPixelFormat format;
  guint width;
  guint height;
  gsize stride;
  gboolean upside_down;
  gboolean announced;
  guint pace_id;
  gint64 last_announced;
  gint64 draw_time;
  VtrFramebufferCounts counts;
};

static void paintable_init (GdkPaintableInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (VtrFramebuffer,
                               vtr_framebuffer,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (GDK_TYPE_PAINTABLE, paintable_init))

static gboolean
on_pace_timeout_cb (gpointer user_data)
{
  VtrFramebuffer *self = user_data;

  self->pace_id = 0;
  self->announced = TRUE;
  self->last_announced = g_get_monotonic_time ();
  gdk_paintable_invalidate_contents (GDK_PAINTABLE (self));

  return G_SOURCE_REMOVE;
}

/* Redraws are paced, because the protocol libraries take in one rectangle a main loop turn, and
 * GTK's redraws come before them: a redraw a rectangle would leave no time to take in the next.
 * Nothing more is announced until somebody has drawn, so a hidden picture costs nothing. */
static void
announce_soon (VtrFramebuffer *self)
{
  gint64 pace = CLAMP (2 * self->draw_time, SHORTEST_PACE_US, LONGEST_PACE_US);
  gint64 due = self->last_announced + pace - g_get_monotonic_time ();

  if (self->announced || self->pace_id != 0)
    return;

  self->pace_id =
    g_timeout_add_full (G_PRIORITY_DEFAULT,
                        (guint) MAX (due / 1000, FIRST_DELAY_MS),
                        on_pace_timeout_cb,
                        self,
                        NULL);
}

static void
set_size (VtrFramebuffer *self,
          guint           width,
          guint           height)
{
  gboolean changed = width != self->width || height != self->height;

  self->width = width;
  self->height = height;
  if (changed)
    {
      vtr_damage_map_resize (self->damage, width, height);
      g_array_set_size (self->tiles, 0);
      g_array_set_size (self->tiles,
                        vtr_damage_map_columns (self->damage) * vtr_damage_map_rows (self->damage));
    }
  else
    {
      vtr_damage_map_add_all (self->damage);
    }

  self->announced = FALSE;
  if (changed)
    gdk_paintable_invalidate_size (GDK_PAINTABLE (self));
  announce_soon (self);
}

/**
 * vtr_framebuffer_new:
 *
 * Returns: (transfer full): an empty picture
 */
VtrFramebuffer *
vtr_framebuffer_new (void)
{
  return g_object_new (VTR_TYPE_FRAMEBUFFER, NULL);
}

/**
 * vtr_framebuffer_set_pixels:
 * @stride: bytes from one row to the next
 * @pixels: memory that stays valid until the next call of this, vtr_framebuffer_set_texture () or
 *   vtr_framebuffer_release ()
 */
void
vtr_framebuffer_set_pixels (VtrFramebuffer *self,
                            VtrPixelFormat  format,
                            guint           width,
                            guint           height,
                            gsize           stride,
                            const guint8   *pixels)
{
  g_return_if_fail (VTR_IS_FRAMEBUFFER (self));
  g_return_if_fail (pixels != NULL || width * height == 0);

  g_clear_object (&self->texture);
  self->format = format;
  self->stride = stride;
  self->pixels = pixels;
  set_size (self, width, height);
}

/**
 * vtr_framebuffer_set_texture:
 * @texture: a picture that never passes through this program's memory
 * @upside_down: whether its first row is the lowest
 */
void
vtr_framebuffer_set_texture (VtrFramebuffer *self,
                             GdkTexture     *texture,
                             gboolean        upside_down)
{
  g_return_if_fail (VTR_IS_FRAMEBUFFER (self));
  g_return_if_fail (GDK_IS_TEXTURE (texture));

  g_set_object (&self->texture, texture);
  self->upside_down = upside_down;
  self->pixels = NULL;
  set_size (self, gdk_texture_get_width (texture), gdk_texture_get_height (texture));
}

static void
refresh_tile (VtrFramebuffer *self,
              guint           index)
{
  guint columns = vtr_damage_map_columns (self->damage);

  if (self->pixels == NULL || !vtr_damage_map_take (self->damage, index))
    return;

  self->counts.tiles++;
  vtr_tile_fill (&g_array_index (self->tiles, VtrTile, index),
                 self->format,
                 self->pixels,
                 self->stride,
                 self->width,
                 self->height,
                 index % columns,
                 index / columns);
}

/**
 * vtr_framebuffer_release:
 *
 * Lets go of the server's memory and keeps the last picture.
 */
void
vtr_framebuffer_release (VtrFramebuffer *self)
{
  g_return_if_fail (VTR_IS_FRAMEBUFFER (self));

  for (guint i = 0; i < self->tiles->len; i++)
    refresh_tile (self, i);
  self->pixels = NULL;
}

/**
 * vtr_framebuffer_damage:
 *
 * Notes that the guest changed a rectangle, and has it drawn soon.
 */
void
vtr_framebuffer_damage (VtrFramebuffer *self,
                        int             x,
                        int             y,
                        int             width,
                        int             height)
{
  g_return_if_fail (VTR_IS_FRAMEBUFFER (self));

  self->counts.damages++;
  if (vtr_damage_map_add (self->damage, x, y, width, height))
    announce_soon (self);
}

guint
vtr_framebuffer_get_width (VtrFramebuffer *self)
{
  g_return_val_if_fail (VTR_IS_FRAMEBUFFER (self), 0);

  return self->width;
}

guint
vtr_framebuffer_get_height (VtrFramebuffer *self)
{
  g_return_val_if_fail (VTR_IS_FRAMEBUFFER (self), 0);

  return self->height;
}

/* The edge of a tile on the device's grid. */
static double
snap (double origin,
      double length,
      guint  edge,
      guint  edges)
{
  return round (origin + length * edge / edges);
}

static VtrTilePlace
place_tile (VtrFramebuffer    *self,
            const VtrViewport *viewport,
            guint              column,
            guint              row)
{
  double scale = viewport->device_scale;
  double left = round (viewport->device_origin.x + viewport->area.origin.x * scale);
  double top = round (viewport->device_origin.y + viewport->area.origin.y * scale);
  double width = round (viewport->area.size.width * scale);
  double height = round (viewport->area.size.height * scale);
  guint x = column * VTR_TILE_SIZE, right = MIN (x + VTR_TILE_SIZE, self->width);
  guint y = row * VTR_TILE_SIZE, bottom = MIN (y + VTR_TILE_SIZE, self->height);
  double device_x = snap (left, width, x, self->width);
  double device_y = snap (top, height, y, self->height);
  double device_right = snap (left, width, right, self->width);
  double device_bottom = snap (top, height, bottom, self->height);

  return (VtrTilePlace) {
    .source = GRAPHENE_RECT_INIT (x, y, right - x, bottom - y),
    .target = GRAPHENE_RECT_INIT ((device_x - viewport->device_origin.x) / scale,
                                  (device_y - viewport->device_origin.y) / scale,
                                  (device_right - device_x) / scale,
                                  (device_bottom - device_y) / scale),
    .exact = fmod (width, self->width) == 0 && fmod (height, self->height) == 0,
    .unscaled = width == self->width && height == self->height,
  };
}

static void
snapshot_tiles (VtrFramebuffer    *self,
                GtkSnapshot       *snapshot,
                const VtrViewport *viewport)
{
  guint columns = vtr_damage_map_columns (self->damage);

  for (guint i = 0; i < self->tiles->len; i++)
    {
      VtrTile *tile = &g_array_index (self->tiles, VtrTile, i);
      VtrTilePlace place = place_tile (self, viewport, i % columns, i / columns);

      refresh_tile (self, i);
      if (tile->pixels != NULL && place.target.size.width > 0 && place.target.size.height > 0)
        vtr_tile_snapshot (tile, snapshot, &place, viewport->kind);
    }
}

static void
snapshot_texture (VtrFramebuffer    *self,
                  GtkSnapshot       *snapshot,
                  const VtrViewport *viewport)
{
  graphene_rect_t area = viewport->area;
  gboolean exact = fmod (round (area.size.width * viewport->device_scale), self->width) == 0;

  gtk_snapshot_save (snapshot);
  if (self->upside_down)
    {
      gtk_snapshot_translate (snapshot,
                              &GRAPHENE_POINT_INIT (0, 2 * area.origin.y + area.size.height));
      gtk_snapshot_scale (snapshot, 1, -1);
    }
  gtk_snapshot_append_scaled_texture (snapshot,
                                      self->texture,
                                      exact ? GSK_SCALING_FILTER_NEAREST
                                            : GSK_SCALING_FILTER_LINEAR,
                                      &area);
  gtk_snapshot_restore (snapshot);
}

/**
 * vtr_framebuffer_snapshot:
 *
 * Draws the picture as it is now.
 */
void
vtr_framebuffer_snapshot (VtrFramebuffer    *self,
                          GtkSnapshot       *snapshot,
                          const VtrViewport *viewport)
{
  g_return_if_fail (VTR_IS_FRAMEBUFFER (self));
  g_return_if_fail (GTK_IS_SNAPSHOT (snapshot));

  if (self->width == 0 || self->height == 0)
    return;

  self->announced = FALSE;
  self->counts.draws++;
  if (self->texture != NULL)
    snapshot_texture (self, snapshot, viewport);
  else
    snapshot_tiles (self, snapshot, viewport);
}

/**
 * vtr_framebuffer_note_draw_time:
 *
 * Tells how long a frame with this picture took, so that drawing never takes more than half of
 * the main loop's time.
 */
void
vtr_framebuffer_note_draw_time (VtrFramebuffer *self,
                                gint64          microseconds)
{
  g_return_if_fail (VTR_IS_FRAMEBUFFER (self));

  self->draw_time = (3 * self->draw_time + microseconds) / 4;
}

/**
 * vtr_framebuffer_to_texture:
 *
 * Returns: (transfer full) (nullable): the picture at its own size, for a file or the clipboard
 */
GdkTexture *
vtr_framebuffer_to_texture (VtrFramebuffer *self)
{
  g_autoptr (GBytes) bytes = NULL;
  guint8 *pixels;
  gsize stride = (gsize) self->width * 4;

  g_return_val_if_fail (VTR_IS_FRAMEBUFFER (self), NULL);

  if (self->texture != NULL && !self->upside_down)
    return g_object_ref (self->texture);
  if (self->texture != NULL || self->width == 0 || self->height == 0)
    return NULL;

  pixels = g_malloc0 (stride * self->height);
  for (guint i = 0; i < self->tiles->len; i++)
    {
      VtrTile *tile = &g_array_index (self->tiles, VtrTile, i);

      refresh_tile (self, i);
      if (tile->pixels != NULL)
        vtr_pixels_to_xrgb (VTR_PIXELS_XRGB8888,
                            g_bytes_get_data (tile->pixels, NULL),
                            (gsize) tile->width * 4,
                            pixels + tile->y * stride + (gsize) tile->x * 4,
                            stride,
                            tile->width,
                            tile->height);
    }
  bytes = g_bytes_new_take (pixels, stride * self->height);
  /* The tiles were taken over here, so whoever shows the picture has to be told of them later. */
  gdk_paintable_invalidate_contents (GDK_PAINTABLE (self));

  return gdk_memory_texture_new (self->width,
                                 self->height,
                                 G_BYTE_ORDER == G_LITTLE_ENDIAN ? GDK_MEMORY_B8G8R8X8
                                                                 : GDK_MEMORY_X8R8G8B8,
                                 bytes,
                                 stride);
}

VtrFramebufferCounts
vtr_framebuffer_get_counts (VtrFramebuffer *self)
{
  g_return_val_if_fail (VTR_IS_FRAMEBUFFER (self), (VtrFramebufferCounts) { 0 });

  return self->counts;
}

static void
vtr_framebuffer_paintable_snapshot (GdkPaintable *paintable,
                                    GdkSnapshot  *snapshot,
                                    double        width,
                                    double        height)
{
  VtrViewport viewport = {
    .area = GRAPHENE_RECT_INIT (0, 0, width, height),
    .device_scale = 1,
    .kind = VTR_NODES_TEXTURE,
  };

  vtr_framebuffer_snapshot (VTR_FRAMEBUFFER (paintable), snapshot, &viewport);
}

static int
vtr_framebuffer_get_intrinsic_width (GdkPaintable *paintable)
{
  return VTR_FRAMEBUFFER (paintable)->width;
}

static int
vtr_framebuffer_get_intrinsic_height (GdkPaintable *paintable)
{
  return VTR_FRAMEBUFFER (paintable)->height;
}

static void
paintable_init (GdkPaintableInterface *iface)
{
  iface->snapshot = vtr_framebuffer_paintable_snapshot;
  iface->get_intrinsic_width = vtr_framebuffer_get_intrinsic_width;
  iface->get_intrinsic_height = vtr_framebuffer_get_intrinsic_height;
}

static void
vtr_framebuffer_dispose (GObject *object)
{
  VtrFramebuffer *self = VTR_FRAMEBUFFER (object);

  g_clear_handle_id (&self->pace_id, g_source_remove);
  g_clear_object (&self->texture);
  self->pixels = NULL;

  G_OBJECT_CLASS (vtr_framebuffer_parent_class)->dispose (object);
}

static void
vtr_framebuffer_finalize (GObject *object)
{
  VtrFramebuffer *self = VTR_FRAMEBUFFER (object);

  g_clear_pointer (&self->tiles, g_array_unref);
  g_clear_pointer (&self->damage, vtr_damage_map_free);

  G_OBJECT_CLASS (vtr_framebuffer_parent_class)->finalize (object);
}

static void
vtr_framebuffer_class_init (VtrFramebufferClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = vtr_framebuffer_dispose;
  object_class->finalize = vtr_framebuffer_finalize;
}

static void
vtr_framebuffer_init (VtrFramebuffer *self)
{
  self->damage = vtr_damage_map_new ();
  self->tiles = g_array_new (FALSE, TRUE, sizeof (VtrTile));
  g_array_set_clear_func (self->tiles, (GDestroyNotify) vtr_tile_clear);
}
