/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "definition/storage/vtr-pool-definition.h"
#include "virt/storage/vtr-pool-verbs.h"
#include "virt/storage/vtr-storage-private.h"
#include "virt/storage/vtr-volume-jobs.h"
#include "virt/vtr-virt-error.h"

#include "vtr-wait.h"

typedef struct
{
  VtrHost    *host;
  VtrStorage *storage;
} Fixture;

static void
set_up (Fixture      *fixture,
        gconstpointer uri)
{
  fixture->host = vtr_host_new (uri);
  fixture->storage = vtr_storage_of (fixture->host);
  vtr_storage_want (fixture->storage);
  g_assert_cmpint (vtr_storage_get_load_state (fixture->storage), ==, VTR_LOAD_NONE);
  vtr_host_connect (fixture->host);
  vtr_wait_until (vtr_storage_get_load_state (fixture->storage) == VTR_LOAD_DONE);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer uri)
{
  gpointer host = fixture->host;
  gpointer storage = fixture->storage;

  g_object_add_weak_pointer (host, &host);
  g_object_add_weak_pointer (storage, &storage);
  vtr_host_disconnect (fixture->host);
  g_object_unref (fixture->host);
  vtr_wait_until (host == NULL && storage == NULL);
}

static void
finish (VtrJob     *job,
        VtrJobState expected)
{
  vtr_wait_until (vtr_job_get_state (job) != VTR_JOB_RUNNING);
  if (vtr_job_get_trouble (job) != NULL)
    g_test_message ("%s", vtr_job_get_trouble (job)->details);
  g_assert_cmpint (vtr_job_get_state (job), ==, expected);
  g_object_unref (job);
}

static VtrPool *
default_pool (Fixture *fixture)
{
  VtrPool *pool = vtr_storage_find_pool (fixture->storage, "default-pool");

  g_assert_nonnull (pool);
  vtr_wait_until (vtr_pool_get_state (pool) == VTR_POOL_RUNNING);
  return pool;
}

static VtrPool *
define (Fixture    *fixture,
        const char *type,
        const char *name,
        gboolean    start)
{
  g_autoptr (VtrXmlDoc) doc = vtr_pool_definition_new (type, name);
  const VtrPoolType *known = vtr_pool_type_get (type);
  g_autofree char *xml = NULL;
  VtrPool *pool;

  for (guint part = 0; part < VTR_N_POOL_PARTS; part++)
    if ((known->needs & (1u << part)) && vtr_pool_definition_get (doc, part) == NULL)
      vtr_pool_definition_set (doc, part, part == VTR_POOL_PART_ADAPTER ? "host1" : "/dev/sdz");
  xml = vtr_xml_doc_to_string (doc);
  finish (vtr_storage_define (fixture->storage, xml, FALSE, FALSE, start, FALSE),
          VTR_JOB_SUCCEEDED);
  vtr_wait_until (vtr_storage_find_pool (fixture->storage, name) != NULL);
  pool = vtr_storage_find_pool (fixture->storage, name);
  vtr_wait_until (vtr_pool_get_state (pool) == (start ? VTR_POOL_RUNNING : VTR_POOL_INACTIVE));
  return pool;
}

static void
delete (Fixture    *fixture,
        const char *name,
        gboolean    with_content)
{
  finish (vtr_pool_delete (vtr_storage_find_pool (fixture->storage, name), with_content),
          VTR_JOB_SUCCEEDED);
  vtr_wait_until (vtr_storage_find_pool (fixture->storage, name) == NULL);
}

/* Nothing is read before somebody looks. */
static void
test_lazy (Fixture      *fixture,
           gconstpointer data)
{
  VtrPool *pool = default_pool (fixture);

  g_assert_cmpstr (vtr_pool_get_kind (pool), ==, "dir");
  g_assert_cmpstr (vtr_pool_get_place (pool), ==, "/default-pool");
  g_assert_cmpuint (vtr_pool_get_capacity (pool), >, 0);
  g_assert_cmpint (vtr_pool_get_volumes_state (pool), ==, VTR_LOAD_NONE);
  vtr_pool_want_volumes (pool);
  vtr_wait_until (vtr_pool_get_volumes_state (pool) == VTR_LOAD_DONE);
  g_assert_true (vtr_storage_find_pool_of (fixture->storage, "/default-pool/x.img") == pool);
  g_assert_null (vtr_storage_find_pool_of (fixture->storage, "/elsewhere/x.img"));
}

/* Each type is taken by libvirt as it is written here. */
static void
test_every_type (Fixture      *fixture,
                 gconstpointer data)
{
  guint n_types;
  const VtrPoolType *types = vtr_pool_type_list (&n_types);

  for (guint i = 0; i < n_types; i++)
    {
      VtrPool *pool = define (fixture, types[i].id, types[i].id, FALSE);

      g_assert_cmpstr (vtr_pool_get_kind (pool), ==, types[i].id);
      g_assert_nonnull (vtr_pool_get_place (pool));
      delete (fixture, types[i].id, FALSE);
    }
}

static void
test_life (Fixture      *fixture,
           gconstpointer data)
{
  VtrPool *pool = define (fixture, "dir", "shelf", FALSE);
  const char *why_not;

  g_assert_false (vtr_pool_may (pool, VTR_POOL_VERB_STOP, &why_not));
  g_assert_nonnull (why_not);
  g_assert_true (vtr_pool_may (pool, VTR_POOL_VERB_START, NULL));
  finish (vtr_pool_build (pool, FALSE), VTR_JOB_SUCCEEDED);
  finish (vtr_pool_perform (pool, VTR_POOL_VERB_START), VTR_JOB_SUCCEEDED);
  vtr_wait_until (vtr_pool_is_active (pool));
  finish (vtr_pool_set_autostart (pool, TRUE), VTR_JOB_SUCCEEDED);
  vtr_wait_until (vtr_pool_get_autostart (pool));
  finish (vtr_pool_perform (pool, VTR_POOL_VERB_REFRESH), VTR_JOB_SUCCEEDED);
  finish (vtr_pool_perform (pool, VTR_POOL_VERB_STOP), VTR_JOB_SUCCEEDED);
  vtr_wait_until (vtr_pool_get_state (pool) == VTR_POOL_INACTIVE);
  delete (fixture, "shelf", FALSE);
}

/* A definition that fails on the way leaves nothing behind, and says why. */
static void
test_refused (Fixture      *fixture,
              gconstpointer data)
{
  VtrJob *job = vtr_storage_define (
      fixture->storage, "<pool type='dir'><name>default-pool</name><target><path>/x</path></target>"
                        "</pool>", FALSE, FALSE, TRUE, FALSE);

  vtr_wait_until (vtr_job_get_state (job) == VTR_JOB_FAILED);
  g_assert_nonnull (vtr_job_get_trouble (job)->details);
  g_object_unref (job);
  g_assert_cmpuint (g_list_model_get_n_items (vtr_storage_get_pools (fixture->storage)), ==, 1);
}

/* What another program does is seen by events. */
static void
test_second_program (Fixture      *fixture,
                     gconstpointer data)
{
  Fixture other;
  VtrPool *pool;

  set_up (&other, "test:///default");
  define (&other, "dir", "theirs", TRUE);
  vtr_wait_until (vtr_storage_find_pool (fixture->storage, "theirs") != NULL);
  pool = g_object_ref (vtr_storage_find_pool (fixture->storage, "theirs"));
  vtr_wait_until (vtr_pool_get_state (pool) == VTR_POOL_RUNNING);
  delete (&other, "theirs", FALSE);
  vtr_wait_until (vtr_storage_find_pool (fixture->storage, "theirs") == NULL);
  g_assert_null (vtr_pool_get_storage (pool));
  g_object_unref (pool);
  tear_down (&other, NULL);
}

static VtrVolume *
make_volume (VtrPool    *pool,
             const char *name)
{
  g_autoptr (VtrVolumePlan) plan = vtr_volume_plan_new (name);

  plan->format = g_strdup ("qcow2");
  plan->capacity = 1 << 20;
  finish (vtr_volume_job_create (pool, plan, NULL), VTR_JOB_SUCCEEDED);
  vtr_wait_until (vtr_pool_find_volume (pool, name) != NULL);
  return vtr_pool_find_volume (pool, name);
}

static void
test_volumes (Fixture      *fixture,
              gconstpointer data)
{
  VtrPool *pool = define (fixture, "dir", "shelf", TRUE);
  g_autoptr (VtrVolumePlan) plan = vtr_volume_plan_new ("copy.qcow2");
  VtrVolume *volume;
  VtrVolume *copy;

  vtr_pool_want_volumes (pool);
  volume = make_volume (pool, "first.qcow2");
  g_assert_cmpint (vtr_volume_get_load_state (volume), ==, VTR_LOAD_NONE);
  vtr_volume_want (volume);
  vtr_wait_until (vtr_volume_get_load_state (volume) == VTR_LOAD_DONE);
  g_assert_cmpuint (vtr_volume_get_capacity (volume), ==, 1 << 20);
  g_assert_cmpstr (vtr_volume_get_format (volume), ==, "qcow2");
  g_assert_cmpstr (vtr_volume_get_path (volume), ==, "/var/lib/libvirt/shelf/first.qcow2");

  plan->format = g_strdup ("qcow2");
  plan->capacity = 1 << 20;
  finish (vtr_volume_job_copy (volume, pool, plan), VTR_JOB_SUCCEEDED);
  vtr_wait_until ((copy = vtr_pool_find_volume (pool, "copy.qcow2")) != NULL);
  finish (vtr_volume_job_delete (copy), VTR_JOB_SUCCEEDED);
  vtr_wait_until (vtr_pool_find_volume (pool, "copy.qcow2") == NULL);
  g_assert_true (vtr_pool_find_volume (pool, "first.qcow2") == volume);

  finish (vtr_volume_job_resize (volume, 2 << 20), VTR_JOB_FAILED);
  vtr_wait_until (vtr_pool_get_volumes_state (pool) == VTR_LOAD_DONE);
  delete (fixture, "shelf", TRUE);
}

/* A long list arrives at once, and only what is looked at is read. */
static void
test_many (Fixture      *fixture,
           gconstpointer data)
{
  VtrPool *pool = define (fixture, "dir", "crowd", TRUE);
  GListModel *volumes = vtr_pool_get_volumes (pool);
  VtrJob *last = NULL;
  guint n_read = 0;

  for (guint i = 0; i < 300; i++)
    {
      g_autofree char *name = g_strdup_printf ("volume-%04u", i);
      g_autoptr (VtrVolumePlan) plan = vtr_volume_plan_new (name);

      plan->capacity = 1 << 20;
      g_clear_object (&last);
      last = vtr_volume_job_create (pool, plan, NULL);
    }
  finish (last, VTR_JOB_SUCCEEDED);
  vtr_pool_want_volumes (pool);
  vtr_wait_until (g_list_model_get_n_items (volumes) == 300);

  for (guint i = 0; i < 40; i++)
    {
      g_autoptr (VtrVolume) volume = g_list_model_get_item (volumes, i);

      vtr_volume_want (volume);
      if (i < 20)
        vtr_volume_unwant (volume);
    }
  for (guint i = 20; i < 40; i++)
    {
      g_autoptr (VtrVolume) volume = g_list_model_get_item (volumes, i);

      vtr_wait_until (vtr_volume_get_load_state (volume) == VTR_LOAD_DONE);
    }
  for (guint i = 0; i < 300; i++)
    {
      g_autoptr (VtrVolume) volume = g_list_model_get_item (volumes, i);

      n_read += vtr_volume_get_load_state (volume) == VTR_LOAD_DONE ? 1 : 0;
    }
  g_assert_cmpuint (n_read, <=, 28);
  delete (fixture, "crowd", TRUE);
}

static void
on_found_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  GPtrArray **sources = user_data;
  g_autoptr (GError) error = NULL;

  *sources = vtr_storage_find_sources_finish (result, &error);
  g_assert_no_error (error);
}

static void
test_sources (Fixture      *fixture,
              gconstpointer data)
{
  g_autoptr (GPtrArray) sources = NULL;
  g_autofree char *first = NULL;

  vtr_storage_find_sources_async (fixture->storage, "logical", NULL, NULL, on_found_cb, &sources);
  vtr_wait_until (sources != NULL);
  g_assert_cmpuint (sources->len, >, 0);
  first = vtr_pool_source_describe (sources->pdata[0]);
  g_assert_nonnull (first);
}

/* Who uses the base of a chain of images, by path and by pool and name. */
static void
test_usage (Fixture      *fixture,
            gconstpointer data)
{
  VtrPool *pool = define (fixture, "dir", "shelf", TRUE);
  g_autoptr (VtrVolumePlan) plan = vtr_volume_plan_new ("overlay.qcow2");
  virConnectPtr connection = virConnectOpen ("test:///default");
  virDomainPtr domains[2];
  g_autofree char *users = NULL;
  g_autofree char *others = NULL;
  g_auto (GStrv) overlays = NULL;
  VtrVolume *base;

  vtr_pool_want_volumes (pool);
  base = make_volume (pool, "base.qcow2");
  make_volume (pool, "free.qcow2");
  plan->format = g_strdup ("qcow2");
  plan->capacity = 1 << 20;
  plan->backing_path = g_strdup ("/var/lib/libvirt/shelf/base.qcow2");
  plan->backing_format = g_strdup ("qcow2");
  finish (vtr_volume_job_create (pool, plan, NULL), VTR_JOB_SUCCEEDED);

  domains[0] = virDomainDefineXML (
      connection, "<domain type='test'><name>Chained</name><memory>1024</memory>"
                  "<os><type>hvm</type></os><devices><disk type='file' device='disk'>"
                  "<source file='/var/lib/libvirt/shelf/overlay.qcow2'/><target dev='vda'/></disk>"
                  "</devices></domain>");
  domains[1] = virDomainDefineXML (
      connection, "<domain type='test'><name>Named</name><memory>1024</memory>"
                  "<os><type>hvm</type></os><devices><disk type='volume' device='disk'>"
                  "<source pool='shelf' volume='base.qcow2'/><target dev='vda'/></disk>"
                  "</devices></domain>");
  g_assert_nonnull (domains[0]);
  g_assert_nonnull (domains[1]);
  vtr_storage_want_usage (fixture->storage);
  vtr_pool_want_all_details (pool);
  vtr_wait_until (vtr_host_find_machine (fixture->host, "Named") != NULL
                  && vtr_host_find_machine (fixture->host, "Chained") != NULL
                  && vtr_storage_knows_usage (fixture->storage) && vtr_pool_has_all_details (pool));

  users = vtr_volume_describe_users (base);
  others = vtr_volume_describe_users (vtr_pool_find_volume (pool, "free.qcow2"));
  overlays = vtr_volume_list_overlays (base);
  g_assert_cmpstr (users, ==, "Named, Chained");
  g_assert_null (others);
  g_assert_cmpstr (overlays[0], ==, "/var/lib/libvirt/shelf/overlay.qcow2");
  g_assert_null (overlays[1]);

  for (guint i = 0; i < G_N_ELEMENTS (domains); i++)
    {
      virDomainUndefine (domains[i]);
      virDomainFree (domains[i]);
    }
  virConnectClose (connection);
  delete (fixture, "shelf", TRUE);
}

typedef struct
{
  GMutex   lock;
  GCond    changed;
  gboolean released;
  gboolean home;
} Hang;

static void
hang_in_worker (GTask        *task,
                virConnectPtr connection,
                virDomainPtr  domain,
                gpointer      data)
{
  Hang *hang = data;

  g_mutex_lock (&hang->lock);
  while (!hang->released)
    g_cond_wait (&hang->changed, &hang->lock);
  g_mutex_unlock (&hang->lock);
  g_task_return_pointer (task, NULL, NULL);
}

static void
on_hung_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  ((Hang *) user_data)->home = TRUE;
}

/* A pool that does not answer says so, and nobody else notices. */
static void
test_silent (Fixture      *fixture,
             gconstpointer data)
{
  VtrPool *dead = define (fixture, "dir", "dead", TRUE);
  VtrPool *alive = define (fixture, "dir", "alive", TRUE);
  Hang hang = { 0 };

  g_mutex_init (&hang.lock);
  g_cond_init (&hang.changed);
  _vtr_pool_run (dead, hang_in_worker, &hang, NULL, FALSE, on_hung_cb, &hang);
  /* More of the same pool do not take more threads. */
  for (guint i = 0; i < 10; i++)
    _vtr_pool_refresh (dead, TRUE);
  vtr_pool_want_volumes (dead);

  vtr_pool_want_volumes (alive);
  make_volume (alive, "quick.qcow2");
  g_assert_false (hang.home);
  vtr_wait_until (vtr_pool_is_silent (dead));
  g_assert_cmpstr (vtr_pool_get_state_name (dead), ==, "Not answering");
  g_assert_false (vtr_pool_is_silent (alive));
  g_assert_cmpint (vtr_host_get_state (fixture->host), ==, VTR_HOST_CONNECTED);
  finish (vtr_pool_perform (alive, VTR_POOL_VERB_REFRESH), VTR_JOB_SUCCEEDED);

  g_mutex_lock (&hang.lock);
  hang.released = TRUE;
  g_cond_broadcast (&hang.changed);
  g_mutex_unlock (&hang.lock);
  vtr_wait_until (hang.home && vtr_pool_get_volumes_state (dead) == VTR_LOAD_DONE);
  g_assert_false (vtr_pool_is_silent (dead));
  g_mutex_clear (&hang.lock);
  g_cond_clear (&hang.changed);
  delete (fixture, "dead", FALSE);
  delete (fixture, "alive", TRUE);
}

/* Letting go in the middle of work: jobs end, and everything comes back with the host. */
static void
test_reconnect (Fixture      *fixture,
                gconstpointer data)
{
  VtrPool *pool = define (fixture, "dir", "shelf", TRUE);
  g_autoptr (VtrVolumePlan) plan = vtr_volume_plan_new ("late");
  VtrJob *jobs[6];

  vtr_pool_want_volumes (pool);
  plan->capacity = 1 << 20;
  for (guint i = 0; i < G_N_ELEMENTS (jobs); i++)
    {
      g_set_str (&plan->name, i % 2 ? "late" : "later");
      jobs[i] = vtr_volume_job_create (pool, plan, NULL);
    }
  vtr_host_disconnect (fixture->host);
  g_assert_cmpint (vtr_storage_get_load_state (fixture->storage), ==, VTR_LOAD_NONE);
  g_assert_cmpuint (g_list_model_get_n_items (vtr_storage_get_pools (fixture->storage)), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (jobs); i++)
    {
      vtr_wait_until (vtr_job_get_state (jobs[i]) != VTR_JOB_RUNNING);
      g_object_unref (jobs[i]);
    }
  vtr_host_connect (fixture->host);
  vtr_wait_until (vtr_storage_get_load_state (fixture->storage) == VTR_LOAD_DONE);
  default_pool (fixture);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  vtr_virt_init ();

#define ADD(path, func) \
  g_test_add ("/storage/" path, Fixture, "test:///default", set_up, func, tear_down)
  ADD ("lazy", test_lazy);
  ADD ("every-type", test_every_type);
  ADD ("life", test_life);
  ADD ("refused", test_refused);
  ADD ("second-program", test_second_program);
  ADD ("volumes", test_volumes);
  ADD ("many", test_many);
  ADD ("sources", test_sources);
  ADD ("usage", test_usage);
  ADD ("silent", test_silent);
  ADD ("reconnect", test_reconnect);
  return g_test_run ();
}
