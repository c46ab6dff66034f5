/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-storage-private.h"

#include <glib/gi18n-lib.h>

#include "base/vtr-error.h"
#include "definition/storage/vtr-pool-definition.h"

#include "virt/vtr-virt-error.h"

struct _VtrPoolCall
{
  VtrPool            *pool;
  VtrLinkFunc         func;
  gpointer            data;
  GDestroyNotify      free_data;
  gboolean            may_take_long;
  GAsyncReadyCallback callback;
  gpointer            user_data;
};

enum
{
  PROP_0,
  PROP_NAME,
  PROP_UUID,
  PROP_KIND,
  PROP_KIND_NAME,
  PROP_STATE,
  PROP_STATE_NAME,
  PROP_PLACE,
  PROP_CAPACITY,
  PROP_ALLOCATION,
  PROP_AVAILABLE,
  PROP_AUTOSTART,
  PROP_PERSISTENT,
  PROP_TROUBLE,
  PROP_SILENT,
  PROP_VOLUMES,
  PROP_VOLUMES_STATE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_ENUM_TYPE (VtrPoolState, vtr_pool_state,
                    G_DEFINE_ENUM_VALUE (VTR_POOL_UNKNOWN, "unknown"),
                    G_DEFINE_ENUM_VALUE (VTR_POOL_INACTIVE, "inactive"),
                    G_DEFINE_ENUM_VALUE (VTR_POOL_BUILDING, "building"),
                    G_DEFINE_ENUM_VALUE (VTR_POOL_RUNNING, "running"),
                    G_DEFINE_ENUM_VALUE (VTR_POOL_DEGRADED, "degraded"),
                    G_DEFINE_ENUM_VALUE (VTR_POOL_INACCESSIBLE, "inaccessible"))

G_DEFINE_FINAL_TYPE (VtrPool, vtr_pool, G_TYPE_OBJECT)

static const char *
name_of (gpointer volume)
{
  return vtr_volume_get_name (volume);
}

static void
notify (VtrPool *self,
        guint    property)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static void
vtr_pool_dispose (GObject *object)
{
  VtrPool *self = VTR_POOL (object);

  g_clear_handle_id (&self->deadline_source, g_source_remove);
  _vtr_pool_forget_volumes (self);
  g_ptr_array_set_size (self->wanted, 0);
  g_clear_pointer (&self->handle, virStoragePoolFree);

  G_OBJECT_CLASS (vtr_pool_parent_class)->dispose (object);
}

static void
vtr_pool_finalize (GObject *object)
{
  VtrPool *self = VTR_POOL (object);

  g_free (self->uuid);
  g_free (self->name);
  g_free (self->place);
  g_clear_pointer (&self->definition, vtr_xml_doc_unref);
  g_clear_pointer (&self->trouble, vtr_trouble_free);
  g_clear_pointer (&self->volumes_trouble, vtr_trouble_free);
  g_clear_object (&self->volumes);
  g_ptr_array_unref (self->wanted);

  G_OBJECT_CLASS (vtr_pool_parent_class)->finalize (object);
}

static void
vtr_pool_get_property (GObject    *object,
                       guint       prop_id,
                       GValue     *value,
                       GParamSpec *pspec)
{
  VtrPool *self = VTR_POOL (object);

  switch (prop_id)
    {
    case PROP_NAME:
      g_value_set_string (value, self->name);
      break;
    case PROP_UUID:
      g_value_set_string (value, self->uuid);
      break;
    case PROP_KIND:
      g_value_set_string (value, self->kind);
      break;
    case PROP_KIND_NAME:
      g_value_set_string (value, vtr_pool_get_kind_name (self));
      break;
    case PROP_STATE:
      g_value_set_enum (value, self->state);
      break;
    case PROP_STATE_NAME:
      g_value_set_string (value, vtr_pool_get_state_name (self));
      break;
    case PROP_PLACE:
      g_value_set_string (value, self->place);
      break;
    case PROP_CAPACITY:
      g_value_set_uint64 (value, self->capacity);
      break;
    case PROP_ALLOCATION:
      g_value_set_uint64 (value, self->allocation);
      break;
    case PROP_AVAILABLE:
      g_value_set_uint64 (value, self->available);
      break;
    case PROP_AUTOSTART:
      g_value_set_boolean (value, self->autostart);
      break;
    case PROP_PERSISTENT:
      g_value_set_boolean (value, self->persistent);
      break;
    case PROP_TROUBLE:
      g_value_set_boxed (value, self->trouble);
      break;
    case PROP_SILENT:
      g_value_set_boolean (value, self->silent);
      break;
    case PROP_VOLUMES:
      g_value_set_object (value, self->volumes);
      break;
    case PROP_VOLUMES_STATE:
      g_value_set_enum (value, self->volumes_state);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
install_texts (GParamFlags flags)
{
  static const struct
  {
    guint       id;
    const char *name;
  } texts[] = {
    { PROP_NAME, "name" },           { PROP_UUID, "uuid" },   { PROP_KIND, "kind" },
    { PROP_KIND_NAME, "kind-name" }, { PROP_PLACE, "place" }, { PROP_STATE_NAME, "state-name" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    properties[texts[i].id] = g_param_spec_string (texts[i].name, NULL, NULL, NULL, flags);
}

static void
vtr_pool_class_init (VtrPoolClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->dispose = vtr_pool_dispose;
  object_class->finalize = vtr_pool_finalize;
  object_class->get_property = vtr_pool_get_property;

  install_texts (flags);
  properties[PROP_STATE]
      = g_param_spec_enum ("state", NULL, NULL, VTR_TYPE_POOL_STATE, VTR_POOL_UNKNOWN, flags);
  properties[PROP_CAPACITY]
      = g_param_spec_uint64 ("capacity", NULL, NULL, 0, G_MAXUINT64, 0, flags);
  properties[PROP_ALLOCATION]
      = g_param_spec_uint64 ("allocation", NULL, NULL, 0, G_MAXUINT64, 0, flags);
  properties[PROP_AVAILABLE]
      = g_param_spec_uint64 ("available", NULL, NULL, 0, G_MAXUINT64, 0, flags);
  properties[PROP_AUTOSTART] = g_param_spec_boolean ("autostart", NULL, NULL, FALSE, flags);
  properties[PROP_PERSISTENT] = g_param_spec_boolean ("persistent", NULL, NULL, TRUE, flags);
  properties[PROP_TROUBLE] = g_param_spec_boxed ("trouble", NULL, NULL, VTR_TYPE_TROUBLE, flags);
  properties[PROP_SILENT] = g_param_spec_boolean ("silent", NULL, NULL, FALSE, flags);
  properties[PROP_VOLUMES] = g_param_spec_object ("volumes", NULL, NULL, G_TYPE_LIST_MODEL, flags);
  properties[PROP_VOLUMES_STATE] = g_param_spec_enum (
      "volumes-state", NULL, NULL, VTR_TYPE_LOAD_STATE, VTR_LOAD_NONE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
vtr_pool_init (VtrPool *self)
{
  self->volumes = vtr_keyed_list_new (VTR_TYPE_VOLUME, name_of);
  self->wanted = g_ptr_array_new_with_free_func (g_object_unref);
  self->kind = "";
  self->persistent = TRUE;
}

VtrPool *
_vtr_pool_new (VtrStorage       *storage,
               virStoragePoolPtr handle)
{
  VtrPool *self = g_object_new (VTR_TYPE_POOL, NULL);
  char uuid[VIR_UUID_STRING_BUFLEN] = "";

  virStoragePoolGetUUIDString (handle, uuid);
  self->storage = storage;
  self->uuid = g_strdup (uuid);
  self->name = g_strdup (virStoragePoolGetName (handle));
  _vtr_pool_set_handle (self, handle);
  return self;
}

void
_vtr_pool_set_handle (VtrPool          *self,
                      virStoragePoolPtr handle)
{
  virStoragePoolRef (handle);
  g_clear_pointer (&self->handle, virStoragePoolFree);
  self->handle = handle;
}

virStoragePoolPtr
_vtr_pool_get_handle (VtrPool *self)
{
  return self->handle;
}

/* One call at a time */

static void begin (VtrPool     *self,
                   VtrLink     *link,
                   VtrPoolCall *call);

static void
set_silent (VtrPool *self,
            gboolean silent)
{
  g_clear_handle_id (&self->deadline_source, g_source_remove);
  if (self->silent == silent)
    return;

  self->silent = silent;
  notify (self, PROP_SILENT);
  notify (self, PROP_STATE_NAME);
}

static void
on_call_home_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  VtrPoolCall *call = user_data;
  g_autoptr (VtrPool) self = call->pool;
  VtrLink *link = self->storage != NULL ? _vtr_storage_get_link (self->storage) : NULL;

  /* A call over a link that was let go may come home late, while another one runs. */
  if (self->running == call)
    {
      self->running = NULL;
      set_silent (self, FALSE);
    }
  if (call->callback != NULL)
    call->callback (source, result, call->user_data);
  g_free (call);
  if (self->running == NULL && link != NULL && !g_queue_is_empty (&self->calls))
    begin (self, link, g_queue_pop_head (&self->calls));
}

static gboolean
on_deadline_cb (gpointer user_data)
{
  VtrPool *self = user_data;

  self->deadline_source = 0;
  set_silent (self, TRUE);
  return G_SOURCE_REMOVE;
}

static void
begin (VtrPool     *self,
       VtrLink     *link,
       VtrPoolCall *call)
{
  self->running = call;
  if (!call->may_take_long)
    self->deadline_source = g_timeout_add_seconds (VTR_CALL_DEADLINE_SECONDS, on_deadline_cb, self);
  vtr_link_run (link, NULL, call->func, call->data, call->free_data, VTR_WORK_NORMAL, NULL,
                on_call_home_cb, call);
}

/* Runs a call when those before it are home; the callback is called always. Only with a link. */
void
_vtr_pool_run (VtrPool            *self,
               VtrLinkFunc         func,
               gpointer            data,
               GDestroyNotify      free_data,
               gboolean            may_take_long,
               GAsyncReadyCallback callback,
               gpointer            user_data)
{
  VtrPoolCall *call = g_new (VtrPoolCall, 1);

  g_return_if_fail (self->handle != NULL && self->storage != NULL);

  *call = (VtrPoolCall) { g_object_ref (self), func,     data,     free_data,
                          may_take_long,       callback, user_data };
  if (self->running == NULL)
    begin (self, _vtr_storage_get_link (self->storage), call);
  else
    g_queue_push_tail (&self->calls, call);
}

/* The link is gone, or the pool is: nothing more is asked, and what waits comes home cancelled. */
void
_vtr_pool_let_go (VtrPool *self,
                  VtrLink *link)
{
  VtrPoolCall *call;

  set_silent (self, FALSE);
  self->running = NULL;
  self->refreshing = FALSE;
  self->refresh_again = FALSE;
  self->reading = FALSE;
  self->listing = FALSE;
  g_ptr_array_set_size (self->wanted, 0);
  while ((call = g_queue_pop_head (&self->calls)) != NULL)
    vtr_link_run (link, NULL, call->func, call->data, call->free_data, VTR_WORK_NORMAL, NULL,
                  on_call_home_cb, call);
  _vtr_pool_forget_volumes (self);
  _vtr_pool_set_volumes_state (self, VTR_LOAD_NONE, NULL);
  g_clear_pointer (&self->handle, virStoragePoolFree);
}

void
_vtr_pool_leave (VtrPool *self)
{
  self->storage = NULL;
}

/* Refreshing */

typedef struct
{
  virStoragePoolPtr   handle;
  virStoragePoolInfo  info;
  VtrXmlDoc          *definition;
  gboolean            autostart;
  gboolean            persistent;
} Read;

static void
free_read (gpointer data)
{
  Read *read = data;

  g_clear_pointer (&read->handle, virStoragePoolFree);
  g_clear_pointer (&read->definition, vtr_xml_doc_unref);
  g_free (read);
}

static void
read_in_worker (GTask        *task,
                virConnectPtr connection,
                virDomainPtr  domain,
                gpointer      data)
{
  virStoragePoolPtr handle = data;
  g_autoptr (GError) error = NULL;
  Read *read = g_new0 (Read, 1);
  int autostart = 0;
  char *xml = NULL;

  if (virStoragePoolGetInfo (handle, &read->info) < 0
      || (xml = virStoragePoolGetXMLDesc (handle, 0)) == NULL)
    {
      g_task_return_error (task, vtr_virt_take_error ());
      free_read (read);
      return;
    }

  read->definition = vtr_xml_doc_new (xml, -1, NULL);
  free (xml);
  read->autostart = virStoragePoolGetAutostart (handle, &autostart) == 0 && autostart;
  read->persistent = virStoragePoolIsPersistent (handle) != 0;
  virResetLastError ();
  g_task_return_pointer (task, read, free_read);
}

static VtrPoolState
state_of (int libvirt_state)
{
  switch (libvirt_state)
    {
    case VIR_STORAGE_POOL_INACTIVE:
      return VTR_POOL_INACTIVE;
    case VIR_STORAGE_POOL_BUILDING:
      return VTR_POOL_BUILDING;
    case VIR_STORAGE_POOL_RUNNING:
      return VTR_POOL_RUNNING;
    case VIR_STORAGE_POOL_DEGRADED:
      return VTR_POOL_DEGRADED;
    case VIR_STORAGE_POOL_INACCESSIBLE:
      return VTR_POOL_INACCESSIBLE;
    default:
      return VTR_POOL_UNKNOWN;
    }
}

static void
set_size (VtrPool *self,
          guint64 *field,
          guint64  value,
          guint    property)
{
  if (*field == value)
    return;

  *field = value;
  notify (self, property);
}

static void
take_definition (VtrPool   *self,
                 VtrXmlDoc *definition)
{
  const char *type = vtr_xml_node_get (vtr_xml_doc_get_root (definition), "@type");
  const char *name = vtr_xml_node_get (vtr_xml_doc_get_root (definition), "name");
  g_autofree char *place = vtr_pool_definition_get_place (definition);

  g_clear_pointer (&self->definition, vtr_xml_doc_unref);
  self->definition = vtr_xml_doc_ref (definition);
  if (g_set_str (&self->name, name))
    notify (self, PROP_NAME);
  if (g_set_str (&self->place, place))
    notify (self, PROP_PLACE);
  if (type != NULL && !g_str_equal (type, self->kind))
    {
      self->kind = g_intern_string (type);
      notify (self, PROP_KIND);
      notify (self, PROP_KIND_NAME);
    }
}

static void
take_state (VtrPool     *self,
            VtrPoolState state)
{
  if (self->state == state)
    return;

  self->state = state;
  notify (self, PROP_STATE);
  notify (self, PROP_STATE_NAME);
  if (!vtr_pool_is_active (self))
    {
      _vtr_pool_forget_volumes (self);
      _vtr_pool_set_volumes_state (self, VTR_LOAD_NONE, NULL);
    }
  else if (self->volumes_wanted)
    _vtr_pool_load_volumes (self);
}

static void
take_trouble (VtrPool    *self,
              VtrTrouble *trouble)
{
  if (self->trouble == NULL && trouble == NULL)
    return;

  g_clear_pointer (&self->trouble, vtr_trouble_free);
  self->trouble = trouble;
  notify (self, PROP_TROUBLE);
}

static void
apply (VtrPool *self,
       Read    *read)
{
  g_object_freeze_notify (G_OBJECT (self));
  take_trouble (self, NULL);
  set_size (self, &self->capacity, read->info.capacity, PROP_CAPACITY);
  set_size (self, &self->allocation, read->info.allocation, PROP_ALLOCATION);
  set_size (self, &self->available, read->info.available, PROP_AVAILABLE);
  if (self->autostart != read->autostart)
    {
      self->autostart = read->autostart;
      notify (self, PROP_AUTOSTART);
    }
  if (self->persistent != read->persistent)
    {
      self->persistent = read->persistent;
      notify (self, PROP_PERSISTENT);
    }
  if (read->definition != NULL)
    take_definition (self, read->definition);
  take_state (self, state_of (read->info.state));
  g_object_thaw_notify (G_OBJECT (self));
}

static void
on_read_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (VtrPool) self = user_data;
  g_autoptr (GError) error = NULL;
  Read *read = vtr_link_finish (result, &error);

  if (vtr_link_reply_is_stale (result))
    {
      g_clear_pointer (&read, free_read);
      return;
    }

  self->refreshing = FALSE;
  if (read != NULL)
    apply (self, read);
  else if (g_error_matches (error, VTR_ERROR, VTR_ERROR_NOT_FOUND) && self->storage != NULL)
    _vtr_storage_remove_pool (self->storage, self);
  else
    take_trouble (self, vtr_virt_trouble (_("This storage pool cannot be read"), error));
  g_clear_pointer (&read, free_read);
  if (self->refresh_again)
    _vtr_pool_refresh (self, FALSE);
}

/* Reads what is shown of it once more; a storm of events costs two calls. */
void
_vtr_pool_refresh (VtrPool *self,
                   gboolean with_volumes)
{
  if (self->handle == NULL || self->storage == NULL)
    return;

  if (with_volumes && self->volumes_wanted && vtr_pool_is_active (self))
    _vtr_pool_load_volumes (self);
  self->refresh_again = self->refreshing;
  if (self->refreshing)
    return;

  self->refreshing = TRUE;
  virStoragePoolRef (self->handle);
  _vtr_pool_run (self, read_in_worker, self->handle, (GDestroyNotify) virStoragePoolFree, FALSE,
                 on_read_cb, g_object_ref (self));
}

void
_vtr_pool_notify_volumes_state (VtrPool *self)
{
  notify (self, PROP_VOLUMES_STATE);
}

/* Public */

/**
 * vtr_pool_get_storage:
 * @self: a pool
 *
 * Returns: (transfer none) (nullable): what it belongs to; NULL once it is not there any more
 */
VtrStorage *
vtr_pool_get_storage (VtrPool *self)
{
  return self->storage;
}

const char *
vtr_pool_get_name (VtrPool *self)
{
  return self->name;
}

const char *
vtr_pool_get_uuid (VtrPool *self)
{
  return self->uuid;
}

/* "dir", "logical", ...; empty while not known. */
const char *
vtr_pool_get_kind (VtrPool *self)
{
  return self->kind;
}

const char *
vtr_pool_get_kind_name (VtrPool *self)
{
  return vtr_pool_type_name (self->kind);
}

VtrPoolState
vtr_pool_get_state (VtrPool *self)
{
  return self->state;
}

const char *
vtr_pool_get_state_name (VtrPool *self)
{
  static const char *const names[] = {
    N_("Not known yet"), N_("Stopped"), N_("Being built"), N_("Running"),
    N_("Running, degraded"), N_("Not reachable"),
  };

  return self->silent ? _("Not answering") : _(names[self->state]);
}

gboolean
vtr_pool_is_active (VtrPool *self)
{
  return self->state == VTR_POOL_RUNNING || self->state == VTR_POOL_DEGRADED
         || self->state == VTR_POOL_INACCESSIBLE;
}

/**
 * vtr_pool_can:
 * @self: a pool
 * @ability: what somebody would do with it
 * @why_not: (out) (optional) (nullable): the reason where it cannot be done, translated
 *
 * Returns: whether pools of this type can do that, and this one now
 */
gboolean
vtr_pool_can (VtrPool       *self,
              VtrPoolAbility ability,
              const char   **why_not)
{
  const VtrPoolType *type = vtr_pool_type_get (self->kind);
  const char *reason = NULL;

  if (self->handle == NULL)
    reason = _("The host is not connected");
  else if (type != NULL && !(type->abilities & ability))
    reason = _("Pools of this type cannot do that: their content is made where it lies");
  else if (ability != VTR_POOL_BUILDS && !vtr_pool_is_active (self))
    reason = _("The pool is not running");

  if (why_not != NULL)
    *why_not = reason;
  return reason == NULL;
}

/**
 * vtr_pool_get_place:
 * @self: a pool
 *
 * Returns: (nullable): where its volumes are, in the words that tell most
 */
const char *
vtr_pool_get_place (VtrPool *self)
{
  return self->place;
}

/**
 * vtr_pool_get_folder:
 * @self: a pool
 *
 * Returns: (nullable): the folder of the host where its volumes appear
 */
const char *
vtr_pool_get_folder (VtrPool *self)
{
  return self->definition != NULL
             ? vtr_pool_definition_get (self->definition, VTR_POOL_PART_TARGET)
             : NULL;
}

guint64
vtr_pool_get_capacity (VtrPool *self)
{
  return self->capacity;
}

guint64
vtr_pool_get_allocation (VtrPool *self)
{
  return self->allocation;
}

guint64
vtr_pool_get_available (VtrPool *self)
{
  return self->available;
}

gboolean
vtr_pool_get_autostart (VtrPool *self)
{
  return self->autostart;
}

gboolean
vtr_pool_is_persistent (VtrPool *self)
{
  return self->persistent;
}

/* Whether a call to it has not come home in time. */
gboolean
vtr_pool_is_silent (VtrPool *self)
{
  return self->silent;
}

/**
 * vtr_pool_get_trouble:
 * @self: a pool
 *
 * Returns: (transfer none) (nullable): why it cannot be read
 */
const VtrTrouble *
vtr_pool_get_trouble (VtrPool *self)
{
  return self->trouble;
}

/**
 * vtr_pool_get_definition:
 * @self: a pool
 *
 * Returns: (transfer none) (nullable): its definition as it was read last
 */
VtrXmlDoc *
vtr_pool_get_definition (VtrPool *self)
{
  return self->definition;
}

/**
 * vtr_pool_get_volumes:
 * @self: a pool
 *
 * Returns: (transfer none): a list of VtrVolume in no particular order
 */
GListModel *
vtr_pool_get_volumes (VtrPool *self)
{
  return G_LIST_MODEL (self->volumes);
}

VtrLoadState
vtr_pool_get_volumes_state (VtrPool *self)
{
  return self->volumes_state;
}

/**
 * vtr_pool_get_volumes_trouble:
 * @self: a pool
 *
 * Returns: (transfer none) (nullable): why its volumes cannot be listed
 */
const VtrTrouble *
vtr_pool_get_volumes_trouble (VtrPool *self)
{
  return self->volumes_trouble;
}

/**
 * vtr_pool_find_volume:
 * @self: a pool
 * @name: the name of a volume
 *
 * Returns: (transfer none) (nullable): that volume, as far as it is on the list
 */
VtrVolume *
vtr_pool_find_volume (VtrPool    *self,
                      const char *name)
{
  return vtr_keyed_list_lookup (self->volumes, name);
}
