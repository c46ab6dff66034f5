/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include <gtk/gtk.h>

#include "vtr-pixels.h"

G_BEGIN_DECLS

/* The picture of one guest monitor, cut in tiles of which only the changed ones are taken over.
 * It is a #GdkPaintable, so that a thumbnail shares the tiles with the console that is open. */
#define VTR_TYPE_FRAMEBUFFER (vtr_framebuffer_get_type ())
G_DECLARE_FINAL_TYPE (VtrFramebuffer, vtr_framebuffer, VTR, FRAMEBUFFER, GObject)

/* Cairo copies whole textures and does not cull, so it gets drawing commands a tile; the others
 * get textures. */
typedef enum
{
  VTR_NODES_TEXTURE,
  VTR_NODES_CAIRO,
} VtrNodeKind;

/* Where a picture goes. Device pixels are what the screen has: with them known, tile edges and
 * unscaled pictures fall exactly on them, at any scale. */
typedef struct
{
  graphene_rect_t area;          /* logical, in the coordinates of the widget that draws */
  graphene_point_t device_origin; /* where that widget's corner is, in device pixels */
  double device_scale;           /* device pixels a logical one */
  VtrNodeKind kind;
} VtrViewport;

typedef struct
{
  guint64 draws;
  guint64 tiles;   /* tiles that were copied again */
  guint64 damages; /* rectangles that the guest reported */
} VtrFramebufferCounts;

VtrFramebuffer      *vtr_framebuffer_new            (void);
void                 vtr_framebuffer_set_pixels     (VtrFramebuffer    *self,
                                                     VtrPixelFormat     format,
                                                     guint              width,
                                                     guint              height,
                                                     gsize              stride,
                                                     const guint8      *pixels);
void                 vtr_framebuffer_set_texture    (VtrFramebuffer    *self,
                                                     GdkTexture        *texture,
                                                     gboolean           upside_down);
void                 vtr_framebuffer_release        (VtrFramebuffer    *self);
void                 vtr_framebuffer_damage         (VtrFramebuffer    *self,
                                                     int                x,
                                                     int                y,
                                                     int                width,
                                                     int                height);
guint                vtr_framebuffer_get_width      (VtrFramebuffer    *self);
guint                vtr_framebuffer_get_height     (VtrFramebuffer    *self);
void                 vtr_framebuffer_snapshot       (VtrFramebuffer    *self,
                                                     GtkSnapshot       *snapshot,
                                                     const VtrViewport *viewport);
void                 vtr_framebuffer_note_draw_time (VtrFramebuffer    *self,
                                                     gint64             microseconds);
GdkTexture          *vtr_framebuffer_to_texture     (VtrFramebuffer    *self);
VtrFramebufferCounts vtr_framebuffer_get_counts     (VtrFramebuffer    *self);

G_END_DECLS
