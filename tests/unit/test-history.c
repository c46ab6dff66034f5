/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "base/vtr-history.h"

#include <math.h>

#define SECOND ((gint64) G_USEC_PER_SEC)

static void
test_empty (void)
{
  g_autoptr (VtrHistory) history = vtr_history_new ();

  g_assert_cmpuint (vtr_history_size (history), ==, 0);
  g_assert_true (isnan (vtr_history_latest (history)));
  g_assert_cmpfloat (vtr_history_peak (history, 0), ==, 0);
  g_assert_true (isnan (vtr_history_latest (NULL)));
}

static void
test_order_survives_growth (void)
{
  g_autoptr (VtrHistory) history = vtr_history_new ();

  for (int i = 0; i < 100; i++)
    vtr_history_push (history, 7 * SECOND + i * SECOND, (float) i);

  g_assert_cmpuint (vtr_history_size (history), ==, 100);
  for (guint age = 0; age < 100; age++)
    {
      VtrSample sample = vtr_history_get (history, age);

      g_assert_cmpfloat (sample.value, ==, 99 - age);
      g_assert_cmpint (sample.time, ==, (7 + 99 - age) * SECOND);
    }
}

static void
test_keeps_an_hour (void)
{
  g_autoptr (VtrHistory) history = vtr_history_new ();

  for (int i = 0; i < 3000; i++)
    vtr_history_push (history, i * 3 * SECOND, (float) i);

  g_assert_cmpuint (vtr_history_size (history), ==, 1201);
  g_assert_cmpfloat (vtr_history_get (history, 1200).value, ==, 2999 - 1200);
}

static void
test_is_bounded (void)
{
  g_autoptr (VtrHistory) history = vtr_history_new ();

  for (int i = 0; i < 20000; i++)
    vtr_history_push (history, i * SECOND / 10, (float) i);

  g_assert_cmpuint (vtr_history_size (history), ==, 4096);
  g_assert_cmpfloat (vtr_history_latest (history), ==, 19999);
  g_assert_cmpfloat (vtr_history_get (history, 4095).value, ==, 19999 - 4095);
}

static void
test_peak_looks_back_only_so_far (void)
{
  g_autoptr (VtrHistory) history = vtr_history_new ();

  vtr_history_push (history, 1 * SECOND, 90);
  vtr_history_push (history, 2 * SECOND, 10);
  vtr_history_push (history, 3 * SECOND, NAN);
  vtr_history_push (history, 4 * SECOND, 20);

  g_assert_cmpfloat (vtr_history_peak (history, 2 * SECOND), ==, 20);
  g_assert_cmpfloat (vtr_history_peak (history, 1 * SECOND), ==, 90);
}

static void
test_reads_at_a_moment (void)
{
  g_autoptr (VtrHistory) history = vtr_history_new ();

  g_assert_true (isnan (vtr_history_at (history, 1 * SECOND)));
  vtr_history_push (history, 10 * SECOND, 1);
  vtr_history_push (history, 20 * SECOND, 2);
  vtr_history_push (history, 20 * SECOND, NAN);
  vtr_history_push (history, 50 * SECOND, 3);

  g_assert_true (isnan (vtr_history_at (history, 9 * SECOND)));
  g_assert_cmpfloat (vtr_history_at (history, 10 * SECOND), ==, 1);
  g_assert_cmpfloat (vtr_history_at (history, 14 * SECOND), ==, 1);
  g_assert_cmpfloat (vtr_history_at (history, 16 * SECOND), ==, 2);
  g_assert_cmpfloat (vtr_history_at (history, 20 * SECOND), ==, 2);
  g_assert_true (isnan (vtr_history_at (history, 21 * SECOND)));
  g_assert_true (isnan (vtr_history_at (history, 49 * SECOND)));
  g_assert_cmpfloat (vtr_history_at (history, 50 * SECOND), ==, 3);
  g_assert_true (isnan (vtr_history_at (history, 51 * SECOND)));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/history/empty", test_empty);
  g_test_add_func ("/history/order-survives-growth", test_order_survives_growth);
  g_test_add_func ("/history/keeps-an-hour", test_keeps_an_hour);
  g_test_add_func ("/history/is-bounded", test_is_bounded);
  g_test_add_func ("/history/peak", test_peak_looks_back_only_so_far);
  g_test_add_func ("/history/at", test_reads_at_a_moment);

  return g_test_run ();
}
