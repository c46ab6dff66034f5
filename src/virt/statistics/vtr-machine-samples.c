/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-machine-samples.h"

#include <math.h>

/* Two readings further apart than this tell nothing about what was in between. */
#define LONGEST_GAP ((gint64) 5 * 60 * G_USEC_PER_SEC)

struct _VtrMachineSamples
{
  VtrHistory *histories[VTR_N_METRICS];
  VtrCounters last;
  gint64      last_time; /* 0: no reading to compare with */
};

VtrMachineSamples *
vtr_machine_samples_new (void)
{
  return g_new0 (VtrMachineSamples, 1);
}

void
vtr_machine_samples_free (VtrMachineSamples *self)
{
  if (self == NULL)
    return;

  for (guint i = 0; i < VTR_N_METRICS; i++)
    vtr_history_free (self->histories[i]);
  g_free (self);
}

static void
push (VtrMachineSamples *self,
      VtrMetric          metric,
      gint64             time,
      double             value)
{
  if (self->histories[metric] == NULL)
    self->histories[metric] = vtr_history_new ();
  vtr_history_push (self->histories[metric], time, (float) value);
}

/* Units a second between two readings. A counter that went back was reset: that is no rate. */
static gboolean
rate (gint64  before,
      gint64  after,
      gint64  elapsed,
      double *result)
{
  if (before < 0 || after < before || elapsed <= 0 || elapsed > LONGEST_GAP)
    return FALSE;

  *result = (double) (after - before) * G_USEC_PER_SEC / (double) elapsed;
  return TRUE;
}

static void
add_cpu (VtrMachineSamples *self,
         const VtrCounters *now,
         gint64             time,
         guint              n_processors,
         guint              host_processors)
{
  double nanoseconds;

  if (!rate (self->last.cpu_time, now->cpu_time, time - self->last_time, &nanoseconds))
    return;

  if (n_processors > 0)
    push (self, VTR_METRIC_GUEST_CPU, time, MIN (1, nanoseconds / 1e9 / n_processors));
  if (host_processors > 0)
    push (self, VTR_METRIC_HOST_CPU, time, MIN (1, nanoseconds / 1e9 / host_processors));
}

/**
 * vtr_machine_samples_add:
 * @self: the histories
 * @counters: a reading
 * @time: when it was taken, by vtr_time_now()
 * @n_processors: of the machine, 0 while unknown
 * @host_processors: of its host, 0 while unknown
 */
void
vtr_machine_samples_add (VtrMachineSamples *self,
                         const VtrCounters *counters,
                         gint64             time,
                         guint              n_processors,
                         guint              host_processors)
{
  double bytes;

  if (self->last_time != 0 && time - self->last_time > LONGEST_GAP)
    vtr_machine_samples_stop (self);
  if (counters->memory_used >= 0 && counters->memory_total > 0)
    push (self, VTR_METRIC_MEMORY, time,
          (double) counters->memory_used / (double) counters->memory_total);

  if (self->last_time != 0)
    {
      gint64 elapsed = time - self->last_time;

      add_cpu (self, counters, time, n_processors, host_processors);
      if (rate (self->last.disk_bytes, counters->disk_bytes, elapsed, &bytes))
        push (self, VTR_METRIC_DISK, time, bytes);
      if (rate (self->last.network_bytes, counters->network_bytes, elapsed, &bytes))
        push (self, VTR_METRIC_NETWORK, time, bytes);
    }

  self->last = *counters;
  self->last_time = time;
}

/**
 * vtr_machine_samples_stop:
 * @self: (nullable): the histories
 *
 * The machine went off or its host away: the next reading begins anew, after a hole.
 */
void
vtr_machine_samples_stop (VtrMachineSamples *self)
{
  if (self == NULL || self->last_time == 0)
    return;

  for (guint i = 0; i < VTR_N_METRICS; i++)
    if (self->histories[i] != NULL)
      vtr_history_push (self->histories[i], self->last_time, NAN);
  self->last_time = 0;
}

/**
 * vtr_machine_samples_get:
 * @self: (nullable): the histories
 * @metric: which
 *
 * Returns: (transfer none) (nullable): that history
 */
const VtrHistory *
vtr_machine_samples_get (const VtrMachineSamples *self,
                         VtrMetric                metric)
{
  return self != NULL ? self->histories[metric] : NULL;
}
