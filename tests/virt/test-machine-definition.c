/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include <glib/gstdio.h>
#include <libvirt/libvirt.h>
#include <string.h>

#include "base/vtr-error.h"
#include "definition/vtr-item.h"
#include "virt/edit/vtr-definition-history.h"
#include "virt/host/vtr-host.h"
#include "virt/edit/vtr-machine-definition.h"
#include "virt/vtr-virt-error.h"
#include "xml/vtr-line-diff.h"

#include "vtr-wait.h"

/* The default host of the test driver is one for the whole process, so that a second connection, as
 * another manager would have it, sees and changes the same machines. */
typedef struct
{
  virConnectPtr         other;
  VtrHost              *host;
  VtrMachine           *machine;
  VtrMachineDefinition *definition;
  char                 *original; /* what the other puts back */
} Fixture;

#define DISK "<disk type='file' device='disk'><source file='/tmp/new.img'/><target dev='vdz' bus='virtio'/></disk>"

static const char machine_xml[] =
  "<domain type='test'>\n"
  "  <name>editable</name>\n"
  "  <uuid>11111111-2222-3333-4444-555555555555</uuid>\n"
  "  <title>Before</title>\n"
  "  <metadata>\n"
  "    <odd:thing xmlns:odd=\"http://example.com/odd\" level=\"3\">kept</odd:thing>\n"
  "  </metadata>\n"
  "  <memory unit='KiB'>262144</memory>\n"
  "  <vcpu>2</vcpu>\n"
  "  <os><type arch='x86_64'>hvm</type></os>\n"
  "  <devices>\n"
  "    <disk type='file' device='disk'><source file='/tmp/a.img'/><target dev='vda' bus='virtio'/></disk>\n"
  "    <disk type='file' device='cdrom'><target dev='sda' bus='sata'/><readonly/></disk>\n"
  "    <interface type='network'><mac address='52:54:00:00:00:01'/><source network='default'/></interface>\n"
  "    <graphics type='vnc' passwd='topsecret' autoport='yes'/>\n"
  "  </devices>\n"
  "</domain>\n";

static char *
saved_xml (Fixture     *fixture,
           unsigned int flags)
{
  virDomainPtr domain = virDomainLookupByName (fixture->other, "editable");
  char *xml = virDomainGetXMLDesc (domain, VIR_DOMAIN_XML_INACTIVE | flags);
  char *result = g_strdup (xml);

  g_assert_nonnull (result);
  free (xml);
  virDomainFree (domain);
  return result;
}

static void
define_elsewhere (Fixture    *fixture,
                  const char *xml)
{
  virDomainPtr domain = virDomainDefineXML (fixture->other, xml);

  g_assert_nonnull (domain);
  virDomainFree (domain);
}

static void
start_elsewhere (Fixture *fixture)
{
  virDomainPtr domain = virDomainLookupByName (fixture->other, "editable");

  g_assert_cmpint (virDomainCreate (domain), ==, 0);
  virDomainFree (domain);
  vtr_wait_until (vtr_machine_is_active (fixture->machine)
                  && vtr_machine_definition_get_running (fixture->definition) != NULL);
}

/* GLib takes the folders of a test away only when they are empty. */
static void
remove_tree (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *inner = g_build_filename (path, name, NULL);

      if (g_unlink (inner) < 0)
        remove_tree (inner);
    }
  g_rmdir (path);
}

static void
set_up (Fixture      *fixture,
        gconstpointer user_data)
{
  gboolean loaded = FALSE;

  fixture->other = virConnectOpen ("test:///default");
  define_elsewhere (fixture, machine_xml);
  fixture->host = vtr_host_new ("test:///default");
  vtr_host_connect (fixture->host);
  vtr_wait_until (vtr_host_get_state (fixture->host) == VTR_HOST_CONNECTED);
  fixture->machine = g_object_ref (vtr_host_find_machine (fixture->host, "editable"));
  fixture->definition = vtr_machine_definition_new (fixture->machine);
  while (!loaded)
    {
      g_main_context_iteration (NULL, TRUE);
      g_object_get (fixture->definition, "loaded", &loaded, NULL);
    }
}

static void
tear_down (Fixture      *fixture,
           gconstpointer user_data)
{
  gpointer host = fixture->host;
  gpointer machine = fixture->machine;
  gpointer definition = fixture->definition;
  virDomainPtr domain = virDomainLookupByName (fixture->other, "editable");

  g_object_add_weak_pointer (host, &host);
  g_object_add_weak_pointer (machine, &machine);
  g_object_add_weak_pointer (definition, &definition);
  vtr_host_disconnect (fixture->host);
  g_object_unref (fixture->definition);
  g_object_unref (fixture->machine);
  g_object_unref (fixture->host);
  vtr_wait_until (host == NULL && machine == NULL && definition == NULL);

  if (domain != NULL && virDomainIsActive (domain))
    virDomainDestroy (domain);
  if (domain != NULL)
    {
      virDomainUndefine (domain);
      virDomainFree (domain);
    }
  virConnectClose (fixture->other);
  remove_tree (g_get_user_data_dir ());
}

typedef struct
{
  gboolean   done;
  VtrOutcome outcome;
  char      *reason;
  char      *new_key;
  GError    *error;
} Answer;

static void
on_applied_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  Answer *answer = user_data;
  VtrMachineDefinition *definition = VTR_MACHINE_DEFINITION (source);

  vtr_machine_definition_apply_finish (definition, result, &answer->outcome, &answer->reason,
                                       &answer->error);
  answer->new_key = g_strdup (vtr_machine_definition_get_new_key (definition, result));
  answer->done = TRUE;
}

static void
clear_answer (Answer *answer)
{
  g_free (answer->reason);
  g_free (answer->new_key);
  g_clear_error (&answer->error);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Answer, clear_answer)

static Answer
apply (Fixture *fixture,
       VtrEdit *edit)
{
  Answer answer = { 0 };

  vtr_machine_definition_apply_async (fixture->definition, edit, NULL, on_applied_cb, &answer);
  vtr_edit_free (edit);
  vtr_wait_until (answer.done);
  return answer;
}

static VtrEdit *
set_value (const char *key,
           const char *field,
           const char *value)
{
  VtrEdit *edit = vtr_edit_new (VTR_EDIT_SET_VALUES, key, NULL);

  vtr_edit_set (edit, field, value);
  return edit;
}

static char *
value_of (VtrXmlDoc  *doc,
          const char *key,
          const char *field)
{
  g_autoptr (VtrItem) item = vtr_item_find (doc, key);

  g_assert_nonnull (item);
  return vtr_item_get (item, field);
}

static void
assert_saved (Fixture    *fixture,
              const char *key,
              const char *field,
              const char *expected)
{
  g_autofree char *value
      = value_of (vtr_machine_definition_get_saved (fixture->definition), key, field);

  g_assert_cmpstr (value, ==, expected);
}

static void
test_load (Fixture      *fixture,
           gconstpointer user_data)
{
  assert_saved (fixture, "machine", "title", "Before");
  assert_saved (fixture, "graphics:vnc", "passwd", NULL);
  g_assert_null (vtr_machine_definition_get_running (fixture->definition));
  g_assert_cmpuint (vtr_machine_definition_get_pending (fixture->definition)->len, ==, 0);
}

static void
test_one_field_is_one_line (Fixture      *fixture,
                            gconstpointer user_data)
{
  g_autofree char *before = saved_xml (fixture, VIR_DOMAIN_XML_SECURE);
  g_auto (Answer) answer = apply (fixture, set_value ("disk:vda", "source-file", "/tmp/b.img"));
  g_autofree char *after = saved_xml (fixture, VIR_DOMAIN_XML_SECURE);
  g_autoptr (GPtrArray) lines = vtr_line_diff (before, after);

  g_assert_no_error (answer.error);
  g_assert_cmpint (answer.outcome, ==, VTR_OUTCOME_APPLIED);
  g_assert_null (answer.reason);
  g_assert_cmpuint (vtr_line_diff_count (lines), ==, 1);
  g_assert_nonnull (strstr (after, "/tmp/b.img"));
  g_assert_nonnull (strstr (after, "topsecret"));
  g_assert_nonnull (strstr (after, "http://example.com/odd"));
  assert_saved (fixture, "disk:vda", "source-file", "/tmp/b.img");
}

static void
count_cb (gpointer  source,
          guint    *count)
{
  ++*count;
}

static void
test_nothing_changes_nothing (Fixture      *fixture,
                              gconstpointer user_data)
{
  guint n_changes = 0;
  g_auto (Answer) answer = { 0 };

  g_signal_connect (fixture->definition, "changed", G_CALLBACK (count_cb), &n_changes);
  answer = apply (fixture, set_value ("machine", "title", "Before"));
  g_assert_no_error (answer.error);
  g_assert_cmpuint (n_changes, ==, 0);
}

static gboolean
runs_with (Fixture    *fixture,
           const char *key)
{
  g_autoptr (VtrItem) item
      = vtr_item_find (vtr_machine_definition_get_running (fixture->definition), key);

  return item != NULL;
}

/* No test driver takes a device away from a machine that runs: that waits for the next start. */
static void
test_refused_live_waits (Fixture      *fixture,
                         gconstpointer user_data)
{
  guint n_pending = 0;
  const VtrChange *change;
  g_auto (Answer) answer = { 0 };

  start_elsewhere (fixture);
  answer = apply (fixture, vtr_edit_new (VTR_EDIT_REMOVE_DEVICE, "interface:52:54:00:00:00:01", NULL));
  g_assert_no_error (answer.error);
  g_assert_cmpint (answer.outcome, ==, VTR_OUTCOME_AT_NEXT_START);
  g_assert_nonnull (strstr (answer.reason, "not supported"));

  g_object_get (fixture->definition, "n-pending", &n_pending, NULL);
  g_assert_cmpuint (n_pending, ==, 1);
  change = vtr_machine_definition_get_pending (fixture->definition)->pdata[0];
  g_assert_cmpint (change->sort, ==, VTR_CHANGE_REMOVED);
  g_assert_cmpstr (change->key, ==, "interface:52:54:00:00:00:01");
}

static void
test_only_off (Fixture      *fixture,
               gconstpointer user_data)
{
  g_auto (Answer) answer = { 0 };
  const VtrChange *change;

  start_elsewhere (fixture);
  answer = apply (fixture, set_value ("os", "machine", "pc"));
  g_assert_no_error (answer.error);
  g_assert_cmpint (answer.outcome, ==, VTR_OUTCOME_AT_NEXT_START);
  g_assert_nonnull (answer.reason);
  change = vtr_machine_definition_get_pending (fixture->definition)->pdata[0];
  g_assert_cmpstr (change->field->name, ==, "machine");
  g_assert_cmpstr (change->saved, ==, "pc");
}

/* Some versions of the driver can add a device to a machine that runs and some cannot: what is said
 * is what happened. */
static void
test_outcome_is_true (Fixture      *fixture,
                      gconstpointer user_data)
{
  g_auto (Answer) answer = { 0 };

  start_elsewhere (fixture);
  answer = apply (fixture, vtr_edit_new (VTR_EDIT_ADD_DEVICE, NULL, DISK));
  g_assert_no_error (answer.error);
  g_assert_cmpstr (answer.new_key, ==, "disk:vdz");
  assert_saved (fixture, "disk:vdz", "source-file", "/tmp/new.img");
  g_assert_cmpint (runs_with (fixture, "disk:vdz"), ==, answer.outcome == VTR_OUTCOME_APPLIED);
  g_assert_cmpint (answer.reason == NULL, ==, answer.outcome == VTR_OUTCOME_APPLIED);
}

static void
test_live (Fixture      *fixture,
           gconstpointer user_data)
{
  static const char *const edits[][3] = {
    { "machine", "title", "Now" },
    { "vcpu", "current", "1" },
    { "memory", "current", "134217728" },
  };

  start_elsewhere (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (edits); i++)
    {
      g_auto (Answer) answer = apply (fixture, set_value (edits[i][0], edits[i][1], edits[i][2]));
      g_autofree char *value = value_of (vtr_machine_definition_get_running (fixture->definition),
                                         edits[i][0], edits[i][1]);

      g_assert_no_error (answer.error);
      g_assert_cmpint (answer.outcome, ==, VTR_OUTCOME_APPLIED);
      g_assert_cmpstr (value, ==, edits[i][2]);
      assert_saved (fixture, edits[i][0], edits[i][1], edits[i][2]);
    }
  g_assert_cmpuint (vtr_machine_definition_get_pending (fixture->definition)->len, ==, 0);
}

static void
test_discard (Fixture      *fixture,
              gconstpointer user_data)
{
  g_autoptr (GString) xml = g_string_new (machine_xml);
  g_autofree char *before = saved_xml (fixture, VIR_DOMAIN_XML_SECURE);
  g_autofree char *after = NULL;
  g_auto (Answer) removed = { 0 };
  g_auto (Answer) changed = { 0 };
  g_auto (Answer) discarded = { 0 };

  start_elsewhere (fixture);
  g_string_replace (xml, "<graphics", DISK "<graphics", 1);
  define_elsewhere (fixture, xml->str);
  removed = apply (fixture, vtr_edit_new (VTR_EDIT_REMOVE_DEVICE, "interface:52:54:00:00:00:01", NULL));
  changed = apply (fixture, set_value ("vcpu", "max", "4"));
  g_assert_cmpint (removed.outcome, ==, VTR_OUTCOME_AT_NEXT_START);
  g_assert_cmpint (changed.outcome, ==, VTR_OUTCOME_AT_NEXT_START);
  g_assert_cmpuint (vtr_machine_definition_get_pending (fixture->definition)->len, ==, 3);

  discarded = apply (fixture, vtr_edit_new (VTR_EDIT_DISCARD_PENDING, NULL, NULL));
  g_assert_no_error (discarded.error);
  g_assert_cmpint (discarded.outcome, ==, VTR_OUTCOME_APPLIED);
  g_assert_cmpuint (vtr_machine_definition_get_pending (fixture->definition)->len, ==, 0);
  after = saved_xml (fixture, VIR_DOMAIN_XML_SECURE);
  g_assert_cmpstr (before, ==, after);
}

static void
test_change_from_elsewhere_is_kept (Fixture      *fixture,
                                    gconstpointer user_data)
{
  g_autoptr (GString) xml = g_string_new (machine_xml);
  g_auto (Answer) answer = { 0 };

  /* In one go, so that the object has had no chance to read it. */
  g_string_replace (xml, "<vcpu>2</vcpu>", "<vcpu>7</vcpu>", 1);
  define_elsewhere (fixture, xml->str);
  assert_saved (fixture, "vcpu", "max", "2");
  answer = apply (fixture, set_value ("machine", "title", "After"));
  g_assert_no_error (answer.error);
  assert_saved (fixture, "machine", "title", "After");
  assert_saved (fixture, "vcpu", "max", "7");
}

static void
test_change_from_elsewhere_is_seen (Fixture      *fixture,
                                    gconstpointer user_data)
{
  g_autoptr (GString) xml = g_string_new (machine_xml);
  guint n_changes = 0;

  g_signal_connect (fixture->definition, "changed", G_CALLBACK (count_cb), &n_changes);
  g_string_replace (xml, "<vcpu>2</vcpu>", "<vcpu>5</vcpu>", 1);
  define_elsewhere (fixture, xml->str);
  vtr_wait_until (n_changes > 0);
  assert_saved (fixture, "vcpu", "max", "5");
}

static void
test_device_gone_meanwhile (Fixture      *fixture,
                            gconstpointer user_data)
{
  g_auto (Answer) set = apply (fixture, set_value ("disk:vdx", "source-file", "/tmp/x.img"));
  g_auto (Answer) removed
      = apply (fixture, vtr_edit_new (VTR_EDIT_REMOVE_DEVICE, "disk:vdx", NULL));

  g_assert_error (set.error, VTR_ERROR, VTR_ERROR_NOT_FOUND);
  g_assert_error (removed.error, VTR_ERROR, VTR_ERROR_NOT_FOUND);
}

static void
test_machine_gone_meanwhile (Fixture      *fixture,
                             gconstpointer user_data)
{
  virDomainPtr domain = virDomainLookupByName (fixture->other, "editable");
  g_auto (Answer) answer = { 0 };

  g_assert_cmpint (virDomainUndefine (domain), ==, 0);
  virDomainFree (domain);
  answer = apply (fixture, set_value ("machine", "title", "After"));
  g_assert_error (answer.error, VTR_ERROR, VTR_ERROR_NOT_FOUND);
  domain = virDomainLookupByName (fixture->other, "editable");
  g_assert_null (domain);
}

static void
test_host_lost (Fixture      *fixture,
                gconstpointer user_data)
{
  g_autoptr (VtrTrouble) trouble = NULL;
  g_auto (Answer) before = { 0 };
  g_auto (Answer) after = { 0 };
  VtrEdit *edit = set_value ("machine", "title", "After");

  /* One edit is on its way when the host goes, one comes later. */
  vtr_machine_definition_apply_async (fixture->definition, edit, NULL, on_applied_cb, &before);
  vtr_host_disconnect (fixture->host);
  vtr_wait_until (before.done);
  g_assert_error (before.error, VTR_ERROR, VTR_ERROR_LINK_LOST);
  after = apply (fixture, edit);
  g_assert_error (after.error, VTR_ERROR, VTR_ERROR_LINK_LOST);

  do
    {
      g_main_context_iteration (NULL, TRUE);
      g_clear_pointer (&trouble, vtr_trouble_free);
      g_object_get (fixture->definition, "trouble", &trouble, NULL);
    }
  while (trouble == NULL);
  assert_saved (fixture, "disk:vda", "source-file", "/tmp/a.img");
}

static void
test_replace_all (Fixture      *fixture,
                  gconstpointer user_data)
{
  g_autofree char *shown = saved_xml (fixture, 0);
  g_autoptr (GString) xml = g_string_new (shown);
  g_autoptr (GString) stranger = g_string_new (shown);
  g_autofree char *after = NULL;
  g_auto (Answer) answer = { 0 };
  g_auto (Answer) broken = { 0 };
  g_auto (Answer) foreign = { 0 };

  g_string_replace (xml, "Before", "Written", 1);
  answer = apply (fixture, vtr_edit_new (VTR_EDIT_REPLACE_ALL, NULL, xml->str));
  g_assert_no_error (answer.error);
  assert_saved (fixture, "machine", "title", "Written");
  after = saved_xml (fixture, VIR_DOMAIN_XML_SECURE);
  g_assert_nonnull (strstr (after, "topsecret"));

  broken = apply (fixture, vtr_edit_new (VTR_EDIT_REPLACE_ALL, NULL, "<domain><devices></domain>"));
  g_assert_error (broken.error, VTR_ERROR, VTR_ERROR_INVALID);
  g_string_replace (stranger, "11111111-", "99999999-", 1);
  foreign = apply (fixture, vtr_edit_new (VTR_EDIT_REPLACE_ALL, NULL, stranger->str));
  g_assert_error (foreign.error, VTR_ERROR, VTR_ERROR_INVALID);
}

static void
test_replace_device (Fixture      *fixture,
                     gconstpointer user_data)
{
  g_auto (Answer) answer
      = apply (fixture, vtr_edit_new (VTR_EDIT_REPLACE_DEVICE, "graphics:vnc",
                                      "<graphics type='vnc' autoport='yes' sharePolicy='force-shared'/>"));
  g_autofree char *after = saved_xml (fixture, VIR_DOMAIN_XML_SECURE);

  g_assert_no_error (answer.error);
  assert_saved (fixture, "graphics:vnc", "share-policy", "force-shared");
  g_assert_nonnull (strstr (after, "topsecret"));
}

static void
test_edits_follow_each_other (Fixture      *fixture,
                              gconstpointer user_data)
{
  Answer answers[8] = { 0 };

  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      g_autofree char *xml = g_strdup_printf ("<disk type='file' device='disk'><source file='/tmp/%u.img'/>"
                                              "<target dev='vd%c' bus='virtio'/></disk>",
                                              i, 'k' + (char) i);
      g_autoptr (VtrEdit) edit = vtr_edit_new (VTR_EDIT_ADD_DEVICE, NULL, xml);

      vtr_machine_definition_apply_async (fixture->definition, edit, NULL, on_applied_cb, &answers[i]);
    }
  vtr_wait_until (answers[G_N_ELEMENTS (answers) - 1].done);

  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      g_autofree char *key = g_strdup_printf ("disk:vd%c", 'k' + (char) i);
      g_autofree char *file = g_strdup_printf ("/tmp/%u.img", i);

      g_assert_no_error (answers[i].error);
      assert_saved (fixture, key, "source-file", file);
      clear_answer (&answers[i]);
    }
}

static void
on_listed_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  *(GPtrArray **) user_data = vtr_definition_history_list_finish (result, NULL);
}

static GPtrArray *
list_history (Fixture *fixture)
{
  GPtrArray *history = NULL;

  vtr_definition_history_list_async (vtr_machine_get_uuid (fixture->machine), NULL, on_listed_cb,
                                     &history);
  vtr_wait_until (history != NULL);
  return history;
}

static void
test_history (Fixture      *fixture,
              gconstpointer user_data)
{
  g_autofree char *folder
      = g_build_filename (g_get_user_data_dir (), "vitrine", "definitions",
                          vtr_machine_get_uuid (fixture->machine), NULL);
  g_autoptr (GPtrArray) few = NULL;
  g_autoptr (GPtrArray) many = NULL;
  GStatBuf status;

  for (guint i = 0; i < 14; i++)
    {
      g_autofree char *title = g_strdup_printf ("Title %u", i);
      g_auto (Answer) answer = apply (fixture, set_value ("machine", "title", title));

      g_assert_no_error (answer.error);
      if (i == 0)
        few = list_history (fixture);
    }
  many = list_history (fixture);

  /* Another test's machine has the same UUID, and its last words may come late. */
  g_assert_cmpuint (few->len, >=, 2);
  g_assert_nonnull (strstr (((VtrOldDefinition *) few->pdata[0])->xml, "Title 0"));
  g_assert_nonnull (strstr (((VtrOldDefinition *) few->pdata[1])->xml, "Before"));
  g_assert_cmpuint (many->len, ==, VTR_DEFINITION_HISTORY_LENGTH);
  g_assert_nonnull (strstr (((VtrOldDefinition *) many->pdata[0])->xml, "Title 13"));
  for (guint i = 0; i < many->len; i++)
    g_assert_null (strstr (((VtrOldDefinition *) many->pdata[i])->xml, "topsecret"));
  g_assert_cmpint (g_stat (folder, &status), ==, 0);
  g_assert_cmpuint (status.st_mode & 0777, ==, 0700);
}

/* What somebody else did is kept as well, and an old definition comes back under the present name. */
static void
test_history_of_others (Fixture      *fixture,
                        gconstpointer user_data)
{
  g_auto (Answer) first = apply (fixture, set_value ("machine", "title", "Mine"));
  g_autofree char *mine = vtr_xml_doc_to_string (vtr_machine_definition_get_saved (fixture->definition));
  g_auto (GStrv) parts = g_strsplit (mine, "Mine", 2);
  g_autofree char *theirs = g_strjoinv ("Theirs", parts);
  g_autofree char *old = NULL;
  g_autofree char *renamed = NULL;
  g_autoptr (VtrXmlDoc) present
      = vtr_xml_doc_new ("<domain><name>other</name></domain>", -1, NULL);
  guint length;

  g_assert_no_error (first.error);
  define_elsewhere (fixture, theirs);
  do
    {
      g_autoptr (GPtrArray) history = list_history (fixture);

      length = history->len;
      if (length == 3)
        {
          g_assert_nonnull (strstr (((VtrOldDefinition *) history->pdata[0])->xml, "Theirs"));
          old = g_strdup (((VtrOldDefinition *) history->pdata[1])->xml);
          g_assert_cmpstr (old, ==, mine);
        }
    }
  while (length < 3);

  renamed = vtr_definition_history_fit (old, present);
  g_assert_nonnull (strstr (renamed, "<name>other</name>"));
  g_assert_nonnull (strstr (renamed, "Mine"));
}

static void
ignore_event_cb (virConnectPtr connection,
                 virDomainPtr  domain,
                 int           event,
                 int           detail,
                 void         *data)
{
}

/* The driver may lose events, all that follow included, when its last listener leaves while something
 * happens: so one listener never leaves. */
static virConnectPtr
keep_listening (void)
{
  virConnectPtr connection = virConnectOpen ("test:///default");

  virConnectDomainEventRegisterAny (connection, NULL, VIR_DOMAIN_EVENT_ID_LIFECYCLE,
                                    VIR_DOMAIN_EVENT_CALLBACK (ignore_event_cb), NULL, NULL);
  return connection;
}

int
main (int   argc,
      char *argv[])
{
  static const struct
  {
    const char *path;
    void (*test) (Fixture *, gconstpointer);
  } tests[] = {
    { "/machine-definition/load", test_load },
    { "/machine-definition/one-line", test_one_field_is_one_line },
    { "/machine-definition/no-op", test_nothing_changes_nothing },
    { "/machine-definition/refused-live", test_refused_live_waits },
    { "/machine-definition/only-off", test_only_off },
    { "/machine-definition/outcome", test_outcome_is_true },
    { "/machine-definition/live", test_live },
    { "/machine-definition/discard", test_discard },
    { "/machine-definition/elsewhere/kept", test_change_from_elsewhere_is_kept },
    { "/machine-definition/elsewhere/seen", test_change_from_elsewhere_is_seen },
    { "/machine-definition/gone/device", test_device_gone_meanwhile },
    { "/machine-definition/gone/machine", test_machine_gone_meanwhile },
    { "/machine-definition/gone/host", test_host_lost },
    { "/machine-definition/replace/all", test_replace_all },
    { "/machine-definition/replace/device", test_replace_device },
    { "/machine-definition/in-order", test_edits_follow_each_other },
    { "/machine-definition/history", test_history },
    { "/machine-definition/history-of-others", test_history_of_others },
  };

  virConnectPtr listener;
  int result;

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  vtr_virt_init ();
  listener = keep_listening ();

  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].test, tear_down);

  result = g_test_run ();
  virConnectClose (listener);
  return result;
}
