/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-item-names.h"

#include <glib/gi18n-lib.h>

#include "vtr-field-label.h"
#include "vtr-form.h"

/* Kinds that no form is for: they are shown inside of another one. */
static const struct
{
  const char *kind;
  const char *title;
} titles[] = {
  { "machine", N_("Machine") },
  { "os", N_("Boot") },
  { "boot", N_("Boot Device") },
  { "firmware-feature", N_("Firmware Feature") },
  { "acpi-table", N_("ACPI Table") },
  { "initarg", N_("Argument of the First Program") },
  { "initenv", N_("Variable of the First Program") },
  { "cpu", N_("Processor") },
  { "cpu-feature", N_("Processor Feature") },
  { "vcpu", N_("Processors") },
  { "single-vcpu", N_("Single Processor") },
  { "memory", N_("Memory") },
  { "hugepage", N_("Huge Pages") },
  { "limits", N_("Limits") },
  { "disk-limit", N_("Limit of a Disk") },
  { "throttle-group", N_("Group of Speed Limits") },
  { "numa", N_("Nodes of the Host") },
  { "numa-node", N_("Memory of a Node") },
  { "numa-cell", N_("Node of the Guest") },
  { "distance", N_("Distance") },
  { "cell-cache", N_("Cache of a Node") },
  { "latency", N_("Latency Between Nodes") },
  { "numa-bandwidth", N_("Bandwidth Between Nodes") },
  { "clock", N_("Clock") },
  { "timer", N_("Timer") },
  { "features", N_("Features") },
  { "hyperv", N_("Features for Windows") },
  { "kvm", N_("KVM") },
  { "xen", N_("Xen") },
  { "cputune", N_("Processor Tuning") },
  { "vcpupin", N_("Place of a Processor") },
  { "iothreadpin", N_("Place of an I/O Thread") },
  { "vcpusched", N_("Scheduling of Processors") },
  { "iothreadsched", N_("Scheduling of I/O Threads") },
  { "cachetune", N_("Cache Allocation") },
  { "cache-share", N_("Share of a Cache") },
  { "cache-monitor", N_("Cache Monitor") },
  { "memorytune", N_("Memory Bandwidth") },
  { "bandwidth-share", N_("Share of Memory Bandwidth") },
  { "bandwidth-monitor", N_("Memory Bandwidth Monitor") },
  { "iothreads", N_("I/O Threads") },
  { "iothread", N_("I/O Thread") },
  { "events", N_("What Happens") },
  { "perf-event", N_("Performance Event") },
  { "metadata", N_("About the Guest") },
  { "tag", N_("Tag") },
  { "launch-security", N_("Encrypted Memory") },
  { "security-label", N_("Security Label") },
  { "key-wrapping", N_("Key Wrapping") },
  { "sysinfo", N_("System Information") },
  { "bios-entry", N_("Firmware Information") },
  { "system-entry", N_("System Information") },
  { "board-entry", N_("Board Information") },
  { "chassis-entry", N_("Chassis Information") },
  { "oem-string", N_("Manufacturer's Text") },
  { "firmware-entry", N_("Firmware Setting") },
  { "container", N_("Container") },
  { "uid-map", N_("Users of the Container") },
  { "gid-map", N_("Groups of the Container") },
  { "command-argument", N_("Argument for the Emulator") },
  { "command-variable", N_("Variable for the Emulator") },
  { "disk-host", N_("Storage Server") },
  { "disk-throttle", N_("Group of Speed Limits") },
  { "disk-iothread", N_("I/O Thread") },
  { "ip", N_("Address in the Guest") },
  { "route", N_("Route in the Guest") },
  { "host-ip", N_("Address on the Host") },
  { "host-route", N_("Route on the Host") },
  { "vlan", N_("VLAN") },
  { "port-forward", N_("Port Forward") },
  { "port-range", N_("Ports") },
  { "filter-parameter", N_("Parameter of the Filter") },
  { "listen", N_("Listens On") },
  { "graphics-channel", N_("Channel") },
  { "codec", N_("Codec") },
  { "controller-iothread", N_("I/O Thread") },
  { "hostdev-host", N_("Storage Server") },
  { "hostdev-ip", N_("Address in the Guest") },
  { "hostdev-route", N_("Route in the Guest") },
  { "certificate", N_("Certificate") },
  { "usb-filter", N_("Rule") },
  { "filesystem-uid-map", N_("Users") },
  { "filesystem-gid-map", N_("Groups") },
  { "network", N_("Network") },
  { "forward-interface", N_("Network Device") },
  { "forward-address", N_("PCI Device") },
  { "network-ip", N_("Address of the Host") },
  { "dhcp-range", N_("Range for Machines") },
  { "dhcp-host", N_("Fixed Address") },
  { "network-route", N_("Route") },
  { "portgroup", N_("Port Group") },
  { "portgroup-vlan", N_("VLAN") },
  { "network-vlan", N_("VLAN") },
  { "dns-forwarder", N_("Name Server") },
  { "dns-txt", N_("Text Record") },
  { "dns-srv", N_("Service Record") },
  { "dns-host", N_("Names of an Address") },
  { "dns-hostname", N_("Name") },
};

/* What stands behind the name of the kind, the first that a device has: "Disk vda". */
static const struct
{
  const char *kind;
  const char *fields[4];
} details[] = {
  { "disk", { "target" } },
  { "interface", { "mac", "target" } },
  { "controller", { "type" } },
  { "filesystem", { "target" } },
  { "vsock", { "cid" } },
  { "shmem", { "name" } },
  { "serial", { "target-port" } },
  { "parallel", { "target-port" } },
  { "console", { "target-port" } },
  { "audio", { "id" } },
  { "lease", { "key" } },
  { "boot", { "dev" } },
  { "timer", { "name" } },
  { "cpu-feature", { "name" } },
  { "firmware-feature", { "name" } },
  { "tag", { "value" } },
  { "vlan", { "id" } },
  { "ip", { "address" } },
  { "route", { "address" } },
  { "listen", { "type", "address" } },
  { "graphics-channel", { "name" } },
  { "vcpupin", { "vcpu" } },
  { "iothreadpin", { "iothread" } },
  { "iothread", { "id" } },
  { "numa-cell", { "id" } },
  { "hugepage", { "size" } },
  { "disk-host", { "name" } },
  { "filter-parameter", { "name" } },
  { "port-forward", { "proto", "address" } },
  { "single-vcpu", { "id" } },
  { "forward-interface", { "dev" } },
  { "network-ip", { "address" } },
  { "dhcp-range", { "start" } },
  { "dhcp-host", { "ip", "name" } },
  { "network-route", { "address" } },
  { "portgroup", { "name" } },
  { "portgroup-vlan", { "id" } },
  { "network-vlan", { "id" } },
  { "dns-forwarder", { "addr", "domain" } },
  { "dns-txt", { "name" } },
  { "dns-srv", { "service" } },
  { "dns-host", { "ip" } },
  { "dns-hostname", { "value" } },
};

/**
 * vtr_kind_get_title:
 * @kind: a kind
 *
 * Returns: what a person calls it
 */
const char *
vtr_kind_get_title (const VtrKind *kind)
{
  const VtrForm *form = vtr_form_for_device (kind);

  if (form != NULL)
    return _(form->title);
  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    if (g_str_equal (titles[i].kind, kind->name))
      return _(titles[i].title);

  return kind->name;
}

const char *
vtr_kind_get_icon_name (const VtrKind *kind)
{
  const VtrForm *form = vtr_form_for_device (kind);

  return form != NULL ? form->icon_name : "dialog-question-symbolic";
}

static char *
disk_title (const VtrItem *item)
{
  g_autofree char *device = vtr_item_get (item, "device");
  g_autofree char *target = vtr_item_get (item, "target");
  const char *name = target != NULL ? target : "";

  if (g_strcmp0 (device, "cdrom") == 0)
    return g_strdup_printf (_("CD Drive %s"), name);
  if (g_strcmp0 (device, "floppy") == 0)
    return g_strdup_printf (_("Floppy Drive %s"), name);

  return g_strdup_printf (_("Disk %s"), name);
}

static char *
graphics_title (const VtrItem *item)
{
  g_autofree char *type = vtr_item_get (item, "type");
  g_autofree char *upper = type != NULL ? g_ascii_strup (type, -1) : g_strdup ("");

  return g_strdup_printf (_("Display %s"), upper);
}

static char *
input_title (const VtrItem *item)
{
  g_autofree char *type = vtr_item_get (item, "type");

  if (g_strcmp0 (type, "mouse") == 0)
    return g_strdup (_("Mouse"));
  if (g_strcmp0 (type, "keyboard") == 0)
    return g_strdup (_("Keyboard"));
  if (g_strcmp0 (type, "tablet") == 0)
    return g_strdup (_("Tablet"));

  return g_strdup (_("Input Device"));
}

static char *
channel_title (const VtrItem *item)
{
  g_autofree char *name = vtr_item_get (item, "name");

  if (g_strcmp0 (name, "org.qemu.guest_agent.0") == 0)
    return g_strdup (_("Channel of the Guest Agent"));
  if (g_strcmp0 (name, "com.redhat.spice.0") == 0)
    return g_strdup (_("Channel of the SPICE Agent"));

  return name != NULL ? g_strdup_printf (_("Channel %s"), name) : g_strdup (_("Channel"));
}

static const char *
without_0x (const char *text)
{
  return text != NULL && g_str_has_prefix (text, "0x") ? text + 2 : text != NULL ? text : "0";
}

static char *
hostdev_title (const VtrItem *item)
{
  g_autofree char *type = vtr_item_get (item, "type");
  g_autofree char *vendor = vtr_item_get (item, "source-vendor-id");
  g_autofree char *product = vtr_item_get (item, "source-product-id");
  g_autofree char *domain = vtr_item_get (item, "source-address-domain");
  g_autofree char *bus = vtr_item_get (item, "source-address-bus");
  g_autofree char *slot = vtr_item_get (item, "source-address-slot");
  g_autofree char *function = vtr_item_get (item, "source-address-function");

  if (g_strcmp0 (type, "usb") == 0 && vendor != NULL)
    return g_strdup_printf (_("Host USB Device %s:%s"), without_0x (vendor),
                            without_0x (product));
  if (g_strcmp0 (type, "usb") == 0)
    return g_strdup (_("Host USB Device"));
  if (g_strcmp0 (type, "pci") == 0)
    return g_strdup_printf (_("Host PCI Device %s:%s:%s.%s"), without_0x (domain),
                            without_0x (bus), without_0x (slot), without_0x (function));

  return g_strdup_printf (_("Host Device %s"), type != NULL ? type : "");
}

static char *
plain_title (const VtrItem *item)
{
  const char *title = vtr_kind_get_title (item->kind);

  for (guint i = 0; i < G_N_ELEMENTS (details); i++)
    for (guint j = 0; g_str_equal (details[i].kind, item->kind->name) && details[i].fields[j]; j++)
      {
        g_autofree char *detail = vtr_item_get (item, details[i].fields[j]);

        if (detail != NULL)
          {
            const VtrField *field = vtr_kind_get_field (item->kind, details[i].fields[j]);
            g_autofree char *label = vtr_field_value_label (item->kind, field, detail);

            return g_strdup_printf ("%s %s", title, label);
          }
      }

  return g_strdup (title);
}

/**
 * vtr_item_get_title:
 * @item: a thing in a definition
 *
 * Returns: (transfer full): what tells it from its like: "Disk vda"
 */
char *
vtr_item_get_title (const VtrItem *item)
{
  static const struct
  {
    const char *kind;
    char *(*title) (const VtrItem *item);
  } special[] = {
    { "disk", disk_title },       { "graphics", graphics_title }, { "input", input_title },
    { "channel", channel_title }, { "hostdev", hostdev_title },
  };

  if (item->kind == &vtr_unknown_kind)
    return g_strdup_printf (_("Not understood: <%s>"), vtr_xml_node_get_name (item->node));

  for (guint i = 0; i < G_N_ELEMENTS (special); i++)
    if (g_str_equal (special[i].kind, item->kind->name))
      return special[i].title (item);

  return plain_title (item);
}

/* The end of a path: what a person looks for in it. */
static char *
short_source (const VtrItem *item)
{
  static const char *const fields[] = { "source-file", "source-volume", "source-dev", "source-name",
                                        "source-dir" };

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      g_autofree char *source = vtr_kind_get_field (item->kind, fields[i]) != NULL
                                    ? vtr_item_get (item, fields[i])
                                    : NULL;

      if (source != NULL)
        return g_path_get_basename (source);
    }

  return NULL;
}

/**
 * vtr_item_get_subtitle:
 * @item: a thing in a definition
 *
 * Returns: (transfer full) (nullable): what it is connected to, or which model it is
 */
char *
vtr_item_get_subtitle (const VtrItem *item)
{
  static const char *const fields[] = { "source-network", "source-bridge", "source-dev", "backend",
                                        "model", "bus" };

  if (g_str_equal (item->kind->name, "disk") || g_str_equal (item->kind->name, "filesystem"))
    {
      char *source = short_source (item);

      return source != NULL ? source : g_strdup (_("Empty"));
    }

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      const VtrField *field = vtr_kind_get_field (item->kind, fields[i]);
      g_autofree char *value = field != NULL ? vtr_item_get (item, fields[i]) : NULL;

      if (value != NULL)
        return vtr_field_value_label (item->kind, field, value);
    }

  return NULL;
}

const char *
vtr_item_get_icon_name (const VtrItem *item)
{
  g_autofree char *type = NULL;

  if (g_str_equal (item->kind->name, "disk"))
    {
      type = vtr_item_get (item, "device");
      if (g_strcmp0 (type, "cdrom") == 0)
        return "drive-optical-symbolic";
      if (g_strcmp0 (type, "floppy") == 0)
        return "media-floppy-symbolic";
    }
  if (g_str_equal (item->kind->name, "input"))
    {
      type = vtr_item_get (item, "type");
      if (g_strcmp0 (type, "mouse") == 0)
        return "input-mouse-symbolic";
      if (g_strcmp0 (type, "tablet") == 0)
        return "input-tablet-symbolic";
    }

  return vtr_kind_get_icon_name (item->kind);
}
