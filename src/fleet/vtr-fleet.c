/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-fleet.h"

#include <glib/gi18n-lib.h>

#include "base/vtr-keyed-list.h"
#include "base/vtr-trouble.h"
#include "base/vtr-worker-pool.h"
#include "osinfo/vtr-os-names.h"
#include "fleet/ssh/vtr-ssh-way.h"
#include "virt/machine/vtr-machine.h"

#include "vtr-fleet-file.h"
#include "vtr-host-address.h"
#include "vtr-keyring.h"
#include "vtr-question-queue.h"
#include "vtr-reviver.h"

struct _VtrFleet
{
  GObject        parent_instance;

  /* owned */
  char          *path; /* NULL: nothing is remembered */
  VtrKeyedList  *hosts;
  VtrJobList    *jobs;
  VtrOsNames    *os_names;
  VtrWorkerPool *pool;
  GHashTable    *notes;     /* VtrHost -> Note */
  VtrQuestionQueue *questions;
  VtrKeyring    *keyring;
  VtrReviver    *reviver;
  VtrSshFolder  *ssh_folder;
  GHashTable    *unnamed;   /* set of VtrMachine whose system has no name yet */

  /* state */
  guint          sampling_interval;
  guint          naming_source;
  guint          n_saves; /* under way */
  gboolean       save_again;
  gboolean       is_loading;
  gboolean       is_unreadable; /* the file that is there: it is not overwritten */
};

/* What the fleet knows of a host beyond the host itself. */
typedef struct
{
  gboolean remembered;
  gboolean autoconnect;
  gboolean titled; /* by a person */
} Note;

enum
{
  PROP_0,
  PROP_HOSTS,
  PROP_JOBS,
  PROP_N_MACHINES,
  PROP_N_ACTIVE,
  PROP_N_ATTENTION,
  PROP_COMPLETE,
  PROP_SAVING,
  N_PROPS
};

enum
{
  SIGNAL_AUTHENTICATE,
  SIGNAL_TROUBLE,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (VtrFleet, vtr_fleet, G_TYPE_OBJECT)

static const char *
uri_of (gpointer host)
{
  return vtr_host_get_uri (host);
}

static Note *
note_of (VtrFleet *self,
         VtrHost  *host)
{
  return g_hash_table_lookup (self->notes, host);
}

static VtrHost *
host_at (VtrFleet *self,
         guint     position)
{
  g_autoptr (VtrHost) host = g_list_model_get_item (G_LIST_MODEL (self->hosts), position);

  return host;
}

static guint
n_hosts (VtrFleet *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->hosts));
}

static gboolean
on_host_authenticate_cb (VtrFleet       *self,
                         VtrAuthRequest *request,
                         VtrHost        *host)
{
  vtr_keyring_take (self->keyring, host, request);
  return TRUE;
}

static void
queue_cb (VtrHost        *host,
          VtrAuthRequest *request,
          gpointer        user_data)
{
  /* Nobody is interrupted by a host that comes back by itself, or would. */
  if (vtr_host_may_ask (host))
    vtr_question_queue_add (VTR_FLEET (user_data)->questions, host, request);
  else
    vtr_auth_request_cancel (request);
}

static void
tell_not_kept_cb (VtrHost      *host,
                  const GError *error,
                  gpointer      user_data)
{
  g_autoptr (VtrTrouble) trouble = vtr_trouble_new (_("The keyring could not keep the answer"));

  trouble->remedy = g_strdup (_("You are asked again the next time."));
  trouble->details = g_strdup (error->message);
  g_signal_emit (user_data, signals[SIGNAL_TROUBLE], 0, trouble);
}

static void
ask_cb (VtrHost        *host,
        VtrAuthRequest *request,
        gpointer        user_data)
{
  g_signal_emit (user_data, signals[SIGNAL_AUTHENTICATE], 0, host, request);
}

/* Names of systems, many at a time */

static void
on_names_loaded_cb (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr (GPtrArray) machines = user_data;
  g_auto (GStrv) names = vtr_os_names_load_finish (VTR_OS_NAMES (source), result, NULL);

  for (guint i = 0; names != NULL && i < machines->len; i++)
    vtr_machine_set_os_name (machines->pdata[i], names[i]);
}

static gboolean
name_systems_cb (gpointer user_data)
{
  VtrFleet *self = user_data;
  GPtrArray *machines = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();
  g_auto (GStrv) all_ids = NULL;
  GHashTableIter iter;
  gpointer machine;

  self->naming_source = 0;
  g_hash_table_iter_init (&iter, self->unnamed);
  while (g_hash_table_iter_next (&iter, &machine, NULL))
    {
      if (vtr_machine_get_os_id (machine) == NULL)
        continue;
      g_ptr_array_add (machines, g_object_ref (machine));
      g_strv_builder_add (ids, vtr_machine_get_os_id (machine));
    }
  g_hash_table_remove_all (self->unnamed);

  all_ids = g_strv_builder_end (ids);
  vtr_os_names_load_async (self->os_names, (const char *const *) all_ids, NULL, on_names_loaded_cb,
                           machines);
  return G_SOURCE_REMOVE;
}

static void
want_name (VtrFleet   *self,
           VtrMachine *machine)
{
  const char *id = vtr_machine_get_os_id (machine);
  g_autofree char *known = id != NULL ? vtr_os_names_peek (self->os_names, id) : NULL;

  if (id == NULL || known != NULL)
    {
      vtr_machine_set_os_name (machine, known);
      return;
    }

  g_hash_table_add (self->unnamed, g_object_ref (machine));
  if (self->naming_source == 0)
    self->naming_source = g_idle_add (name_systems_cb, self);
}

/* What hosts tell */

static void
on_host_machine_changed_cb (VtrFleet   *self,
                            VtrMachine *machine,
                            guint       change)
{
  if ((change & VTR_MACHINE_CHANGED_DETAILS) && vtr_machine_has_details (machine)
      && vtr_machine_get_os_name (machine) == NULL)
    want_name (self, machine);
}

static void
on_host_job_cb (VtrFleet *self,
                VtrJob   *job)
{
  vtr_job_list_add (self->jobs, job);
}

static void
on_host_counts_cb (VtrFleet *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_ACTIVE]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_ATTENTION]);
}

static void
on_host_state_cb (VtrFleet   *self,
                  GParamSpec *pspec,
                  VtrHost    *host)
{
  vtr_keyring_note_state (self->keyring, host);
  if (vtr_host_get_state (host) != VTR_HOST_CONNECTING)
    vtr_question_queue_drop (self->questions, host);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COMPLETE]);
}

static void
on_host_machines_changed_cb (VtrFleet *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_MACHINES]);
}

static void
listen (VtrFleet *self,
        VtrHost  *host)
{
  static const struct
  {
    const char *signal;
    GCallback   callback;
  } handlers[] = {
    { "authenticate", G_CALLBACK (on_host_authenticate_cb) },
    { "machine-changed", G_CALLBACK (on_host_machine_changed_cb) },
    { "job", G_CALLBACK (on_host_job_cb) },
    { "notify::n-active", G_CALLBACK (on_host_counts_cb) },
    { "notify::n-attention", G_CALLBACK (on_host_counts_cb) },
    { "notify::state", G_CALLBACK (on_host_state_cb) },
    { "notify::list-complete", G_CALLBACK (on_host_state_cb) },
  };

  for (guint i = 0; i < G_N_ELEMENTS (handlers); i++)
    g_signal_connect_object (host, handlers[i].signal, handlers[i].callback, self,
                             G_CONNECT_SWAPPED);
  g_signal_connect_object (vtr_host_get_machines (host), "items-changed",
                           G_CALLBACK (on_host_machines_changed_cb), self, G_CONNECT_SWAPPED);
}

/* Whoever still holds a host must not keep a login after the end. */
static void
close_ways (VtrFleet *self)
{
  for (guint i = 0; i < n_hosts (self); i++)
    if (vtr_host_get_way (host_at (self, i)) != NULL)
      vtr_host_way_close (vtr_host_get_way (host_at (self, i)));
  vtr_ssh_folder_close (self->ssh_folder);
}

static void
vtr_fleet_dispose (GObject *object)
{
  VtrFleet *self = VTR_FLEET (object);

  close_ways (self);
  g_clear_handle_id (&self->naming_source, g_source_remove);
  g_hash_table_remove_all (self->unnamed);
  g_clear_pointer (&self->reviver, vtr_reviver_free);
  g_clear_pointer (&self->keyring, vtr_keyring_free);
  g_clear_pointer (&self->questions, vtr_question_queue_free);

  G_OBJECT_CLASS (vtr_fleet_parent_class)->dispose (object);
}

static void
vtr_fleet_finalize (GObject *object)
{
  VtrFleet *self = VTR_FLEET (object);

  g_free (self->path);
  g_hash_table_unref (self->notes);
  g_hash_table_unref (self->unnamed);
  g_clear_object (&self->hosts);
  g_clear_object (&self->jobs);
  g_clear_object (&self->os_names);
  g_clear_object (&self->ssh_folder);
  vtr_worker_pool_unref (self->pool);

  G_OBJECT_CLASS (vtr_fleet_parent_class)->finalize (object);
}

static void
vtr_fleet_get_property (GObject    *object,
                        guint       prop_id,
                        GValue     *value,
                        GParamSpec *pspec)
{
  VtrFleet *self = VTR_FLEET (object);

  switch (prop_id)
    {
    case PROP_HOSTS:
      g_value_set_object (value, self->hosts);
      break;
    case PROP_JOBS:
      g_value_set_object (value, self->jobs);
      break;
    case PROP_N_MACHINES:
      g_value_set_uint (value, vtr_fleet_get_n_machines (self));
      break;
    case PROP_N_ACTIVE:
      g_value_set_uint (value, vtr_fleet_get_n_active (self));
      break;
    case PROP_N_ATTENTION:
      g_value_set_uint (value, vtr_fleet_get_n_attention (self));
      break;
    case PROP_COMPLETE:
      g_value_set_boolean (value, vtr_fleet_is_complete (self));
      break;
    case PROP_SAVING:
      g_value_set_boolean (value, self->n_saves > 0);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
vtr_fleet_class_init (VtrFleetClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->dispose = vtr_fleet_dispose;
  object_class->finalize = vtr_fleet_finalize;
  object_class->get_property = vtr_fleet_get_property;

  properties[PROP_HOSTS] = g_param_spec_object ("hosts", NULL, NULL, G_TYPE_LIST_MODEL, flags);
  properties[PROP_JOBS] = g_param_spec_object ("jobs", NULL, NULL, VTR_TYPE_JOB_LIST, flags);
  properties[PROP_N_MACHINES]
      = g_param_spec_uint ("n-machines", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_N_ACTIVE] = g_param_spec_uint ("n-active", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_N_ATTENTION]
      = g_param_spec_uint ("n-attention", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_COMPLETE] = g_param_spec_boolean ("complete", NULL, NULL, FALSE, flags);
  properties[PROP_SAVING] = g_param_spec_boolean ("saving", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[SIGNAL_AUTHENTICATE]
      = g_signal_new ("authenticate", VTR_TYPE_FLEET, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                      G_TYPE_NONE, 2, VTR_TYPE_HOST, VTR_TYPE_AUTH_REQUEST);

  /* With what is remembered, not with any host. */
  signals[SIGNAL_TROUBLE] = g_signal_new ("trouble", VTR_TYPE_FLEET, G_SIGNAL_RUN_LAST, 0, NULL,
                                          NULL, NULL, G_TYPE_NONE, 1, VTR_TYPE_TROUBLE);
}

static void
vtr_fleet_init (VtrFleet *self)
{
  self->hosts = vtr_keyed_list_new (VTR_TYPE_HOST, uri_of);
  self->jobs = vtr_job_list_new ();
  self->os_names = vtr_os_names_new (NULL);
  self->pool = vtr_worker_pool_new ();
  self->notes = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  self->unnamed = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);
  self->sampling_interval = 3;
  self->keyring = vtr_keyring_new (queue_cb, tell_not_kept_cb, self);
  self->reviver = vtr_reviver_new ();
  self->questions = vtr_question_queue_new (ask_cb, self);
  self->ssh_folder = vtr_ssh_folder_new (NULL);
}

/**
 * vtr_fleet_new:
 * @path: (nullable): the file of remembered hosts, NULL to remember nothing
 *
 * Returns: (transfer full): a fleet without hosts
 */
VtrFleet *
vtr_fleet_new (const char *path)
{
  VtrFleet *self = g_object_new (VTR_TYPE_FLEET, NULL);

  self->path = g_strdup (path);
  return self;
}

/* The file */

typedef struct
{
  char      *path;
  GPtrArray *entries;
  gboolean   set_aside; /* what is at @path */
} SaveRequest;

static void
free_save_request (gpointer data)
{
  SaveRequest *request = data;

  g_free (request->path);
  g_ptr_array_unref (request->entries);
  g_free (request);
}

static void
save_in_worker (GTask        *task,
                gpointer      source_object,
                gpointer      task_data,
                GCancellable *cancellable)
{
  SaveRequest *request = task_data;
  GError *error = NULL;

  if ((!request->set_aside || vtr_fleet_file_set_aside (request->path, &error))
      && vtr_fleet_file_save (request->path, request->entries, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
tell_trouble (VtrFleet     *self,
              const char   *summary,
              const char   *remedy,
              const GError *error)
{
  g_autoptr (VtrTrouble) trouble = vtr_trouble_new (summary);
  g_autofree char *details = g_strdup_printf ("%s: %s", self->path, error->message);

  trouble->remedy = g_strdup (remedy);
  /* The words may quote the file, which may hold anything. */
  trouble->details = g_utf8_make_valid (details, -1);
  g_signal_emit (self, signals[SIGNAL_TROUBLE], 0, trouble);
}

static void save (VtrFleet *self);

static void
on_saved_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  VtrFleet *self = VTR_FLEET (source);
  g_autoptr (GError) error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    self->is_unreadable = FALSE;
  else
    tell_trouble (self, _("The list of hosts could not be saved"),
                  _("Check that there is room on the disk and that you may write the file. It is "
                    "tried again with the next change."),
                  error);

  self->n_saves--;
  if (self->save_again)
    save (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SAVING]);
}

/* One write at a time: the last one wins, and is not overtaken. What is still being read is not
 * overwritten. */
static void
save (VtrFleet *self)
{
  SaveRequest *request;
  GTask *task;

  self->save_again = self->n_saves > 0 || self->is_loading;
  if (self->path == NULL || self->save_again)
    return;

  request = g_new (SaveRequest, 1);
  request->path = g_strdup (self->path);
  request->entries = g_ptr_array_new_with_free_func (vtr_fleet_entry_free);
  request->set_aside = self->is_unreadable;
  for (guint i = 0; i < n_hosts (self); i++)
    {
      VtrHost *host = host_at (self, i);
      const Note *note = note_of (self, host);

      if (note->remembered)
        g_ptr_array_add (request->entries,
                         vtr_fleet_entry_new (vtr_host_get_uri (host),
                                              note->titled ? vtr_host_get_title (host) : NULL,
                                              note->autoconnect));
    }

  self->n_saves++;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SAVING]);
  task = g_task_new (self, NULL, on_saved_cb, NULL);
  g_task_set_task_data (task, request, free_save_request);
  vtr_worker_pool_push (self->pool, task, save_in_worker, VTR_WORK_NORMAL);
}

static void
load_in_worker (GTask        *task,
                gpointer      source_object,
                gpointer      task_data,
                GCancellable *cancellable)
{
  GError *error = NULL;
  GPtrArray *entries = vtr_fleet_file_load (task_data, &error);

  if (entries != NULL)
    g_task_return_pointer (task, entries, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

/**
 * vtr_fleet_load_async:
 * @self: a fleet
 * @callback: called when the hosts are there
 * @user_data: for @callback
 */
void
vtr_fleet_load_async (VtrFleet           *self,
                      GAsyncReadyCallback callback,
                      gpointer            user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);

  g_task_set_source_tag (task, vtr_fleet_load_async);
  g_task_set_task_data (task, g_strdup (self->path), g_free);
  if (self->path != NULL)
    {
      self->is_loading = TRUE;
      vtr_worker_pool_push (self->pool, task, load_in_worker, VTR_WORK_URGENT);
      return;
    }

  g_task_return_new_error_literal (task, G_FILE_ERROR, G_FILE_ERROR_NOENT, "Nothing is remembered");
  g_object_unref (task);
}

static void
set_title (VtrFleet   *self,
           VtrHost    *host,
           const char *title)
{
  g_autofree char *made = vtr_host_address_make_title (vtr_host_get_uri (host));
  Note *note = note_of (self, host);

  note->titled = title != NULL && title[0] != '\0' && !g_str_equal (title, made);
  vtr_host_set_title (host, note->titled ? title : made);
}

static void
note_unreadable (VtrFleet     *self,
                 const GError *error)
{
  g_autofree char *remedy = NULL;

  if (g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    return;

  self->is_unreadable = TRUE;
  /* Translators: %s is an ending of a file's name, such as ".unreadable". */
  remedy = g_strdup_printf (_("Hosts that you add now go into a new list. The old file is kept "
                              "beside it, with “%s” after its name."),
                            VTR_FLEET_FILE_ASIDE);
  tell_trouble (self, _("The list of hosts cannot be read"), remedy, error);
}

/* A host may be there already, opened by its address alone: what is remembered of it comes now. */
static void
recall (VtrFleet            *self,
        const VtrFleetEntry *entry)
{
  VtrHost *known = vtr_fleet_find_host (self, entry->uri);
  VtrHost *host = vtr_fleet_add_host (self, entry->uri, entry->title, entry->autoconnect, FALSE);

  note_of (self, host)->remembered = TRUE;
  if (known == NULL)
    return;

  set_title (self, known, entry->title);
  note_of (self, known)->autoconnect = entry->autoconnect;
  vtr_keyed_list_move (self->hosts, entry->uri, n_hosts (self) - 1);
}

/**
 * vtr_fleet_load_finish:
 * @self: a fleet
 * @result: what the callback was given
 * @error: G_FILE_ERROR_NOENT where nothing was ever remembered
 *
 * Returns: whether there was a file
 */
gboolean
vtr_fleet_load_finish (VtrFleet     *self,
                       GAsyncResult *result,
                       GError      **error)
{
  GError *reason = NULL;
  g_autoptr (GPtrArray) entries = g_task_propagate_pointer (G_TASK (result), &reason);

  self->is_loading = FALSE;
  for (guint i = 0; entries != NULL && i < entries->len; i++)
    recall (self, entries->pdata[i]);
  if (entries == NULL)
    note_unreadable (self, reason);
  if (self->save_again)
    save (self);

  if (entries == NULL)
    g_propagate_error (error, reason);
  return entries != NULL;
}

/* Hosts */

/**
 * vtr_fleet_get_hosts:
 * @self: a fleet
 *
 * Returns: (transfer none): its hosts, a list of VtrHost
 */
GListModel *
vtr_fleet_get_hosts (VtrFleet *self)
{
  return G_LIST_MODEL (self->hosts);
}

/**
 * vtr_fleet_get_jobs:
 * @self: a fleet
 *
 * Returns: (transfer none): what is being done on all hosts
 */
VtrJobList *
vtr_fleet_get_jobs (VtrFleet *self)
{
  return self->jobs;
}

/**
 * vtr_fleet_find_host:
 * @self: a fleet
 * @uri: a URI
 *
 * Returns: (transfer none) (nullable): the host with it
 */
VtrHost *
vtr_fleet_find_host (VtrFleet   *self,
                     const char *uri)
{
  return vtr_keyed_list_lookup (self->hosts, uri);
}

/**
 * vtr_fleet_add_host:
 * @self: a fleet
 * @uri: where libvirt finds it
 * @title: (nullable): how the person calls it
 * @autoconnect: whether it is connected when the program starts
 * @remember: whether it is there the next time
 *
 * Returns: (transfer none): the host; the one that is there already where the URI is known
 */
VtrHost *
vtr_fleet_add_host (VtrFleet   *self,
                    const char *uri,
                    const char *title,
                    gboolean    autoconnect,
                    gboolean    remember)
{
  VtrHost *known = vtr_fleet_find_host (self, uri);
  g_autoptr (VtrHost) host = NULL;
  g_autoptr (VtrHostWay) way = NULL;
  Note *note;

  if (known != NULL)
    {
      note = note_of (self, known);
      if (remember && !note->remembered)
        {
          note->remembered = TRUE;
          note->autoconnect = autoconnect;
          save (self);
        }
      return known;
    }

  host = vtr_host_new (uri);
  way = vtr_ssh_way_new_for_uri (uri, self->ssh_folder);
  if (way != NULL)
    vtr_host_set_way (host, way);
  note = g_new0 (Note, 1);
  *note = (Note) { .remembered = remember, .autoconnect = autoconnect };
  g_hash_table_insert (self->notes, host, note);
  set_title (self, host, title);
  vtr_host_set_sampling_interval (host, self->sampling_interval);
  listen (self, host);
  vtr_reviver_watch (self->reviver, host);
  vtr_keyed_list_add (self->hosts, host);
  if (remember)
    save (self);
  return host;
}

/* Connects every host that wants to be connected at the start; side by side, each for itself. */
void
vtr_fleet_connect_all (VtrFleet *self)
{
  for (guint i = 0; i < n_hosts (self); i++)
    if (note_of (self, host_at (self, i))->autoconnect)
      vtr_host_connect (host_at (self, i));
}

void
vtr_fleet_remove_host (VtrFleet *self,
                       VtrHost  *host)
{
  g_autoptr (VtrHost) keep = g_object_ref (host);

  vtr_host_disconnect (host);
  vtr_reviver_unwatch (self->reviver, host);
  g_signal_handlers_disconnect_by_data (host, self);
  g_signal_handlers_disconnect_by_data (vtr_host_get_machines (host), self);
  vtr_keyed_list_remove (self->hosts, vtr_host_get_uri (host));
  g_hash_table_remove (self->notes, host);
  save (self);
}

void
vtr_fleet_move_host (VtrFleet *self,
                     VtrHost  *host,
                     guint     position)
{
  vtr_keyed_list_move (self->hosts, vtr_host_get_uri (host), position);
  save (self);
}

static guint
position_of (VtrFleet *self,
             VtrHost  *host)
{
  guint position = 0;

  while (position < n_hosts (self) && host_at (self, position) != host)
    position++;

  return position;
}

/**
 * vtr_fleet_change_host:
 * @self: a fleet
 * @host: one of its hosts
 * @uri: where libvirt finds it
 * @title: (nullable): how the person calls it
 * @autoconnect: whether it is connected when the program starts
 *
 * Another URI is another host: it takes the place of @host and is not connected.
 */
void
vtr_fleet_change_host (VtrFleet   *self,
                       VtrHost    *host,
                       const char *uri,
                       const char *title,
                       gboolean    autoconnect)
{
  guint position = position_of (self, host);
  gboolean remembered = note_of (self, host)->remembered;

  if (!g_str_equal (uri, vtr_host_get_uri (host)))
    {
      vtr_fleet_remove_host (self, host);
      host = vtr_fleet_add_host (self, uri, title, autoconnect, remembered);
      vtr_keyed_list_move (self->hosts, uri, position);
    }
  else
    set_title (self, host, title);

  note_of (self, host)->autoconnect = autoconnect;
  save (self);
}

gboolean
vtr_fleet_get_autoconnect (VtrFleet *self,
                           VtrHost  *host)
{
  return note_of (self, host)->autoconnect;
}

gboolean
vtr_fleet_is_remembered (VtrFleet *self,
                         VtrHost  *host)
{
  return note_of (self, host)->remembered;
}

void
vtr_fleet_set_sampling_interval (VtrFleet *self,
                                 guint     seconds)
{
  self->sampling_interval = seconds;
  for (guint i = 0; i < n_hosts (self); i++)
    vtr_host_set_sampling_interval (host_at (self, i), seconds);
}

/* Sums */

guint
vtr_fleet_get_n_machines (VtrFleet *self)
{
  guint sum = 0;

  for (guint i = 0; i < n_hosts (self); i++)
    sum += g_list_model_get_n_items (vtr_host_get_machines (host_at (self, i)));
  return sum;
}

guint
vtr_fleet_get_n_active (VtrFleet *self)
{
  guint sum = 0;

  for (guint i = 0; i < n_hosts (self); i++)
    sum += vtr_host_get_n_active (host_at (self, i));
  return sum;
}

guint
vtr_fleet_get_n_attention (VtrFleet *self)
{
  guint sum = 0;

  for (guint i = 0; i < n_hosts (self); i++)
    sum += vtr_host_get_n_attention (host_at (self, i));
  return sum;
}

/* Whether nothing more is to be expected: every host that was on its way has its list, or failed. */
gboolean
vtr_fleet_is_complete (VtrFleet *self)
{
  for (guint i = 0; i < n_hosts (self); i++)
    if (vtr_host_get_state (host_at (self, i)) == VTR_HOST_CONNECTING)
      return FALSE;
  return TRUE;
}
