/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "base/vtr-error.h"
#include "definition/device/vtr-controller-model.h"
#include "definition/device/vtr-disk-source.h"
#include "definition/host/vtr-support.h"
#include "definition/vtr-change.h"

#include <string.h>

static VtrXmlDoc *
read_from (const char *folder,
           const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", folder, name, NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  VtrXmlDoc *doc;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  doc = vtr_xml_doc_new (text, -1, &error);
  g_assert_no_error (error);
  return doc;
}

static VtrXmlDoc *
read_sample (const char *name)
{
  return read_from ("domain", name);
}

static char *
list_keys (GPtrArray *items)
{
  GString *keys = g_string_new (NULL);

  for (guint i = 0; i < items->len; i++)
    g_string_append_printf (keys, "%s\n", ((const VtrItem *) items->pdata[i])->key);
  return g_string_free_and_steal (keys);
}

static void
assert_keys (const char *sample,
             const char *kind,
             const char *expected)
{
  g_autoptr (VtrXmlDoc) doc = read_sample (sample);
  g_autoptr (GPtrArray) items = vtr_item_list (doc, kind);
  g_autofree char *keys = list_keys (items);

  g_assert_cmpstr (keys, ==, expected);
}

static void
test_keys (void)
{
  assert_keys ("q35-desktop.xml", "disk", "disk:vda\ndisk:sda\n");
  assert_keys ("q35-desktop.xml", "redirdev", "redirdev:usb:0:2\nredirdev:usb:0:3\n");
  assert_keys ("q35-desktop.xml", "cpu", "cpu\n");
  assert_keys ("lines.xml", "redirdev", "redirdev:#1\nredirdev:#2\n");
  assert_keys ("lines.xml", "smartcard", "smartcard:#1\nsmartcard:#2\nsmartcard:#3\n");
  assert_keys ("lines.xml", "certificate",
               "smartcard:#2/certificate:#1\nsmartcard:#2/certificate:#2\n"
               "smartcard:#2/certificate:#3\n");
  assert_keys ("test-driver.xml", "interface",
               "interface:aa:bb:cc:dd:ee:ff\ninterface:aa:bb:cc:dd:ee:ff#2\n");
  assert_keys ("screens-sound.xml", "graphics",
               "graphics:spice\ngraphics:vnc\ngraphics:vnc#2\ngraphics:egl-headless\n"
               "graphics:dbus\ngraphics:rdp\ngraphics:desktop\n");
  assert_keys ("host-devices.xml", "hostdev",
               "hostdev:0000:01:00:0\nhostdev:0000:01:00:1\nhostdev:046d:c52b\nhostdev:1d6b:0002\n"
               "hostdev:c2177883-f1bb-47f0-914d-32a22e3a8804\nhostdev:0:0:0\nhostdev:#7\n"
               "hostdev:naa.50014057667280d8\n");
  assert_keys ("interfaces.xml", "port-range", "");
  assert_keys ("i440fx-bios.xml", "port-range",
               "interface:52:54:00:11:00:03/port-forward:#1/port-range:2022\n"
               "interface:52:54:00:11:00:03/port-forward:#2/port-range:5000\n"
               "interface:52:54:00:11:00:03/port-forward:#2/port-range:5010\n");
  assert_keys ("other-devices.xml", "unknown", "teleporter:#1\nteleporter:#2\n");
  assert_keys ("numa-pinned.xml", "latency", "latency:0:0:access\n");
  assert_keys ("q35-desktop.xml", "no-such-kind", "");
}

/* A name that a person gave comes first, libvirt's own are no keys. */
static void
test_alias (void)
{
  g_autoptr (VtrXmlDoc) doc = read_sample ("q35-desktop-running.xml");
  g_autoptr (VtrItem) disk = vtr_item_find_alias (doc, "virtio-disk0");

  g_assert_nonnull (disk);
  g_assert_cmpstr (disk->key, ==, "disk:vda");
  g_assert_null (vtr_item_find_alias (doc, "virtio-disk9"));
  assert_keys ("qemu-commandline.xml", "video", "video:ua-screen\n");
}

static void
test_devices_in_order (void)
{
  g_autoptr (VtrXmlDoc) doc = read_sample ("by-hand-tabs.xml");
  g_autoptr (GPtrArray) devices = vtr_item_list_devices (doc);
  g_autofree char *keys = list_keys (devices);

  g_assert_cmpstr (keys, ==, "disk:hda\ngizmo:#1\ninterface:52:54:00:00:00:0a\ngraphics:vnc\n"
                             "graphics:egl-headless\n");
  g_assert_true (((VtrItem *) devices->pdata[1])->kind == &vtr_unknown_kind);
}

static void
test_ensure (void)
{
  g_autoptr (VtrXmlDoc) doc = read_sample ("q35-desktop.xml");
  g_autoptr (VtrItem) pin = vtr_item_ensure (doc, "vcpupin:2");
  g_autoptr (VtrItem) again = vtr_item_ensure (doc, "vcpupin:2");
  g_autoptr (VtrItem) distance = vtr_item_ensure (doc, "numa-cell:0/distance:1");

  g_assert_true (pin->node == again->node);
  g_assert_cmpstr (vtr_xml_node_get (pin->node, "@vcpu"), ==, "2");
  g_assert_cmpstr (vtr_xml_node_get (vtr_xml_doc_get_root (doc),
                                     "cpu/numa/cell[@id='0']/distances/sibling/@id"), ==, "1");
  g_assert_null (vtr_item_ensure (doc, "disk:vdz"));
  g_assert_null (vtr_item_ensure (doc, "vcpupin"));
  g_assert_null (vtr_item_ensure (doc, "nothing:1"));
  g_assert_null (vtr_item_ensure (doc, "boot:#7"));
}

static void
test_add_and_remove (void)
{
  g_autoptr (VtrXmlDoc) doc = read_sample ("q35-desktop.xml");
  g_autofree char *before = vtr_xml_doc_to_string (doc);
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (VtrItem) disk = NULL;
  g_autoptr (VtrItem) listen = NULL;
  g_autoptr (VtrItem) graphics = vtr_item_find (doc, "graphics:spice");
  g_autoptr (VtrItem) unknown = NULL;

  disk = vtr_item_add_device (doc, "<disk type='block'>\n  <target dev='vdb'/>\n</disk>", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (disk->key, ==, "disk:vdb");
  g_assert_cmpstr (vtr_xml_node_get (vtr_xml_doc_get_root (doc), "devices/disk[3]/target/@dev"), ==,
                   "vdb");
  listen = vtr_item_add (doc, graphics, "listen", "<listen type='socket'/>", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (listen->key, ==, "graphics:spice/listen:#2");
  unknown = vtr_item_add_device (doc, "<warp-drive speed='9'/>", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (unknown->key, ==, "warp-drive:#1");

  vtr_item_remove (disk);
  vtr_item_remove (listen);
  vtr_item_remove (unknown);
  after = vtr_xml_doc_to_string (doc);
  g_assert_cmpstr (after, ==, before);

  g_assert_null (vtr_item_add (doc, graphics, "listen", "<channel/>", &error));
  g_assert_error (error, VTR_ERROR, VTR_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_null (vtr_item_add_device (doc, "<disk>", &error));
  g_assert_error (error, VTR_ERROR, VTR_ERROR_INVALID);
}

static void
test_set_unknown_field (void)
{
  g_autoptr (VtrXmlDoc) doc = read_sample ("q35-desktop.xml");
  g_autoptr (VtrItem) disk = vtr_item_find (doc, "disk:vda");
  g_autoptr (GError) error = NULL;

  g_assert_false (vtr_item_set (disk, "wings", "two", &error));
  g_assert_error (error, VTR_ERROR, VTR_ERROR_INVALID);
}

static char *
describe_changes (VtrXmlDoc *running,
                  VtrXmlDoc *saved)
{
  g_autoptr (GPtrArray) changes = vtr_change_list (running, saved);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < changes->len; i++)
    {
      const VtrChange *change = changes->pdata[i];

      if (change->sort != VTR_CHANGE_VALUE)
        g_string_append_printf (text, "%s%s\n", change->sort == VTR_CHANGE_ADDED ? "+" : "-",
                                change->key);
      else
        g_string_append_printf (text, "%s.%s: %s -> %s\n", change->key,
                                change->field ? change->field->name : "", change->running,
                                change->saved);
    }
  return g_string_free_and_steal (text);
}

/* What libvirt fills in at a start is no change. */
static void
test_no_changes (void)
{
  static const char *pairs[][2] = {
    { "q35-desktop-running.xml", "q35-desktop.xml" },
    { "uefi-secure-boot-tpm-running.xml", "uefi-secure-boot-tpm.xml" },
    { "recorded-running.xml", "recorded.xml" },
    { "recorded-rich-running.xml", "recorded-rich.xml" },
    { "by-hand-tabs.xml", "by-hand-tabs.xml" },
    { "other-devices.xml", "other-devices.xml" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      g_autoptr (VtrXmlDoc) running = read_sample (pairs[i][0]);
      g_autoptr (VtrXmlDoc) saved = read_sample (pairs[i][1]);
      g_autofree char *changes = describe_changes (running, saved);

      g_assert_cmpstr (changes, ==, "");
    }
}

static void
edit (VtrXmlDoc  *doc,
      const char *key,
      const char *field,
      const char *value)
{
  g_autoptr (VtrItem) item = vtr_item_ensure (doc, key);
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (item);
  g_assert_true (vtr_item_set (item, field, value, &error));
  g_assert_no_error (error);
}

static void
test_changes (void)
{
  g_autoptr (VtrXmlDoc) running = read_sample ("q35-desktop-running.xml");
  g_autoptr (VtrXmlDoc) saved = read_sample ("q35-desktop.xml");
  g_autoptr (VtrItem) watchdog = vtr_item_find (saved, "watchdog:itco");
  g_autoptr (VtrItem) graphics = NULL;
  g_autofree char *changes = NULL;

  vtr_item_remove (watchdog);
  edit (saved, "disk:vda", "cache", "none");
  edit (saved, "memory", "size", "8 GiB");
  edit (saved, "cpu-feature:vmx", "policy", "require");
  edit (saved, "graphics:spice", "autoport", "no");
  edit (saved, "graphics:spice", "port", "5901");
  graphics = vtr_item_add_device (saved, "<graphics type='vnc'><listen type='none'/></graphics>",
                                  NULL);
  changes = describe_changes (running, saved);
  g_assert_cmpstr (changes, ==, "memory.size: 4294967296 -> 8589934592\n"
                                "disk:vda.cache: (null) -> none\n"
                                "graphics:spice.port: 5900 -> 5901\n"
                                "graphics:spice.autoport: yes -> no\n"
                                "+cpu-feature:vmx\n"
                                "+graphics:vnc\n"
                                "-watchdog:itco\n");
}

/* A running machine has an address where the saved one has none yet. */
static void
test_counted_match (void)
{
  g_autoptr (VtrXmlDoc) running = read_sample ("q35-desktop-running.xml");
  g_autoptr (VtrXmlDoc) saved = read_sample ("q35-desktop.xml");
  g_autoptr (VtrItem) device = vtr_item_find (saved, "redirdev:usb:0:2");
  g_autofree char *changes = NULL;

  vtr_xml_node_set (device->node, "address", NULL);
  changes = describe_changes (running, saved);
  g_assert_cmpstr (changes, ==, "");
}

static void
test_unknown_change (void)
{
  g_autoptr (VtrXmlDoc) running = read_sample ("other-devices.xml");
  g_autoptr (VtrXmlDoc) saved = read_sample ("other-devices.xml");
  g_autoptr (VtrItem) device = vtr_item_find (saved, "teleporter:#2");
  g_autofree char *changes = NULL;

  vtr_xml_node_set (device->node, "@model", "mk4");
  changes = describe_changes (running, saved);
  g_assert_cmpstr (changes, ==, "teleporter:#2.: <teleporter model='mk3'/> -> "
                                "<teleporter model='mk4'/>\n");
}

static void
test_log (void)
{
  g_autoptr (VtrXmlDoc) before = read_sample ("uefi-secure-boot-tpm.xml");
  g_autoptr (VtrXmlDoc) after = vtr_xml_doc_copy (before);
  g_autofree char *log = NULL;

  edit (after, "graphics:vnc", "passwd", "other-secret");
  edit (after, "graphics:vnc", "keymap", "fr");
  edit (after, "vcpu", "max", "16");
  log = vtr_change_log (before, after);
  g_assert_nonnull (strstr (log, "+  <vcpu placement='static'>16</vcpu>\n"));
  g_assert_nonnull (strstr (log, "keymap='fr'"));
  g_assert_null (strstr (log, "hunter2"));
  g_assert_null (strstr (log, "other-secret"));
}

static void
test_disk_source (void)
{
  static const char *expected[] = {
    "/dev/disk/by-id/scsi-1", "rbd://mon1.example.org:6321/pool/image",
    "https://hostname:443/url_path?foo=bar&baz=flurb", "nbd:///var/run/nbdsock/bar",
    "blk-pool0/blk-pool0-vol0", "/tmp/perfect", NULL, "/tmp/vhost-blk.sock", "/dev/vhost-vdpa-0",
    "/srv/luks.qcow2", NULL,
  };
  g_autoptr (VtrXmlDoc) doc = read_sample ("disks.xml");
  g_autoptr (GPtrArray) disks = vtr_item_list (doc, "disk");

  g_assert_cmpuint (disks->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < disks->len; i++)
    {
      g_autofree char *source = vtr_disk_source_get (((VtrItem *) disks->pdata[i])->node);

      g_assert_cmpstr (source, ==, expected[i]);
    }
}

static void
assert_source (const char *before,
               const char *type,
               const char *path,
               const char *after)
{
  g_autoptr (VtrXmlDoc) doc = vtr_xml_doc_new (before, -1, NULL);
  g_autofree char *text = NULL;

  vtr_disk_source_set (vtr_xml_doc_get_root (doc), type, path);
  text = vtr_xml_doc_to_string (doc);
  g_assert_cmpstr (text, ==, after);
}

static void
test_disk_change_source (void)
{
  assert_source ("<disk type='file'><target dev='sda'/></disk>", "file", "/a.iso",
                 "<disk type='file'><target dev='sda'/><source file='/a.iso'/></disk>");
  assert_source ("<disk type='file'><source file='/a' startupPolicy='optional' index='3'/></disk>",
                 "block", "/dev/sr0",
                 "<disk type='block'><source startupPolicy='optional' dev='/dev/sr0'/></disk>");
  assert_source ("<disk type='file'><source file='/a'><encryption/></source><readonly/></disk>",
                 "file", NULL, "<disk type='file'><readonly/></disk>");
  assert_source ("<disk type='file'><source file='/a'><slices/></source><backingStore/></disk>",
                 "file", "/a",
                 "<disk type='file'><source file='/a'><slices/></source><backingStore/></disk>");
}

static void
test_support (void)
{
  g_autoptr (VtrXmlDoc) caps = read_from ("host", "domain-capabilities.xml");
  g_auto (GStrv) buses = vtr_support_get_values (caps, "devices/disk", "bus");
  g_auto (GStrv) loaders = vtr_support_get_values (caps, "os/loader", NULL);
  g_autofree char *joined = g_strjoinv (" ", buses);

  g_assert_cmpstr (joined, ==, "fdc scsi virtio usb sata");
  g_assert_cmpuint (g_strv_length (loaders), ==, 2);
  g_assert_null (vtr_support_get_values (caps, "devices/disk", "colour"));
  g_assert_cmpint (vtr_support_get (caps, "devices/tpm"), ==, VTR_SUPPORT_NO);
  g_assert_cmpint (vtr_support_get (caps, "features/sev"), ==, VTR_SUPPORT_YES);
  g_assert_cmpint (vtr_support_get (caps, "devices/teleporter"), ==, VTR_SUPPORT_UNKNOWN);
  g_assert_cmpint (vtr_support_get_value (caps, "devices/graphics", "type", "spice"), ==,
                   VTR_SUPPORT_YES);
  g_assert_cmpint (vtr_support_get_value (caps, "devices/graphics", "type", "rdp"), ==,
                   VTR_SUPPORT_NO);
  g_assert_cmpint (vtr_support_get_value (caps, "devices/tpm", "model", "tpm-crb"), ==,
                   VTR_SUPPORT_UNKNOWN);
}

/* Each model that a type offers is one that the field knows. */
static void
test_controller_models (void)
{
  const VtrKind *kind = vtr_kind_get ("domain", "controller");
  const VtrField *types = vtr_kind_get_field (kind, "type");
  const VtrField *models = vtr_kind_get_field (kind, "model");
  guint n = 0;

  for (const char *const *type = types->values; *type; type++)
    {
      for (const char *const *model = vtr_controller_model_list (*type); *model; model++, n++)
        g_assert_true (g_strv_contains (models->values, *model));
    }
  g_assert_cmpuint (n, >, 30);
  g_assert_null (*vtr_controller_model_list (NULL));
}

/* What hosts say is read through the same tables. */
static void
test_host_views (void)
{
  g_autoptr (VtrXmlDoc) host = read_from ("host", "capabilities.xml");
  g_autoptr (VtrXmlDoc) network = read_from ("host", "network-nat.xml");
  g_autoptr (VtrXmlDoc) device = read_from ("host", "device-pci.xml");
  g_autoptr (VtrItem) guest = vtr_item_find (host, "guest:hvm:x86_64/guest-machine:q35");
  g_autoptr (VtrItem) cell = vtr_item_find (host, "host-cell:0");
  g_autoptr (VtrItem) lease = vtr_item_find (network, "network-ip:192.168.122.1/"
                                                      "dhcp-host:52:54:00:aa:bb:01");
  g_autoptr (VtrItem) type = vtr_item_find (device, "ability:mdev_types/mdev-type:nvidia-11");
  g_autofree char *canonical = vtr_item_get (guest, "canonical");
  g_autofree char *memory = vtr_item_get (cell, "memory");
  g_autofree char *ip = vtr_item_get (lease, "ip");
  g_autofree char *left = vtr_item_get (type, "available-instances");

  g_assert_cmpstr (canonical, ==, "pc-q35-9.2");
  g_assert_cmpstr (memory, ==, "16643809280");
  g_assert_cmpstr (ip, ==, "192.168.122.10");
  g_assert_cmpstr (left, ==, "16");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/items/keys", test_keys);
  g_test_add_func ("/items/alias", test_alias);
  g_test_add_func ("/items/devices-in-order", test_devices_in_order);
  g_test_add_func ("/items/ensure", test_ensure);
  g_test_add_func ("/items/add-and-remove", test_add_and_remove);
  g_test_add_func ("/items/set-unknown-field", test_set_unknown_field);
  g_test_add_func ("/changes/none", test_no_changes);
  g_test_add_func ("/changes/some", test_changes);
  g_test_add_func ("/changes/counted-match", test_counted_match);
  g_test_add_func ("/changes/unknown", test_unknown_change);
  g_test_add_func ("/changes/log", test_log);
  g_test_add_func ("/disk-source/get", test_disk_source);
  g_test_add_func ("/disk-source/set", test_disk_change_source);
  g_test_add_func ("/controller/models", test_controller_models);
  g_test_add_func ("/host/support", test_support);
  g_test_add_func ("/host/views", test_host_views);
  return g_test_run ();
}
