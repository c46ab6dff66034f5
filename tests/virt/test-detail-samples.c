/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "virt/statistics/vtr-detail-samples.h"
#include "virt/host/vtr-host.h"
#include "virt/machine/vtr-machine-verbs.h"
#include "virt/vtr-virt-error.h"

#include <math.h>

#include "virt/statistics/vtr-detail-reading.h"

#include "vtr-wait.h"

#define SECOND ((gint64) G_USEC_PER_SEC)

static void
count_cb (gpointer  source,
          guint    *count)
{
  ++*count;
}

/* A driver without bulk statistics is asked for one thing after the other. */
static void
test_only_while_watched (void)
{
  VtrHost *host = vtr_host_new ("test:///default");
  VtrMachine *machine;
  VtrDetailSamples *samples;
  gpointer watched_host = host;
  guint n_samples = 0;
  guint n_at_pause;
  guint n_changes = 0;
  g_auto (GStrv) names = NULL;

  g_object_add_weak_pointer (G_OBJECT (host), &watched_host);
  vtr_host_connect (host);
  vtr_wait_until (vtr_host_get_state (host) == VTR_HOST_CONNECTED);
  machine = vtr_host_find_machine (host, "test");
  samples = vtr_detail_samples_new (machine);
  g_signal_connect (samples, "sampled", G_CALLBACK (count_cb), &n_samples);
  g_signal_connect (samples, "series-changed", G_CALLBACK (count_cb), &n_changes);
  vtr_detail_samples_set_interval (samples, 1);
  g_assert_null (vtr_detail_samples_get (samples, "cpu"));

  vtr_detail_samples_set_watched (samples, TRUE);
  vtr_wait_until (n_samples >= 2);
  names = vtr_detail_samples_list (samples, NULL);
  g_assert_cmpuint (n_changes, >=, 1);
  g_assert_true (g_strv_contains ((const char *const *) names, "cpu"));
  g_assert_true (g_strv_contains ((const char *const *) names, "memory.given"));
  for (guint i = 0; names[i] != NULL; i++)
    g_assert_nonnull (vtr_detail_samples_get (samples, names[i]));

  /* A host that is asked once more than somebody looks would show here. */
  vtr_detail_samples_set_watched (samples, FALSE);
  n_at_pause = n_samples;
  g_object_unref (vtr_machine_perform (machine, VTR_VERB_PAUSE));
  vtr_wait_until (vtr_machine_get_state (machine) == VTR_MACHINE_PAUSED);
  g_assert_cmpuint (n_samples, <=, n_at_pause + 1);
  /* The driver's machines are those of the whole process: the next test may meet them. */
  g_object_unref (vtr_machine_perform (machine, VTR_VERB_RESUME));
  vtr_wait_until (vtr_machine_get_state (machine) == VTR_MACHINE_RUNNING);

  vtr_host_disconnect (host);
  g_assert_finalize_object (samples);
  g_object_unref (host);
  vtr_wait_until (watched_host == NULL);
}

typedef struct
{
  VtrHost          *host;
  VtrDetailSamples *samples;
  guint             n_changes;
} Fixture;

/* Nothing is asked here: the readings are made up. */
static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->host = vtr_host_new ("test:///default");
  vtr_host_connect (fixture->host);
  vtr_wait_until (vtr_host_get_state (fixture->host) == VTR_HOST_CONNECTED);
  fixture->samples = vtr_detail_samples_new (vtr_host_find_machine (fixture->host, "test"));
  g_signal_connect (fixture->samples, "series-changed", G_CALLBACK (count_cb),
                    &fixture->n_changes);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  gpointer host = fixture->host;

  g_object_add_weak_pointer (host, &host);
  vtr_host_disconnect (fixture->host);
  g_assert_finalize_object (fixture->samples);
  g_object_unref (fixture->host);
  vtr_wait_until (host == NULL);
}

/* One number and nothing else. */
static void
take (Fixture    *fixture,
      gint64      time,
      const char *name,
      VtrReadSort sort,
      double      value,
      double      scale)
{
  g_autoptr (VtrDetailReading) reading = vtr_detail_reading_new (time);

  vtr_detail_reading_add (reading, name, sort, value, scale);
  _vtr_detail_samples_take (fixture->samples, reading);
}

static float
value_at (Fixture    *fixture,
          const char *name,
          guint       age)
{
  return vtr_history_get (vtr_detail_samples_get (fixture->samples, name), age).value;
}

static guint
size_of (Fixture    *fixture,
         const char *name)
{
  return vtr_history_size (vtr_detail_samples_get (fixture->samples, name));
}

static void
test_rates (Fixture       *fixture,
            gconstpointer  data)
{
  take (fixture, 10 * SECOND, "disk.vda.read", VTR_READ_COUNT, 1000, 1);
  g_assert_cmpuint (size_of (fixture, "disk.vda.read"), ==, 0);
  take (fixture, 12 * SECOND, "disk.vda.read", VTR_READ_COUNT, 5000, 1);
  g_assert_cmpfloat (value_at (fixture, "disk.vda.read", 0), ==, 2000);

  take (fixture, 12 * SECOND, "memory.given", VTR_READ_LEVEL, 2048, 1024);
  g_assert_cmpfloat (value_at (fixture, "memory.given", 0), ==, 2048 * 1024);
  g_assert_cmpint (vtr_detail_samples_get_time (fixture->samples), ==, 12 * SECOND);
}

/* Two processors become four and then one: what the machine did is shared among those that it has. */
static void
test_scale_changes (Fixture       *fixture,
                    gconstpointer  data)
{
  take (fixture, 10 * SECOND, "cpu", VTR_READ_SHARE, 1000, 1.0 / 2);
  take (fixture, 12 * SECOND, "cpu", VTR_READ_SHARE, 1002, 1.0 / 4);
  g_assert_cmpfloat (value_at (fixture, "cpu", 0), ==, 0.25);
  take (fixture, 14 * SECOND, "cpu", VTR_READ_SHARE, 1003, 1);
  g_assert_cmpfloat (value_at (fixture, "cpu", 0), ==, 0.5);
  take (fixture, 16 * SECOND, "cpu", VTR_READ_SHARE, 1009, 1);
  g_assert_cmpfloat (value_at (fixture, "cpu", 0), ==, 1);
}

/* A computer that slept, a counter that began anew, a clock that stood: holes and no spikes. */
static void
test_holes (Fixture       *fixture,
            gconstpointer  data)
{
  const char *name = "net.vnet0.received";

  take (fixture, 10 * SECOND, name, VTR_READ_COUNT, 0, 1);
  take (fixture, 12 * SECOND, name, VTR_READ_COUNT, 200, 1);
  take (fixture, 4000 * SECOND, name, VTR_READ_COUNT, 9000000, 1);
  g_assert_true (isnan (value_at (fixture, name, 0)));
  take (fixture, 4002 * SECOND, name, VTR_READ_COUNT, 9000200, 1);
  g_assert_cmpfloat (value_at (fixture, name, 0), ==, 100);

  take (fixture, 4004 * SECOND, name, VTR_READ_COUNT, 20, 1);
  g_assert_true (isnan (value_at (fixture, name, 0)));
  take (fixture, 4006 * SECOND, name, VTR_READ_COUNT, 40, 1);
  g_assert_cmpfloat (value_at (fixture, name, 0), ==, 10);

  take (fixture, 4006 * SECOND, name, VTR_READ_COUNT, 60, 1);
  g_assert_true (isnan (value_at (fixture, name, 0)));
}

/* A host that is slow to tell is waited for: the line goes on. */
static void
test_slow_is_no_hole (Fixture       *fixture,
                      gconstpointer  data)
{
  take (fixture, 10 * SECOND, "memory.used", VTR_READ_LEVEL, 1, 1);
  take (fixture, 30 * SECOND, "memory.used", VTR_READ_LEVEL, 2, 1);
  g_assert_cmpuint (size_of (fixture, "memory.used"), ==, 2);
  take (fixture, 70 * SECOND, "memory.used", VTR_READ_LEVEL, 3, 1);
  g_assert_cmpuint (size_of (fixture, "memory.used"), ==, 4);
  g_assert_true (isnan (value_at (fixture, "memory.used", 1)));
}

static void
take_disk (Fixture    *fixture,
           gint64      time,
           const char *device,
           gboolean    with_number)
{
  g_autoptr (VtrDetailReading) reading = vtr_detail_reading_new (time);
  g_autofree char *name = g_strconcat (device, "read", NULL);

  reading->complete = TRUE;
  vtr_detail_reading_add_device (reading, device);
  if (with_number)
    vtr_detail_reading_add (reading, name, VTR_READ_COUNT, 1, 1);
  _vtr_detail_samples_take (fixture->samples, reading);
}

/* What is only busy for a moment keeps its line; what was taken out of the machine loses it. */
static void
test_devices_go (Fixture       *fixture,
                 gconstpointer  data)
{
  take_disk (fixture, 10 * SECOND, "disk.vda.", TRUE);
  g_assert_cmpuint (fixture->n_changes, ==, 1);
  take_disk (fixture, 12 * SECOND, "disk.vda.", FALSE);
  g_assert_cmpuint (fixture->n_changes, ==, 1);
  g_assert_nonnull (vtr_detail_samples_get (fixture->samples, "disk.vda.read"));
  take (fixture, 14 * SECOND, "memory.used", VTR_READ_LEVEL, 1, 1);
  g_assert_nonnull (vtr_detail_samples_get (fixture->samples, "disk.vda.read"));

  take_disk (fixture, 16 * SECOND, "disk.vdb.", TRUE);
  g_assert_null (vtr_detail_samples_get (fixture->samples, "disk.vda.read"));
  g_assert_nonnull (vtr_detail_samples_get (fixture->samples, "disk.vdb.read"));
  g_assert_nonnull (vtr_detail_samples_get (fixture->samples, "memory.used"));
}

/* What lists have measured is there when a window opens. */
static void
test_begins_with_lists (Fixture       *fixture,
                        gconstpointer  data)
{
  VtrMachine *machine = vtr_host_find_machine (fixture->host, "test");
  const VtrHistory *known;
  const VtrHistory *taken;
  guint watch;

  vtr_host_set_sampling_interval (fixture->host, 1);
  watch = vtr_host_watch_samples (fixture->host, 1 << VTR_METRIC_GUEST_CPU, FALSE);
  vtr_wait_until (vtr_history_size (vtr_machine_get_history (machine, VTR_METRIC_GUEST_CPU)) > 0);
  vtr_host_unwatch_samples (fixture->host, watch);
  known = vtr_machine_get_history (machine, VTR_METRIC_GUEST_CPU);

  g_assert_null (vtr_detail_samples_get (fixture->samples, "cpu"));
  g_assert_finalize_object (fixture->samples);
  fixture->samples = vtr_detail_samples_new (machine);
  taken = vtr_detail_samples_get (fixture->samples, "cpu");
  g_assert_cmpuint (vtr_history_size (taken), ==, vtr_history_size (known));
  g_assert_cmpfloat (vtr_history_latest (taken), ==, vtr_history_latest (known));
  g_assert_cmpint (vtr_detail_samples_get_time (fixture->samples), ==,
                   vtr_history_get (known, 0).time);
}

#define ADD(name, func)                                                                            \
  g_test_add ("/detail-samples/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  vtr_virt_init ();

  g_test_add_func ("/detail-samples/only-while-watched", test_only_while_watched);
  ADD ("rates", test_rates);
  ADD ("scale-changes", test_scale_changes);
  ADD ("holes", test_holes);
  ADD ("slow-is-no-hole", test_slow_is_no_hole);
  ADD ("devices-go", test_devices_go);
  ADD ("begins-with-lists", test_begins_with_lists);
  return g_test_run ();
}
