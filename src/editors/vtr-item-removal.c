/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-item-removal.h"

#include <glib/gi18n-lib.h>

static gboolean
says (const VtrItem *item,
      const char    *field,
      const char    *value)
{
  g_autofree char *own = vtr_item_get (item, field);

  return g_strcmp0 (own, value) == 0;
}

static guint
count (VtrXmlDoc  *machine,
       const char *kind)
{
  g_autoptr (GPtrArray) items = vtr_item_list (machine, kind);

  return items->len;
}

/* The buses of devices that hang on a controller of a type. */
static gboolean
hangs_on (const VtrItem *device,
          const char    *type,
          const char    *index)
{
  const VtrField *bus_field = vtr_kind_get_field (device->kind, "bus");
  g_autofree char *bus = bus_field != NULL ? vtr_field_get (bus_field, device->node) : NULL;
  const char *place_type = vtr_xml_node_get (device->node, "address/@type");
  const char *place = vtr_xml_node_get (device->node, g_str_equal (type, "usb")
                                                          ? "address/@bus"
                                                          : "address/@controller");
  gboolean is_drive = g_strcmp0 (place_type, "drive") == 0 && g_strcmp0 (bus, type) == 0;
  gboolean is_other = g_strcmp0 (place_type, type) == 0;
  gboolean is_unplaced = place_type == NULL && g_strcmp0 (bus, type) == 0;

  return (is_drive || is_other || is_unplaced) && g_strcmp0 (place != NULL ? place : "0", index) == 0;
}

/**
 * vtr_item_list_connected:
 * @machine: the definition that has it
 * @controller: a controller
 *
 * Returns: (transfer full) (element-type VtrItem): the devices that hang on it
 */
GPtrArray *
vtr_item_list_connected (VtrXmlDoc     *machine,
                         const VtrItem *controller)
{
  GPtrArray *devices = vtr_item_list_devices (machine);
  g_autofree char *type = vtr_item_get (controller, "type");
  g_autofree char *index = vtr_item_get (controller, "index");

  for (guint i = devices->len; i > 0; i--)
    {
      const VtrItem *device = devices->pdata[i - 1];

      if (device->kind == controller->kind || device->kind == &vtr_unknown_kind
          || !hangs_on (device, type != NULL ? type : "", index != NULL ? index : "0"))
        g_ptr_array_remove_index (devices, i - 1);
    }
  return devices;
}

static gboolean
is_in_use (VtrXmlDoc     *machine,
           const VtrItem *controller)
{
  g_autoptr (GPtrArray) devices = vtr_item_list_connected (machine, controller);

  return devices->len > 0;
}

/**
 * vtr_item_why_not_remove:
 * @machine: the definition that has it
 * @item: a device
 *
 * Returns: (nullable): why it has to stay; NULL where it can go
 */
const char *
vtr_item_why_not_remove (VtrXmlDoc     *machine,
                         const VtrItem *item)
{
  const char *kind = item->kind->name;

  if (g_str_equal (kind, "input") && (says (item, "bus", "ps2") || says (item, "bus", "xen")))
    return _("Every machine of this kind has it");
  if (g_str_equal (kind, "controller") && says (item, "type", "pci"))
    return _("It is a part of the machine's board");
  if (g_str_equal (kind, "controller") && is_in_use (machine, item))
    return _("Other devices are connected to it: remove these first");
  if (g_str_equal (kind, "video") && count (machine, "video") == 1
      && count (machine, "graphics") > 0)
    return _("The display would have nothing to show: remove it first");
  return NULL;
}

static gboolean
is_text_of_port (VtrXmlDoc     *machine,
                 const VtrItem *item)
{
  g_autoptr (GPtrArray) ports = vtr_item_list (machine, "serial");

  return ports->len > 0 && says (item, "target-type", "serial");
}

/**
 * vtr_item_is_internal:
 * @machine: the definition that has it
 * @item: a device
 *
 * Returns: whether libvirt put it there for others, and nobody looks for it: ports and bridges of the
 *   board, companions of a controller, the second face of a serial port
 */
gboolean
vtr_item_is_internal (VtrXmlDoc     *machine,
                      const VtrItem *item)
{
  g_autofree char *model = NULL;

  if (g_str_equal (item->kind->name, "console"))
    return is_text_of_port (machine, item);
  if (!g_str_equal (item->kind->name, "controller"))
    return FALSE;

  model = vtr_item_get (item, "model");
  return says (item, "type", "pci") || (model != NULL && strstr (model, "-uhci") != NULL);
}
