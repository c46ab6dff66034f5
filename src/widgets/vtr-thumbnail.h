/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A small picture of something that changes. While it is seen it emits "wanted" whenever it would
 * like a newer one, not more often than its interval and never for many at the same time; who hears
 * of it answers with vtr_thumbnail_take_bytes (), in any case. */
#define VTR_TYPE_THUMBNAIL (vtr_thumbnail_get_type ())
G_DECLARE_FINAL_TYPE (VtrThumbnail, vtr_thumbnail, VTR, THUMBNAIL, GtkWidget)

GtkWidget    *vtr_thumbnail_new           (void);
void          vtr_thumbnail_set_active    (VtrThumbnail *self,
                                           gboolean      active);
void          vtr_thumbnail_take_bytes    (VtrThumbnail *self,
                                           GBytes       *bytes);
GdkPaintable *vtr_thumbnail_get_paintable (VtrThumbnail *self);

G_END_DECLS
