/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-os-database.h"

#include "vtr-os-database-private.h"
#include "vtr-os-guess.h"

#include "base/vtr-worker-pool.h"

#include <malloc.h>
#include <string.h>

struct _VtrOsDatabase
{
  GObject        parent_instance;

  /* owned */
  VtrWorkerPool *pool;
  GListStore    *systems; /* VtrOs, the newest first */
  Contents      *contents;

  /* state */
  gboolean       is_loaded;
};

/* What the workers share. They outlive the object when it goes while they work. */
struct _Contents
{
  gatomicrefcount ref_count;
  GMutex          lock; /* guards all below: libosinfo has no locks of its own */
  OsinfoDb       *db;   /* NULL until the first worker needs it */
};

enum
{
  PROP_0,
  PROP_LOADED,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (VtrOsDatabase, vtr_os_database, G_TYPE_OBJECT)

static Contents *
ref_contents (Contents *contents)
{
  g_atomic_ref_count_inc (&contents->ref_count);
  return contents;
}

static void
unref_contents (gpointer data)
{
  Contents *contents = data;

  if (!g_atomic_ref_count_dec (&contents->ref_count))
    return;
  g_clear_object (&contents->db);
  g_mutex_clear (&contents->lock);
  g_free (contents);
}

/* Thirty megabytes in small pieces are given back in a worker: it takes a while, and what the heap
 * keeps of it would otherwise stay for ever. */
static void
forget_in_worker (GTask        *task,
                  gpointer      source,
                  gpointer      data,
                  GCancellable *cancellable)
{
  g_task_set_task_data (task, NULL, NULL);
#ifdef __GLIBC__
  malloc_trim (0);
#endif
  g_task_return_boolean (task, TRUE);
}

static void
vtr_os_database_dispose (GObject *object)
{
  VtrOsDatabase *self = VTR_OS_DATABASE (object);
  GTask *task;

  if (self->contents != NULL)
    {
      task = g_task_new (NULL, NULL, NULL, NULL);
      g_task_set_task_data (task, g_steal_pointer (&self->contents), unref_contents);
      vtr_worker_pool_push (self->pool, task, forget_in_worker, VTR_WORK_BACKGROUND);
    }
  g_clear_object (&self->systems);

  G_OBJECT_CLASS (vtr_os_database_parent_class)->dispose (object);
}

static void
vtr_os_database_finalize (GObject *object)
{
  VtrOsDatabase *self = VTR_OS_DATABASE (object);

  vtr_worker_pool_unref (self->pool);

  G_OBJECT_CLASS (vtr_os_database_parent_class)->finalize (object);
}

static void
vtr_os_database_get_property (GObject    *object,
                              guint       prop_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_LOADED:
      g_value_set_boolean (value, VTR_OS_DATABASE (object)->is_loaded);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
vtr_os_database_class_init (VtrOsDatabaseClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = vtr_os_database_dispose;
  object_class->finalize = vtr_os_database_finalize;
  object_class->get_property = vtr_os_database_get_property;

  properties[PROP_LOADED] = g_param_spec_boolean ("loaded", NULL, NULL, FALSE,
                                                  G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
vtr_os_database_init (VtrOsDatabase *self)
{
  self->pool = vtr_worker_pool_new ();
  self->systems = g_list_store_new (VTR_TYPE_OS);
  self->contents = g_new0 (Contents, 1);
  g_atomic_ref_count_init (&self->contents->ref_count);
  g_mutex_init (&self->contents->lock);
}

VtrOsDatabase *
vtr_os_database_new (void)
{
  return g_object_new (VTR_TYPE_OS_DATABASE, NULL);
}

/**
 * vtr_os_database_get_systems:
 * @self: a database
 *
 * Returns: (transfer none): its systems, a list of VtrOs, once it is loaded
 */
GListModel *
vtr_os_database_get_systems (VtrOsDatabase *self)
{
  return G_LIST_MODEL (self->systems);
}

gboolean
vtr_os_database_is_loaded (VtrOsDatabase *self)
{
  return self->is_loaded;
}

/* In the workers, with the lock held */

static OsinfoDb *
open_db (Contents  *contents,
         GError   **error)
{
  g_autoptr (OsinfoLoader) loader = NULL;

  if (contents->db != NULL)
    return contents->db;

  loader = osinfo_loader_new ();
  osinfo_loader_process_default_path (loader, error);
  if (*error == NULL)
    contents->db = g_object_ref (osinfo_loader_get_db (loader));
  return contents->db;
}

static guint32
julian (GDate *date)
{
  guint32 day = date != NULL && g_date_valid (date) ? g_date_get_julian (date) : 0;

  g_clear_pointer (&date, g_date_free);
  return day;
}

static VtrOs *
describe_shortly (OsinfoOs *os)
{
  OsinfoProduct *product = OSINFO_PRODUCT (os);
  g_autofree char *name = vtr_osinfo_dup_name (os);
  const VtrOsFields fields = {
    .id = (char *) osinfo_entity_get_id (OSINFO_ENTITY (os)),
    .short_id = (char *) osinfo_product_get_short_id (product),
    .name = name,
    .family = (char *) osinfo_os_get_family (os),
    .distro = (char *) osinfo_os_get_distro (os),
    .codename = (char *) osinfo_product_get_codename (product),
    .version = (char *) osinfo_product_get_version (product),
    .released = julian (osinfo_product_get_release_date (product)),
    .ends = julian (osinfo_product_get_eol_date (product)),
    .is_finished = osinfo_os_get_release_status (os) == OSINFO_RELEASE_STATUS_RELEASED,
  };

  return name != NULL ? vtr_os_new (&fields) : NULL;
}

static GPtrArray *
list_systems (OsinfoDb *db)
{
  g_autoptr (OsinfoOsList) list = osinfo_db_get_os_list (db);
  GPtrArray *systems = g_ptr_array_new_with_free_func (g_object_unref);

  for (int i = 0; i < osinfo_list_get_length (OSINFO_LIST (list)); i++)
    {
      VtrOs *os = describe_shortly (OSINFO_OS (osinfo_list_get_nth (OSINFO_LIST (list), i)));

      if (os != NULL)
        g_ptr_array_add (systems, os);
    }
  g_ptr_array_sort_values_with_data (systems, vtr_os_compare, NULL);
  return systems;
}

/* Loading */

static void
load_in_worker (GTask        *task,
                gpointer      source,
                gpointer      data,
                GCancellable *cancellable)
{
  Contents *contents = data;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&contents->lock);
  GError *error = NULL;
  OsinfoDb *db = open_db (contents, &error);

  if (db != NULL)
    g_task_return_pointer (task, list_systems (db), (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

/**
 * vtr_os_database_load_async:
 * @self: a database
 * @cancellable: (nullable): to lose interest
 * @callback: what to call
 * @user_data: for @callback
 */
void
vtr_os_database_load_async (VtrOsDatabase       *self,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, vtr_os_database_load_async);
  g_task_set_task_data (task, ref_contents (self->contents), unref_contents);
  vtr_worker_pool_push (self->pool, task, load_in_worker, VTR_WORK_NORMAL);
}

gboolean
vtr_os_database_load_finish (VtrOsDatabase  *self,
                             GAsyncResult   *result,
                             GError        **error)
{
  g_autoptr (GPtrArray) systems = g_task_propagate_pointer (G_TASK (result), error);

  if (systems == NULL)
    return FALSE;

  if (!self->is_loaded)
    {
      g_list_store_splice (self->systems, 0, 0, systems->pdata, systems->len);
      self->is_loaded = TRUE;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADED]);
    }
  return TRUE;
}

/* Questions about one system */

typedef struct
{
  Contents     *contents;
  char         *id;
  char         *arch;
  VtrDiscLabel *label;
} Question;

static void
free_question (gpointer data)
{
  Question *question = data;

  unref_contents (question->contents);
  g_free (question->id);
  g_free (question->arch);
  vtr_disc_label_free (question->label);
  g_free (question);
}

static void
ask (VtrOsDatabase       *self,
     GTaskThreadFunc      func,
     const char          *id,
     const char          *arch,
     const VtrDiscLabel  *label,
     GCancellable        *cancellable,
     GAsyncReadyCallback  callback,
     gpointer             user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  Question *question = g_new0 (Question, 1);

  *question = (Question) { ref_contents (self->contents), g_strdup (id), g_strdup (arch),
                           label != NULL ? vtr_disc_label_copy (label) : NULL };
  g_task_set_source_tag (task, ask);
  g_task_set_task_data (task, question, free_question);
  vtr_worker_pool_push (self->pool, task, func, VTR_WORK_URGENT);
}

static void
describe_in_worker (GTask        *task,
                    gpointer      source,
                    gpointer      data,
                    GCancellable *cancellable)
{
  Question *question = data;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&question->contents->lock);
  GError *error = NULL;
  OsinfoDb *db = open_db (question->contents, &error);
  OsinfoOs *os = db != NULL ? osinfo_db_get_os (db, question->id) : NULL;

  if (db == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, os != NULL ? vtr_osinfo_read_facts (os, question->arch) : NULL,
                           (GDestroyNotify) vtr_os_facts_free);
}

/**
 * vtr_os_database_describe_async:
 * @self: a database
 * @id: which system
 * @arch: for which processors
 * @cancellable: (nullable): to lose interest
 * @callback: what to call
 * @user_data: for @callback
 */
void
vtr_os_database_describe_async (VtrOsDatabase       *self,
                                const char          *id,
                                const char          *arch,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  ask (self, describe_in_worker, id, arch, NULL, cancellable, callback, user_data);
}

/**
 * vtr_os_database_describe_finish:
 * @self: a database
 * @result: what the callback was given
 * @error: a location for an error
 *
 * Returns: (transfer full) (nullable): the facts; %NULL without @error: there is no such system
 */
VtrOsFacts *
vtr_os_database_describe_finish (VtrOsDatabase  *self,
                                 GAsyncResult   *result,
                                 GError        **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* Discs */

static VtrOsMatch *
identify (OsinfoDb           *db,
          const VtrDiscLabel *label,
          const char         *arch)
{
  g_autoptr (OsinfoMedia) media = vtr_osinfo_make_media (label);
  VtrOsMatch *match = g_new0 (VtrOsMatch, 1);
  g_autoptr (OsinfoOs) os = NULL;

  match->installs = TRUE;
  if (osinfo_db_identify_media (db, media))
    os = osinfo_media_get_os (media);
  if (os == NULL)
    return match;

  match->os = vtr_osinfo_read_facts (os, arch);
  match->is_live = osinfo_media_get_live (media);
  match->installs = osinfo_media_get_installer (media);
  return match;
}

static void
guess (VtrOsMatch         *match,
       OsinfoDb           *db,
       const VtrDiscLabel *label,
       const char         *arch)
{
  g_autoptr (GPtrArray) systems = list_systems (db);
  g_autoptr (GListStore) list = g_list_store_new (VTR_TYPE_OS);
  g_autoptr (VtrOs) os = NULL;

  g_list_store_splice (list, 0, 0, systems->pdata, systems->len);
  os = vtr_os_guess (G_LIST_MODEL (list), label->volume);
  if (os == NULL)
    return;

  match->os = vtr_osinfo_read_facts (osinfo_db_get_os (db, vtr_os_get_id (os)), arch);
  match->is_guess = TRUE;
}

static void
identify_in_worker (GTask        *task,
                    gpointer      source,
                    gpointer      data,
                    GCancellable *cancellable)
{
  Question *question = data;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&question->contents->lock);
  GError *error = NULL;
  OsinfoDb *db = open_db (question->contents, &error);
  VtrOsMatch *match;

  if (db == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  match = identify (db, question->label, question->arch);
  if (match->os == NULL)
    guess (match, db, question->label, question->arch);
  g_task_return_pointer (task, match, (GDestroyNotify) vtr_os_match_free);
}

/**
 * vtr_os_database_identify_async:
 * @self: a database
 * @label: what a disc says about itself
 * @arch: for which processors the facts shall be
 * @cancellable: (nullable): to lose interest
 * @callback: what to call
 * @user_data: for @callback
 */
void
vtr_os_database_identify_async (VtrOsDatabase       *self,
                                const VtrDiscLabel  *label,
                                const char          *arch,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  ask (self, identify_in_worker, NULL, arch, label, cancellable, callback, user_data);
}

/**
 * vtr_os_database_identify_finish:
 * @self: a database
 * @result: what the callback was given
 * @error: a location for an error
 *
 * Returns: (transfer full) (nullable): what is on the disc
 */
VtrOsMatch *
vtr_os_database_identify_finish (VtrOsDatabase  *self,
                                 GAsyncResult   *result,
                                 GError        **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
vtr_os_match_free (VtrOsMatch *self)
{
  if (self == NULL)
    return;

  vtr_os_facts_free (self->os);
  g_free (self);
}

/* What can be fetched */

static void
list_sources_in_worker (GTask        *task,
                        gpointer      source,
                        gpointer      data,
                        GCancellable *cancellable)
{
  Question *question = data;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&question->contents->lock);
  GError *error = NULL;
  OsinfoDb *db = open_db (question->contents, &error);
  OsinfoOs *os = db != NULL ? osinfo_db_get_os (db, question->id) : NULL;

  if (db == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, os != NULL ? vtr_osinfo_list_sources (os, question->arch)
                                            : g_ptr_array_new (),
                           (GDestroyNotify) g_ptr_array_unref);
}

/**
 * vtr_os_database_list_sources_async:
 * @self: a database
 * @id: which system
 * @arch: for which processors
 * @cancellable: (nullable): to lose interest
 * @callback: what to call
 * @user_data: for @callback
 */
void
vtr_os_database_list_sources_async (VtrOsDatabase       *self,
                                    const char          *id,
                                    const char          *arch,
                                    GCancellable        *cancellable,
                                    GAsyncReadyCallback  callback,
                                    gpointer             user_data)
{
  ask (self, list_sources_in_worker, id, arch, NULL, cancellable, callback, user_data);
}

/**
 * vtr_os_database_list_sources_finish:
 * @self: a database
 * @result: what the callback was given
 * @error: a location for an error
 *
 * Returns: (transfer full) (nullable) (element-type VtrOsSource): where it can be had
 */
GPtrArray *
vtr_os_database_list_sources_finish (VtrOsDatabase  *self,
                                     GAsyncResult   *result,
                                     GError        **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
vtr_os_source_free (VtrOsSource *self)
{
  if (self == NULL)
    return;

  g_free (self->name);
  g_free (self->url);
  g_free (self->kernel);
  g_free (self->initrd);
  g_free (self->format);
  g_free (self);
}
