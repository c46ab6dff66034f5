/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "base/vtr-error.h"
#include "virt/host/vtr-host.h"
#include "virt/machine/vtr-machine-verbs.h"
#include "virt/machine/vtr-restart-job.h"
#include "virt/vtr-virt-error.h"

#include "vtr-wait.h"

/* The default host of the test driver is shared within a process: each test leaves it as it was. */
typedef struct
{
  VtrHost    *host;
  VtrMachine *machine;
} Fixture;

static void
set_up (Fixture      *fixture,
        gconstpointer user_data)
{
  fixture->host = vtr_host_new ("test:///default");
  vtr_host_connect (fixture->host);
  vtr_wait_until (vtr_host_get_state (fixture->host) == VTR_HOST_CONNECTED);
  fixture->machine = g_object_ref (vtr_host_find_machine (fixture->host, "test"));
  g_assert_cmpint (vtr_machine_get_state (fixture->machine), ==, VTR_MACHINE_RUNNING);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer user_data)
{
  gpointer host = fixture->host;
  gpointer machine = fixture->machine;

  g_object_add_weak_pointer (host, &host);
  g_object_add_weak_pointer (machine, &machine);
  vtr_host_disconnect (fixture->host);
  g_object_unref (fixture->machine);
  g_object_unref (fixture->host);
  vtr_wait_until (host == NULL && machine == NULL);
}

static void
finish (VtrJob     *job,
        VtrJobState expected)
{
  gpointer watched = job;

  vtr_wait_until (vtr_job_get_state (job) != VTR_JOB_RUNNING);
  g_assert_cmpint (vtr_job_get_state (job), ==, expected);

  /* A call that is still under way may hold the job, nothing else may. */
  g_object_add_weak_pointer (G_OBJECT (job), &watched);
  g_object_unref (job);
  vtr_wait_until (watched == NULL);
}

static void
perform (Fixture        *fixture,
         VtrVerb         verb,
         VtrMachineState state)
{
  g_assert_true (vtr_machine_can (fixture->machine, verb, NULL));
  finish (vtr_machine_perform (fixture->machine, verb), VTR_JOB_SUCCEEDED);
  vtr_wait_until (vtr_machine_get_state (fixture->machine) == state);
}

static void
test_cycle (Fixture      *fixture,
            gconstpointer user_data)
{
  const char *why_not = NULL;

  perform (fixture, VTR_VERB_PAUSE, VTR_MACHINE_PAUSED);
  g_assert_false (vtr_machine_can (fixture->machine, VTR_VERB_PAUSE, &why_not));
  g_assert_nonnull (why_not);
  perform (fixture, VTR_VERB_RESUME, VTR_MACHINE_RUNNING);
  perform (fixture, VTR_VERB_REBOOT, VTR_MACHINE_RUNNING);
  perform (fixture, VTR_VERB_SEND_NMI, VTR_MACHINE_RUNNING);
  perform (fixture, VTR_VERB_FORCE_OFF, VTR_MACHINE_OFF);
  g_assert_cmpuint (vtr_host_get_n_active (fixture->host), ==, 0);
  perform (fixture, VTR_VERB_START, VTR_MACHINE_RUNNING);
  g_assert_cmpuint (vtr_host_get_n_active (fixture->host), ==, 1);
  perform (fixture, VTR_VERB_SHUT_DOWN, VTR_MACHINE_OFF);
  perform (fixture, VTR_VERB_START, VTR_MACHINE_RUNNING);
}

static void
test_save (Fixture      *fixture,
           gconstpointer user_data)
{
  perform (fixture, VTR_VERB_SAVE, VTR_MACHINE_SAVED);
  g_assert_false (vtr_machine_is_active (fixture->machine));
  perform (fixture, VTR_VERB_START, VTR_MACHINE_RUNNING);
  perform (fixture, VTR_VERB_SAVE, VTR_MACHINE_SAVED);
  perform (fixture, VTR_VERB_DISCARD_SAVED, VTR_MACHINE_OFF);
  perform (fixture, VTR_VERB_START, VTR_MACHINE_RUNNING);
}

static VtrJob *
fail_to_restore (Fixture    *fixture,
                 const char *words)
{
  g_autoptr (GError) error = g_error_new_literal (VTR_ERROR, VTR_ERROR_FAILED, words);
  VtrJob *job = vtr_machine_job_new (fixture->machine, VTR_VERB_START);

  vtr_machine_job_fail (job, fixture->machine, VTR_VERB_START, error);
  g_assert_nonnull (vtr_job_get_trouble (job)->remedy);
  return job;
}

/* Saved work is thrown away only where nothing else is known to help. */
static void
test_restore_fails (Fixture      *fixture,
                    gconstpointer user_data)
{
  g_autoptr (VtrJob) damaged = NULL;
  g_autoptr (VtrJob) blocked = NULL;

  perform (fixture, VTR_VERB_SAVE, VTR_MACHINE_SAVED);
  damaged = fail_to_restore (fixture, "image magic is incorrect");
  g_assert_nonnull (vtr_job_get_trouble (damaged)->action);
  blocked = fail_to_restore (fixture, "network 'default' is not active");
  g_assert_null (vtr_job_get_trouble (blocked)->action);
  perform (fixture, VTR_VERB_START, VTR_MACHINE_RUNNING);
}

static void
on_state_cb (VtrMachine *machine,
             GParamSpec *pspec,
             gboolean   *was_off)
{
  *was_off |= !vtr_machine_is_active (machine);
}

/* Off and on again: not what a guest calls a restart. */
static void
test_restart (Fixture      *fixture,
              gconstpointer user_data)
{
  gboolean was_off = FALSE;

  g_signal_connect (fixture->machine, "notify::state", G_CALLBACK (on_state_cb), &was_off);
  finish (vtr_machine_restart (fixture->machine), VTR_JOB_SUCCEEDED);
  g_assert_true (was_off);
  vtr_wait_until (vtr_machine_get_state (fixture->machine) == VTR_MACHINE_RUNNING);
  g_signal_handlers_disconnect_by_data (fixture->machine, &was_off);

  perform (fixture, VTR_VERB_FORCE_OFF, VTR_MACHINE_OFF);
  finish (vtr_machine_restart (fixture->machine), VTR_JOB_FAILED);
  perform (fixture, VTR_VERB_START, VTR_MACHINE_RUNNING);
}

static void
test_restart_called_off (Fixture      *fixture,
                         gconstpointer user_data)
{
  VtrJob *job = vtr_machine_restart (fixture->machine);

  vtr_job_cancel (job);
  g_assert_cmpint (vtr_job_get_state (job), ==, VTR_JOB_CANCELLED);
  finish (job, VTR_JOB_CANCELLED);

  /* The guest had been asked already: that is not taken back. */
  vtr_wait_until (vtr_machine_get_state (fixture->machine) == VTR_MACHINE_OFF);
  perform (fixture, VTR_VERB_START, VTR_MACHINE_RUNNING);
}

static void
test_refusal (Fixture      *fixture,
              gconstpointer user_data)
{
  VtrJob *job = vtr_machine_perform (fixture->machine, VTR_VERB_START);

  g_assert_cmpint (vtr_job_get_state (job), ==, VTR_JOB_FAILED);
  g_assert_nonnull (vtr_job_get_trouble (job)->cause);
  g_assert_finalize_object (job);
}

static void
test_rename (Fixture      *fixture,
             gconstpointer user_data)
{
  perform (fixture, VTR_VERB_FORCE_OFF, VTR_MACHINE_OFF);
  finish (vtr_machine_rename (fixture->machine, "exam"), VTR_JOB_SUCCEEDED);
  vtr_wait_until (g_strcmp0 (vtr_machine_get_name (fixture->machine), "exam") == 0);
  g_assert_cmpuint (g_list_model_get_n_items (vtr_host_get_machines (fixture->host)), ==, 1);
  finish (vtr_machine_rename (fixture->machine, "test"), VTR_JOB_SUCCEEDED);
  vtr_wait_until (g_strcmp0 (vtr_machine_get_name (fixture->machine), "test") == 0);
  perform (fixture, VTR_VERB_START, VTR_MACHINE_RUNNING);
}

static void
test_autostart (Fixture      *fixture,
                gconstpointer user_data)
{
  finish (vtr_machine_set_autostart (fixture->machine, TRUE), VTR_JOB_SUCCEEDED);
  vtr_wait_until (vtr_machine_get_autostart (fixture->machine));
  finish (vtr_machine_set_autostart (fixture->machine, FALSE), VTR_JOB_SUCCEEDED);
  vtr_wait_until (!vtr_machine_get_autostart (fixture->machine));
}

static void
count_job_cb (VtrHost *host,
              VtrJob  *job,
              guint   *n_jobs)
{
  ++*n_jobs;
}

static void
test_every_job_is_announced (Fixture      *fixture,
                             gconstpointer user_data)
{
  guint n_jobs = 0;

  g_signal_connect (fixture->host, "job", G_CALLBACK (count_job_cb), &n_jobs);
  perform (fixture, VTR_VERB_PAUSE, VTR_MACHINE_PAUSED);
  perform (fixture, VTR_VERB_RESUME, VTR_MACHINE_RUNNING);
  g_assert_cmpuint (n_jobs, ==, 2);
}

/* Last: the machine is gone afterwards. */
static void
test_delete (Fixture      *fixture,
             gconstpointer user_data)
{
  perform (fixture, VTR_VERB_FORCE_OFF, VTR_MACHINE_OFF);
  finish (vtr_machine_perform (fixture->machine, VTR_VERB_DELETE), VTR_JOB_SUCCEEDED);
  vtr_wait_until (g_list_model_get_n_items (vtr_host_get_machines (fixture->host)) == 0);
}

int
main (int   argc,
      char *argv[])
{
  static const struct
  {
    const char *path;
    void (*test) (Fixture *, gconstpointer);
  } tests[] = {
    { "/machine-verbs/cycle", test_cycle },
    { "/machine-verbs/save", test_save },
    { "/machine-verbs/restart", test_restart },
    { "/machine-verbs/restart-called-off", test_restart_called_off },
    { "/machine-verbs/restore-fails", test_restore_fails },
    { "/machine-verbs/refusal", test_refusal },
    { "/machine-verbs/rename", test_rename },
    { "/machine-verbs/autostart", test_autostart },
    { "/machine-verbs/jobs", test_every_job_is_announced },
    { "/machine-verbs/z-delete", test_delete },
  };

  g_test_init (&argc, &argv, NULL);
  vtr_virt_init ();

  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].test, tear_down);

  return g_test_run ();
}
