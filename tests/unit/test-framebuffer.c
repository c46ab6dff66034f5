/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "console/vtr-framebuffer.h"

#define WIDTH 600
#define HEIGHT 520

static guint32 pixels[HEIGHT][WIDTH];

static void
paint_pattern (void)
{
  for (guint y = 0; y < HEIGHT; y++)
    for (guint x = 0; x < WIDTH; x++)
      pixels[y][x] = x << 12 | y;
}

static VtrFramebuffer *
new_framebuffer (void)
{
  VtrFramebuffer *framebuffer = vtr_framebuffer_new ();

  paint_pattern ();
  vtr_framebuffer_set_pixels (framebuffer, VTR_PIXELS_XRGB8888, WIDTH, HEIGHT,
                              sizeof pixels[0], (const guint8 *) pixels);

  return framebuffer;
}

/* Draws into nowhere, and tells how many tiles had to be copied for it. */
static guint
draw (VtrFramebuffer *framebuffer)
{
  guint64 before = vtr_framebuffer_get_counts (framebuffer).tiles;
  g_autoptr (GtkSnapshot) snapshot = gtk_snapshot_new ();
  VtrViewport viewport = {
    .area = GRAPHENE_RECT_INIT (0, 0, WIDTH, HEIGHT),
    .device_scale = 1,
  };

  vtr_framebuffer_snapshot (framebuffer, snapshot, &viewport);

  return (guint) (vtr_framebuffer_get_counts (framebuffer).tiles - before);
}

static void
assert_texture_is_pattern (GdkTexture *texture)
{
  g_autoptr (GdkTextureDownloader) downloader = gdk_texture_downloader_new (texture);
  g_autoptr (GBytes) bytes = NULL;
  const guint8 *data;
  gsize stride;

  g_assert_cmpint (gdk_texture_get_width (texture), ==, WIDTH);
  g_assert_cmpint (gdk_texture_get_height (texture), ==, HEIGHT);
  gdk_texture_downloader_set_format (downloader, GDK_MEMORY_R8G8B8);
  bytes = gdk_texture_downloader_download_bytes (downloader, &stride);
  data = g_bytes_get_data (bytes, NULL);
  for (guint y = 0; y < HEIGHT; y++)
    for (guint x = 0; x < WIDTH; x++)
      {
        const guint8 *rgb = data + y * stride + x * 3;

        g_assert_cmphex ((guint32) (rgb[0] << 16 | rgb[1] << 8 | rgb[2]), ==,
                         pixels[y][x] & 0xffffff);
      }
}

static void
test_only_changed_tiles_are_copied (void)
{
  g_autoptr (VtrFramebuffer) framebuffer = new_framebuffer ();

  g_assert_cmpuint (draw (framebuffer), ==, 9);
  g_assert_cmpuint (draw (framebuffer), ==, 0);
  vtr_framebuffer_damage (framebuffer, 300, 300, 16, 32);
  g_assert_cmpuint (draw (framebuffer), ==, 1);
  vtr_framebuffer_damage (framebuffer, 0, 0, WIDTH, 1);
  g_assert_cmpuint (draw (framebuffer), ==, 3);

  g_assert_finalize_object (g_steal_pointer (&framebuffer));
}

static void
test_picture_is_the_guests (void)
{
  g_autoptr (VtrFramebuffer) framebuffer = new_framebuffer ();
  g_autoptr (GdkTexture) texture = vtr_framebuffer_to_texture (framebuffer);
  g_autoptr (GdkTexture) later = NULL;

  assert_texture_is_pattern (texture);

  pixels[257][255] = 0x123456;
  vtr_framebuffer_damage (framebuffer, 255, 257, 1, 1);
  later = vtr_framebuffer_to_texture (framebuffer);
  assert_texture_is_pattern (later);
}

/* Servers take their memory away without asking; the last picture stays. */
static void
test_released_picture_stays (void)
{
  g_autoptr (VtrFramebuffer) framebuffer = vtr_framebuffer_new ();
  guint8 *memory;
  g_autoptr (GdkTexture) texture = NULL;

  paint_pattern ();
  memory = g_memdup2 (pixels, sizeof pixels);
  vtr_framebuffer_set_pixels (framebuffer, VTR_PIXELS_XRGB8888, WIDTH, HEIGHT,
                              sizeof pixels[0], memory);
  vtr_framebuffer_release (framebuffer);
  memset (memory, 0xaa, sizeof pixels);
  g_free (memory);

  vtr_framebuffer_damage (framebuffer, 0, 0, WIDTH, HEIGHT);
  g_assert_cmpuint (draw (framebuffer), ==, 0);
  texture = vtr_framebuffer_to_texture (framebuffer);
  assert_texture_is_pattern (texture);
}

static void
count (guint *counter)
{
  (*counter)++;
}

static gboolean
on_timeout_cb (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;

  return G_SOURCE_REMOVE;
}

static void
run_for (guint milliseconds)
{
  gboolean over = FALSE;

  g_timeout_add (milliseconds, on_timeout_cb, &over);
  while (!over)
    g_main_context_iteration (NULL, TRUE);
}

/* Thousands of rectangles are one redraw; and while nobody draws, there is no second one. */
static void
test_redraws_are_paced (void)
{
  g_autoptr (VtrFramebuffer) framebuffer = new_framebuffer ();
  guint announced = 0;

  g_signal_connect_swapped (framebuffer, "invalidate-contents", G_CALLBACK (count), &announced);
  draw (framebuffer);
  for (guint i = 0; i < 5000; i++)
    vtr_framebuffer_damage (framebuffer, (int) i % WIDTH, 0, 32, 1);
  g_assert_cmpuint (announced, ==, 0);
  while (announced == 0)
    g_main_context_iteration (NULL, TRUE);

  for (guint i = 0; i < 5000; i++)
    vtr_framebuffer_damage (framebuffer, (int) i % WIDTH, 0, 32, 1);
  run_for (150);
  g_assert_cmpuint (announced, ==, 1);

  draw (framebuffer);
  vtr_framebuffer_damage (framebuffer, 0, 0, 1, 1);
  while (announced == 1)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (announced, ==, 2);
}

/* Where a frame takes long, frames get fewer: half of the time is left to take in the next. */
static void
test_slow_drawing_slows_the_pace (void)
{
  g_autoptr (VtrFramebuffer) framebuffer = new_framebuffer ();
  guint announced = 0;
  gint64 start;

  g_signal_connect_swapped (framebuffer, "invalidate-contents", G_CALLBACK (count), &announced);
  for (guint i = 0; i < 30; i++)
    vtr_framebuffer_note_draw_time (framebuffer, 40 * 1000);
  while (announced == 0)
    g_main_context_iteration (NULL, TRUE);

  start = g_get_monotonic_time ();
  draw (framebuffer);
  vtr_framebuffer_damage (framebuffer, 0, 0, 1, 1);
  while (announced == 1)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (g_get_monotonic_time () - start, >=, 70 * 1000);
}

static void
test_resize (void)
{
  g_autoptr (VtrFramebuffer) framebuffer = new_framebuffer ();
  guint resized = 0;

  g_signal_connect_swapped (framebuffer, "invalidate-size", G_CALLBACK (count), &resized);
  vtr_framebuffer_set_pixels (framebuffer, VTR_PIXELS_XRGB8888, WIDTH, HEIGHT,
                              sizeof pixels[0], (const guint8 *) pixels);
  g_assert_cmpuint (resized, ==, 0);
  vtr_framebuffer_set_pixels (framebuffer, VTR_PIXELS_XRGB8888, 64, 48,
                              sizeof pixels[0], (const guint8 *) pixels);
  g_assert_cmpuint (resized, ==, 1);
  g_assert_cmpuint (draw (framebuffer), ==, 1);
  g_assert_cmpint (gdk_paintable_get_intrinsic_width (GDK_PAINTABLE (framebuffer)), ==, 64);
  g_assert_cmpint (gdk_paintable_get_intrinsic_height (GDK_PAINTABLE (framebuffer)), ==, 48);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  /* Render nodes have to exist, without a display that gtk_init () would ask for. */
  g_type_ensure (GSK_TYPE_CONTAINER_NODE);

  g_test_add_func ("/framebuffer/changed-tiles", test_only_changed_tiles_are_copied);
  g_test_add_func ("/framebuffer/picture", test_picture_is_the_guests);
  g_test_add_func ("/framebuffer/released", test_released_picture_stays);
  g_test_add_func ("/framebuffer/paced", test_redraws_are_paced);
  g_test_add_func ("/framebuffer/slow-drawing", test_slow_drawing_slows_the_pace);
  g_test_add_func ("/framebuffer/resize", test_resize);

  return g_test_run ();
}
