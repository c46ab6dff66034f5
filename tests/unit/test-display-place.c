/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "console/vtr-display-place.h"

#include <math.h>

static const double scales[] = { 1, 1.25, 1.5, 1.75, 2 };

static void
assert_whole (double device)
{
  g_assert_cmpfloat_with_epsilon (device, round (device), 1e-3);
}

/* At 1:1 the picture has as many device pixels as the guest has, and begins on one of them,
 * wherever the widget is. */
static void
test_exact_is_exact (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (scales); i++)
    for (guint offset = 0; offset < 60; offset++)
      {
        VtrDisplayRoom room = {
          .width = 801, .height = 613, .scale = scales[i],
          .origin_x = offset * scales[i], .origin_y = 47 * scales[i],
          .guest_width = 640, .guest_height = 401, .scaling = VTR_SCALING_EXACT,
        };
        graphene_rect_t area = vtr_display_place (&room);

        assert_whole (area.origin.x * room.scale + room.origin_x);
        assert_whole (area.origin.y * room.scale + room.origin_y);
        g_assert_cmpfloat_with_epsilon (area.size.width * room.scale, 640, 1e-3);
        g_assert_cmpfloat_with_epsilon (area.size.height * room.scale, 401, 1e-3);
      }
}

static void
test_fit (void)
{
  VtrDisplayRoom room = {
    .width = 1000, .height = 500, .scale = 1, .guest_width = 640, .guest_height = 480,
  };
  graphene_rect_t area = vtr_display_place (&room);

  g_assert_cmpfloat_with_epsilon (area.size.height, 500, 1e-3);
  g_assert_cmpfloat_with_epsilon (area.size.width, 667, 1e-3);
  g_assert_cmpfloat_with_epsilon (area.origin.y, 0, 1e-3);
  g_assert_cmpfloat (fabs (area.origin.x - 166.5), <, 1);
}

/* A guest that took the size it was asked for, but for a few pixels, stays sharp. */
static void
test_follow (void)
{
  VtrDisplayRoom room = {
    .width = 1001, .height = 703, .scale = 1, .guest_width = 1000, .guest_height = 696,
    .scaling = VTR_SCALING_FOLLOW,
  };
  graphene_rect_t area = vtr_display_place (&room);

  g_assert_cmpfloat_with_epsilon (area.size.width, 1000, 1e-3);
  room.guest_width = 640;
  area = vtr_display_place (&room);
  g_assert_cmpfloat (area.size.width, >, 640);
}

static void
test_too_large_begins_at_the_corner (void)
{
  VtrDisplayRoom room = {
    .width = 300, .height = 200, .scale = 1, .guest_width = 640, .guest_height = 480,
    .scaling = VTR_SCALING_EXACT,
  };
  graphene_rect_t area = vtr_display_place (&room);

  g_assert_cmpfloat_with_epsilon (area.origin.x, 0, 1e-3);
  g_assert_cmpfloat_with_epsilon (area.origin.y, 0, 1e-3);
}

static void
test_to_guest (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (scales); i++)
    {
      VtrDisplayRoom room = {
        .width = 700, .height = 500, .scale = scales[i], .guest_width = 640, .guest_height = 480,
        .scaling = VTR_SCALING_EXACT,
      };
      graphene_rect_t area = vtr_display_place (&room);
      int x, y;

      /* The middle of each device pixel is that pixel of the guest. */
      for (int pixel = 0; pixel < 640; pixel++)
        {
          vtr_display_to_guest (&room, &area,
                                area.origin.x + (pixel + 0.5) / scales[i],
                                area.origin.y + 0.5 / scales[i], &x, &y);
          g_assert_cmpint (x, ==, pixel);
          g_assert_cmpint (y, ==, 0);
        }
      vtr_display_to_guest (&room, &area, -50, 9999, &x, &y);
      g_assert_cmpint (x, ==, 0);
      g_assert_cmpint (y, ==, 479);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/display-place/exact", test_exact_is_exact);
  g_test_add_func ("/display-place/fit", test_fit);
  g_test_add_func ("/display-place/follow", test_follow);
  g_test_add_func ("/display-place/too-large", test_too_large_begins_at_the_corner);
  g_test_add_func ("/display-place/to-guest", test_to_guest);

  return g_test_run ();
}
