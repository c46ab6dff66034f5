/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "console/vtr-damage-map.h"

static VtrDamageMap *
clean_map (guint width,
           guint height)
{
  VtrDamageMap *map = vtr_damage_map_new ();

  vtr_damage_map_resize (map, width, height);
  for (guint i = 0; i < vtr_damage_map_columns (map) * vtr_damage_map_rows (map); i++)
    g_assert_true (vtr_damage_map_take (map, i));
  g_assert_cmpuint (vtr_damage_map_count (map), ==, 0);

  return map;
}

static void
test_grid (void)
{
  g_autoptr (VtrDamageMap) map = vtr_damage_map_new ();

  g_assert_cmpuint (vtr_damage_map_columns (map), ==, 0);
  g_assert_false (vtr_damage_map_add (map, 0, 0, 10, 10));

  vtr_damage_map_resize (map, 1920, 1080);
  g_assert_cmpuint (vtr_damage_map_columns (map), ==, 8);
  g_assert_cmpuint (vtr_damage_map_rows (map), ==, 5);
  g_assert_cmpuint (vtr_damage_map_count (map), ==, 40);

  vtr_damage_map_resize (map, 256, 257);
  g_assert_cmpuint (vtr_damage_map_columns (map), ==, 1);
  g_assert_cmpuint (vtr_damage_map_rows (map), ==, 2);
}

static void
test_caret_is_one_tile (void)
{
  g_autoptr (VtrDamageMap) map = clean_map (1920, 1080);

  g_assert_true (vtr_damage_map_add (map, 300, 300, 16, 32));
  g_assert_cmpuint (vtr_damage_map_count (map), ==, 1);
  g_assert_true (vtr_damage_map_take (map, 1 * 8 + 1));
  g_assert_false (vtr_damage_map_take (map, 1 * 8 + 1));
}

/* A tile holds a border of its neighbours' pixels, so it changes with them. */
static void
test_edge_reaches_the_neighbours (void)
{
  g_autoptr (VtrDamageMap) map = clean_map (1024, 1024);

  vtr_damage_map_add (map, 255, 100, 1, 1);
  g_assert_cmpuint (vtr_damage_map_count (map), ==, 2);
  vtr_damage_map_add (map, 512, 512, 1, 1);
  g_assert_cmpuint (vtr_damage_map_count (map), ==, 2 + 4);
}

static void
test_outside_is_clipped (void)
{
  g_autoptr (VtrDamageMap) map = clean_map (600, 600);

  g_assert_false (vtr_damage_map_add (map, 700, 0, 10, 10));
  g_assert_false (vtr_damage_map_add (map, -50, -50, 20, 20));
  g_assert_false (vtr_damage_map_add (map, 10, 10, 0, 5));
  g_assert_cmpuint (vtr_damage_map_count (map), ==, 0);
  g_assert_true (vtr_damage_map_add (map, -50, -50, 1 << 30, 1 << 30));
  g_assert_cmpuint (vtr_damage_map_count (map), ==, 9);
  g_assert_true (vtr_damage_map_add (map, G_MAXINT - 5, 0, 5, 5) == FALSE);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/damage-map/grid", test_grid);
  g_test_add_func ("/damage-map/caret", test_caret_is_one_tile);
  g_test_add_func ("/damage-map/edge", test_edge_reaches_the_neighbours);
  g_test_add_func ("/damage-map/outside", test_outside_is_clipped);

  return g_test_run ();
}
