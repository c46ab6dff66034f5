/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "base/vtr-format.h"

#define MINUTE 60
#define HOUR (60 * MINUTE)
#define DAY (24 * HOUR)

/* Some moment of the year 2026. */
#define NOW G_GINT64_CONSTANT (1790000000)

static void
assert_moment (gint64      age,
               const char *expected)
{
  g_autofree char *text = vtr_format_moment (NOW - age, NOW);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_recent_moments_are_ages (void)
{
  assert_moment (0, "just now");
  assert_moment (MINUTE - 1, "just now");
  assert_moment (MINUTE, "1 minute ago");
  assert_moment (HOUR - 1, "59 minutes ago");
  assert_moment (HOUR, "1 hour ago");
  assert_moment (DAY - 1, "23 hours ago");
}

static void
test_other_moments_are_dates (void)
{
  g_autofree char *yesterday = vtr_format_moment (NOW - DAY, NOW);
  g_autofree char *to_come = vtr_format_moment (NOW + 1, NOW);

  g_assert_nonnull (strstr (yesterday, "2026"));
  g_assert_nonnull (strstr (to_come, "2026"));
}

static void
test_durations_have_their_largest_unit (void)
{
  static const struct
  {
    gint64      seconds;
    const char *text;
  } cases[] = {
    { -1, "0 seconds" },
    { 1, "1 second" },
    { MINUTE - 1, "59 seconds" },
    { MINUTE, "1 minute" },
    { HOUR - 1, "59 minutes" },
    { HOUR, "1 hour" },
    { DAY - 1, "23 hours" },
    { DAY, "1 day" },
    { 3 * DAY, "3 days" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = vtr_format_duration (cases[i].seconds);

      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/format/recent-moments-are-ages", test_recent_moments_are_ages);
  g_test_add_func ("/format/other-moments-are-dates", test_other_moments_are_dates);
  g_test_add_func ("/format/durations-have-their-largest-unit",
                   test_durations_have_their_largest_unit);

  return g_test_run ();
}
