/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-stall-watch.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

/* The main loop does its work between one poll and the next. Timing that stretch finds every stall
 * and wakes nobody, which a watching thread would. */
static struct
{
  GPollFunc real_poll;
  gint64    busy_since;
  gint64    busy_cpu;
  gint64    longest;
  int       log;
} watch = { .log = -1 };

static gint64
clock_now (clockid_t clock)
{
  struct timespec now;

  clock_gettime (clock, &now);
  return (gint64) now.tv_sec * G_USEC_PER_SEC + now.tv_nsec / 1000;
}

/* One write() a line, so that a line is whole whatever happens next. On a busy computer a stretch
 * may be long because somebody else ran: the processor time beside it tells. */
static void
report (gint64 wall,
        gint64 cpu)
{
  char line[96];
  int length;

  if (watch.log < 0)
    return;

  length = g_snprintf (line, sizeof line, "stall wall_us=%" G_GINT64_FORMAT
                       " cpu_us=%" G_GINT64_FORMAT "\n", wall, cpu);
  if (write (watch.log, line, (gsize) length) < 0)
    g_debug ("Cannot log a stall: %s", g_strerror (errno));
}

static int
timing_poll (GPollFD *fds,
             guint    n_fds,
             int      timeout)
{
  gint64 now = clock_now (CLOCK_MONOTONIC);
  int result;

  if (watch.busy_since != 0)
    {
      gint64 wall = now - watch.busy_since;

      watch.longest = MAX (watch.longest, wall);
      if (wall > VTR_STALL_LIMIT)
        report (wall, clock_now (CLOCK_THREAD_CPUTIME_ID) - watch.busy_cpu);
    }

  result = watch.real_poll (fds, n_fds, timeout);
  watch.busy_since = clock_now (CLOCK_MONOTONIC);
  watch.busy_cpu = clock_now (CLOCK_THREAD_CPUTIME_ID);
  return result;
}

/**
 * vtr_stall_watch_start:
 * @path: (nullable): a file to append a line to for each stall over VTR_STALL_LIMIT
 *
 * Times the default main context from now on.
 */
void
vtr_stall_watch_start (const char *path)
{
  if (watch.real_poll == NULL)
    {
      watch.real_poll = g_main_context_get_poll_func (NULL);
      g_main_context_set_poll_func (NULL, timing_poll);
    }
  if (path != NULL && watch.log < 0)
    watch.log = open (path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
}

void
vtr_stall_watch_start_from_environment (void)
{
  const char *path = g_getenv ("VITRINE_STALL_LOG");

  if (path != NULL && path[0] != '\0')
    vtr_stall_watch_start (path);
}

/**
 * vtr_stall_watch_longest:
 *
 * Returns: the longest stretch without a poll since the start or the last reset, in microseconds
 */
gint64
vtr_stall_watch_longest (void)
{
  return watch.longest;
}

void
vtr_stall_watch_reset (void)
{
  watch.longest = 0;
}
