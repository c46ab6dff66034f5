/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include <gtk/gtk.h>

#include "vtr-framebuffer.h"

G_BEGIN_DECLS

/* One tile: its pixels with a border of one pixel of the neighbours', and what was last made of
 * them for the renderer. */
typedef struct
{
  GBytes *pixels;
  int x; /* where the bordered pixels begin in the picture */
  int y;
  int width;
  int height;
  GdkTexture *texture;
  GskRenderNode *node;
  graphene_rect_t node_bounds;
  cairo_surface_t *surface; /* what the node draws from */
  cairo_surface_t *retired; /* what the one before drew from, and may still be on the screen */
} VtrTile;

/* A tile's place: in picture pixels, and in the coordinates of the drawing widget. */
typedef struct
{
  graphene_rect_t source;
  graphene_rect_t target;
  gboolean exact; /* whole device pixels a picture pixel, so neither blur nor clip is needed */
  gboolean unscaled; /* one device pixel a picture pixel */
} VtrTilePlace;

void vtr_tile_clear    (VtrTile            *self);
void vtr_tile_fill     (VtrTile            *self,
                        VtrPixelFormat      format,
                        const guint8       *pixels,
                        gsize               stride,
                        int                 picture_width,
                        int                 picture_height,
                        int                 column,
                        int                 row);
void vtr_tile_snapshot (VtrTile            *self,
                        GtkSnapshot        *snapshot,
                        const VtrTilePlace *place,
                        VtrNodeKind         kind);

G_END_DECLS
