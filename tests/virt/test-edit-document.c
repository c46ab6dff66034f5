/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "base/vtr-error.h"
#include "definition/vtr-change.h"
#include "virt/edit/vtr-dependent-edits.h"
#include "virt/edit/vtr-edit-document.h"

#include <string.h>

/* Edits on paper, over every definition that there is to try them on. */

static VtrXmlDoc *
load (const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "domain", name, NULL);
  g_autofree char *text = NULL;
  gsize length;
  VtrXmlDoc *doc;

  g_assert_true (g_file_get_contents (path, &text, &length, NULL));
  doc = vtr_xml_doc_new (text, (gssize) length, NULL);
  g_assert_nonnull (doc);
  return doc;
}

static void
assert_discards (const char *name,
                 const char *what,
                 VtrXmlDoc  *saved,
                 VtrXmlDoc  *running)
{
  static const char *const sorts[] = { "value", "added", "removed" };
  g_autoptr (VtrEdit) edit = vtr_edit_new (VTR_EDIT_DISCARD_PENDING, NULL, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (VtrXmlDoc) doc = vtr_edit_document (edit, saved, running, &error);
  g_autoptr (GPtrArray) left = NULL;

  g_assert_no_error (error);
  left = vtr_change_list (running, doc);
  for (guint i = 0; i < left->len; i++)
    {
      const VtrChange *change = left->pdata[i];

      g_test_message ("%s: %s: %s %s.%s is %s and not %s", name, what, sorts[change->sort], change->key,
                      change->field != NULL ? change->field->name : "", change->saved, change->running);
    }
  if (left->len > 0)
    g_test_fail ();
}

/* Each thing that was taken out of the saved definition comes back, and each that was put in goes. */
static void
test_discard (gconstpointer user_data)
{
  const char *name = user_data;
  g_autoptr (VtrXmlDoc) whole = load (name);
  g_autoptr (GPtrArray) items = vtr_item_list (whole, NULL);

  for (guint i = 0; i < items->len; i++)
    {
      const VtrItem *item = items->pdata[i];
      g_autoptr (VtrXmlDoc) less = NULL;
      g_autoptr (VtrItem) twin = NULL;

      if (item->kind->sort == VTR_KIND_SECTION)
        continue;
      less = vtr_xml_doc_copy (whole);
      twin = vtr_item_find (less, item->key);
      vtr_item_remove (twin);
      assert_discards (name, item->key, less, whole);
      assert_discards (name, item->key, whole, less);
    }
}

/* Writing the XML of a device over itself changes no byte. */
static void
test_replace (gconstpointer user_data)
{
  const char *name = user_data;
  g_autoptr (VtrXmlDoc) whole = load (name);
  g_autofree char *before = vtr_xml_doc_to_string (whole);
  g_autoptr (GPtrArray) items = vtr_item_list_devices (whole);

  for (guint i = 0; i < items->len; i++)
    {
      const VtrItem *item = items->pdata[i];
      g_autofree char *xml = vtr_xml_node_to_string (item->node);
      g_autoptr (VtrEdit) edit = vtr_edit_new (VTR_EDIT_REPLACE_DEVICE, item->key, xml);
      g_autoptr (GError) error = NULL;
      g_autoptr (VtrXmlDoc) doc = vtr_edit_document (edit, whole, NULL, &error);
      g_autofree char *after = NULL;

      g_assert_no_error (error);
      after = vtr_xml_doc_to_string (doc);
      g_assert_cmpstr (before, ==, after);
    }
}

static void
test_sections_stay (void)
{
  g_autoptr (VtrXmlDoc) doc
      = vtr_xml_doc_new ("<domain><name>a</name><uuid>u</uuid><vcpu>2</vcpu></domain>", -1, NULL);
  g_autoptr (VtrEdit) edit = vtr_edit_new (VTR_EDIT_REMOVE_DEVICE, "vcpu", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (VtrXmlDoc) result = vtr_edit_document (edit, doc, NULL, &error);

  g_assert_null (result);
  g_assert_error (error, VTR_ERROR, VTR_ERROR_INVALID);
}

static void
test_discard_off (void)
{
  g_autoptr (VtrXmlDoc) doc = vtr_xml_doc_new ("<domain><name>a</name></domain>", -1, NULL);
  g_autoptr (VtrEdit) edit = vtr_edit_new (VTR_EDIT_DISCARD_PENDING, NULL, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (VtrXmlDoc) result = vtr_edit_document (edit, doc, NULL, &error);

  g_assert_null (result);
  g_assert_error (error, VTR_ERROR, VTR_ERROR_WRONG_STATE);
}

static VtrEdit *
make_values (const char *key,
             const char *field,
             const char *value)
{
  VtrEdit *edit = vtr_edit_new (VTR_EDIT_SET_VALUES, key, NULL);

  vtr_edit_set (edit, field, value);
  return edit;
}

static void
assert_bus (const char *key,
            const char *bus,
            const char *expected)
{
  static const char text[]
      = "<domain><name>a</name><devices>"
        "<disk type='file'><target dev='vda' bus='virtio'/><boot order='1'/>"
        "<address type='pci' bus='0x04'/></disk>"
        "<disk type='file'><target dev='sda' bus='sata'/></disk></devices></domain>";
  g_autoptr (VtrXmlDoc) doc = vtr_xml_doc_new (text, -1, NULL);
  g_autoptr (VtrEdit) edit = make_values (key, "bus", bus);
  g_autoptr (GError) error = NULL;
  g_autoptr (VtrXmlDoc) result = vtr_edit_document (edit, doc, NULL, &error);
  g_autofree char *after = NULL;

  g_assert_no_error (error);
  after = vtr_xml_doc_to_string (result);
  g_assert_nonnull (strstr (after, expected));
}

/* A disk on another bus has another name and another place there, and keeps its turn at the start. */
static void
test_bus (void)
{
  assert_bus ("disk:vda", "sata",
              "<disk type='file'><target dev='sdb' bus='sata'/><boot order='1'/></disk>");
  assert_bus ("disk:sda", "virtio", "<target dev='vdb' bus='virtio'/>");
  assert_bus ("disk:sda", "scsi", "<target dev='sda' bus='scsi'/>");
}

/* Two trade places in one go, and what a part takes away does not rename what the next one means. */
static void
test_together (void)
{
  static const char text[]
      = "<domain><name>a</name><os><type>hvm</type><boot dev='hd'/><boot dev='cdrom'/></os><devices>"
        "<interface type='user'><mac address='52:54:00:00:00:01'/>"
        "<portForward proto='tcp'/><portForward proto='udp'/><vlan><tag id='4'/></vlan>"
        "<boot order='1'/></interface>"
        "<interface type='user'><mac address='52:54:00:00:00:02'/><boot order='2'/></interface>"
        "</devices></domain>";
  static const char after[]
      = "<domain><name>a</name><os><type>hvm</type></os><devices>"
        "<interface type='user'><mac address='52:54:00:00:00:01'/>"
        "<portForward proto='icmp'/><portForward proto='tcp'><range start='8080' to='80'/></portForward>"
        "<boot order='2'/></interface>"
        "<interface type='user'><mac address='52:54:00:00:00:02'/><boot order='1'/></interface>"
        "</devices></domain>";
  g_autoptr (VtrXmlDoc) doc = vtr_xml_doc_new (text, -1, NULL);
  g_autoptr (VtrEdit) edit = vtr_edit_new (VTR_EDIT_TOGETHER, NULL, NULL);
  g_autoptr (VtrEdit) copy = NULL;
  VtrEdit *forward = vtr_edit_new (VTR_EDIT_ADD_ENTRY, "interface:52:54:00:00:00:01", "port-forward");
  VtrEdit *range = vtr_edit_new (VTR_EDIT_ADD_ENTRY, NULL, "port-range");
  g_autoptr (GError) error = NULL;
  g_autoptr (VtrXmlDoc) result = NULL;
  g_autofree char *changed = NULL;

  vtr_edit_add_part (edit, make_values ("interface:52:54:00:00:00:01", "boot-order", "2"));
  vtr_edit_add_part (edit, make_values ("interface:52:54:00:00:00:02", "boot-order", "1"));
  vtr_edit_add_part (edit, vtr_edit_new (VTR_EDIT_REMOVE_DEVICE, "boot:#1", NULL));
  vtr_edit_add_part (edit, vtr_edit_new (VTR_EDIT_REMOVE_DEVICE, "boot:#2", NULL));
  vtr_edit_add_part (edit, vtr_edit_new (VTR_EDIT_REMOVE_DEVICE,
                                         "interface:52:54:00:00:00:01/port-forward:#1", NULL));
  vtr_edit_add_part (edit, vtr_edit_new (VTR_EDIT_REMOVE_DEVICE,
                                         "interface:52:54:00:00:00:01/vlan:4", NULL));
  vtr_edit_add_part (edit, make_values ("interface:52:54:00:00:00:01/port-forward:#2", "proto", "icmp"));
  vtr_edit_set (forward, "proto", "tcp");
  vtr_edit_set (range, "start", "8080");
  vtr_edit_set (range, "to", "80");
  vtr_edit_add_part (forward, range);
  vtr_edit_add_part (edit, forward);

  copy = vtr_edit_copy (edit);
  result = vtr_edit_document (copy, doc, NULL, &error);
  g_assert_no_error (error);
  changed = vtr_xml_doc_to_string (result);
  g_assert_cmpstr (changed, ==, after);
}

/* One part that does not fit takes all with it. */
static void
test_together_refused (void)
{
  g_autoptr (VtrXmlDoc) doc = vtr_xml_doc_new ("<domain><name>a</name><vcpu>2</vcpu></domain>", -1, NULL);
  g_autoptr (VtrEdit) edit = vtr_edit_new (VTR_EDIT_TOGETHER, NULL, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (VtrXmlDoc) result = NULL;

  vtr_edit_add_part (edit, make_values ("vcpu", "max", "4"));
  vtr_edit_add_part (edit, make_values ("disk:vda", "cache", "none"));
  result = vtr_edit_document (edit, doc, NULL, &error);
  g_assert_null (result);
  g_assert_error (error, VTR_ERROR, VTR_ERROR_NOT_FOUND);
}

static const char spice_machine[]
    = "<domain><name>a</name><os><type>hvm</type></os><devices>"
      "<controller type='usb' model='qemu-xhci'/><serial type='spiceport'><source channel='x'/></serial>"
      "<channel type='unix'><target type='virtio' name='org.qemu.guest_agent.0'/></channel>"
      "<channel type='spicevmc'><target type='virtio' name='com.redhat.spice.0'/></channel>"
      "<graphics type='spice' autoport='yes' tlsPort='5901' passwd='x'><listen type='address' "
      "address='0.0.0.0'/></graphics><audio id='1' type='spice'/>"
      "<video><model type='qxl' ram='65536' heads='1'/></video>"
      "<redirdev bus='usb' type='spicevmc'/><smartcard mode='passthrough' type='spicevmc'/>"
      "</devices></domain>";

static VtrXmlDoc *
convert (VtrXmlDoc  *doc,
         const char *key,
         const char *type)
{
  g_autoptr (GPtrArray) others = NULL;
  g_autoptr (VtrEdit) edit = vtr_edit_new_display (doc, key, type, TRUE, &others);
  g_autoptr (GError) error = NULL;
  VtrXmlDoc *result = vtr_edit_document (edit, doc, NULL, &error);

  g_assert_no_error (error);
  g_assert_true (edit->later);
  return result;
}

/* All that hangs on SPICE goes with it, what others need stays, and the way back brings it again. */
static void
test_display (void)
{
  g_autoptr (VtrXmlDoc) spice = vtr_xml_doc_new (spice_machine, -1, NULL);
  g_autoptr (VtrXmlDoc) vnc = convert (spice, "graphics:spice", "vnc");
  g_autofree char *vnc_text = vtr_xml_doc_to_string (vnc);
  g_autoptr (VtrXmlDoc) back = convert (vnc, "graphics:vnc", "spice");
  g_autofree char *back_text = vtr_xml_doc_to_string (back);

  g_assert_null (strstr (vnc_text, "spicevmc"));
  g_assert_null (strstr (vnc_text, "spiceport"));
  g_assert_null (strstr (vnc_text, "qxl"));
  g_assert_null (strstr (vnc_text, "tlsPort"));
  g_assert_nonnull (strstr (vnc_text, "address='0.0.0.0'"));
  g_assert_nonnull (strstr (vnc_text, "passwd='x'"));
  g_assert_nonnull (strstr (vnc_text, "org.qemu.guest_agent.0"));
  g_assert_nonnull (strstr (vnc_text, "qemu-vdagent"));
  g_assert_nonnull (strstr (vnc_text, "<audio id='1' type='none'/>"));

  g_assert_null (strstr (back_text, "qemu-vdagent"));
  g_assert_nonnull (strstr (back_text, "<channel type='spicevmc'>"));
  g_assert_nonnull (strstr (back_text, "<redirdev bus='usb' type='spicevmc'/>"));
  g_assert_nonnull (strstr (back_text, "<audio id='1' type='spice'/>"));
  g_assert_nonnull (strstr (back_text, "passwd='x'"));
}

/* A display that changed can become again what runs. */
static void
test_display_discarded (void)
{
  g_autoptr (VtrXmlDoc) running
      = vtr_xml_doc_new ("<domain><name>a</name><os><type>hvm</type></os><devices>"
                         "<graphics type='vnc' passwd='x'><listen type='none'/></graphics>"
                         "<audio id='1' type='none'/></devices></domain>", -1, NULL);
  g_autoptr (VtrXmlDoc) saved = convert (running, "graphics:vnc", "spice");
  g_autofree char *text = vtr_xml_doc_to_string (saved);

  g_test_message ("%s", text);
  assert_discards ("display", "whole", saved, running);
}

static void
test_removal (void)
{
  g_autoptr (VtrXmlDoc) doc = vtr_xml_doc_new (spice_machine, -1, NULL);
  g_autoptr (GPtrArray) with_display = NULL;
  g_autoptr (GPtrArray) with_card = NULL;
  g_autoptr (VtrEdit) display = vtr_edit_new_removal (doc, "graphics:spice", &with_display);
  g_autoptr (VtrEdit) card = vtr_edit_new_removal (doc, "video:#1", &with_card);
  g_autoptr (VtrXmlDoc) result = vtr_edit_document (display, doc, NULL, NULL);
  g_autofree char *text = vtr_xml_doc_to_string (result);

  g_assert_cmpuint (with_display->len, ==, 5);
  g_assert_null (strstr (text, "spice'"));
  g_assert_null (strstr (text, "spicevmc"));
  g_assert_cmpuint (with_card->len, ==, 0);
  g_assert_cmpint (card->sort, ==, VTR_EDIT_REMOVE_DEVICE);
}

/* Every display of every definition there is becomes the other kind and leaves no trace of it. */
static void
test_all_displays (gconstpointer user_data)
{
  g_autoptr (VtrXmlDoc) doc = load (user_data);
  g_autoptr (VtrItem) display = vtr_item_find (doc, "graphics:spice");
  g_autoptr (VtrXmlDoc) vnc = NULL;
  g_autofree char *text = NULL;

  if (display == NULL)
    return;
  vnc = convert (doc, "graphics:spice", "vnc");
  text = vtr_xml_doc_to_string (vnc);
  g_assert_null (strstr (text, "'spicevmc'"));
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr (GDir) dir = NULL;
  g_autofree char *folder = NULL;
  const char *name;
  int result;
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  g_test_init (&argc, &argv, NULL);
  folder = g_test_build_filename (G_TEST_DIST, "data", "domain", NULL);
  dir = g_dir_open (folder, 0, NULL);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      char *kept;
      g_autofree char *discard = NULL;
      g_autofree char *replace = NULL;
      g_autofree char *displays = NULL;

      if (!g_str_has_suffix (name, ".xml"))
        continue;
      kept = g_strdup (name);
      g_ptr_array_add (names, kept);
      discard = g_strdup_printf ("/edit-document/discard/%s", name);
      replace = g_strdup_printf ("/edit-document/replace/%s", name);
      displays = g_strdup_printf ("/edit-document/displays/%s", name);
      g_test_add_data_func (discard, kept, test_discard);
      g_test_add_data_func (displays, kept, test_all_displays);
      g_test_add_data_func (replace, kept, test_replace);
    }
  g_test_add_func ("/edit-document/sections", test_sections_stay);
  g_test_add_func ("/edit-document/off", test_discard_off);
  g_test_add_func ("/edit-document/bus", test_bus);
  g_test_add_func ("/edit-document/display", test_display);
  g_test_add_func ("/edit-document/display-discarded", test_display_discarded);
  g_test_add_func ("/edit-document/removal", test_removal);
  g_test_add_func ("/edit-document/together", test_together);
  g_test_add_func ("/edit-document/together-refused", test_together_refused);
  result = g_test_run ();
  return result;
}
