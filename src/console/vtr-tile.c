/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-tile.h"

#include "vtr-damage-map.h"

static void
forget_drawing (VtrTile *self)
{
  g_clear_object (&self->texture);
  g_clear_pointer (&self->node, gsk_render_node_unref);
}

void
vtr_tile_clear (VtrTile *self)
{
  forget_drawing (self);
  g_clear_pointer (&self->surface, cairo_surface_destroy);
  g_clear_pointer (&self->retired, cairo_surface_destroy);
  g_clear_pointer (&self->pixels, g_bytes_unref);
}

/* A node that outlives the surface that it draws from makes a copy of it, in the moment in which
 * that is destroyed. GTK keeps the last frame's nodes until the next is drawn, so a surface is
 * destroyed one filling later. */
static void
retire (VtrTile *self)
{
  forget_drawing (self);
  g_clear_pointer (&self->retired, cairo_surface_destroy);
  self->retired = g_steal_pointer (&self->surface);
  g_clear_pointer (&self->pixels, g_bytes_unref);
}

/**
 * vtr_tile_fill:
 * @pixels: the first pixel of the whole picture
 *
 * Copies the tile from the picture. A copy, because render nodes outlive the memory that a server
 * may take away at any moment.
 */
void
vtr_tile_fill (VtrTile        *self,
               VtrPixelFormat  format,
               const guint8   *pixels,
               gsize           stride,
               int             picture_width,
               int             picture_height,
               int             column,
               int             row)
{
  int size = (int) VTR_TILE_SIZE;
  int right = MIN ((column + 1) * size + 1, picture_width);
  int bottom = MIN ((row + 1) * size + 1, picture_height);
  guint8 *copy;
  gsize length;

  retire (self);
  self->x = MAX (column * size - 1, 0);
  self->y = MAX (row * size - 1, 0);
  self->width = right - self->x;
  self->height = bottom - self->y;

  length = (gsize) self->width * self->height * 4;
  copy = g_malloc (length);
  vtr_pixels_to_xrgb (format,
                      pixels + self->y * stride + self->x * vtr_pixel_format_bytes (format),
                      stride,
                      copy,
                      (gsize) self->width * 4,
                      self->width,
                      self->height);
  self->pixels = g_bytes_new_take (copy, length);
}

/* Where all of the bordered tile would lie, so that its inner part lies on the target. */
static graphene_rect_t
bordered_target (VtrTile            *self,
                 const VtrTilePlace *place)
{
  double scale_x = place->target.size.width / place->source.size.width;
  double scale_y = place->target.size.height / place->source.size.height;

  return GRAPHENE_RECT_INIT (
    place->target.origin.x + (self->x - place->source.origin.x) * scale_x,
    place->target.origin.y + (self->y - place->source.origin.y) * scale_y,
    self->width * scale_x,
    self->height * scale_y);
}

static GdkTexture *
ensure_texture (VtrTile *self)
{
  if (self->texture == NULL)
    self->texture = gdk_memory_texture_new (self->width,
                                            self->height,
                                            G_BYTE_ORDER == G_LITTLE_ENDIAN ? GDK_MEMORY_B8G8R8X8
                                                                            : GDK_MEMORY_X8R8G8B8,
                                            self->pixels,
                                            (gsize) self->width * 4);

  return self->texture;
}

/* Neighbours overlap by their borders, which hold the same pixels. Unscaled that is invisible; a
 * scaled border would be blurred against its edge, so it is cut off. */
static void
snapshot_texture (VtrTile            *self,
                  GtkSnapshot        *snapshot,
                  const VtrTilePlace *place)
{
  graphene_rect_t bounds = bordered_target (self, place);
  gboolean tiny = bounds.size.width * 2 < self->width;

  /* Scaled textures pass through a picture in between, which fractional scales blur. */
  if (place->unscaled)
    {
      gtk_snapshot_append_texture (snapshot, ensure_texture (self), &bounds);
      return;
    }
  if (place->exact)
    {
      gtk_snapshot_append_scaled_texture (snapshot,
                                          ensure_texture (self),
                                          GSK_SCALING_FILTER_NEAREST,
                                          &bounds);
      return;
    }

  gtk_snapshot_push_clip (snapshot, &place->target);
  gtk_snapshot_append_scaled_texture (snapshot,
                                      ensure_texture (self),
                                      tiny ? GSK_SCALING_FILTER_TRILINEAR
                                           : GSK_SCALING_FILTER_LINEAR,
                                      &bounds);
  gtk_snapshot_pop (snapshot);
}

static void
destroy_bytes (void *bytes)
{
  g_bytes_unref (bytes);
}

static cairo_surface_t *
ensure_surface (VtrTile *self)
{
  static const cairo_user_data_key_t key;

  if (self->surface == NULL)
    {
      self->surface =
        cairo_image_surface_create_for_data ((guint8 *) g_bytes_get_data (self->pixels, NULL),
                                             CAIRO_FORMAT_RGB24,
                                             self->width,
                                             self->height,
                                             self->width * 4);
      cairo_surface_set_user_data (self->surface, &key, g_bytes_ref (self->pixels),
                                   destroy_bytes);
    }

  return self->surface;
}

static GskRenderNode *
draw_node (VtrTile            *self,
           const VtrTilePlace *place)
{
  graphene_rect_t bounds = bordered_target (self, place);
  const graphene_rect_t *target = &place->target;
  gboolean tiny = bounds.size.width * 2 < self->width;
  graphene_rect_t whole;
  GskRenderNode *node;
  cairo_t *cr;

  /* Cairo softens the edges of such a node where they are between logical pixels, so the node is
   * larger, and what is drawn in it has edges of its own. */
  graphene_rect_round_extents (target, &whole);
  node = gsk_cairo_node_new (&whole);
  cr = gsk_cairo_node_get_draw_context (node);

  /* The edges are on device pixels, but for the rounding of floats, which must not show. Not as a
   * clip: that would be rounded to logical pixels. */
  cairo_set_antialias (cr, CAIRO_ANTIALIAS_NONE);
  cairo_translate (cr, bounds.origin.x, bounds.origin.y);
  cairo_scale (cr, bounds.size.width / self->width, bounds.size.height / self->height);
  cairo_set_source_surface (cr, ensure_surface (self), 0, 0);
  cairo_pattern_set_extend (cairo_get_source (cr), CAIRO_EXTEND_PAD);
  cairo_pattern_set_filter (cairo_get_source (cr),
                            place->exact ? CAIRO_FILTER_NEAREST
                            : tiny       ? CAIRO_FILTER_GOOD
                                         : CAIRO_FILTER_BILINEAR);
  cairo_identity_matrix (cr);
  cairo_rectangle (cr,
                   target->origin.x,
                   target->origin.y,
                   target->size.width,
                   target->size.height);
  cairo_fill (cr);
  cairo_destroy (cr);

  return node;
}

void
vtr_tile_snapshot (VtrTile            *self,
                   GtkSnapshot        *snapshot,
                   const VtrTilePlace *place,
                   VtrNodeKind         kind)
{
  if (kind == VTR_NODES_TEXTURE)
    {
      snapshot_texture (self, snapshot, place);
      return;
    }

  if (self->node == NULL || !graphene_rect_equal (&self->node_bounds, &place->target))
    {
      g_clear_pointer (&self->node, gsk_render_node_unref);
      self->node = draw_node (self, place);
      self->node_bounds = place->target;
    }
  gtk_snapshot_append_node (snapshot, self->node);
}
