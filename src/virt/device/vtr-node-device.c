/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-node-device.h"

#include "base/vtr-error.h"
#include "definition/vtr-item.h"

#include "virt/host/vtr-host-private.h"
#include "virt/vtr-virt-error.h"

#define HUB_VENDOR "0x1d6b" /* the Linux Foundation's: the ports of the computer itself */
#define BRIDGE_CLASS "0x0604"

#define LISTED (VIR_CONNECT_LIST_NODE_DEVICES_CAP_USB_DEV | VIR_CONNECT_LIST_NODE_DEVICES_CAP_PCI_DEV \
                | VIR_CONNECT_LIST_NODE_DEVICES_CAP_MDEV | VIR_CONNECT_LIST_NODE_DEVICES_CAP_NET)

void
vtr_node_device_free (gpointer node_device)
{
  VtrNodeDevice *self = node_device;

  g_free (self->name);
  g_free (self->title);
  g_free (self->interface);
  g_free (self->driver);
  g_free (self->uuid);
  g_free (self->vendor_id);
  g_free (self->product_id);
  g_free (self);
}

static guint
read_number (const VtrItem *item,
             const char    *field)
{
  g_autofree char *value = vtr_item_get (item, field);

  return value != NULL ? (guint) g_ascii_strtoull (value, NULL, 0) : 0;
}

static char *
make_title (const VtrItem *item)
{
  g_autofree char *vendor = vtr_item_get (item, "vendor");
  g_autofree char *product = vtr_item_get (item, "product");
  g_autofree char *type = vtr_item_get (item, "mdev-type");

  if (vendor != NULL && product != NULL)
    return g_strdup_printf ("%s %s", vendor, product);
  if (product != NULL || vendor != NULL)
    return g_strdup (product != NULL ? product : vendor);
  return g_strdup (type);
}

static VtrNodeDevice *
read_device (const VtrItem     *item,
             VtrNodeDeviceType  type)
{
  VtrNodeDevice *self = g_new0 (VtrNodeDevice, 1);
  g_autofree char *group = vtr_item_get (item, "iommu-group-number");

  self->type = type;
  self->name = vtr_item_get (item, "name");
  self->title = make_title (item);
  self->driver = vtr_item_get (item, "driver-name");
  self->uuid = vtr_item_get (item, "uuid");
  self->vendor_id = vtr_item_get (item, "vendor-id");
  self->product_id = vtr_item_get (item, "product-id");
  self->domain = read_number (item, "domain");
  self->bus = read_number (item, "bus");
  self->slot = read_number (item, "slot");
  self->function = read_number (item, "function");
  self->device = read_number (item, "device");
  self->iommu_group = group != NULL ? atoi (group) : -1;
  self->is_active = TRUE;
  if (self->title == NULL)
    self->title = self->vendor_id != NULL
                      ? g_strdup_printf ("%s:%s", self->vendor_id + 2,
                                         self->product_id != NULL ? self->product_id + 2 : "")
                      : g_strdup (self->name);
  return self;
}

static gboolean
is_worth_giving (const VtrItem *item,
                 const char    *type)
{
  g_autofree char *class = vtr_item_get (item, "class");
  g_autofree char *vendor = vtr_item_get (item, "vendor-id");

  if (g_str_equal (type, "pci"))
    return class == NULL || !g_str_has_prefix (class, BRIDGE_CLASS);
  return !g_str_equal (type, "usb_device") || g_strcmp0 (vendor, HUB_VENDOR) != 0;
}

/* Network cards are told apart by the names that they have on the host. */
static void
take (GPtrArray  *devices,
      GHashTable *interfaces,
      VtrXmlDoc  *doc,
      gboolean    is_active)
{
  g_autoptr (VtrItem) item = vtr_item_find (doc, "node-device");
  g_autofree char *type = item != NULL ? vtr_item_get (item, "type") : NULL;
  VtrNodeDevice *device = NULL;

  if (type == NULL || !is_worth_giving (item, type))
    return;

  if (g_str_equal (type, "net"))
    g_hash_table_replace (interfaces, vtr_item_get (item, "parent"),
                          vtr_item_get (item, "interface"));
  else if (g_str_equal (type, "usb_device"))
    device = read_device (item, VTR_NODE_DEVICE_USB);
  else if (g_str_equal (type, "pci"))
    device = read_device (item, VTR_NODE_DEVICE_PCI);
  else if (g_str_equal (type, "mdev"))
    device = read_device (item, VTR_NODE_DEVICE_MDEV);
  if (device == NULL)
    return;

  device->is_active = is_active;
  g_ptr_array_add (devices, device);
}

static int
compare (gconstpointer a,
         gconstpointer b)
{
  const VtrNodeDevice *left = *(const VtrNodeDevice **) a;
  const VtrNodeDevice *right = *(const VtrNodeDevice **) b;

  return g_utf8_collate (left->title, right->title);
}

static void
list_in_worker (GTask        *task,
                virConnectPtr connection,
                virDomainPtr  domain,
                gpointer      data)
{
  virNodeDevicePtr *found = NULL;
  int n_found = virConnectListAllNodeDevices (connection, &found, LISTED);
  g_autoptr (GPtrArray) devices = g_ptr_array_new_with_free_func (vtr_node_device_free);
  g_autoptr (GHashTable) interfaces
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  if (n_found < 0)
    {
      g_task_return_error (task, vtr_virt_take_error ());
      return;
    }

  for (int i = 0; i < n_found; i++)
    {
      char *xml = virNodeDeviceGetXMLDesc (found[i], 0);
      g_autoptr (VtrXmlDoc) doc = xml != NULL ? vtr_xml_doc_new (xml, -1, NULL) : NULL;

      if (doc != NULL)
        take (devices, interfaces, doc, virNodeDeviceIsActive (found[i]) != 0);
      free (xml);
      virNodeDeviceFree (found[i]);
    }
  free (found);

  for (guint i = 0; i < devices->len; i++)
    {
      VtrNodeDevice *device = devices->pdata[i];

      device->interface = g_strdup (g_hash_table_lookup (interfaces, device->name));
    }
  g_ptr_array_sort (devices, compare);
  g_task_return_pointer (task, g_steal_pointer (&devices), (GDestroyNotify) g_ptr_array_unref);
}

static void
on_listed_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  GPtrArray *devices = vtr_link_finish (result, &error);

  if (devices != NULL)
    g_task_return_pointer (task, devices, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

/**
 * vtr_host_list_node_devices_async:
 * @self: a host
 * @cancellable: (nullable): to lose interest
 * @callback: what to call
 * @user_data: for @callback
 */
void
vtr_host_list_node_devices_async (VtrHost             *self,
                                  GCancellable        *cancellable,
                                  GAsyncReadyCallback  callback,
                                  gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, vtr_host_list_node_devices_async);
  if (self->link == NULL)
    {
      g_task_return_new_error_literal (task, VTR_ERROR, VTR_ERROR_LINK_LOST,
                                       "The host is not connected");
      return;
    }

  vtr_link_run (self->link, NULL, list_in_worker, NULL, NULL, VTR_WORK_NORMAL, cancellable,
                on_listed_cb, g_steal_pointer (&task));
}

/**
 * vtr_host_list_node_devices_finish:
 * @self: a host
 * @result: what the callback was given
 * @error: a location for an error
 *
 * Returns: (transfer full) (nullable) (element-type VtrNodeDevice): its devices, by title
 */
GPtrArray *
vtr_host_list_node_devices_finish (VtrHost       *self,
                                   GAsyncResult  *result,
                                   GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * vtr_node_device_get_token:
 * @self: a device
 *
 * Returns: (transfer full): what it is called among the claims of machines
 */
char *
vtr_node_device_get_token (const VtrNodeDevice *self)
{
  if (self->type == VTR_NODE_DEVICE_USB)
    return g_strdup_printf ("usb:%s:%s", self->vendor_id, self->product_id);
  if (self->type == VTR_NODE_DEVICE_MDEV)
    return g_strdup_printf ("mdev:%s", self->uuid);
  return g_strdup_printf ("pci:%04x:%02x:%02x.%x", self->domain, self->bus, self->slot,
                          self->function);
}
