/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "provision/vtr-draft-problem.h"
#include "virt/machine/vtr-machine.h"
#include "virt/vtr-event-loop.h"
#include "virt/vtr-virt-error.h"

#include "vtr-wait.h"

#define GIB ((guint64) 1 << 30)

typedef struct
{
  VtrHost         *host;
  VtrOsDatabase   *database;
  VtrMachineDraft *draft;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->host = vtr_host_new ("test:///default");
  vtr_host_connect (fixture->host);
  vtr_wait_until (vtr_host_is_list_complete (fixture->host));
  fixture->database = vtr_os_database_new ();
  fixture->draft = vtr_machine_draft_new (fixture->database);
  vtr_machine_draft_set_host (fixture->draft, fixture->host);
  vtr_wait_until (vtr_machine_draft_is_ready (fixture->draft));
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  /* What it has asked holds it until it comes home. */
  g_object_add_weak_pointer (G_OBJECT (fixture->draft), (gpointer *) &fixture->draft);
  g_object_unref (fixture->draft);
  vtr_wait_until (fixture->draft == NULL);
  g_assert_finalize_object (fixture->database);
  vtr_host_disconnect (fixture->host);
  g_object_unref (fixture->host);
}

static const VtrDraftProblem *
find_problem (GPtrArray    *problems,
              VtrDraftField field)
{
  for (guint i = 0; i < problems->len; i++)
    {
      const VtrDraftProblem *problem = problems->pdata[i];

      if (problem->field == field)
        return problem;
    }
  return NULL;
}

/* How the draft does at @field: 0 is well, 1 is advised against, 2 is refused. */
static int
judge (Fixture       *fixture,
       VtrDraftField  field)
{
  g_autoptr (GPtrArray) problems = vtr_machine_draft_check (fixture->draft);
  const VtrDraftProblem *problem = find_problem (problems, field);

  if (problem != NULL)
    g_test_message ("%s", problem->text);
  return problem == NULL ? 0 : problem->is_advice ? 1 : 2;
}

static VtrOsFacts *
make_os (void)
{
  VtrOsFacts *os = vtr_os_facts_new ("http://example.org/tiny/9", "Tiny Linux 9");

  os->least_memory = GIB / 2;
  os->memory = GIB;
  os->processors = 3;
  os->least_disk = 5 * GIB;
  os->disk = 30 * GIB;
  return os;
}

static void
test_follows (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (VtrOsFacts) os = make_os ();
  VtrMachineDraft *draft = fixture->draft;

  vtr_machine_draft_set_method (draft, VTR_METHOD_EMPTY, NULL);
  g_assert_cmpstr (vtr_machine_draft_get_name (draft), ==, "machine");
  g_assert_cmpuint (vtr_machine_draft_get_disk_size (draft), ==, 20 * GIB);

  vtr_machine_draft_set_os (draft, os, FALSE);
  g_assert_cmpstr (vtr_machine_draft_get_name (draft), ==, "tiny-linux-9");
  g_assert_cmpuint (vtr_machine_draft_get_memory (draft), ==, GIB);
  g_assert_cmpuint (vtr_machine_draft_get_processors (draft), ==, 3);
  g_assert_cmpuint (vtr_machine_draft_get_disk_size (draft), ==, 30 * GIB);

  vtr_machine_draft_set_name (draft, "mine");
  vtr_machine_draft_set_memory (draft, 2 * GIB);
  vtr_machine_draft_set_os (draft, NULL, FALSE);
  g_assert_cmpstr (vtr_machine_draft_get_name (draft), ==, "mine");
  g_assert_cmpuint (vtr_machine_draft_get_memory (draft), ==, 2 * GIB);
  g_assert_cmpuint (vtr_machine_draft_get_disk_size (draft), ==, 20 * GIB);

  vtr_machine_draft_set_method (draft, VTR_METHOD_DISK, "/srv/disk.qcow2");
  g_assert_false (vtr_machine_draft_wants_disk (draft));
}

static void
test_checks (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr (VtrOsFacts) os = make_os ();
  VtrMachineDraft *draft = fixture->draft;

  vtr_machine_draft_set_method (draft, VTR_METHOD_EMPTY, NULL);
  vtr_machine_draft_set_os (draft, os, FALSE);
  g_assert_cmpint (judge (fixture, VTR_DRAFT_MEMORY), ==, 1); /* the driver's machine has the rest */
  vtr_machine_draft_set_starts (draft, FALSE);
  for (guint i = 0; i < VTR_DRAFT_N_FIELDS; i++)
    g_assert_cmpint (judge (fixture, i), ==, 0);

  vtr_machine_draft_set_name (draft, "test"); /* the driver's own machine */
  g_assert_cmpint (judge (fixture, VTR_DRAFT_NAME), ==, 2);
  vtr_machine_draft_set_name (draft, "a/b");
  g_assert_cmpint (judge (fixture, VTR_DRAFT_NAME), ==, 2);
  vtr_machine_draft_set_name (draft, "");
  g_assert_cmpint (judge (fixture, VTR_DRAFT_NAME), ==, 2);
  vtr_machine_draft_set_name (draft, "fine");
  g_assert_cmpint (judge (fixture, VTR_DRAFT_NAME), ==, 0);

  vtr_machine_draft_set_memory (draft, 1);
  g_assert_cmpint (judge (fixture, VTR_DRAFT_MEMORY), ==, 2);
  vtr_machine_draft_set_memory (draft, GIB / 4);
  g_assert_cmpint (judge (fixture, VTR_DRAFT_MEMORY), ==, 1);
  vtr_machine_draft_set_memory (draft, 4096 * GIB);
  g_assert_cmpint (judge (fixture, VTR_DRAFT_MEMORY), ==, 1);

  vtr_machine_draft_set_processors (draft, 500);
  g_assert_cmpint (judge (fixture, VTR_DRAFT_PROCESSORS), >, 0);

  vtr_machine_draft_set_disk_size (draft, GIB);
  g_assert_cmpint (judge (fixture, VTR_DRAFT_DISK), ==, 1);
  vtr_machine_draft_set_disk_size (draft, 4096 * GIB);
  g_assert_cmpint (judge (fixture, VTR_DRAFT_DISK), ==, 1);
  vtr_machine_draft_set_disk_size (draft, 0);
  g_assert_cmpint (judge (fixture, VTR_DRAFT_DISK), ==, 2);
  vtr_machine_draft_set_wants_disk (draft, FALSE);
  g_assert_cmpint (judge (fixture, VTR_DRAFT_DISK), ==, 0);

  vtr_machine_draft_set_method (draft, VTR_METHOD_NETWORK, NULL);
  vtr_machine_draft_set_link (draft, VTR_LINK_NONE, NULL);
  g_assert_cmpint (judge (fixture, VTR_DRAFT_NETWORK), ==, 2);
}

static virConnectPtr
open_directly (void)
{
  virConnectPtr connection = virConnectOpen ("test:///default");

  g_assert_nonnull (connection);
  return connection;
}

static void
test_network (Fixture       *fixture,
              gconstpointer  data)
{
  virConnectPtr connection = open_directly ();
  virNetworkPtr network = virNetworkLookupByName (connection, "default");

  g_assert_cmpint (virNetworkDestroy (network), ==, 0);
  vtr_machine_draft_look_again (fixture->draft);
  vtr_wait_until (judge (fixture, VTR_DRAFT_NETWORK) == 2);
  vtr_machine_draft_set_starts (fixture->draft, FALSE);
  g_assert_cmpint (judge (fixture, VTR_DRAFT_NETWORK), ==, 1);

  vtr_machine_draft_start_network (fixture->draft, TRUE);
  vtr_wait_until (judge (fixture, VTR_DRAFT_NETWORK) == 0);
  g_assert_cmpint (virNetworkIsActive (network), ==, 1);
  virNetworkFree (network);
  virConnectClose (connection);
}

static VtrJob *
run (Fixture        *fixture,
     VtrCreateOrder *order)
{
  VtrJob *job = vtr_create_job_run (fixture->host, order);

  vtr_wait_until (vtr_job_get_state (job) != VTR_JOB_RUNNING);
  return job;
}

static gboolean
has_volume (const char *name)
{
  virConnectPtr connection = open_directly ();
  virStoragePoolPtr pool = virStoragePoolLookupByName (connection, "default-pool");
  virStorageVolPtr volume = virStorageVolLookupByName (pool, name);
  gboolean found = volume != NULL;

  if (found)
    virStorageVolFree (volume);
  virStoragePoolFree (pool);
  virConnectClose (connection);
  return found;
}

static void
test_creates (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (VtrJob) job = NULL;
  VtrMachine *machine;

  vtr_machine_draft_set_method (fixture->draft, VTR_METHOD_EMPTY, NULL);
  vtr_machine_draft_set_name (fixture->draft, "new-one");
  job = run (fixture, vtr_machine_draft_make_order (fixture->draft));

  g_assert_cmpint (vtr_job_get_state (job), ==, VTR_JOB_SUCCEEDED);
  machine = vtr_job_get_subject (job);
  g_assert_true (VTR_IS_MACHINE (machine));
  g_assert_cmpstr (vtr_machine_get_name (machine), ==, "new-one");
  g_assert_true (has_volume ("new-one.img"));
  g_assert_cmpint (judge (fixture, VTR_DRAFT_NAME), ==, 2);
}

/* What is refused after the disk was made takes the disk back with it. */
static void
test_takes_back (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr (VtrJob) job = NULL;
  VtrCreateOrder *order;

  vtr_machine_draft_set_method (fixture->draft, VTR_METHOD_EMPTY, NULL);
  vtr_machine_draft_set_name (fixture->draft, "refused");
  order = vtr_machine_draft_make_order (fixture->draft);
  g_set_str (&order->plan->virt_type, "nonsense");
  job = run (fixture, order);

  g_assert_cmpint (vtr_job_get_state (job), ==, VTR_JOB_FAILED);
  g_assert_nonnull (vtr_job_get_trouble (job)->summary);
  g_assert_nonnull (vtr_job_get_trouble (job)->remedy);
  g_assert_false (has_volume ("refused.img"));
  g_assert_null (vtr_host_find_machine (fixture->host, "refused"));
}

static void
on_status_cb (VtrJob     *job,
              GParamSpec *pspec,
              gpointer    user_data)
{
  guint *left = user_data;

  if (*left > 0 && --*left == 0)
    vtr_job_cancel (job);
}

/* Called off at the first step, at the next one and so on, until there is nothing more to call off. */
static void
test_cancels (Fixture       *fixture,
              gconstpointer  data)
{
  VtrJobState state = VTR_JOB_CANCELLED;
  guint n_cancelled = 0;

  vtr_machine_draft_set_method (fixture->draft, VTR_METHOD_EMPTY, NULL);
  vtr_machine_draft_set_name (fixture->draft, "called-off");
  for (guint step = 1; state == VTR_JOB_CANCELLED; step++)
    {
      g_autoptr (VtrJob) job
          = vtr_create_job_run (fixture->host, vtr_machine_draft_make_order (fixture->draft));
      guint left = step - 1;

      g_signal_connect (job, "notify::status", G_CALLBACK (on_status_cb), &left);
      if (step == 1)
        vtr_job_cancel (job);
      vtr_wait_until (vtr_job_get_state (job) != VTR_JOB_RUNNING);

      state = vtr_job_get_state (job);
      if (state != VTR_JOB_CANCELLED)
        break;
      n_cancelled++;
      g_assert_false (has_volume ("called-off.img"));
      /* The list hears of it by an event of its own. */
      vtr_wait_until (vtr_host_find_machine (fixture->host, "called-off") == NULL);
    }
  g_assert_cmpint (state, ==, VTR_JOB_SUCCEEDED);
  g_assert_cmpuint (n_cancelled, >=, 2);
  g_assert_true (has_volume ("called-off.img"));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  vtr_virt_init ();

  g_test_add ("/machine-draft/follows", Fixture, NULL, set_up, test_follows, tear_down);
  g_test_add ("/machine-draft/checks", Fixture, NULL, set_up, test_checks, tear_down);
  g_test_add ("/machine-draft/network", Fixture, NULL, set_up, test_network, tear_down);
  g_test_add ("/machine-draft/creates", Fixture, NULL, set_up, test_creates, tear_down);
  g_test_add ("/machine-draft/takes-back", Fixture, NULL, set_up, test_takes_back, tear_down);
  g_test_add ("/machine-draft/cancels", Fixture, NULL, set_up, test_cancels, tear_down);

  return g_test_run ();
}
