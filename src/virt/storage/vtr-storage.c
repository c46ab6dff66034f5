/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-storage-private.h"

#include <glib/gi18n-lib.h>

#include "base/vtr-error.h"
#include "xml/vtr-xml-node.h"

#include "virt/host/vtr-host-private.h"
#include "virt/vtr-virt-error.h"

/* Storage has a link of its own over the connection of its host: pools that do not answer hold the
 * threads of that and none that machines need. Of the five requests that a daemon works on for one
 * client there is always one left for machines. */

struct _VtrStorage
{
  GObject          parent_instance;

  /* owned */
  VtrKeyedList    *pools;
  VtrLink         *link;      /* NULL while not connected, or not looked at */
  VtrStorageLane  *lane;      /* as long as the link */
  VtrXmlDoc       *abilities; /* NULL where the host does not tell */
  VtrTrouble      *trouble;
  VtrStorageUsage *usage;

  /* borrowed; NULL once the host is gone */
  VtrHost         *host;

  /* state */
  VtrLoadState     load_state;
  guint            deadline_source;
  gboolean         wanted;
  gboolean         stale; /* an event came while the list was read */
};

enum
{
  PROP_0,
  PROP_LOAD_STATE,
  PROP_TROUBLE,
  N_PROPS
};

enum
{
  SIGNAL_USAGE_CHANGED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_ENUM_TYPE (VtrLoadState, vtr_load_state,
                    G_DEFINE_ENUM_VALUE (VTR_LOAD_NONE, "none"),
                    G_DEFINE_ENUM_VALUE (VTR_LOAD_UNDER_WAY, "under-way"),
                    G_DEFINE_ENUM_VALUE (VTR_LOAD_DONE, "done"),
                    G_DEFINE_ENUM_VALUE (VTR_LOAD_FAILED, "failed"),
                    G_DEFINE_ENUM_VALUE (VTR_LOAD_UNSUPPORTED, "unsupported"))

G_DEFINE_FINAL_TYPE (VtrStorage, vtr_storage, G_TYPE_OBJECT)

static void load (VtrStorage *self);

static const char *
uuid_of (gpointer pool)
{
  return vtr_pool_get_uuid (pool);
}

static void
set_load_state (VtrStorage  *self,
                VtrLoadState state,
                VtrTrouble  *trouble)
{
  if (self->trouble != NULL || trouble != NULL)
    {
      g_clear_pointer (&self->trouble, vtr_trouble_free);
      self->trouble = trouble;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TROUBLE]);
    }
  if (self->load_state != state)
    {
      self->load_state = state;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOAD_STATE]);
    }
}

/* Calls that wait come home cancelled; handles go before the connection does, so that the last of
 * them is given up by the thread that may block on it. */
static void
drop_link (VtrStorage *self)
{
  g_autoptr (VtrLink) link = NULL;

  if (self->link == NULL)
    return;

  link = vtr_link_ref (self->link);
  g_clear_handle_id (&self->deadline_source, g_source_remove);
  g_clear_pointer (&self->link, vtr_link_abandon);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->pools)); i++)
    {
      g_autoptr (VtrPool) pool = g_list_model_get_item (G_LIST_MODEL (self->pools), i);

      _vtr_pool_let_go (pool, link);
    }
  g_clear_pointer (&self->lane, _vtr_storage_lane_free);
  g_clear_pointer (&self->abilities, vtr_xml_doc_unref);
  set_load_state (self, VTR_LOAD_NONE, NULL);
}

/* Whoever still holds one learns that nothing more will be heard of it. */
static void
clear_pools (VtrStorage *self)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->pools)); i++)
    {
      g_autoptr (VtrPool) pool = g_list_model_get_item (G_LIST_MODEL (self->pools), i);

      _vtr_pool_leave (pool);
    }
  vtr_keyed_list_clear (self->pools);
}

static void
open_link (VtrStorage *self)
{
  virConnectPtr connection = vtr_link_get_connection (self->host->link);

  virConnectRef (connection);
  self->link = vtr_link_new (NULL, self);
  vtr_link_set_connection (self->link, connection);
  self->lane = _vtr_storage_lane_new (self->link);
}

static void
on_host_state_cb (VtrStorage *self)
{
  if (self->host == NULL)
    return;

  if (self->host->link == NULL || vtr_link_get_connection (self->host->link) == NULL)
    {
      drop_link (self);
      if (self->host->state == VTR_HOST_DISCONNECTED)
        clear_pools (self);
    }
  else if (self->wanted && self->link == NULL && self->host->list_complete)
    load (self);
}

static void
vtr_storage_dispose (GObject *object)
{
  VtrStorage *self = VTR_STORAGE (object);

  drop_link (self);
  clear_pools (self);
  g_clear_pointer (&self->usage, _vtr_storage_usage_free);

  G_OBJECT_CLASS (vtr_storage_parent_class)->dispose (object);
}

static void
vtr_storage_finalize (GObject *object)
{
  VtrStorage *self = VTR_STORAGE (object);

  g_clear_object (&self->pools);
  g_clear_pointer (&self->trouble, vtr_trouble_free);

  G_OBJECT_CLASS (vtr_storage_parent_class)->finalize (object);
}

static void
vtr_storage_get_property (GObject    *object,
                          guint       prop_id,
                          GValue     *value,
                          GParamSpec *pspec)
{
  VtrStorage *self = VTR_STORAGE (object);

  switch (prop_id)
    {
    case PROP_LOAD_STATE:
      g_value_set_enum (value, self->load_state);
      break;
    case PROP_TROUBLE:
      g_value_set_boxed (value, self->trouble);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
vtr_storage_class_init (VtrStorageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->dispose = vtr_storage_dispose;
  object_class->finalize = vtr_storage_finalize;
  object_class->get_property = vtr_storage_get_property;

  properties[PROP_LOAD_STATE] = g_param_spec_enum ("load-state", NULL, NULL, VTR_TYPE_LOAD_STATE,
                                                   VTR_LOAD_NONE, flags);
  properties[PROP_TROUBLE] = g_param_spec_boxed ("trouble", NULL, NULL, VTR_TYPE_TROUBLE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[SIGNAL_USAGE_CHANGED] = g_signal_new ("usage-changed", VTR_TYPE_STORAGE,
                                                G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
vtr_storage_init (VtrStorage *self)
{
  self->pools = vtr_keyed_list_new (VTR_TYPE_POOL, uuid_of);
}

/* Events come on the main thread */

static VtrStorage *
owner (void *link_id)
{
  return vtr_link_find_owner (GPOINTER_TO_UINT (link_id));
}

static VtrPool *
find (VtrStorage       *self,
      virStoragePoolPtr handle)
{
  char uuid[VIR_UUID_STRING_BUFLEN] = "";

  virStoragePoolGetUUIDString (handle, uuid);
  return vtr_keyed_list_lookup (self->pools, uuid);
}

static void
on_lifecycle_cb (virConnectPtr     connection,
                 virStoragePoolPtr handle,
                 int               event,
                 int               detail,
                 void             *link_id)
{
  VtrStorage *self = owner (link_id);
  VtrPool *pool = self != NULL ? find (self, handle) : NULL;

  if (self == NULL)
    return;

  if (self->load_state != VTR_LOAD_DONE)
    {
      self->stale = TRUE;
      return;
    }
  if (pool == NULL && event != VIR_STORAGE_POOL_EVENT_UNDEFINED)
    {
      g_autoptr (VtrPool) added = _vtr_pool_new (self, handle);

      vtr_keyed_list_add (self->pools, added);
      _vtr_pool_refresh (added, FALSE);
    }
  else if (pool != NULL)
    _vtr_pool_refresh (pool, TRUE);
}

static void
on_refresh_cb (virConnectPtr     connection,
               virStoragePoolPtr handle,
               void             *link_id)
{
  VtrStorage *self = owner (link_id);
  VtrPool *pool = self != NULL ? find (self, handle) : NULL;

  if (pool != NULL)
    _vtr_pool_refresh (pool, TRUE);
}

/* Loading */

typedef struct
{
  virStoragePoolPtr *pools;
  VtrXmlDoc         *abilities;
  int                lifecycle_id;
  int                refresh_id;
} Loaded;

static void
free_loaded (gpointer data)
{
  Loaded *loaded = data;

  for (guint i = 0; loaded->pools != NULL && loaded->pools[i] != NULL; i++)
    virStoragePoolFree (loaded->pools[i]);
  free (loaded->pools);
  g_clear_pointer (&loaded->abilities, vtr_xml_doc_unref);
  g_free (loaded);
}

/* Without a link's id there is nothing to do: it is watched already. */
static int
watch (virConnectPtr                          connection,
       int                                    event,
       virConnectStoragePoolEventGenericCallback callback,
       gpointer                               link_id)
{
  int id;

  if (link_id == NULL)
    return -1;

  id = virConnectStoragePoolEventRegisterAny (connection, NULL, event, callback, link_id, NULL);
  if (id < 0)
    virResetLastError ();
  return id;
}

static void
load_in_worker (GTask        *task,
                virConnectPtr connection,
                virDomainPtr  domain,
                gpointer      link_id)
{
  Loaded *loaded = g_new0 (Loaded, 1);
  char *abilities;

  /* Before the list, so that nothing falls between the two. */
  loaded->lifecycle_id
      = watch (connection, VIR_STORAGE_POOL_EVENT_ID_LIFECYCLE,
               VIR_STORAGE_POOL_EVENT_CALLBACK (on_lifecycle_cb), link_id);
  loaded->refresh_id = watch (connection, VIR_STORAGE_POOL_EVENT_ID_REFRESH,
                              VIR_STORAGE_POOL_EVENT_CALLBACK (on_refresh_cb), link_id);
  if (virConnectListAllStoragePools (connection, &loaded->pools, 0) < 0)
    {
      g_task_return_error (task, vtr_virt_take_error ());
      free_loaded (loaded);
      return;
    }

  abilities = virConnectGetStoragePoolCapabilities (connection, 0);
  if (abilities != NULL)
    loaded->abilities = vtr_xml_doc_new (abilities, -1, NULL);
  free (abilities);
  virResetLastError ();
  g_task_return_pointer (task, loaded, free_loaded);
}

static void
apply_list (VtrStorage        *self,
            virStoragePoolPtr *handles)
{
  GListModel *pools = G_LIST_MODEL (self->pools);
  g_autoptr (GHashTable) present = g_hash_table_new (NULL, NULL);
  g_autoptr (GPtrArray) added = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; handles[i] != NULL; i++)
    {
      VtrPool *pool = find (self, handles[i]);

      if (pool != NULL)
        _vtr_pool_set_handle (pool, handles[i]);
      else
        g_ptr_array_add (added, pool = _vtr_pool_new (self, handles[i]));
      g_hash_table_add (present, pool);
    }
  for (guint i = g_list_model_get_n_items (pools); i > 0; i--)
    {
      g_autoptr (VtrPool) pool = g_list_model_get_item (pools, i - 1);

      if (!g_hash_table_contains (present, pool))
        _vtr_storage_remove_pool (self, pool);
    }
  vtr_keyed_list_add_all (self->pools, added);
}

static void
take_events (VtrStorage *self,
             Loaded     *loaded)
{
  if (loaded->lifecycle_id >= 0)
    vtr_link_add_event_of (self->link, loaded->lifecycle_id,
                           virConnectStoragePoolEventDeregisterAny);
  if (loaded->refresh_id >= 0)
    vtr_link_add_event_of (self->link, loaded->refresh_id,
                           virConnectStoragePoolEventDeregisterAny);
}

static void
on_loaded_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (VtrStorage) self = user_data;
  g_autoptr (GError) error = NULL;
  Loaded *loaded = vtr_link_finish (result, &error);
  GListModel *pools = G_LIST_MODEL (self->pools);

  if (vtr_link_reply_is_stale (result))
    return;

  g_clear_handle_id (&self->deadline_source, g_source_remove);
  if (loaded == NULL)
    {
      gboolean unsupported = g_error_matches (error, VTR_ERROR, VTR_ERROR_UNSUPPORTED);

      set_load_state (self, unsupported ? VTR_LOAD_UNSUPPORTED : VTR_LOAD_FAILED,
                      vtr_virt_trouble (_("The storage of this host cannot be read"), error));
      return;
    }

  take_events (self, loaded);
  apply_list (self, loaded->pools);
  g_clear_pointer (&self->abilities, vtr_xml_doc_unref);
  self->abilities = g_steal_pointer (&loaded->abilities);
  free_loaded (loaded);
  set_load_state (self, VTR_LOAD_DONE, NULL);
  for (guint i = 0; i < g_list_model_get_n_items (pools); i++)
    {
      g_autoptr (VtrPool) pool = g_list_model_get_item (pools, i);

      _vtr_pool_refresh (pool, FALSE);
    }
  if (self->stale)
    load (self);
}

static gboolean
on_deadline_cb (gpointer user_data)
{
  VtrStorage *self = user_data;
  g_autoptr (GError) error = g_error_new (VTR_ERROR, VTR_ERROR_NOT_ANSWERING,
                                          "No answer within %d seconds", VTR_CALL_DEADLINE_SECONDS);

  self->deadline_source = 0;
  set_load_state (self, self->load_state,
                  vtr_virt_trouble (_("The storage of this host does not answer"), error));
  return G_SOURCE_REMOVE;
}

static void
load (VtrStorage *self)
{
  guint watch_id = 0;

  self->stale = FALSE;
  if (self->link == NULL)
    {
      open_link (self);
      watch_id = vtr_link_get_id (self->link);
    }
  g_clear_handle_id (&self->deadline_source, g_source_remove);
  self->deadline_source = g_timeout_add_seconds (VTR_CALL_DEADLINE_SECONDS, on_deadline_cb, self);
  set_load_state (self, VTR_LOAD_UNDER_WAY, NULL);
  vtr_link_run (self->link, NULL, load_in_worker, GUINT_TO_POINTER (watch_id), NULL,
                VTR_WORK_NORMAL, NULL, on_loaded_cb, g_object_ref (self));
}

/* For the files of this folder */

VtrLink *
_vtr_storage_get_link (VtrStorage *self)
{
  return self->link;
}

VtrStorageLane *
_vtr_storage_get_lane (VtrStorage *self)
{
  return self->lane;
}

VtrStorageUsage *
_vtr_storage_get_usage (VtrStorage *self)
{
  return self->usage;
}

void
_vtr_storage_announce_usage (VtrStorage *self)
{
  g_signal_emit (self, signals[SIGNAL_USAGE_CHANGED], 0);
}

void
_vtr_storage_let_go (VtrStorage *self)
{
  drop_link (self);
  g_clear_pointer (&self->usage, _vtr_storage_usage_free);
  self->host = NULL;
}

void
_vtr_storage_remove_pool (VtrStorage *self,
                          VtrPool    *pool)
{
  if (self->link != NULL)
    _vtr_pool_let_go (pool, self->link);
  _vtr_pool_leave (pool);
  vtr_keyed_list_remove (self->pools, vtr_pool_get_uuid (pool));
}

/* A job that the host announces. */
VtrJob *
_vtr_storage_job_new (VtrStorage *self,
                      const char *title,
                      GObject    *subject)
{
  VtrJob *job = vtr_job_new (title);

  vtr_job_set_subject (job, subject);
  if (self != NULL && self->host != NULL)
    _vtr_host_announce_job (self->host, job);
  return job;
}

/* Public */

/**
 * vtr_storage_of:
 * @host: a host
 *
 * Returns: (transfer none): its storage, not read before somebody wants it
 */
VtrStorage *
vtr_storage_of (VtrHost *host)
{
  VtrStorage *self = host->storage;

  if (self != NULL)
    return self;

  self = host->storage = g_object_new (VTR_TYPE_STORAGE, NULL);
  self->host = host;
  self->usage = _vtr_storage_usage_new (self, host);
  g_signal_connect_object (host, "notify::state", G_CALLBACK (on_host_state_cb), self,
                           G_CONNECT_SWAPPED);
  return self;
}

/**
 * vtr_storage_get_host:
 * @self: a storage
 *
 * Returns: (transfer none) (nullable): whose it is; NULL once that is gone
 */
VtrHost *
vtr_storage_get_host (VtrStorage *self)
{
  return self->host;
}

/* Whether files of this computer are files of the host. */
gboolean
vtr_storage_is_here (VtrStorage *self)
{
  return self->host != NULL && vtr_host_is_here (self->host);
}

/* Somebody looks: read it now, or as soon as the host is connected. */
void
vtr_storage_want (VtrStorage *self)
{
  self->wanted = TRUE;
  if (self->load_state == VTR_LOAD_NONE)
    on_host_state_cb (self);
}

/* Reads the list once more, by difference. */
void
vtr_storage_reload (VtrStorage *self)
{
  self->wanted = TRUE;
  if (self->link == NULL)
    on_host_state_cb (self);
  else if (self->load_state == VTR_LOAD_UNDER_WAY)
    self->stale = TRUE; /* what is on its way may be from before */
  else
    load (self);
}

VtrLoadState
vtr_storage_get_load_state (VtrStorage *self)
{
  return self->load_state;
}

/**
 * vtr_storage_get_trouble:
 * @self: a storage
 *
 * Returns: (transfer none) (nullable): why it is not there
 */
const VtrTrouble *
vtr_storage_get_trouble (VtrStorage *self)
{
  return self->trouble;
}

/**
 * vtr_storage_get_pools:
 * @self: a storage
 *
 * Returns: (transfer none): a list of VtrPool in no particular order
 */
GListModel *
vtr_storage_get_pools (VtrStorage *self)
{
  return G_LIST_MODEL (self->pools);
}

/**
 * vtr_storage_find_pool:
 * @self: a storage
 * @name_or_uuid: how somebody calls it
 *
 * Returns: (transfer none) (nullable): that pool
 */
VtrPool *
vtr_storage_find_pool (VtrStorage *self,
                       const char *name_or_uuid)
{
  VtrPool *pool = vtr_keyed_list_lookup (self->pools, name_or_uuid);
  GListModel *pools = G_LIST_MODEL (self->pools);

  for (guint i = 0; pool == NULL && i < g_list_model_get_n_items (pools); i++)
    {
      g_autoptr (VtrPool) candidate = g_list_model_get_item (pools, i);

      if (g_str_equal (vtr_pool_get_name (candidate), name_or_uuid))
        pool = candidate;
    }
  return pool;
}

/**
 * vtr_storage_find_pool_of:
 * @self: a storage
 * @path: a file on the host
 *
 * Returns: (transfer none) (nullable): the pool whose folder it lies in
 */
VtrPool *
vtr_storage_find_pool_of (VtrStorage *self,
                          const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  GListModel *pools = G_LIST_MODEL (self->pools);

  for (guint i = 0; i < g_list_model_get_n_items (pools); i++)
    {
      g_autoptr (VtrPool) pool = g_list_model_get_item (pools, i);

      if (g_strcmp0 (vtr_pool_get_folder (pool), folder) == 0)
        return pool;
    }
  return NULL;
}

/**
 * vtr_storage_supports:
 * @self: a storage
 * @pool_type: a type as libvirt writes it
 * @why_not: (out) (optional) (nullable): the reason, translated
 *
 * Returns: whether the host can have such pools; where it does not tell, it may try
 */
gboolean
vtr_storage_supports (VtrStorage  *self,
                      const char  *pool_type,
                      const char **why_not)
{
  g_autofree char *path = g_strdup_printf ("pool[@type='%s']/@supported", pool_type);
  const char *supported = self->abilities == NULL
                              ? NULL
                              : vtr_xml_node_get (vtr_xml_doc_get_root (self->abilities), path);
  gboolean can = supported == NULL || g_str_equal (supported, "yes");

  if (why_not != NULL)
    *why_not = can ? NULL : _("The host's libvirt has no driver for this; install it there");
  return can;
}
