/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How a guest's picture lies in memory, in the byte order of this computer. */
typedef enum
{
  VTR_PIXELS_XRGB8888,
  VTR_PIXELS_RGB565,
  VTR_PIXELS_RGB555,
} VtrPixelFormat;

guint vtr_pixel_format_bytes (VtrPixelFormat  format);
void  vtr_pixels_to_xrgb     (VtrPixelFormat  format,
                              const guint8   *source,
                              gsize           source_stride,
                              guint8         *target,
                              gsize           target_stride,
                              guint           width,
                              guint           height);

G_END_DECLS
