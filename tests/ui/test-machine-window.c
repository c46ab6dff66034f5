/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "machine-fixture.h"

#include "pages/machine/vtr-diff-view.h"
#include "pages/machine/vtr-figures.h"
#include "pages/machine/vtr-pending-bar.h"
#include "virt/machine/vtr-machine-verbs.h"
#include "virt/vtr-virt-error.h"

static void
test_overview (Fixture      *fixture,
               gconstpointer data)
{
  GtkWidget *notes = NULL;

  fixture_assert_subtitle (fixture, "State", "Off");
  fixture_assert_subtitle (fixture, "Host", "Lab");
  fixture_assert_subtitle (fixture, "Processors", "2");
  fixture_assert_subtitle (fixture, "UUID", "00000000-0000-4000-8000-000000000001");
  vtr_wait_until ((notes = fixture_find (fixture, GTK_TYPE_TEXT_VIEW, NULL)) != NULL
                  && gtk_text_buffer_get_char_count (
                         gtk_text_view_get_buffer (GTK_TEXT_VIEW (notes)))
                         > 0);
  gtk_test_accessible_assert_property (notes, GTK_ACCESSIBLE_PROPERTY_LABEL, "Notes");

  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (notes)), "New", -1);
  fixture_click (fixture, "Save");
  vtr_wait_until (g_strcmp0 (vtr_machine_get_description (fixture->machine), "New") == 0);
  vtr_wait_until (fixture_find (fixture, GTK_TYPE_BUTTON, "Save") == NULL);
}

/* There is a card for each thing that can be measured, and none for an empty drive. */
static void
test_figures (Fixture      *fixture,
              gconstpointer data)
{
  vtr_wait_until (vtr_machine_get_description (fixture->machine) != NULL);
  g_assert_null (fixture_find (fixture, VTR_TYPE_FIGURES, NULL));
  vtr_host_set_sampling_interval (fixture->host, 1);
  g_object_unref (vtr_machine_perform (fixture->machine, VTR_VERB_START));
  vtr_wait_until (fixture_find (fixture, GTK_TYPE_LABEL, "Disk vda") != NULL);
  g_assert_nonnull (fixture_find (fixture, GTK_TYPE_LABEL, "Processor"));
  g_assert_nonnull (fixture_find (fixture, GTK_TYPE_LABEL, "Memory"));
  g_assert_nonnull (fixture_find (fixture, GTK_TYPE_LABEL, "Network 52:54:00:aa:bb:01"));
  fixture_show_hardware (fixture, "interface:52:54:00:aa:bb:01");
  fixture_click (fixture, "Remove");
  vtr_ui_test_click (GTK_WIDGET (fixture_wait_dialog (fixture)), "Remove");
  vtr_wait_until (fixture_find (fixture, GTK_TYPE_LABEL, "1 change waits for the next power-off") != NULL);
  vtr_machine_window_show_page (fixture->window, "overview");
  g_assert_nonnull (fixture_find (fixture, GTK_TYPE_LABEL, "Network 52:54:00:aa:bb:01"));
  vtr_wait_until (fixture_find (fixture, GTK_TYPE_LABEL, "50 %") != NULL);
  g_object_unref (vtr_machine_perform (fixture->machine, VTR_VERB_FORCE_OFF));
  vtr_wait_until (fixture_find (fixture, GTK_TYPE_LABEL, "Network 52:54:00:aa:bb:01") == NULL);
}

static GtkWidget *
open_names (Fixture *fixture)
{
  GtkWidget *row;

  vtr_wait_until ((row = fixture_find (fixture, ADW_TYPE_ACTION_ROW, "Name")) != NULL);
  vtr_wait_until (vtr_machine_get_description (fixture->machine) != NULL);
  gtk_widget_activate_action (row, "overview.edit-names", NULL);
  vtr_wait_until (fixture_find (fixture, ADW_TYPE_ENTRY_ROW, "Title") != NULL);
  return GTK_WIDGET (fixture_wait_dialog (fixture));
}

static GtkEditable *
find_entry (GtkWidget  *dialog,
            const char *title)
{
  return GTK_EDITABLE (vtr_ui_test_find (dialog, ADW_TYPE_ENTRY_ROW, title));
}

/* A machine that is off gets a new name and a title; a name that is taken is refused before it is
 * tried. */
static void
test_names (Fixture      *fixture,
            gconstpointer data)
{
  AdwApplicationWindow *window = ADW_APPLICATION_WINDOW (fixture->window);
  GtkWidget *dialog = open_names (fixture);

  g_assert_false (gtk_widget_is_sensitive (vtr_ui_test_find (dialog, GTK_TYPE_BUTTON, "Save")));
  gtk_editable_set_text (find_entry (dialog, "Name"), "test");
  g_assert_nonnull (vtr_ui_test_find (dialog, GTK_TYPE_LABEL,
                                      "Another machine of this host is called “test”."));
  g_assert_false (gtk_widget_is_sensitive (vtr_ui_test_find (dialog, GTK_TYPE_BUTTON, "Save")));
  gtk_editable_set_text (find_entry (dialog, "Name"), "a/b");
  g_assert_false (gtk_widget_is_sensitive (vtr_ui_test_find (dialog, GTK_TYPE_BUTTON, "Save")));

  gtk_editable_set_text (find_entry (dialog, "Name"), "web-2");
  gtk_editable_set_text (find_entry (dialog, "Title"), "The Web");
  vtr_ui_test_click (dialog, "Save");
  vtr_wait_until (adw_application_window_get_visible_dialog (window) == NULL);
  vtr_wait_until (g_strcmp0 (vtr_machine_get_name (fixture->machine), "web-2") == 0);
  vtr_wait_until (g_strcmp0 (gtk_window_get_title (GTK_WINDOW (window)), "The Web") == 0);
  fixture_assert_subtitle (fixture, "Name", "web-2");

  g_object_unref (vtr_machine_rename (fixture->machine, "web"));
  vtr_wait_until (g_strcmp0 (vtr_machine_get_name (fixture->machine), "web") == 0);
}

/* While it runs it keeps its name, and says why. */
static void
test_names_while_running (Fixture      *fixture,
                          gconstpointer data)
{
  GtkWidget *dialog;

  g_object_unref (vtr_machine_perform (fixture->machine, VTR_VERB_START));
  vtr_wait_until (vtr_machine_get_state (fixture->machine) == VTR_MACHINE_RUNNING);
  dialog = open_names (fixture);
  g_assert_false (gtk_widget_is_sensitive (GTK_WIDGET (find_entry (dialog, "Name"))));
  g_assert_true (gtk_widget_is_sensitive (GTK_WIDGET (find_entry (dialog, "Title"))));
  g_assert_nonnull (vtr_ui_test_find (dialog, GTK_TYPE_LABEL, "It can be renamed only while it is off"));
}

/* Since when it runs is told while it does. */
static void
test_running_for (Fixture      *fixture,
                  gconstpointer data)
{
  fixture_assert_subtitle (fixture, "State", "Off");
  g_assert_null (fixture_find (fixture, ADW_TYPE_ACTION_ROW, "Running For"));
  g_object_unref (vtr_machine_perform (fixture->machine, VTR_VERB_START));
  vtr_wait_until (fixture_find (fixture, ADW_TYPE_ACTION_ROW, "Running For") != NULL);
  g_object_unref (vtr_machine_perform (fixture->machine, VTR_VERB_FORCE_OFF));
  vtr_wait_until (fixture_find (fixture, ADW_TYPE_ACTION_ROW, "Running For") == NULL);
}

/* The channel of the agent is one click away. */
static void
test_agent (Fixture      *fixture,
            gconstpointer data)
{
  fixture_click (fixture, "Add Channel");
  vtr_wait_until (fixture_find (fixture, GTK_TYPE_BUTTON, "Add Channel") == NULL);
  fixture_show_hardware (fixture, "general");
  vtr_wait_until (fixture_find (fixture, GTK_TYPE_LABEL, "Channel of the Guest Agent") != NULL);
}

/* The test driver takes no device away from a machine that runs: that waits, is told of, and can be
 * discarded. */
static void
test_pending (Fixture      *fixture,
              gconstpointer data)
{
  GtkWidget *bar;

  g_object_unref (vtr_machine_perform (fixture->machine, VTR_VERB_START));
  vtr_wait_until (vtr_machine_get_state (fixture->machine) == VTR_MACHINE_RUNNING);
  fixture_show_hardware (fixture, "interface:52:54:00:aa:bb:01");
  fixture_click (fixture, "Remove");
  vtr_ui_test_click (GTK_WIDGET (fixture_wait_dialog (fixture)), "Remove");
  vtr_wait_until (fixture_find (fixture, GTK_TYPE_LABEL, "1 change waits for the next power-off") != NULL);
  vtr_wait_until (fixture_find (fixture, GTK_TYPE_LABEL, "Removed at the next start") != NULL);

  bar = fixture_find (fixture, VTR_TYPE_PENDING_BAR, NULL);
  vtr_ui_test_click (bar, "Show");
  fixture_assert_subtitle (fixture, "Network 52:54:00:aa:bb:01", "Will be removed");
  adw_dialog_force_close (fixture_wait_dialog (fixture));
  vtr_wait_until (adw_application_window_get_visible_dialog (
                      ADW_APPLICATION_WINDOW (fixture->window))
                  == NULL);

  vtr_ui_test_click (bar, "Discard");
  vtr_ui_test_click (GTK_WIDGET (fixture_wait_dialog (fixture)), "Discard");
  vtr_wait_until (fixture_find (fixture, GTK_TYPE_LABEL, "1 change waits for the next power-off") == NULL);
  vtr_wait_until (fixture_find (fixture, GTK_TYPE_LABEL, "Removed at the next start") == NULL);
}

static void
set_xml (Fixture    *fixture,
         const char *text)
{
  GtkWidget *view = fixture_find (fixture, GTK_TYPE_TEXT_VIEW, NULL);

  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), text, -1);
}

/* A mistake is shown where it is, and what was written stays. */
static void
test_xml_mistake (Fixture      *fixture,
                  gconstpointer data)
{
  vtr_machine_window_show_page (fixture->window, "xml");
  vtr_wait_until (fixture_find (fixture, GTK_TYPE_TEXT_VIEW, NULL) != NULL);
  set_xml (fixture, "<domain>\n  <name>\n</domain>\n");
  fixture_click (fixture, "Validate and Save");
  {
    GtkWidget *view = fixture_find (fixture, GTK_TYPE_TEXT_VIEW, NULL);
    GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
    GtkTextIter cursor;

    gtk_text_buffer_get_iter_at_mark (buffer, &cursor, gtk_text_buffer_get_insert (buffer));
    g_assert_cmpint (gtk_text_iter_get_line (&cursor), ==, 2);
  }
  fixture_click (fixture, "Revert");
  vtr_wait_until (fixture_find (fixture, GTK_TYPE_BUTTON, "Validate and Save") == NULL);
}

/* What was changed is listed with when and what, can be compared, and comes back. */
static void
test_history (Fixture      *fixture,
              gconstpointer data)
{
  AdwApplicationWindow *window = ADW_APPLICATION_WINDOW (fixture->window);
  GtkWidget *row;
  GtkWidget *dialog;

  fixture_show_hardware (fixture, "disk:vda");
  fixture_choose (fixture, "Cache", "writethrough");
  fixture_click (fixture, "Apply");
  vtr_wait_until (fixture_find (fixture, GTK_TYPE_BUTTON, "Apply") == NULL);

  vtr_machine_window_show_page (fixture->window, "xml");
  vtr_wait_until ((row = fixture_find (fixture, GTK_TYPE_TEXT_VIEW, NULL)) != NULL);
  gtk_widget_activate_action (row, "xml-page.show-history", NULL);
  dialog = GTK_WIDGET (fixture_wait_dialog (fixture));
  vtr_wait_until ((row = vtr_ui_test_find (dialog, ADW_TYPE_ACTION_ROW, "just now")) != NULL);
  g_assert_cmpstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (row)), ==,
                   "Disk vda · Cache: Default → writethrough");
  g_assert_nonnull (vtr_ui_test_find (dialog, GTK_TYPE_LABEL, "Saved now"));

  row = gtk_widget_get_next_sibling (row);
  g_assert_cmpstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (row)), ==,
                   "The oldest one that is kept");
  gtk_widget_activate (row);
  {
    GtkTextView *view = GTK_TEXT_VIEW (vtr_ui_test_find (dialog, VTR_TYPE_DIFF_VIEW, NULL));
    g_autofree char *text = NULL;

    g_object_get (gtk_text_view_get_buffer (view), "text", &text, NULL);
    g_assert_nonnull (strstr (text, "\n- "));
    g_assert_nonnull (strstr (text, "writethrough"));
  }
  vtr_ui_test_click (dialog, "Restore");
  vtr_wait_until (adw_application_window_get_visible_dialog (window) == NULL);
  fixture_show_hardware (fixture, "disk:vda");
  vtr_wait_until ((row = fixture_find (fixture, ADW_TYPE_COMBO_ROW, "Cache")) != NULL
                  && adw_combo_row_get_selected (ADW_COMBO_ROW (row)) == 0);
}

/* Each machine's window has its own size; a machine that is opened for the first time gets the one of
 * the window that was closed last. */
static void
test_size (Fixture      *fixture,
           gconstpointer data)
{
  VtrMachine *other = vtr_host_find_machine (fixture->host, "test");
  gpointer window = fixture->window;
  int width, height;

  gtk_window_set_default_size (window, 900, 700);
  g_object_add_weak_pointer (window, &window);
  gtk_window_close (window);
  vtr_wait_until (window == NULL);

  fixture->window = VTR_MACHINE_WINDOW (vtr_machine_window_new (NULL, other, fixture->settings));
  window = fixture->window;
  gtk_window_get_default_size (window, &width, &height);
  g_assert_cmpint (width, ==, 900);
  gtk_window_set_default_size (window, 1000, 600);
  gtk_window_present (window);
  g_object_add_weak_pointer (window, &window);
  gtk_window_close (window);
  vtr_wait_until (window == NULL);

  fixture->window = VTR_MACHINE_WINDOW (
      vtr_machine_window_new (NULL, fixture->machine, fixture->settings));
  gtk_window_get_default_size (GTK_WINDOW (fixture->window), &width, &height);
  g_assert_cmpint (width, ==, 900);
  g_assert_cmpint (height, ==, 700);
  gtk_window_present (GTK_WINDOW (fixture->window));
}

/* Closing with edits asks once; going on with the edits is possible. */
static void
test_close_asks (Fixture      *fixture,
                 gconstpointer data)
{
  AdwApplicationWindow *window = ADW_APPLICATION_WINDOW (fixture->window);
  gpointer watched = window;

  fixture_show_hardware (fixture, "disk:vda");
  fixture_choose (fixture, "Cache", "writethrough");
  gtk_window_close (GTK_WINDOW (window));
  vtr_wait_until (adw_application_window_get_visible_dialog (window) != NULL);
  vtr_ui_test_click (GTK_WIDGET (adw_application_window_get_visible_dialog (window)), "Cancel");
  vtr_wait_until (adw_application_window_get_visible_dialog (window) == NULL);
  g_assert_nonnull (fixture_find (fixture, GTK_TYPE_BUTTON, "Apply"));

  g_object_add_weak_pointer (watched, &watched);
  gtk_window_close (GTK_WINDOW (window));
  vtr_wait_until (adw_application_window_get_visible_dialog (window) != NULL);
  vtr_ui_test_click (GTK_WIDGET (adw_application_window_get_visible_dialog (window)), "Close");
  vtr_wait_until (watched == NULL);
  fixture->window = NULL;
}

static GtkTextBuffer *
get_buffer (Fixture    *fixture,
            const char *page)
{
  GtkWidget *view = NULL;

  vtr_machine_window_show_page (fixture->window, page);
  vtr_wait_until ((view = fixture_find (fixture, GTK_TYPE_TEXT_VIEW, NULL)) != NULL
                  && gtk_text_buffer_get_char_count (
                         gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)))
                         > 0);
  return gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
}

static void
assert_text (GtkTextBuffer *buffer,
             const char    *expected)
{
  g_autofree char *text = NULL;

  g_object_get (buffer, "text", &text, NULL);
  g_assert_cmpstr (text, ==, expected);
}

/* Somebody else's edit, by another client. */
static void
define_elsewhere (Fixture    *fixture,
                  const char *title)
{
  g_auto (GStrv) parts = g_strsplit (fixture_machine_xml, "<description>", 2);
  g_autofree char *xml
      = g_strdup_printf ("%s<title>%s</title><description>%s", parts[0], title, parts[1]);
  virDomainPtr domain = virDomainDefineXML (fixture->other, xml);

  g_assert_nonnull (domain);
  virDomainFree (domain);
  vtr_wait_until (g_strcmp0 (vtr_machine_get_title (fixture->machine), title) == 0);
}

/* What is being changed on three pages stays while the machine starts, stops and is changed by somebody
 * else, and closing asks once for all of it. */
static void
test_edits_survive (Fixture      *fixture,
                    gconstpointer data)
{
  AdwApplicationWindow *window = ADW_APPLICATION_WINDOW (fixture->window);
  GtkTextBuffer *notes = get_buffer (fixture, "overview");
  GtkTextBuffer *xml = get_buffer (fixture, "xml");
  gpointer watched = window;
  GtkWidget *row;

  gtk_text_buffer_set_text (notes, "My notes", -1);
  gtk_text_buffer_set_text (xml, "<domain>my own</domain>", -1);
  fixture_show_hardware (fixture, "disk:vda");
  fixture_choose (fixture, "Cache", "writethrough");

  define_elsewhere (fixture, "Theirs");
  g_object_unref (vtr_machine_perform (fixture->machine, VTR_VERB_START));
  vtr_wait_until (vtr_machine_get_state (fixture->machine) == VTR_MACHINE_RUNNING);
  g_object_unref (vtr_machine_perform (fixture->machine, VTR_VERB_FORCE_OFF));
  vtr_wait_until (vtr_machine_get_state (fixture->machine) == VTR_MACHINE_OFF);

  vtr_wait_until ((row = fixture_find (fixture, ADW_TYPE_COMBO_ROW, "Cache")) != NULL
                  && adw_combo_row_get_selected (ADW_COMBO_ROW (row)) != 0);
  g_assert_nonnull (fixture_find (fixture, GTK_TYPE_BUTTON, "Apply"));
  vtr_machine_window_show_page (fixture->window, "xml");
  vtr_wait_until (fixture_find (fixture, GTK_TYPE_LABEL,
                        "Somebody else has changed the definition meanwhile")
                  != NULL);
  assert_text (notes, "My notes");
  assert_text (xml, "<domain>my own</domain>");

  g_object_add_weak_pointer (watched, &watched);
  gtk_window_close (GTK_WINDOW (window));
  vtr_wait_until (adw_application_window_get_visible_dialog (window) != NULL);
  vtr_ui_test_click (GTK_WIDGET (adw_application_window_get_visible_dialog (window)), "Close");
  vtr_wait_until (watched == NULL);
  fixture->window = NULL;
}

/* Another client removes the machine: each page stays as it was, and the window says so. */
static void
test_removed_elsewhere (Fixture      *fixture,
                        gconstpointer data)
{
  static const char *const names[] = { "overview", "hardware", "xml" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    vtr_machine_window_show_page (fixture->window, names[i]);
  fixture_forget_machine (fixture);
  vtr_wait_until (fixture_find (fixture, GTK_TYPE_LABEL,
                        "The machine has been removed. What you see is how it was.")
                  != NULL);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    vtr_machine_window_show_page (fixture->window, names[i]);
  assert_text (get_buffer (fixture, "overview"), "Certificates renew by themselves");
  g_assert_false (gtk_text_view_get_editable (
      GTK_TEXT_VIEW (fixture_find (fixture, GTK_TYPE_TEXT_VIEW, NULL))));
}

/* Somebody removes the machine while a form is open: the window stays, says so, and changes nothing. */
static void
test_removed (Fixture      *fixture,
              gconstpointer data)
{
  GtkWidget *row;

  fixture_show_hardware (fixture, "disk:vda");
  fixture_choose (fixture, "Cache", "writethrough");
  g_object_unref (vtr_machine_perform (fixture->machine, VTR_VERB_DELETE));
  vtr_wait_until ((row = fixture_find (fixture, ADW_TYPE_COMBO_ROW, "Cache")) != NULL
                  && !gtk_widget_is_sensitive (row));
  g_assert_true (g_str_has_prefix (adw_action_row_get_subtitle (ADW_ACTION_ROW (row)),
                                   "The machine has been removed"));
  g_assert_nonnull (fixture_find (fixture, GTK_TYPE_BUTTON, "Apply"));
  g_assert_false (gtk_widget_is_sensitive (fixture_find (fixture, GTK_TYPE_BUTTON, "Apply")));
}

static void
test_host_lost (Fixture      *fixture,
                gconstpointer data)
{
  GtkWidget *row;

  fixture_show_hardware (fixture, "disk:vda");
  vtr_host_disconnect (fixture->host);
  vtr_wait_until ((row = fixture_find (fixture, ADW_TYPE_COMBO_ROW, "Cache")) != NULL
                  && !gtk_widget_is_sensitive (row));

  fixture_click (fixture, "Connect");
  vtr_wait_until ((row = fixture_find (fixture, ADW_TYPE_COMBO_ROW, "Cache")) != NULL
                  && gtk_widget_is_sensitive (row));
  fixture_choose (fixture, "Cache", "writethrough");
  fixture_click (fixture, "Apply");
  vtr_wait_until (fixture_find (fixture, GTK_TYPE_BUTTON, "Apply") == NULL);
}

#define ADD(name, func)                                                                            \
  g_test_add ("/machine-window/" name, Fixture, NULL, fixture_set_up, func, fixture_tear_down)

static void
add_tests (void)
{
  ADD ("overview", test_overview);
  ADD ("figures", test_figures);
  ADD ("running-for", test_running_for);
  ADD ("names", test_names);
  ADD ("names-while-running", test_names_while_running);
  ADD ("agent", test_agent);
  ADD ("pending", test_pending);
  ADD ("xml-mistake", test_xml_mistake);
  ADD ("history", test_history);
  ADD ("size", test_size);
  ADD ("close-asks", test_close_asks);
  ADD ("edits-survive", test_edits_survive);
  ADD ("removed", test_removed);
  ADD ("removed-elsewhere", test_removed_elsewhere);
  ADD ("host-lost", test_host_lost);
}

int
main (int    argc,
      char **argv)
{
  vtr_virt_init ();
  return vtr_ui_test_main (argc, argv, add_tests);
}
