/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-host-offers.h"

#include "base/vtr-error.h"
#include "definition/vtr-item.h"

#include "virt/host/vtr-host-private.h"
#include "virt/vtr-virt-error.h"

static void
free_network (gpointer data)
{
  VtrNetworkOffer *network = data;

  g_free (network->name);
  g_free (network->forward);
  g_strfreev (network->port_groups);
  g_free (network);
}

void
vtr_host_offers_free (gpointer offers)
{
  VtrHostOffers *self = offers;

  if (self == NULL)
    return;

  g_ptr_array_unref (self->networks);
  g_ptr_array_unref (self->bridges);
  g_ptr_array_unref (self->interfaces);
  g_ptr_array_unref (self->filters);
  g_ptr_array_unref (self->machine_types);
  g_ptr_array_unref (self->render_nodes);
  g_free (self);
}

static VtrHostOffers *
offers_new (void)
{
  VtrHostOffers *self = g_new0 (VtrHostOffers, 1);

  self->networks = g_ptr_array_new_with_free_func (free_network);
  self->bridges = g_ptr_array_new_with_free_func (g_free);
  self->interfaces = g_ptr_array_new_with_free_func (g_free);
  self->filters = g_ptr_array_new_with_free_func (g_free);
  self->machine_types = g_ptr_array_new_with_free_func (g_free);
  self->render_nodes = g_ptr_array_new_with_free_func (g_free);
  return self;
}

static VtrNetworkOffer *
read_network (virNetworkPtr network)
{
  VtrNetworkOffer *offer = g_new0 (VtrNetworkOffer, 1);
  char *xml = virNetworkGetXMLDesc (network, 0);
  g_autoptr (VtrXmlDoc) doc = xml != NULL ? vtr_xml_doc_new (xml, -1, NULL) : NULL;
  g_autoptr (GPtrArray) groups = doc != NULL ? vtr_item_list (doc, "portgroup") : NULL;
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();

  offer->name = g_strdup (virNetworkGetName (network));
  offer->is_active = virNetworkIsActive (network) == 1;
  if (doc != NULL && vtr_xml_node_find (vtr_xml_doc_get_root (doc), "forward") != NULL)
    {
      const char *mode = vtr_xml_node_get (vtr_xml_doc_get_root (doc), "forward/@mode");

      offer->forward = g_strdup (mode != NULL ? mode : "nat");
    }
  for (guint i = 0; groups != NULL && i < groups->len; i++)
    {
      g_autofree char *name = vtr_item_get (groups->pdata[i], "name");

      if (name != NULL)
        g_strv_builder_add (names, name);
    }
  offer->port_groups = g_strv_builder_end (names);
  free (xml);
  return offer;
}

static void
read_networks (VtrHostOffers *self,
               virConnectPtr  connection)
{
  virNetworkPtr *networks = NULL;
  int n_networks = virConnectListAllNetworks (connection, &networks, 0);

  for (int i = 0; i < n_networks; i++)
    {
      g_ptr_array_add (self->networks, read_network (networks[i]));
      virNetworkFree (networks[i]);
    }
  free (networks);
}

static gboolean
is_bridge (virInterfacePtr interface)
{
  char *xml = virInterfaceGetXMLDesc (interface, 0);
  g_autoptr (VtrXmlDoc) doc = xml != NULL ? vtr_xml_doc_new (xml, -1, NULL) : NULL;
  gboolean result
      = doc != NULL
        && g_strcmp0 (vtr_xml_node_get (vtr_xml_doc_get_root (doc), "@type"), "bridge") == 0;

  free (xml);
  return result;
}

static void
read_interfaces (VtrHostOffers *self,
                 virConnectPtr  connection)
{
  virInterfacePtr *interfaces = NULL;
  int n_interfaces = virConnectListAllInterfaces (connection, &interfaces, 0);

  for (int i = 0; i < n_interfaces; i++)
    {
      g_ptr_array_add (is_bridge (interfaces[i]) ? self->bridges : self->interfaces,
                       g_strdup (virInterfaceGetName (interfaces[i])));
      virInterfaceFree (interfaces[i]);
    }
  free (interfaces);
}

/* Where nobody looks after interfaces, the devices of the host have their names. */
static void
read_network_devices (VtrHostOffers *self,
                      virConnectPtr  connection)
{
  virNodeDevicePtr *devices = NULL;
  int n_devices = virConnectListAllNodeDevices (connection, &devices,
                                                VIR_CONNECT_LIST_NODE_DEVICES_CAP_NET);

  for (int i = 0; i < n_devices; i++)
    {
      char *xml = virNodeDeviceGetXMLDesc (devices[i], 0);
      g_autoptr (VtrXmlDoc) doc = xml != NULL ? vtr_xml_doc_new (xml, -1, NULL) : NULL;
      const char *name
          = doc != NULL ? vtr_xml_node_get (vtr_xml_doc_get_root (doc), "capability/interface")
                        : NULL;

      if (name != NULL && g_strcmp0 (name, "lo") != 0)
        g_ptr_array_add (self->interfaces, g_strdup (name));
      free (xml);
      virNodeDeviceFree (devices[i]);
    }
  free (devices);
}

static void
read_render_nodes (VtrHostOffers *self,
                   virConnectPtr  connection)
{
  virNodeDevicePtr *devices = NULL;
  int n_devices = virConnectListAllNodeDevices (connection, &devices,
                                                VIR_CONNECT_LIST_NODE_DEVICES_CAP_DRM);

  for (int i = 0; i < n_devices; i++)
    {
      char *xml = virNodeDeviceGetXMLDesc (devices[i], 0);
      g_autoptr (VtrXmlDoc) doc = xml != NULL ? vtr_xml_doc_new (xml, -1, NULL) : NULL;
      VtrXmlNode *root = doc != NULL ? vtr_xml_doc_get_root (doc) : NULL;
      const char *path = root != NULL ? vtr_xml_node_get (root, "devnode[@type='dev']") : NULL;

      if (path != NULL && g_strcmp0 (vtr_xml_node_get (root, "capability/type"), "render") == 0)
        g_ptr_array_add (self->render_nodes, g_strdup (path));
      free (xml);
      virNodeDeviceFree (devices[i]);
    }
  free (devices);
}

static void
read_filters (VtrHostOffers *self,
              virConnectPtr  connection)
{
  virNWFilterPtr *filters = NULL;
  int n_filters = virConnectListAllNWFilters (connection, &filters, 0);

  for (int i = 0; i < n_filters; i++)
    {
      g_ptr_array_add (self->filters, g_strdup (virNWFilterGetName (filters[i])));
      virNWFilterFree (filters[i]);
    }
  free (filters);
}

static void
read_machine_types (VtrHostOffers *self,
                    virConnectPtr  connection,
                    const char    *arch)
{
  char *xml = virConnectGetCapabilities (connection);
  g_autoptr (VtrXmlDoc) doc = xml != NULL ? vtr_xml_doc_new (xml, -1, NULL) : NULL;
  g_autofree char *path = g_strdup_printf ("guest/arch[@name='%s']", arch);
  VtrXmlNode *node
      = doc != NULL ? vtr_xml_node_find (vtr_xml_doc_get_root (doc), path) : NULL;

  for (VtrXmlNode *type = node != NULL ? vtr_xml_node_get_child (node, "machine") : NULL;
       type != NULL; type = vtr_xml_node_get_next (type, "machine"))
    g_ptr_array_add (self->machine_types, g_strdup (vtr_xml_node_get_text (type)));
  free (xml);
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return g_strcmp0 (*(char **) a, *(char **) b);
}

static int
compare_networks (gconstpointer a,
                  gconstpointer b)
{
  const VtrNetworkOffer *left = *(const VtrNetworkOffer **) a;
  const VtrNetworkOffer *right = *(const VtrNetworkOffer **) b;

  return g_strcmp0 (left->name, right->name);
}

static void
load_in_worker (GTask        *task,
                virConnectPtr connection,
                virDomainPtr  domain,
                gpointer      data)
{
  VtrHostOffers *self = offers_new ();
  virNodeInfo info = { 0 };

  read_networks (self, connection);
  read_interfaces (self, connection);
  if (self->interfaces->len + self->bridges->len == 0)
    read_network_devices (self, connection);
  read_filters (self, connection);
  read_render_nodes (self, connection);
  if (data != NULL)
    read_machine_types (self, connection, data);
  if (virNodeGetInfo (connection, &info) == 0)
    {
      self->n_processors = info.cpus;
      self->memory = (guint64) info.memory * 1024;
    }
  g_ptr_array_sort (self->networks, compare_networks);
  g_ptr_array_sort (self->bridges, compare_names);
  g_ptr_array_sort (self->interfaces, compare_names);
  g_ptr_array_sort (self->filters, compare_names);
  g_task_return_pointer (task, self, vtr_host_offers_free);
}

static void
on_loaded_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  VtrHostOffers *offers = vtr_link_finish (result, &error);

  if (offers != NULL)
    g_task_return_pointer (task, offers, vtr_host_offers_free);
  else
    g_task_return_error (task, error);
}

/**
 * vtr_host_load_offers_async:
 * @self: a host
 * @arch: (nullable): for which machines
 * @cancellable: (nullable): to lose interest
 * @callback: what to call
 * @user_data: for @callback
 */
void
vtr_host_load_offers_async (VtrHost             *self,
                            const char          *arch,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, vtr_host_load_offers_async);
  if (self->link == NULL)
    {
      g_task_return_new_error_literal (task, VTR_ERROR, VTR_ERROR_LINK_LOST,
                                       "The host is not connected");
      return;
    }

  vtr_link_run (self->link, NULL, load_in_worker, g_strdup (arch), g_free, VTR_WORK_NORMAL,
                cancellable, on_loaded_cb, g_steal_pointer (&task));
}

/**
 * vtr_host_load_offers_finish:
 * @self: a host
 * @result: what the callback was given
 * @error: a location for an error
 *
 * Returns: (transfer full) (nullable): what the host has
 */
VtrHostOffers *
vtr_host_load_offers_finish (VtrHost       *self,
                             GAsyncResult  *result,
                             GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
