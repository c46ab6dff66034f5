/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-network-private.h"

#include <glib/gi18n-lib.h>

#include "base/vtr-error.h"
#include "base/vtr-keyed-list.h"

#include "virt/host/vtr-host-private.h"
#include "virt/vtr-virt-error.h"

struct _VtrNetworks
{
  GObject          parent_instance;

  /* borrowed: the host owns this */
  VtrHost         *host;

  /* owned */
  VtrKeyedList    *list;
  VtrTrouble      *trouble;
  GHashTable      *refreshing; /* VtrNetwork to how often it was asked for */

  /* state */
  VtrNetworksState state;
  gboolean         is_wanted;  /* somebody has looked */
  gboolean         has_events;
};

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (VtrNetworks, vtr_networks, G_TYPE_OBJECT)

static const char *
uuid_of (gpointer network)
{
  return vtr_network_get_uuid (network);
}

static void
set_state (VtrNetworks      *self,
           VtrNetworksState  state,
           VtrTrouble       *trouble)
{
  g_clear_pointer (&self->trouble, vtr_trouble_free);
  self->trouble = trouble;
  self->state = state;
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* One network */

static gpointer
read_one (virConnectPtr connection,
          virNetworkPtr network,
          gpointer      data,
          GError      **error)
{
  return vtr_network_read_in_worker (network, error);
}

/* One that was renamed is another one by now, of the same UUID. */
static void
remove_one (VtrNetworks *self,
            VtrNetwork  *network)
{
  const char *uuid = vtr_network_get_uuid (network);

  if (vtr_keyed_list_lookup (self->list, uuid) == network)
    vtr_keyed_list_remove (self->list, uuid);
}

typedef struct
{
  VtrNetworks *networks;
  VtrNetwork  *network;
} Reading;

static void
on_read_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autofree Reading *reading = user_data;
  g_autoptr (VtrNetworks) self = reading->networks;
  g_autoptr (VtrNetwork) network = reading->network;
  g_autoptr (GError) error = NULL;
  VtrReadNetwork *read = vtr_link_finish (result, &error);
  guint n_wanted;

  if (vtr_error_is_cancelled (error))
    return;

  n_wanted = GPOINTER_TO_UINT (g_hash_table_lookup (self->refreshing, network));
  g_hash_table_remove (self->refreshing, network);
  /* Something happened to it while it was read: one that was gone then may be back. */
  if (n_wanted > 1)
    {
      g_clear_pointer (&read, vtr_read_network_free);
      _vtr_networks_refresh (self, network);
      return;
    }

  if (read != NULL)
    _vtr_network_take_read (network, read);
  else if (g_error_matches (error, VTR_ERROR, VTR_ERROR_NOT_FOUND))
    remove_one (self, network);
  else
    _vtr_network_take_trouble (network,
                               vtr_virt_trouble (_("This network cannot be read"), error));
}

/* Reads it once more; a storm of events costs one call. */
void
_vtr_networks_refresh (VtrNetworks *self,
                       VtrNetwork  *network)
{
  guint n_wanted = GPOINTER_TO_UINT (g_hash_table_lookup (self->refreshing, network));
  virNetworkPtr handle = _vtr_network_get_handle (network);
  Reading *reading;

  if (self->host == NULL || self->host->link == NULL || handle == NULL)
    return;

  g_hash_table_insert (self->refreshing, network, GUINT_TO_POINTER (n_wanted + 1));
  if (n_wanted > 0)
    return;

  reading = g_new (Reading, 1);
  *reading = (Reading) { g_object_ref (self), g_object_ref (network) };
  _vtr_network_run (self->host, handle, read_one, NULL, NULL, vtr_read_network_free,
                    VTR_WORK_NORMAL, on_read_cb, reading);
}

/* One that is heard of: it is put on the list where it is not there yet, and read. */
VtrNetwork *
_vtr_networks_take (VtrNetworks  *self,
                    virNetworkPtr handle)
{
  char uuid[VIR_UUID_STRING_BUFLEN] = "";
  VtrNetwork *network;

  virNetworkGetUUIDString (handle, uuid);
  network = vtr_keyed_list_lookup (self->list, uuid);
  if (network == NULL)
    {
      g_autoptr (VtrNetwork) new = _vtr_network_new (self->host, handle);

      vtr_keyed_list_add (self->list, new);
      network = new;
    }
  else
    {
      _vtr_network_set_handle (network, handle);
    }
  _vtr_networks_refresh (self, network);
  return network;
}

/* Events */

static void
on_lifecycle_cb (virConnectPtr connection,
                 virNetworkPtr network,
                 int           event,
                 int           detail,
                 void         *link_id)
{
  VtrHost *host = vtr_link_find_owner (GPOINTER_TO_UINT (link_id));

  if (host != NULL && host->networks != NULL)
    _vtr_networks_take (host->networks, network);
}

/* The list */

typedef struct
{
  GPtrArray *handles; /* virNetworkPtr */
  int        event_id;
} Listed;

static void
free_listed (gpointer data)
{
  Listed *listed = data;

  g_ptr_array_unref (listed->handles);
  g_free (listed);
}

/* The events are listened for before the list is read, so that nothing falls between the two. */
static gpointer
list_all (virConnectPtr connection,
          virNetworkPtr none,
          gpointer      link_id,
          GError      **error)
{
  Listed *listed = g_new0 (Listed, 1);
  virNetworkPtr *handles = NULL;
  int n_handles;

  listed->handles = g_ptr_array_new_with_free_func ((GDestroyNotify) virNetworkFree);
  listed->event_id = -1;
  if (link_id != NULL)
    listed->event_id = virConnectNetworkEventRegisterAny (
        connection, NULL, VIR_NETWORK_EVENT_ID_LIFECYCLE,
        VIR_NETWORK_EVENT_CALLBACK (on_lifecycle_cb), link_id, NULL);
  virResetLastError ();

  n_handles = virConnectListAllNetworks (connection, &handles, 0);
  if (n_handles < 0)
    g_propagate_error (error, vtr_virt_take_error ());
  for (int i = 0; i < n_handles; i++)
    g_ptr_array_add (listed->handles, handles[i]);
  free (handles);

  if (n_handles < 0)
    {
      if (listed->event_id >= 0)
        virConnectNetworkEventDeregisterAny (connection, listed->event_id);
      g_clear_pointer (&listed, free_listed);
    }
  return listed;
}

static void
remove_missing (VtrNetworks *self,
                GPtrArray   *handles)
{
  g_autoptr (GHashTable) present = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GListModel *list = G_LIST_MODEL (self->list);

  for (guint i = 0; i < handles->len; i++)
    {
      char uuid[VIR_UUID_STRING_BUFLEN] = "";

      virNetworkGetUUIDString (handles->pdata[i], uuid);
      g_hash_table_add (present, g_strdup (uuid));
    }
  for (guint i = g_list_model_get_n_items (list); i > 0; i--)
    {
      g_autoptr (VtrNetwork) network = g_list_model_get_item (list, i - 1);

      if (!g_hash_table_contains (present, vtr_network_get_uuid (network)))
        vtr_keyed_list_remove (self->list, vtr_network_get_uuid (network));
    }
}

static void
on_listed_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (VtrNetworks) self = user_data;
  g_autoptr (GError) error = NULL;
  Listed *listed = vtr_link_finish (result, &error);

  if (vtr_error_is_cancelled (error))
    return;
  if (listed == NULL)
    {
      gboolean is_unsupported = g_error_matches (error, VTR_ERROR, VTR_ERROR_UNSUPPORTED);

      set_state (self, is_unsupported ? VTR_NETWORKS_UNSUPPORTED : VTR_NETWORKS_FAILED,
                 vtr_virt_trouble (_("The networks of this host could not be listed"), error));
      return;
    }

  if (listed->event_id >= 0)
    {
      vtr_link_add_event_of (self->host->link, listed->event_id,
                             virConnectNetworkEventDeregisterAny);
      self->has_events = TRUE;
    }
  remove_missing (self, listed->handles);
  for (guint i = 0; i < listed->handles->len; i++)
    _vtr_networks_take (self, listed->handles->pdata[i]);
  free_listed (listed);
  set_state (self, VTR_NETWORKS_LISTED, NULL);
}

static void
load_now (VtrNetworks *self)
{
  guint link_id = self->has_events ? 0 : vtr_link_get_id (self->host->link);

  if (self->state != VTR_NETWORKS_LISTED)
    set_state (self, VTR_NETWORKS_LOADING, NULL);
  _vtr_network_run (self->host, NULL, list_all, GUINT_TO_POINTER (link_id), NULL, free_listed,
                    VTR_WORK_URGENT, on_listed_cb, g_object_ref (self));
}

/* After what has no event of its own, such as the autostart of a new network. */
void
_vtr_networks_list_again (VtrNetworks *self)
{
  if (self->is_wanted && self->host != NULL && self->host->link != NULL)
    load_now (self);
}

static void
on_host_state_cb (VtrNetworks *self)
{
  if (self->is_wanted && self->state == VTR_NETWORKS_UNKNOWN
      && vtr_host_get_state (self->host) == VTR_HOST_CONNECTED)
    load_now (self);
}

/* The type */

static void
vtr_networks_dispose (GObject *object)
{
  VtrNetworks *self = VTR_NETWORKS (object);

  g_clear_weak_pointer (&self->host);

  G_OBJECT_CLASS (vtr_networks_parent_class)->dispose (object);
}

static void
vtr_networks_finalize (GObject *object)
{
  VtrNetworks *self = VTR_NETWORKS (object);

  g_clear_object (&self->list);
  g_clear_pointer (&self->trouble, vtr_trouble_free);
  g_hash_table_unref (self->refreshing);

  G_OBJECT_CLASS (vtr_networks_parent_class)->finalize (object);
}

static void
vtr_networks_class_init (VtrNetworksClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = vtr_networks_dispose;
  object_class->finalize = vtr_networks_finalize;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", VTR_TYPE_NETWORKS, G_SIGNAL_RUN_LAST, 0, NULL,
                                          NULL, NULL, G_TYPE_NONE, 0);
}

static void
vtr_networks_init (VtrNetworks *self)
{
  self->list = vtr_keyed_list_new (VTR_TYPE_NETWORK, uuid_of);
  self->refreshing = g_hash_table_new (NULL, NULL);
}

VtrNetworks *
_vtr_networks_new (VtrHost *host)
{
  VtrNetworks *self = g_object_new (VTR_TYPE_NETWORKS, NULL);

  g_set_weak_pointer (&self->host, host);
  g_signal_connect_object (host, "notify::state", G_CALLBACK (on_host_state_cb), self,
                           G_CONNECT_SWAPPED);
  return self;
}

/* The link is gone. What was seen stays on the list when the host was lost, as with machines. */
void
_vtr_networks_forget (VtrNetworks *self,
                      gboolean     is_lost)
{
  GListModel *list = G_LIST_MODEL (self->list);

  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (VtrNetwork) network = g_list_model_get_item (list, i);

      _vtr_network_set_handle (network, NULL);
    }
  g_hash_table_remove_all (self->refreshing);
  self->has_events = FALSE;
  if (!is_lost)
    vtr_keyed_list_clear (self->list);
  set_state (self, VTR_NETWORKS_UNKNOWN, NULL);
}

/* Public */

/**
 * vtr_host_get_networks:
 * @host: a host
 *
 * Returns: (transfer none): its networks, of which nothing is read yet
 */
VtrNetworks *
vtr_host_get_networks (VtrHost *host)
{
  if (host->networks == NULL)
    host->networks = _vtr_networks_new (host);
  return host->networks;
}

/**
 * vtr_networks_get_host:
 * @self: the networks of a host
 *
 * Returns: (transfer none) (nullable): that host, unless it is gone
 */
VtrHost *
vtr_networks_get_host (VtrNetworks *self)
{
  return self->host;
}

/* Somebody looks. Drivers without events are asked again each time. */
void
vtr_networks_load (VtrNetworks *self)
{
  self->is_wanted = TRUE;
  if (self->host == NULL || !vtr_host_is_usable (self->host)
      || self->state == VTR_NETWORKS_LOADING || self->has_events)
    return;

  load_now (self);
}

VtrNetworksState
vtr_networks_get_state (VtrNetworks *self)
{
  return self->state;
}

/**
 * vtr_networks_get_trouble:
 * @self: the networks of a host
 *
 * Returns: (transfer none) (nullable): why they are not listed
 */
const VtrTrouble *
vtr_networks_get_trouble (VtrNetworks *self)
{
  return self->trouble;
}

/**
 * vtr_networks_get_list:
 * @self: the networks of a host
 *
 * Returns: (transfer none): a list of VtrNetwork, in no particular order
 */
GListModel *
vtr_networks_get_list (VtrNetworks *self)
{
  return G_LIST_MODEL (self->list);
}

/**
 * vtr_networks_find:
 * @self: the networks of a host
 * @name_or_uuid: how somebody calls it
 *
 * Returns: (transfer none) (nullable): that network
 */
VtrNetwork *
vtr_networks_find (VtrNetworks *self,
                   const char  *name_or_uuid)
{
  VtrNetwork *found = vtr_keyed_list_lookup (self->list, name_or_uuid);
  GListModel *list = G_LIST_MODEL (self->list);

  for (guint i = 0; found == NULL && i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (VtrNetwork) network = g_list_model_get_item (list, i);

      if (g_str_equal (vtr_network_get_name (network), name_or_uuid))
        found = network;
    }
  return found;
}
