/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "console/vtr-pixels.h"

#include <string.h>

static guint32
expand (VtrPixelFormat format,
        guint16        pixel)
{
  guint32 result;

  vtr_pixels_to_xrgb (format, (const guint8 *) &pixel, 2, (guint8 *) &result, 4, 1, 1);

  return result & 0xffffff;
}

static void
test_565 (void)
{
  g_assert_cmphex (expand (VTR_PIXELS_RGB565, 0x0000), ==, 0x000000);
  g_assert_cmphex (expand (VTR_PIXELS_RGB565, 0xffff), ==, 0xffffff);
  g_assert_cmphex (expand (VTR_PIXELS_RGB565, 0xf800), ==, 0xff0000);
  g_assert_cmphex (expand (VTR_PIXELS_RGB565, 0x07e0), ==, 0x00ff00);
  g_assert_cmphex (expand (VTR_PIXELS_RGB565, 0x001f), ==, 0x0000ff);
  g_assert_cmphex (expand (VTR_PIXELS_RGB565, 0x8410), ==, 0x848284);
}

static void
test_555 (void)
{
  g_assert_cmphex (expand (VTR_PIXELS_RGB555, 0x7fff), ==, 0xffffff);
  g_assert_cmphex (expand (VTR_PIXELS_RGB555, 0x7c00), ==, 0xff0000);
  g_assert_cmphex (expand (VTR_PIXELS_RGB555, 0x03e0), ==, 0x00ff00);
  g_assert_cmphex (expand (VTR_PIXELS_RGB555, 0x001f), ==, 0x0000ff);
  /* The highest bit means nothing. */
  g_assert_cmphex (expand (VTR_PIXELS_RGB555, 0x8000), ==, 0x000000);
}

/* Every level of every channel comes out in order, and none of them twice. */
static void
test_levels_are_monotonic (void)
{
  for (guint level = 1; level < 64; level++)
    g_assert_cmphex (expand (VTR_PIXELS_RGB565, level << 5), >,
                     expand (VTR_PIXELS_RGB565, (level - 1) << 5));
  for (guint level = 1; level < 32; level++)
    {
      g_assert_cmphex (expand (VTR_PIXELS_RGB565, level), >,
                       expand (VTR_PIXELS_RGB565, level - 1));
      g_assert_cmphex (expand (VTR_PIXELS_RGB565, level << 11), >,
                       expand (VTR_PIXELS_RGB565, (level - 1) << 11));
    }
}

static void
test_rectangle_keeps_its_strides (void)
{
  guint32 source[4][5], target[3][3];

  for (guint y = 0; y < 4; y++)
    for (guint x = 0; x < 5; x++)
      source[y][x] = y << 8 | x;
  memset (target, 0xee, sizeof target);

  vtr_pixels_to_xrgb (VTR_PIXELS_XRGB8888,
                      (const guint8 *) &source[1][2],
                      sizeof source[0],
                      (guint8 *) &target[0][0],
                      sizeof target[0],
                      2,
                      3);

  for (guint y = 0; y < 3; y++)
    {
      g_assert_cmphex (target[y][0], ==, (y + 1) << 8 | 2);
      g_assert_cmphex (target[y][1], ==, (y + 1) << 8 | 3);
      g_assert_cmphex (target[y][2], ==, 0xeeeeeeee);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/pixels/565", test_565);
  g_test_add_func ("/pixels/555", test_555);
  g_test_add_func ("/pixels/levels", test_levels_are_monotonic);
  g_test_add_func ("/pixels/rectangle", test_rectangle_keeps_its_strides);

  return g_test_run ();
}
