/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-network-private.h"

#include <glib/gi18n-lib.h>

#include "base/vtr-error.h"
#include "definition/network/vtr-network-update.h"
#include "xml/vtr-xml-node.h"

#include "virt/host/vtr-host-private.h"
#include "virt/vtr-virt-error.h"

#include "vtr-network-lease.h"

/* libvirt has no event for a lease. */
#define LEASE_SECONDS 5

struct _VtrNetwork
{
  GObject       parent_instance;

  /* borrowed: a network may outlive its host */
  VtrHost      *host;

  /* owned */
  virNetworkPtr handle;
  char         *name;
  VtrXmlDoc    *saved;
  VtrXmlDoc    *running;
  VtrTrouble   *trouble;
  GListStore   *leases;

  /* state */
  gboolean      active;
  gboolean      persistent;
  gboolean      autostart;
  gboolean      pending;
  guint         n_watches;
  guint         lease_source;
  gboolean      is_reading_leases;
  gboolean      has_no_leases; /* this kind of host does not tell */
  char          uuid[VIR_UUID_STRING_BUFLEN];
};

enum
{
  PROP_0,
  PROP_NAME,
  PROP_IS_ACTIVE,
  PROP_AUTOSTART,
  PROP_HAS_PENDING,
  PROP_TROUBLE,
  N_PROPS
};

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (VtrNetwork, vtr_network, G_TYPE_OBJECT)

/* Running something in a worker */

typedef struct
{
  virNetworkPtr  network; /* NULL for the host as a whole */
  VtrNetworkFunc func;
  gpointer       data;
  GDestroyNotify free_data;
  GDestroyNotify free_result;
} Work;

static void
free_work (gpointer data)
{
  Work *work = data;

  g_clear_pointer (&work->network, virNetworkFree);
  if (work->free_data != NULL)
    work->free_data (work->data);
  g_free (work);
}

static void
work_in_worker (GTask        *task,
                virConnectPtr connection,
                virDomainPtr  domain,
                gpointer      data)
{
  Work *work = data;
  GError *error = NULL;
  gpointer result = work->func (connection, work->network, work->data, &error);

  if (error == NULL)
    g_task_return_pointer (task, result, work->free_result);
  else
    g_task_return_error (task, error);
}

/* The host must have a link. */
void
_vtr_network_run (VtrHost            *host,
                  virNetworkPtr       network,
                  VtrNetworkFunc      func,
                  gpointer            data,
                  GDestroyNotify      free_data,
                  GDestroyNotify      free_result,
                  VtrWorkPriority     priority,
                  GAsyncReadyCallback callback,
                  gpointer            user_data)
{
  Work *work = g_new (Work, 1);

  if (network != NULL)
    virNetworkRef (network);
  *work = (Work) { network, func, data, free_data, free_result };
  vtr_link_run (host->link, NULL, work_in_worker, work, free_work, priority, NULL, callback,
                user_data);
}

/* Reading */

void
vtr_read_network_free (gpointer read_network)
{
  VtrReadNetwork *self = read_network;

  g_free (self->name);
  g_clear_pointer (&self->saved, vtr_xml_doc_unref);
  g_clear_pointer (&self->running, vtr_xml_doc_unref);
  g_free (self);
}

static VtrXmlDoc *
read_doc (virNetworkPtr  network,
          unsigned int   flags,
          GError       **error)
{
  char *xml = virNetworkGetXMLDesc (network, flags);
  VtrXmlDoc *doc;

  if (xml == NULL)
    {
      g_propagate_error (error, vtr_virt_take_error ());
      return NULL;
    }

  doc = vtr_xml_doc_new (xml, -1, error);
  free (xml);
  return doc;
}

/* The test driver knows but one definition of each. */
static VtrXmlDoc *
read_saved (virNetworkPtr  network,
            GError       **error)
{
  g_autoptr (GError) refusal = NULL;
  VtrXmlDoc *doc = read_doc (network, VIR_NETWORK_XML_INACTIVE, &refusal);

  if (g_error_matches (refusal, VTR_ERROR, VTR_ERROR_INVALID))
    return read_doc (network, 0, error);
  if (doc == NULL)
    g_propagate_error (error, g_steal_pointer (&refusal));
  return doc;
}

/**
 * vtr_network_read_in_worker:
 * @network: a network
 * @error: a location for an error
 *
 * Returns: (transfer full) (nullable): how it is
 */
VtrReadNetwork *
vtr_network_read_in_worker (virNetworkPtr network,
                            GError      **error)
{
  VtrReadNetwork *self = g_new0 (VtrReadNetwork, 1);
  int active = virNetworkIsActive (network);
  int autostart = 0;

  if (active < 0)
    g_propagate_error (error, vtr_virt_take_error ());
  else
    self->saved = read_saved (network, error);
  if (active > 0 && self->saved != NULL)
    self->running = read_doc (network, 0, error);
  if (self->saved == NULL || (active > 0 && self->running == NULL))
    {
      vtr_read_network_free (self);
      return NULL;
    }

  self->name = g_strdup (vtr_xml_node_get (vtr_xml_doc_get_root (self->saved), "name"));
  self->active = active > 0;
  self->persistent = virNetworkIsPersistent (network) != 0;
  self->autostart = virNetworkGetAutostart (network, &autostart) == 0 && autostart;
  virResetLastError ();
  return self;
}

/* Leases */

static gpointer
read_leases (virConnectPtr connection,
             virNetworkPtr network,
             gpointer      data,
             GError      **error)
{
  GPtrArray *leases = g_ptr_array_new_with_free_func (g_object_unref);
  virNetworkDHCPLeasePtr *list = NULL;
  int n_leases = virNetworkGetDHCPLeases (network, NULL, &list, 0);

  if (n_leases < 0)
    g_propagate_error (error, vtr_virt_take_error ());
  for (int i = 0; i < n_leases; i++)
    {
      g_ptr_array_add (leases, vtr_network_lease_new (list[i]->mac, list[i]->ipaddr,
                                                      list[i]->hostname, list[i]->expirytime));
      virNetworkDHCPLeaseFree (list[i]);
    }
  free (list);
  return leases;
}

/* The list stays as it is while it is the same, so that nobody loses their place in it. */
static gboolean
are_same (GListModel *leases,
          GPtrArray  *others)
{
  if (g_list_model_get_n_items (leases) != others->len)
    return FALSE;

  for (guint i = 0; i < others->len; i++)
    {
      g_autoptr (VtrNetworkLease) lease = g_list_model_get_item (leases, i);

      if (!vtr_network_lease_is_equal (lease, others->pdata[i]))
        return FALSE;
    }
  return TRUE;
}

static void
on_leases_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (VtrNetwork) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) leases = vtr_link_finish (result, &error);

  self->is_reading_leases = FALSE;
  if (leases == NULL)
    {
      self->has_no_leases = g_error_matches (error, VTR_ERROR, VTR_ERROR_UNSUPPORTED);
      if (!vtr_error_is_cancelled (error))
        g_debug ("Cannot read the leases of %s: %s", self->name, error->message);
      return;
    }
  if (!are_same (G_LIST_MODEL (self->leases), leases))
    g_list_store_splice (self->leases, 0, g_list_model_get_n_items (G_LIST_MODEL (self->leases)),
                         leases->pdata, leases->len);
}

static gboolean
update_leases (gpointer user_data)
{
  VtrNetwork *self = user_data;

  if (self->host == NULL || self->host->link == NULL || self->handle == NULL || !self->active)
    {
      g_list_store_remove_all (self->leases);
      return G_SOURCE_CONTINUE;
    }
  if (self->is_reading_leases || self->has_no_leases)
    return G_SOURCE_CONTINUE;

  self->is_reading_leases = TRUE;
  _vtr_network_run (self->host, self->handle, read_leases, NULL, NULL,
                    (GDestroyNotify) g_ptr_array_unref, VTR_WORK_BACKGROUND, on_leases_cb,
                    g_object_ref (self));
  return G_SOURCE_CONTINUE;
}

/* The type */

static void
vtr_network_dispose (GObject *object)
{
  VtrNetwork *self = VTR_NETWORK (object);

  g_clear_handle_id (&self->lease_source, g_source_remove);
  g_clear_weak_pointer (&self->host);
  g_clear_pointer (&self->handle, virNetworkFree);

  G_OBJECT_CLASS (vtr_network_parent_class)->dispose (object);
}

static void
vtr_network_finalize (GObject *object)
{
  VtrNetwork *self = VTR_NETWORK (object);

  g_free (self->name);
  g_clear_pointer (&self->saved, vtr_xml_doc_unref);
  g_clear_pointer (&self->running, vtr_xml_doc_unref);
  g_clear_pointer (&self->trouble, vtr_trouble_free);
  g_clear_object (&self->leases);

  G_OBJECT_CLASS (vtr_network_parent_class)->finalize (object);
}

static void
vtr_network_get_property (GObject    *object,
                          guint       prop_id,
                          GValue     *value,
                          GParamSpec *pspec)
{
  VtrNetwork *self = VTR_NETWORK (object);

  switch (prop_id)
    {
    case PROP_NAME:
      g_value_set_string (value, self->name);
      break;
    case PROP_IS_ACTIVE:
      g_value_set_boolean (value, self->active);
      break;
    case PROP_AUTOSTART:
      g_value_set_boolean (value, self->autostart);
      break;
    case PROP_HAS_PENDING:
      g_value_set_boolean (value, self->pending);
      break;
    case PROP_TROUBLE:
      g_value_set_boxed (value, self->trouble);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
vtr_network_class_init (VtrNetworkClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->dispose = vtr_network_dispose;
  object_class->finalize = vtr_network_finalize;
  object_class->get_property = vtr_network_get_property;

  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, flags);
  properties[PROP_IS_ACTIVE] = g_param_spec_boolean ("is-active", NULL, NULL, FALSE, flags);
  properties[PROP_AUTOSTART] = g_param_spec_boolean ("autostart", NULL, NULL, FALSE, flags);
  properties[PROP_HAS_PENDING] = g_param_spec_boolean ("has-pending", NULL, NULL, FALSE, flags);
  properties[PROP_TROUBLE] = g_param_spec_boxed ("trouble", NULL, NULL, VTR_TYPE_TROUBLE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", VTR_TYPE_NETWORK, G_SIGNAL_RUN_LAST, 0, NULL,
                                          NULL, NULL, G_TYPE_NONE, 0);
}

static void
vtr_network_init (VtrNetwork *self)
{
  self->leases = g_list_store_new (VTR_TYPE_NETWORK_LEASE);
}

/* For the files of this folder */

VtrNetwork *
_vtr_network_new (VtrHost      *host,
                  virNetworkPtr network)
{
  VtrNetwork *self = g_object_new (VTR_TYPE_NETWORK, NULL);

  g_set_weak_pointer (&self->host, host);
  virNetworkGetUUIDString (network, self->uuid);
  self->name = g_strdup (virNetworkGetName (network));
  _vtr_network_set_handle (self, network);
  return self;
}

/* NULL while the host is not connected. */
void
_vtr_network_set_handle (VtrNetwork   *self,
                         virNetworkPtr network)
{
  if (network != NULL)
    virNetworkRef (network);
  g_clear_pointer (&self->handle, virNetworkFree);
  self->handle = network;
}

virNetworkPtr
_vtr_network_get_handle (VtrNetwork *self)
{
  return self->handle;
}

static void
announce (VtrNetwork *self)
{
  for (guint i = 1; i < N_PROPS; i++)
    g_object_notify_by_pspec (G_OBJECT (self), properties[i]);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* Takes what a worker read. */
void
_vtr_network_take_read (VtrNetwork     *self,
                        VtrReadNetwork *read)
{
  gboolean was_active = self->active;

  g_set_str (&self->name, read->name);
  g_clear_pointer (&self->saved, vtr_xml_doc_unref);
  g_clear_pointer (&self->running, vtr_xml_doc_unref);
  g_clear_pointer (&self->trouble, vtr_trouble_free);
  self->saved = g_steal_pointer (&read->saved);
  self->running = g_steal_pointer (&read->running);
  self->active = read->active;
  self->persistent = read->persistent;
  self->autostart = read->autostart;
  self->pending = self->running != NULL && self->persistent
                  && vtr_network_update_is_pending (self->running, self->saved);
  vtr_read_network_free (read);

  if (was_active != self->active && self->n_watches > 0)
    update_leases (self);
  announce (self);
}

/* What could not be read says so, and is as it was. */
void
_vtr_network_take_trouble (VtrNetwork *self,
                           VtrTrouble *trouble)
{
  g_clear_pointer (&self->trouble, vtr_trouble_free);
  self->trouble = trouble;
  announce (self);
}

/* Public */

/**
 * vtr_network_get_host:
 * @self: a network
 *
 * Returns: (transfer none) (nullable): its host, unless that is gone
 */
VtrHost *
vtr_network_get_host (VtrNetwork *self)
{
  return self->host;
}

const char *
vtr_network_get_name (VtrNetwork *self)
{
  return self->name;
}

const char *
vtr_network_get_uuid (VtrNetwork *self)
{
  return self->uuid;
}

gboolean
vtr_network_is_active (VtrNetwork *self)
{
  return self->active;
}

/* Whether the host remembers it when it stops. */
gboolean
vtr_network_is_persistent (VtrNetwork *self)
{
  return self->persistent;
}

gboolean
vtr_network_get_autostart (VtrNetwork *self)
{
  return self->autostart;
}

/**
 * vtr_network_get_saved:
 * @self: a network
 *
 * Returns: (transfer none) (nullable): what it is started from, once it is read
 */
VtrXmlDoc *
vtr_network_get_saved (VtrNetwork *self)
{
  return self->saved;
}

/**
 * vtr_network_get_running:
 * @self: a network
 *
 * Returns: (transfer none) (nullable): how it runs; NULL while it does not
 */
VtrXmlDoc *
vtr_network_get_running (VtrNetwork *self)
{
  return self->running;
}

/* Whether its next start will bring something that it has not now. */
gboolean
vtr_network_has_pending (VtrNetwork *self)
{
  return self->pending;
}

/**
 * vtr_network_get_trouble:
 * @self: a network
 *
 * Returns: (transfer none) (nullable): why it cannot be read
 */
const VtrTrouble *
vtr_network_get_trouble (VtrNetwork *self)
{
  return self->trouble;
}

/**
 * vtr_network_get_leases:
 * @self: a network
 *
 * Returns: (transfer none): a list of VtrNetworkLease, as true as somebody watches
 */
GListModel *
vtr_network_get_leases (VtrNetwork *self)
{
  return G_LIST_MODEL (self->leases);
}

/* Somebody looks at the leases, until vtr_network_unwatch_leases(). */
void
vtr_network_watch_leases (VtrNetwork *self)
{
  if (self->n_watches++ > 0)
    return;

  update_leases (self);
  self->lease_source = g_timeout_add_seconds (LEASE_SECONDS, update_leases, self);
}

void
vtr_network_unwatch_leases (VtrNetwork *self)
{
  g_return_if_fail (self->n_watches > 0);

  if (--self->n_watches == 0)
    g_clear_handle_id (&self->lease_source, g_source_remove);
}
