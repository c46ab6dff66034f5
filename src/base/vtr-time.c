/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-time.h"

#include <time.h>

/**
 * vtr_time_now:
 *
 * The clock of every rate and history. Unlike g_get_monotonic_time() it also counts while the
 * computer sleeps, so that a counter read before and after a night gives a rate and not a spike;
 * unlike the wall clock it never jumps.
 *
 * Returns: microseconds since some moment in the past
 */
gint64
vtr_time_now (void)
{
  struct timespec now;

  clock_gettime (CLOCK_BOOTTIME, &now);
  return (gint64) now.tv_sec * G_USEC_PER_SEC + now.tv_nsec / 1000;
}
