/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-pixels.h"

#include <string.h>

guint
vtr_pixel_format_bytes (VtrPixelFormat format)
{
  return format == VTR_PIXELS_XRGB8888 ? 4 : 2;
}

/* The upper bits are repeated in the lower ones, so that full red stays full red. */
static inline guint32
expand_565 (guint16 pixel)
{
  guint32 red = pixel >> 11;
  guint32 green = (pixel >> 5) & 0x3f;
  guint32 blue = pixel & 0x1f;

  return 0xff000000u | (red << 3 | red >> 2) << 16 | (green << 2 | green >> 4) << 8
         | (blue << 3 | blue >> 2);
}

static inline guint32
expand_555 (guint16 pixel)
{
  guint32 red = (pixel >> 10) & 0x1f;
  guint32 green = (pixel >> 5) & 0x1f;
  guint32 blue = pixel & 0x1f;

  return 0xff000000u | (red << 3 | red >> 2) << 16 | (green << 3 | green >> 2) << 8
         | (blue << 3 | blue >> 2);
}

static void
expand_row (VtrPixelFormat  format,
            const guint8   *source,
            guint8         *target,
            guint           width)
{
  for (guint x = 0; x < width; x++)
    {
      guint16 pixel;
      guint32 expanded;

      memcpy (&pixel, source + x * sizeof pixel, sizeof pixel);
      expanded = format == VTR_PIXELS_RGB565 ? expand_565 (pixel) : expand_555 (pixel);
      memcpy (target + x * sizeof expanded, &expanded, sizeof expanded);
    }
}

/**
 * vtr_pixels_to_xrgb:
 * @source: the first pixel to read
 * @target: where to write 32 bits a pixel
 *
 * Copies a rectangle to the one format that is drawn. The unused byte of 32-bit pictures is copied
 * as it is: servers leave anything there, and nothing that draws may read it.
 */
void
vtr_pixels_to_xrgb (VtrPixelFormat  format,
                    const guint8   *source,
                    gsize           source_stride,
                    guint8         *target,
                    gsize           target_stride,
                    guint           width,
                    guint           height)
{
  for (guint y = 0; y < height; y++)
    {
      if (format == VTR_PIXELS_XRGB8888)
        memcpy (target, source, (gsize) width * 4);
      else
        expand_row (format, source, target, width);
      source += source_stride;
      target += target_stride;
    }
}
