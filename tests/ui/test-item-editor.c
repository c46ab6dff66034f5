/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "base/vtr-error.h"
#include "editors/vtr-choices.h"
#include "editors/vtr-device-template.h"
#include "editors/vtr-field-label.h"
#include "editors/vtr-form.h"
#include "editors/vtr-item-editor.h"
#include "editors/vtr-item-edits-apply.h"
#include "editors/vtr-item-names.h"
#include "editors/vtr-item-removal.h"
#include "editors/vtr-network-form.h"

#include "vtr-ui-test.h"

static const char machine[] =
    "<domain type='test'><name>web</name><memory unit='KiB'>1048576</memory><vcpu>2</vcpu><devices>"
    "<disk type='file' device='disk'><driver name='qemu' type='qcow2' cache='%s'/>"
    "<source file='/srv/web.qcow2'/><target dev='vda' bus='%s'/></disk>"
    "<graphics type='spice' autoport='yes'><listen type='address' address='127.0.0.1'/></graphics>"
    "<frob level='9'/></devices></domain>";

static VtrXmlDoc *
make_machine (const char *cache,
              const char *bus)
{
  g_autofree char *text = g_strdup_printf (machine, cache, bus);
  g_autoptr (GError) error = NULL;
  VtrXmlDoc *doc = vtr_xml_doc_new (text, -1, &error);

  g_assert_no_error (error);
  return doc;
}

static void
check_labels (const char *root)
{
  const VtrKindTable *table = vtr_kind_table (root);

  for (const VtrKind *const *kind = table->kinds; *kind != NULL; kind++)
    {
      if (g_str_equal (vtr_kind_get_title (*kind), (*kind)->name))
        g_test_fail_printf ("%s has no title", (*kind)->name);
      for (const VtrField *field = (*kind)->fields; field->name != NULL; field++)
        if (vtr_field_label (*kind, field) == NULL)
          g_test_fail_printf ("%s.%s has no label", (*kind)->name, field->name);
    }
}

static void
test_labels (void)
{
  check_labels ("domain");
  check_labels ("network");
}

static void
check_form (const VtrForm *form,
            const char    *root)
{
  for (const VtrFormGroup *group = form->groups; group->kind != NULL; group++)
    {
      const VtrKind *kind = vtr_kind_get (root, group->kind);

      g_assert_nonnull (kind);
      for (const VtrFormRow *row = group->rows; row != NULL && row->field != NULL; row++)
        if (vtr_kind_get_field (kind, row->field) == NULL
            || (row->when != NULL && vtr_kind_get_field (kind, row->when) == NULL))
          g_test_fail_printf ("%s.%s is no field", group->kind, row->field);
      for (guint i = 0; group->entries != NULL && group->entries[i] != NULL; i++)
        if (vtr_kind_get (root, group->entries[i]) == NULL)
          g_test_fail_printf ("%s is no kind", group->entries[i]);
    }
}

/* Every kind of device has a form, and no form asks for what is not there. */
static void
test_forms (void)
{
  const VtrKindTable *table = vtr_kind_table ("domain");
  guint n_sections;
  const VtrForm *sections = vtr_form_sections (&n_sections);

  check_form (vtr_form_for_network (), "network");
  for (guint i = 0; i < n_sections; i++)
    check_form (&sections[i], "domain");
  for (const VtrKind *const *kind = table->kinds; *kind != NULL; kind++)
    {
      const VtrForm *form = vtr_form_for_device (*kind);

      if (form != NULL)
        check_form (form, "domain");
      else if ((*kind)->sort == VTR_KIND_DEVICE)
        g_test_fail_printf ("%s has no form", (*kind)->name);
    }
}

static gboolean
shows_entries (const VtrForm *form,
               const char    *kind)
{
  for (const VtrFormGroup *group = form->groups; group->kind != NULL; group++)
    if (group->entries != NULL && g_strv_contains (group->entries, kind))
      return TRUE;

  return FALSE;
}

/* Every list can be reached: those within an entry are with it, and the older boot order is a part of
 * the one list of devices. */
static void
test_lists (void)
{
  const VtrKindTable *table = vtr_kind_table ("domain");
  guint n_sections;
  const VtrForm *sections = vtr_form_sections (&n_sections);

  for (const VtrKind *const *kind = table->kinds; *kind != NULL; kind++)
    {
      gboolean shown = g_str_equal ((*kind)->name, "boot");

      if ((*kind)->sort != VTR_KIND_ENTRY
          || ((*kind)->parent != NULL && (*kind)->parent->sort == VTR_KIND_ENTRY))
        continue;
      for (guint i = 0; i < n_sections && (*kind)->parent == NULL; i++)
        shown = shown || shows_entries (&sections[i], (*kind)->name);
      if ((*kind)->parent != NULL)
        shown = shows_entries (vtr_form_for_device ((*kind)->parent), (*kind)->name);
      if (!shown)
        g_test_fail_printf ("%s is in no form", (*kind)->name);
    }
}

static void
assert_title (VtrXmlDoc  *doc,
              guint       position,
              const char *expected)
{
  g_autoptr (GPtrArray) items = vtr_item_list_devices (doc);
  g_autofree char *title = vtr_item_get_title (items->pdata[position]);

  g_assert_cmpstr (title, ==, expected);
}

static void
test_names (void)
{
  g_autoptr (VtrXmlDoc) doc = make_machine ("none", "virtio");

  assert_title (doc, 0, "Disk vda");
  assert_title (doc, 1, "Display SPICE");
  assert_title (doc, 2, "Not understood: <frob>");
}

/* Whatever a machine has, it can be listed. */
static void
test_all_named (void)
{
  g_autofree char *folder = g_test_build_filename (G_TEST_DIST, "data", "domain", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *text = NULL;
      g_autoptr (VtrXmlDoc) doc = NULL;
      g_autoptr (GPtrArray) items = NULL;

      g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
      doc = vtr_xml_doc_new (text, -1, NULL);
      items = vtr_item_list (doc, NULL);
      for (guint i = 0; i < items->len; i++)
        {
          g_autofree char *title = vtr_item_get_title (items->pdata[i]);
          g_autofree char *subtitle = vtr_item_get_subtitle (items->pdata[i]);

          g_assert_nonnull (title);
          g_assert_nonnull (vtr_item_get_icon_name (items->pdata[i]));
        }
    }
}

static const char board[]
    = "<domain type='test'><name>web</name><devices>"
      "<disk type='file'><target dev='sda' bus='sata'/><address type='drive' controller='0' unit='0'/>"
      "</disk><controller type='sata' index='0'/><controller type='sata' index='1'/>"
      "<controller type='pci' index='1' model='pcie-root-port'/>"
      "<controller type='usb' index='0' model='ich9-uhci1'/><serial type='pty'/>"
      "<console type='pty'><target type='serial' port='0'/></console>"
      "<console type='pty'><target type='virtio' port='1'/></console>"
      "<input type='mouse' bus='ps2'/><input type='tablet' bus='usb'/><graphics type='vnc'/>"
      "<video><model type='virtio'/></video></devices></domain>";

static gboolean
can_go (VtrXmlDoc  *doc,
        const char *key)
{
  g_autoptr (VtrItem) item = vtr_item_find (doc, key);

  g_assert_nonnull (item);
  return vtr_item_why_not_remove (doc, item) == NULL;
}

static gboolean
is_internal (VtrXmlDoc  *doc,
             const char *key)
{
  g_autoptr (VtrItem) item = vtr_item_find (doc, key);

  g_assert_nonnull (item);
  return vtr_item_is_internal (doc, item);
}

/* What others need stays, and what only they need is not in the way. */
static void
test_removal (void)
{
  g_autoptr (VtrXmlDoc) doc = vtr_xml_doc_new (board, -1, NULL);

  g_assert_true (can_go (doc, "disk:sda"));
  g_assert_false (can_go (doc, "controller:sata:0"));
  g_assert_true (can_go (doc, "controller:sata:1"));
  g_assert_false (can_go (doc, "controller:pci:1"));
  g_assert_false (can_go (doc, "input:mouse:ps2"));
  g_assert_true (can_go (doc, "input:tablet:usb"));
  g_assert_false (can_go (doc, "video:#1"));
  g_assert_true (can_go (doc, "graphics:vnc"));

  g_assert_false (can_go (doc, "controller:usb:0"));

  g_assert_true (is_internal (doc, "controller:pci:1"));
  g_assert_true (is_internal (doc, "controller:usb:0"));
  g_assert_false (is_internal (doc, "controller:sata:0"));
  g_assert_true (is_internal (doc, "console:0"));
  g_assert_false (is_internal (doc, "console:1"));
}

/* Each template is understood, has a form, and gives back a device. */
static void
test_templates (void)
{
  g_autoptr (VtrXmlDoc) doc = make_machine ("none", "virtio");
  guint n_templates;
  const VtrDeviceTemplate *templates = vtr_device_template_list (&n_templates);

  for (guint i = 0; i < n_templates; i++)
    {
      g_autoptr (VtrXmlDoc) made = vtr_device_template_make (&templates[i], doc);
      g_autoptr (GPtrArray) items = vtr_item_list_devices (made);
      const VtrItem *item = items->pdata[0];
      g_autofree char *xml = vtr_device_template_get_xml (made);

      g_assert_cmpuint (items->len, ==, 1);
      g_assert_cmpstr (item->kind->name, ==, templates[i].kind);
      g_assert_nonnull (vtr_form_for_device (item->kind));
      g_assert_true (g_str_has_prefix (xml, "<"));
      if (g_str_equal (templates[i].id, "disk"))
        g_assert_cmpstr (item->key, ==, "disk:vdb");
    }
}

static void
test_second_folder (void)
{
  g_autoptr (VtrXmlDoc) doc
      = vtr_xml_doc_new ("<domain><devices><filesystem><target dir='shared'/></filesystem>"
                         "<filesystem><target dir='shared-2'/></filesystem></devices></domain>",
                         -1, NULL);
  g_autoptr (VtrXmlDoc) made
      = vtr_device_template_make (vtr_device_template_find ("filesystem"), doc);
  g_autoptr (VtrItem) item = vtr_item_find (made, "filesystem:shared-3");

  g_assert_nonnull (item);
}

/* An editor in a window */

typedef struct
{
  GtkWidget     *window;
  VtrItemEditor *editor;
  VtrXmlDoc     *saved;
} Fixture;

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  const VtrForm *form = vtr_form_for_device (vtr_kind_get ("domain", "disk"));

  fixture->saved = make_machine ("writeback", "virtio");
  fixture->editor = VTR_ITEM_EDITOR (vtr_item_editor_new (form, "disk:vda"));
  vtr_item_editor_fill (fixture->editor, fixture->saved, NULL, NULL);
  fixture->window = vtr_ui_test_window (GTK_WIDGET (fixture->editor));
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  g_object_ref (fixture->editor);
  vtr_ui_test_close (fixture->window);
  vtr_ui_test_finalize (fixture->editor);
  vtr_xml_doc_unref (fixture->saved);
}

static GtkWidget *
find_row (Fixture    *fixture,
          const char *title)
{
  GtkWidget *row = vtr_ui_test_find (fixture->window, ADW_TYPE_PREFERENCES_ROW, title);

  g_assert_nonnull (row);
  return row;
}

static const char *
chosen (GtkWidget *row)
{
  gpointer item = adw_combo_row_get_selected_item (ADW_COMBO_ROW (row));

  return gtk_string_object_get_string (item);
}

static void
choose (GtkWidget  *row,
        const char *label)
{
  GListModel *model = adw_combo_row_get_model (ADW_COMBO_ROW (row));

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (GtkStringObject) item = g_list_model_get_item (model, i);

      if (g_str_equal (gtk_string_object_get_string (item), label))
        {
          adw_combo_row_set_selected (ADW_COMBO_ROW (row), i);
          return;
        }
    }
  g_assert_not_reached ();
}

static void
assert_edit (Fixture    *fixture,
             const char *field,
             const char *value)
{
  g_autoptr (GPtrArray) edits
      = vtr_item_edits_list (vtr_item_editor_get_edits (fixture->editor), NULL);
  const VtrFieldEdit *edit;

  g_assert_cmpuint (edits->len, ==, 1);
  edit = edits->pdata[0];
  g_assert_cmpstr (edit->key, ==, "disk:vda");
  g_assert_cmpstr (edit->field, ==, field);
  g_assert_cmpstr (edit->value, ==, value);
}

static void
test_edit (Fixture      *fixture,
           gconstpointer data)
{
  GtkWidget *cache = find_row (fixture, "Cache");

  g_assert_cmpstr (chosen (cache), ==, "writeback");
  g_assert_cmpstr (chosen (find_row (fixture, "Bus")), ==, "VirtIO");
  g_assert_false (vtr_item_editor_is_dirty (fixture->editor));

  choose (cache, "None");
  assert_edit (fixture, "cache", "none");
  choose (cache, "Default");
  assert_edit (fixture, "cache", NULL);
  choose (cache, "writeback");
  g_assert_false (vtr_item_editor_is_dirty (fixture->editor));

  choose (cache, "None");
  vtr_item_editor_revert (fixture->editor);
  g_assert_cmpstr (chosen (cache), ==, "writeback");
  g_assert_false (vtr_item_editor_is_dirty (fixture->editor));
}

/* What nobody knows is shown and kept. */
static void
test_unknown_value (Fixture      *fixture,
                    gconstpointer data)
{
  g_autoptr (VtrXmlDoc) odd = make_machine ("quantum", "virtio");

  vtr_item_editor_fill (fixture->editor, odd, NULL, NULL);
  g_assert_cmpstr (chosen (find_row (fixture, "Cache")), ==, "quantum");
  g_assert_false (vtr_item_editor_is_dirty (fixture->editor));
}

/* An edit survives that the definition is read again, and says when its field changed underneath. */
static void
test_refill (Fixture      *fixture,
             gconstpointer data)
{
  g_autoptr (VtrXmlDoc) other = make_machine ("writeback", "scsi");
  g_autoptr (VtrXmlDoc) same = make_machine ("directsync", "scsi");
  g_autoptr (VtrXmlDoc) done = make_machine ("none", "scsi");
  GtkWidget *cache = find_row (fixture, "Cache");

  choose (cache, "None");
  vtr_item_editor_fill (fixture->editor, other, NULL, NULL);
  g_assert_cmpstr (chosen (find_row (fixture, "Bus")), ==, "SCSI");
  assert_edit (fixture, "cache", "none");
  g_assert_cmpstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (cache)), ==, "");

  vtr_item_editor_fill (fixture->editor, same, NULL, NULL);
  assert_edit (fixture, "cache", "none");
  g_assert_cmpstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (cache)), ==,
                   "Changed elsewhere meanwhile, to: directsync");

  vtr_item_editor_fill (fixture->editor, done, NULL, NULL);
  g_assert_false (vtr_item_editor_is_dirty (fixture->editor));
}

static void
test_now_and_later (Fixture      *fixture,
                    gconstpointer data)
{
  g_autoptr (VtrXmlDoc) running = make_machine ("none", "virtio");
  g_autoptr (GPtrArray) changes = vtr_change_list (running, fixture->saved);

  vtr_item_editor_fill (fixture->editor, fixture->saved, running, changes);
  g_assert_cmpstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (find_row (fixture, "Cache"))), ==,
                   "now: None · after restart: writeback");
}

/* Rows that do not matter are not there; what is advanced is made when it is looked at. */
static void
test_conditions (Fixture      *fixture,
                 gconstpointer data)
{
  g_assert_nonnull (vtr_ui_test_find (fixture->window, ADW_TYPE_ENTRY_ROW, "File"));
  g_assert_null (vtr_ui_test_find (fixture->window, ADW_TYPE_ENTRY_ROW, "Volume"));
  choose (find_row (fixture, "Source"), "Volume of a Pool");
  g_assert_null (vtr_ui_test_find (fixture->window, ADW_TYPE_ENTRY_ROW, "File"));
  g_assert_nonnull (vtr_ui_test_find (fixture->window, ADW_TYPE_ENTRY_ROW, "Volume"));

  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (find_row (fixture, "Speed Limits")), TRUE);
  vtr_wait_until (vtr_ui_test_find (fixture->window, ADW_TYPE_ENTRY_ROW, "Bytes per Second"));
  vtr_ui_test_type (fixture->window, "Bytes per Second", "1000000");
  choose (find_row (fixture, "Source"), "File");
  assert_edit (fixture, "iotune-total-bytes-sec", "1000000");
}

static void
test_reason (Fixture      *fixture,
             gconstpointer data)
{
  GtkWidget *cache = find_row (fixture, "Cache");

  vtr_item_editor_set_reason (fixture->editor, "The host is away");
  g_assert_false (gtk_widget_is_sensitive (cache));
  g_assert_cmpstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (cache)), ==, "The host is away");
  vtr_item_editor_set_reason (fixture->editor, NULL);
  g_assert_true (gtk_widget_is_sensitive (cache));
}

static VtrXmlDoc *
load_capabilities (void)
{
  g_autofree char *path
      = g_test_build_filename (G_TEST_DIST, "data", "host", "domain-capabilities.xml", NULL);
  g_autofree char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  return vtr_xml_doc_new (text, -1, NULL);
}

static guint
find_choice (GtkWidget  *row,
             const char *label)
{
  GListModel *model = adw_combo_row_get_model (ADW_COMBO_ROW (row));

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (GtkStringObject) item = g_list_model_get_item (model, i);

      if (g_str_equal (gtk_string_object_get_string (item), label))
        return i;
    }
  return GTK_INVALID_LIST_POSITION;
}

/* What the host does not offer comes last, and what is there stays, also under an unapplied edit. */
static void
test_choices (Fixture      *fixture,
              gconstpointer data)
{
  g_autoptr (VtrXmlDoc) capabilities = load_capabilities ();
  g_autoptr (VtrXmlDoc) odd = make_machine ("writeback", "quantum");
  g_autoptr (VtrChoices) choices = vtr_choices_new ();
  GtkWidget *bus = find_row (fixture, "Bus");

  vtr_item_editor_set_choices (fixture->editor, choices);
  choose (bus, "SATA");
  vtr_choices_set_capabilities (choices, capabilities);
  g_assert_cmpstr (chosen (bus), ==, "SATA");
  assert_edit (fixture, "bus", "sata");
  g_assert_cmpuint (find_choice (bus, "IDE"), >, find_choice (bus, "FDC"));
  g_assert_cmpuint (find_choice (bus, "nvme"), !=, GTK_INVALID_LIST_POSITION);

  vtr_item_editor_revert (fixture->editor);
  vtr_item_editor_fill (fixture->editor, odd, NULL, NULL);
  g_assert_cmpstr (chosen (bus), ==, "quantum");
  g_assert_false (vtr_item_editor_is_dirty (fixture->editor));
}

static void
test_no_device (void)
{
  g_autoptr (VtrXmlDoc) capabilities = load_capabilities ();
  g_autoptr (VtrXmlDoc) doc = make_machine ("none", "virtio");
  g_autoptr (VtrChoices) choices = vtr_choices_new ();
  const VtrDeviceTemplate *tpm = vtr_device_template_find ("tpm");
  const VtrDeviceTemplate *disk = vtr_device_template_find ("disk");
  const char *why_not = NULL;

  g_assert_true (vtr_device_template_can_add (tpm, doc, choices, NULL));
  vtr_choices_set_capabilities (choices, capabilities);
  g_assert_false (vtr_device_template_can_add (tpm, doc, choices, &why_not));
  g_assert_nonnull (why_not);
  g_assert_true (vtr_device_template_can_add (disk, doc, choices, &why_not));
  g_assert_null (why_not);
}

/* Models that are known are offered beside what may be typed; one that the processor cannot be is not. */
static void
test_suggestions (void)
{
  g_autoptr (VtrXmlDoc) capabilities = load_capabilities ();
  g_autoptr (VtrChoices) choices = vtr_choices_new ();
  const VtrKind *cpu = vtr_kind_get ("domain", "cpu");
  g_autoptr (GPtrArray) models = NULL;

  g_assert_null (vtr_choices_list (choices, cpu, vtr_kind_get_field (cpu, "model")));
  vtr_choices_set_capabilities (choices, capabilities);
  models = vtr_choices_list (choices, cpu, vtr_kind_get_field (cpu, "model"));
  g_assert_cmpuint (models->len, ==, 2);
  g_assert_cmpstr (((VtrChoice *) models->pdata[0])->value, ==, "qemu64");
  g_assert_null (((VtrChoice *) models->pdata[0])->why_not);
  g_assert_cmpstr (((VtrChoice *) models->pdata[1])->value, ==, "EPYC");
  g_assert_nonnull (((VtrChoice *) models->pdata[1])->why_not);
}

/* Lists within a device */

static const char card[]
    = "<domain type='test'><name>web</name><devices><interface type='user'>"
      "<mac address='52:54:00:aa:bb:01'/><portForward proto='udp'/></interface></devices></domain>";

static void
set_up_card (Fixture      *fixture,
             gconstpointer data)
{
  const VtrForm *form = vtr_form_for_device (vtr_kind_get ("domain", "interface"));

  fixture->saved = vtr_xml_doc_new (card, -1, NULL);
  fixture->editor = VTR_ITEM_EDITOR (vtr_item_editor_new (form, "interface:52:54:00:aa:bb:01"));
  vtr_item_editor_fill (fixture->editor, fixture->saved, NULL, NULL);
  fixture->window = vtr_ui_test_window (GTK_WIDGET (fixture->editor));
}

static void
activate (Fixture    *fixture,
          const char *title)
{
  GtkWidget *row = NULL;

  vtr_wait_until ((row = vtr_ui_test_find (fixture->window, ADW_TYPE_ACTION_ROW, title)) != NULL);
  adw_action_row_activate (ADW_ACTION_ROW (row));
}

static void
test_add_entry (Fixture      *fixture,
                gconstpointer data)
{
  VtrItemEdits *edits = vtr_item_editor_get_edits (fixture->editor);
  g_autoptr (GPtrArray) values = NULL;
  const VtrNewEntry *forward;
  const VtrNewEntry *range;

  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (find_row (fixture, "Add an Entry")), TRUE);
  activate (fixture, "Add: Port Forward");
  g_assert_true (vtr_item_editor_is_dirty (fixture->editor));
  g_assert_cmpuint (vtr_item_edits_get_added (edits)->len, ==, 2);
  forward = vtr_item_edits_get_added (edits)->pdata[0];
  range = vtr_item_edits_get_added (edits)->pdata[1];
  g_assert_cmpstr (forward->parent, ==, "interface:52:54:00:aa:bb:01");
  g_assert_cmpstr (range->parent, ==, forward->id);

  /* Both are open: they were just made to be filled in. */
  vtr_ui_test_type (fixture->window, "First Port", "8080");
  values = vtr_item_edits_list (edits, range->id);
  g_assert_cmpuint (values->len, ==, 1);
  g_assert_cmpstr (((VtrFieldEdit *) values->pdata[0])->value, ==, "8080");

  vtr_ui_test_click (fixture->window, "Remove New: Port Forward");
  g_assert_false (vtr_item_editor_is_dirty (fixture->editor));
  g_assert_cmpuint (vtr_item_edits_get_added (edits)->len, ==, 0);
}

static void
test_remove_entry (Fixture      *fixture,
                   gconstpointer data)
{
  VtrItemEdits *edits = vtr_item_editor_get_edits (fixture->editor);

  vtr_ui_test_click (fixture->window, "Remove Port Forward udp");
  g_assert_cmpstr (vtr_item_edits_get_removed (edits)->pdata[0], ==,
                   "interface:52:54:00:aa:bb:01/port-forward:#1");
  g_assert_null (vtr_ui_test_find (fixture->window, ADW_TYPE_EXPANDER_ROW, "Port Forward udp"));

  vtr_item_editor_revert (fixture->editor);
  g_assert_nonnull (vtr_ui_test_find (fixture->window, ADW_TYPE_EXPANDER_ROW, "Port Forward udp"));
}

#define ADD(name, func) g_test_add ("/item-editor/" name, Fixture, NULL, set_up, func, tear_down)

/* What was wanted of a network stands in its definition, and nothing else changed. */
static void
test_apply (void)
{
  g_autoptr (VtrXmlDoc) doc = vtr_xml_doc_new (
      "<network>\n  <name>n</name>\n  <gizmo/>\n  <ip address='10.0.0.1' prefix='24'>\n    <dhcp>\n"
      "      <host mac='52:54:00:00:00:01' ip='10.0.0.9'/>\n    </dhcp>\n  </ip>\n</network>",
      -1, NULL);
  g_autoptr (VtrItemEdits) edits = vtr_item_edits_new ();
  const VtrNewEntry *host, *group, *tag;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  vtr_item_edits_set (edits, "network-ip:10.0.0.1", "address", "10.0.0.2", "10.0.0.1");
  vtr_item_edits_remove_entry (edits, "network-ip:10.0.0.1/dhcp-host:52:54:00:00:00:01");
  host = vtr_item_edits_add_entry (edits, "network-ip:10.0.0.1",
                                   vtr_kind_get ("network", "dhcp-host"));
  vtr_item_edits_set (edits, host->id, "name", "web", NULL);
  group = vtr_item_edits_add_entry (edits, NULL, vtr_kind_get ("network", "portgroup"));
  vtr_item_edits_set (edits, group->id, "name", "lab", NULL);
  tag = vtr_item_edits_add_entry (edits, group->id, vtr_kind_get ("network", "portgroup-vlan"));
  vtr_item_edits_set (edits, tag->id, "id", "42", NULL);

  g_assert_true (vtr_item_edits_apply (edits, doc, &error));
  g_assert_no_error (error);
  text = vtr_xml_doc_to_string (doc);
  g_assert_cmpstr (text, ==,
                   "<network>\n  <name>n</name>\n  <gizmo/>\n  <ip address='10.0.0.2' prefix='24'>\n"
                   "    <dhcp>\n      <host name='web'/>\n    </dhcp>\n  </ip>\n"
                   "  <portgroup name='lab'>\n    <vlan>\n      <tag id='42'/>\n    </vlan>\n"
                   "  </portgroup>\n</network>");

  vtr_item_edits_set (edits, "network", "ipv6", "perhaps", NULL);
  g_assert_false (vtr_item_edits_apply (edits, doc, &error));
  g_assert_error (error, VTR_ERROR, VTR_ERROR_INVALID);
}

static void
add_tests (void)
{
  g_test_add_func ("/item-editor/labels", test_labels);
  g_test_add_func ("/item-editor/apply", test_apply);
  g_test_add_func ("/item-editor/forms", test_forms);
  g_test_add_func ("/item-editor/lists", test_lists);
  g_test_add_func ("/item-editor/names", test_names);
  g_test_add_func ("/item-editor/all-named", test_all_named);
  g_test_add_func ("/item-editor/removal", test_removal);
  g_test_add_func ("/item-editor/templates", test_templates);
  g_test_add_func ("/item-editor/second-folder", test_second_folder);
  ADD ("edit", test_edit);
  ADD ("unknown-value", test_unknown_value);
  ADD ("refill", test_refill);
  ADD ("now-and-later", test_now_and_later);
  ADD ("conditions", test_conditions);
  ADD ("reason", test_reason);
  ADD ("choices", test_choices);
  g_test_add_func ("/item-editor/no-device", test_no_device);
  g_test_add_func ("/item-editor/suggestions", test_suggestions);
  g_test_add ("/item-editor/add-entry", Fixture, NULL, set_up_card, test_add_entry, tear_down);
  g_test_add ("/item-editor/remove-entry", Fixture, NULL, set_up_card, test_remove_entry, tear_down);
}

int
main (int    argc,
      char **argv)
{
  return vtr_ui_test_main (argc, argv, add_tests);
}
