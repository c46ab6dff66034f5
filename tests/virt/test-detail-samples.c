/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "virt/statistics/vtr-detail-samples.h"
#include "virt/host/vtr-host.h"
#include "virt/machine/vtr-machine-verbs.h"
#include "virt/vtr-virt-error.h"

#include "vtr-wait.h"

static void
count_cb (gpointer  source,
          guint    *count)
{
  ++*count;
}

/* The driver measures next to nothing; when it is asked is what counts here. */
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
  g_assert_cmpint (g_strv_length (names) > 0, ==, n_changes > 0);
  for (guint i = 0; names[i] != NULL; i++)
    g_assert_nonnull (vtr_detail_samples_get (samples, names[i]));

  /* A host that is asked once more than somebody looks would show here. */
  vtr_detail_samples_set_watched (samples, FALSE);
  n_at_pause = n_samples;
  g_object_unref (vtr_machine_perform (machine, VTR_VERB_PAUSE));
  vtr_wait_until (vtr_machine_get_state (machine) == VTR_MACHINE_PAUSED);
  g_assert_cmpuint (n_samples, <=, n_at_pause + 1);

  vtr_host_disconnect (host);
  g_assert_finalize_object (samples);
  g_object_unref (host);
  vtr_wait_until (watched_host == NULL);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  vtr_virt_init ();

  g_test_add_func ("/detail-samples/only-while-watched", test_only_while_watched);
  return g_test_run ();
}
