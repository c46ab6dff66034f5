/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "virt/host/vtr-host.h"
#include "virt/statistics/vtr-machine-samples.h"
#include "virt/vtr-virt-error.h"

#include <math.h>

#include "vtr-wait.h"

#define SECOND ((gint64) G_USEC_PER_SEC)

static VtrCounters
counters (gint64 cpu,
          gint64 disk)
{
  return (VtrCounters) {
    .cpu_time = cpu, .memory_used = -1, .memory_total = -1, .disk_bytes = disk, .network_bytes = -1,
  };
}

static void
test_rates_use_real_time (void)
{
  VtrMachineSamples *samples = vtr_machine_samples_new ();
  VtrCounters first = counters (1000000000, 5000);
  VtrCounters second = counters (4000000000, 11000);

  vtr_machine_samples_add (samples, &first, 10 * SECOND, 2, 8);
  g_assert_null (vtr_machine_samples_get (samples, VTR_METRIC_GUEST_CPU));
  vtr_machine_samples_add (samples, &second, 13 * SECOND, 2, 8);
  g_assert_cmpfloat_with_epsilon (
      vtr_history_latest (vtr_machine_samples_get (samples, VTR_METRIC_GUEST_CPU)), 0.5, 1e-6);
  g_assert_cmpfloat_with_epsilon (
      vtr_history_latest (vtr_machine_samples_get (samples, VTR_METRIC_HOST_CPU)), 0.125, 1e-6);
  g_assert_cmpfloat_with_epsilon (
      vtr_history_latest (vtr_machine_samples_get (samples, VTR_METRIC_DISK)), 2000, 1e-3);
  g_assert_null (vtr_machine_samples_get (samples, VTR_METRIC_NETWORK));
  vtr_machine_samples_free (samples);
}

/* A counter that went back, and a night asleep, give a hole and not a spike. */
static void
test_no_spikes (void)
{
  VtrMachineSamples *samples = vtr_machine_samples_new ();
  VtrCounters readings[] = {
    counters (9000000000, 9000), counters (100, 100), counters (200, 8 * 3600 * 1000), counters (300, 1),
  };

  vtr_machine_samples_add (samples, &readings[0], 10 * SECOND, 1, 1);
  vtr_machine_samples_add (samples, &readings[1], 13 * SECOND, 1, 1);
  g_assert_null (vtr_machine_samples_get (samples, VTR_METRIC_DISK));
  vtr_machine_samples_add (samples, &readings[2], 8 * 3600 * SECOND, 1, 1);
  g_assert_null (vtr_machine_samples_get (samples, VTR_METRIC_DISK));
  g_assert_null (vtr_machine_samples_get (samples, VTR_METRIC_GUEST_CPU));
  vtr_machine_samples_free (samples);
}

static void
test_stop_breaks_the_line (void)
{
  VtrMachineSamples *samples = vtr_machine_samples_new ();
  VtrCounters reading = counters (0, 0);

  for (int i = 0; i < 3; i++)
    {
      reading.disk_bytes += 3000;
      vtr_machine_samples_add (samples, &reading, i * 3 * SECOND + SECOND, 1, 1);
    }
  vtr_machine_samples_stop (samples);
  g_assert_true (isnan (vtr_history_latest (vtr_machine_samples_get (samples, VTR_METRIC_DISK))));
  vtr_machine_samples_add (samples, &reading, 20 * SECOND, 1, 1);
  g_assert_true (isnan (vtr_history_latest (vtr_machine_samples_get (samples, VTR_METRIC_DISK))));
  vtr_machine_samples_free (samples);
}

static void
count_cb (VtrHost *host,
          guint   *n_ticks)
{
  ++*n_ticks;
}

static void
test_samples_only_what_is_watched (void)
{
  VtrHost *host = vtr_host_new ("test:///default");
  gpointer watched = host;
  guint n_ticks = 0;
  guint watch;

  g_object_add_weak_pointer (G_OBJECT (host), &watched);
  g_signal_connect (host, "sampled", G_CALLBACK (count_cb), &n_ticks);
  vtr_host_set_sampling_interval (host, 1);
  vtr_host_connect (host);
  vtr_wait_until (vtr_host_get_n_processors (host) > 0);
  g_assert_cmpuint (n_ticks, ==, 0);

  watch = vtr_host_watch_samples (host, 1u << VTR_METRIC_HOST_CPU, TRUE);
  vtr_wait_until (n_ticks >= 3);

  vtr_host_unwatch_samples (host, watch);
  vtr_host_disconnect (host);
  g_object_unref (host);
  vtr_wait_until (watched == NULL);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  vtr_virt_init ();

  g_test_add_func ("/sampler/rates", test_rates_use_real_time);
  g_test_add_func ("/sampler/no-spikes", test_no_spikes);
  g_test_add_func ("/sampler/stop", test_stop_breaks_the_line);
  g_test_add_func ("/sampler/watched", test_samples_only_what_is_watched);

  return g_test_run ();
}
