/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "pages/connect/vtr-host-dialog.h"
#include "pages/connect/vtr-remove-host.h"
#include "vtr-ui-test.h"

#include <glib/gstdio.h>

#define MISSING_URI "test:///nowhere/at/all.xml"

typedef struct
{
  GtkWidget *window;
  VtrFleet  *fleet;
  char      *folder;
  char      *shown; /* what "win.show-host" was asked for */
} Fixture;

static void
on_show_host_cb (GSimpleAction *action,
                 GVariant      *uri,
                 gpointer       data)
{
  Fixture *fixture = data;

  g_set_str (&fixture->shown, g_variant_get_string (uri, NULL));
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  static const GActionEntry entries[] = { { "show-host", on_show_host_cb, "s", NULL, NULL } };
  g_autoptr (GSimpleActionGroup) actions = g_simple_action_group_new ();
  g_autofree char *path = NULL;

  fixture->folder = g_dir_make_tmp ("vitrine-test-XXXXXX", NULL);
  path = g_build_filename (fixture->folder, "hosts", NULL);
  fixture->fleet = vtr_fleet_new (path);
  fixture->window = vtr_ui_test_window (NULL);
  g_action_map_add_action_entries (G_ACTION_MAP (actions), entries, G_N_ELEMENTS (entries),
                                   fixture);
  gtk_widget_insert_action_group (fixture->window, "win", G_ACTION_GROUP (actions));
}

static gboolean
is_saving (Fixture *fixture)
{
  gboolean saving;

  g_object_get (fixture->fleet, "saving", &saving, NULL);
  return saving;
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "hosts", NULL);

  vtr_ui_test_close (fixture->window);
  while (g_list_model_get_n_items (vtr_fleet_get_hosts (fixture->fleet)) > 0)
    {
      g_autoptr (VtrHost) host = g_list_model_get_item (vtr_fleet_get_hosts (fixture->fleet), 0);

      vtr_fleet_remove_host (fixture->fleet, host);
    }
  vtr_wait_until (!is_saving (fixture));
  vtr_ui_test_finalize (fixture->fleet);
  g_unlink (path);
  g_rmdir (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->shown);
}

static GtkWidget *
find (Fixture    *fixture,
      GType       type,
      const char *text)
{
  return vtr_ui_test_find (fixture->window, type, text);
}

static void
present (Fixture *fixture,
         VtrHost *host)
{
  vtr_host_dialog_present (fixture->window, fixture->fleet, host);
  vtr_wait_until (find (fixture, ADW_TYPE_COMBO_ROW, "Kind") != NULL);
}

static void
select_kind (Fixture    *fixture,
             const char *name)
{
  AdwComboRow *row = ADW_COMBO_ROW (find (fixture, ADW_TYPE_COMBO_ROW, "Kind"));
  GListModel *model = adw_combo_row_get_model (row);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (GtkStringObject) item = g_list_model_get_item (model, i);

      if (g_str_equal (gtk_string_object_get_string (item), name))
        {
          adw_combo_row_set_selected (row, i);
          return;
        }
    }
  g_assert_not_reached ();
}

static const char *
get_preview (Fixture *fixture)
{
  GtkWidget *row = find (fixture, ADW_TYPE_ACTION_ROW, "Address");

  return row != NULL ? adw_action_row_get_subtitle (ADW_ACTION_ROW (row)) : NULL;
}

static gboolean
get_autoconnect (Fixture *fixture)
{
  return adw_switch_row_get_active (
      ADW_SWITCH_ROW (find (fixture, ADW_TYPE_SWITCH_ROW, "Connect at Start")));
}

static const char *
get_name (Fixture *fixture)
{
  return gtk_editable_get_text (GTK_EDITABLE (find (fixture, ADW_TYPE_ENTRY_ROW, "Name")));
}

static void
turn_remote (Fixture  *fixture,
             gboolean  on)
{
  GtkWidget *row = find (fixture, ADW_TYPE_EXPANDER_ROW, "Connect over SSH");

  adw_expander_row_set_enable_expansion (ADW_EXPANDER_ROW (row), on);
  if (on)
    vtr_wait_until (find (fixture, ADW_TYPE_ENTRY_ROW, "Server, or Server:Port") != NULL);
}

static guint
n_hosts (Fixture *fixture)
{
  return g_list_model_get_n_items (vtr_fleet_get_hosts (fixture->fleet));
}

static gboolean
is_closed (Fixture *fixture)
{
  return adw_window_get_visible_dialog (ADW_WINDOW (fixture->window)) == NULL;
}

static void
test_preview_follows (Fixture       *fixture,
                      gconstpointer  data)
{
  present (fixture, NULL);
  g_assert_cmpstr (get_preview (fixture), ==, "qemu:///system");
  g_assert_cmpstr (get_name (fixture), ==, "This Computer");
  g_assert_true (get_autoconnect (fixture));

  turn_remote (fixture, TRUE);
  g_assert_false (get_autoconnect (fixture));
  g_assert_cmpstr (get_preview (fixture), ==, "Not complete yet");
  vtr_ui_test_type (fixture->window, "Server, or Server:Port", "fd00::12");
  g_assert_cmpstr (get_preview (fixture), ==, "qemu+ssh://root@[fd00::12]/system");
  vtr_ui_test_type (fixture->window, "User Name", "me@corp");
  g_assert_cmpstr (get_preview (fixture), ==, "qemu+ssh://me%40corp@[fd00::12]/system");
  g_assert_cmpstr (get_name (fixture), ==, "QEMU/KVM on fd00::12");

  turn_remote (fixture, FALSE);
  g_assert_true (get_autoconnect (fixture));
  g_assert_cmpstr (get_preview (fixture), ==, "qemu:///system");
}

static void
test_own_name_stays (Fixture       *fixture,
                     gconstpointer  data)
{
  present (fixture, NULL);
  vtr_ui_test_type (fixture->window, "Name", "Mine");
  select_kind (fixture, "Xen");
  g_assert_cmpstr (get_name (fixture), ==, "Mine");
  vtr_ui_test_type (fixture->window, "Name", "");
  select_kind (fixture, "QEMU/KVM");
  g_assert_cmpstr (get_name (fixture), ==, "This Computer");
}

static void
test_session (Fixture       *fixture,
              gconstpointer  data)
{
  present (fixture, NULL);
  turn_remote (fixture, TRUE);
  select_kind (fixture, "QEMU/KVM User Session");
  vtr_ui_test_type (fixture->window, "Server, or Server:Port", "server1");
  vtr_ui_test_type (fixture->window, "Key File, If Not the Usual One", "/k");
  g_assert_cmpstr (get_preview (fixture), ==, "qemu+ssh://root@server1/session?keyfile=/k");
  turn_remote (fixture, FALSE);
  g_assert_nonnull (find (fixture, GTK_TYPE_LABEL,
                          "Machines of your own only. Those of the whole system are not seen, and "
                          "other computers cannot reach these without further settings."));
  g_assert_cmpstr (get_preview (fixture), ==, "qemu:///session");
}

static void
test_custom_begins_with_the_last (Fixture       *fixture,
                                  gconstpointer  data)
{
  GtkWidget *row;

  present (fixture, NULL);
  select_kind (fixture, "LXC (Linux Containers)");
  select_kind (fixture, "Custom Address");
  row = find (fixture, ADW_TYPE_ENTRY_ROW, "Address");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (row)), ==, "lxc:///");

  vtr_ui_test_type (fixture->window, "Address", "qemu:///");
  gtk_test_accessible_assert_state (row, GTK_ACCESSIBLE_STATE_INVALID,
                                    GTK_ACCESSIBLE_INVALID_TRUE);
  g_assert_nonnull (find (fixture, GTK_TYPE_LABEL,
                          "An address for QEMU ends with “/system” or “/session”."));
  vtr_ui_test_type (fixture->window, "Address", "qemu+tls://server1/system");
  gtk_test_accessible_assert_state (row, GTK_ACCESSIBLE_STATE_INVALID,
                                    GTK_ACCESSIBLE_INVALID_FALSE);
  g_assert_null (find (fixture, GTK_TYPE_LABEL,
                       "An address for QEMU ends with “/system” or “/session”."));
}

static void
test_needs_a_server (Fixture       *fixture,
                     gconstpointer  data)
{
  present (fixture, NULL);
  turn_remote (fixture, TRUE);
  g_assert_null (find (fixture, GTK_TYPE_LABEL, "Enter the server’s name or address."));
  vtr_ui_test_click (fixture->window, "Add");
  g_assert_nonnull (find (fixture, GTK_TYPE_LABEL, "Enter the server’s name or address."));
  g_assert_cmpuint (n_hosts (fixture), ==, 0);
  g_assert_false (is_closed (fixture));
}

static void
add_custom (Fixture    *fixture,
            const char *uri)
{
  present (fixture, NULL);
  select_kind (fixture, "Custom Address");
  vtr_ui_test_type (fixture->window, "Address", uri);
  vtr_ui_test_click (fixture->window, "Add");
}

static void
test_adds (Fixture       *fixture,
           gconstpointer  data)
{
  VtrHost *host;

  add_custom (fixture, "test:///default");
  vtr_wait_until (is_closed (fixture));
  host = vtr_fleet_find_host (fixture->fleet, "test:///default");
  g_assert_nonnull (host);
  g_assert_cmpint (vtr_host_get_state (host), ==, VTR_HOST_CONNECTED);
  g_assert_true (vtr_fleet_is_remembered (fixture->fleet, host));
  g_assert_cmpstr (fixture->shown, ==, "test:///default");
}

static void
test_adding_twice_is_harmless (Fixture       *fixture,
                               gconstpointer  data)
{
  vtr_fleet_add_host (fixture->fleet, "test:///default", "Mine", FALSE, TRUE);
  add_custom (fixture, "test:///default");
  vtr_wait_until (is_closed (fixture));
  g_assert_cmpuint (n_hosts (fixture), ==, 1);
  g_assert_cmpstr (fixture->shown, ==, "test:///default");
}

static void
test_failed_is_removed (Fixture       *fixture,
                        gconstpointer  data)
{
  add_custom (fixture, MISSING_URI);
  vtr_ui_test_click (fixture->window, "Remove");
  g_assert_cmpuint (n_hosts (fixture), ==, 0);

  /* What was typed is still there, to be put right. */
  vtr_wait_until (find (fixture, ADW_TYPE_ENTRY_ROW, "Address") != NULL);
  g_assert_cmpstr (gtk_editable_get_text (
                       GTK_EDITABLE (find (fixture, ADW_TYPE_ENTRY_ROW, "Address"))),
                   ==, MISSING_URI);
  vtr_ui_test_type (fixture->window, "Address", "test:///default");
  vtr_ui_test_click (fixture->window, "Add");
  vtr_wait_until (is_closed (fixture));
  g_assert_cmpuint (n_hosts (fixture), ==, 1);
}

static void
test_failed_is_kept (Fixture       *fixture,
                     gconstpointer  data)
{
  add_custom (fixture, MISSING_URI);
  vtr_ui_test_click (fixture->window, "Keep Anyway");
  vtr_wait_until (is_closed (fixture));
  g_assert_nonnull (vtr_fleet_find_host (fixture->fleet, MISSING_URI));
}

static void
test_failed_is_tried_again (Fixture       *fixture,
                            gconstpointer  data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "late.xml", NULL);
  g_autofree char *uri = g_strconcat ("test://", path, NULL);

  add_custom (fixture, uri);
  vtr_wait_until (find (fixture, GTK_TYPE_BUTTON, "Try Again") != NULL);
  g_assert_true (g_file_set_contents (path, "<node/>", -1, NULL));
  vtr_ui_test_click (fixture->window, "Try Again");
  vtr_wait_until (is_closed (fixture));
  g_assert_cmpint (vtr_host_get_state (vtr_fleet_find_host (fixture->fleet, uri)),
                   ==, VTR_HOST_CONNECTED);
  g_unlink (path);
}

static void
test_is_there_once (Fixture       *fixture,
                    gconstpointer  data)
{
  present (fixture, NULL);
  vtr_ui_test_type (fixture->window, "Name", "Half typed");
  present (fixture, NULL);
  g_assert_cmpstr (get_name (fixture), ==, "Half typed");

  vtr_ui_test_click (fixture->window, "Cancel");
  vtr_wait_until (is_closed (fixture));
  present (fixture, NULL);
  g_assert_cmpstr (get_name (fixture), ==, "This Computer");
}

static void
test_edits (Fixture       *fixture,
            gconstpointer  data)
{
  VtrHost *host = vtr_fleet_add_host (fixture->fleet, "qemu+ssh://me%40corp@server1:22/system",
                                      "Mine", TRUE, TRUE);

  vtr_fleet_add_host (fixture->fleet, "qemu:///system", NULL, FALSE, TRUE);
  present (fixture, host);
  vtr_wait_until (find (fixture, ADW_TYPE_ENTRY_ROW, "Server, or Server:Port") != NULL);
  g_assert_cmpstr (get_name (fixture), ==, "Mine");
  g_assert_true (get_autoconnect (fixture));
  g_assert_cmpstr (get_preview (fixture), ==, "qemu+ssh://me%40corp@server1:22/system");

  /* Two hosts with one address would be one host. */
  turn_remote (fixture, FALSE);
  vtr_ui_test_click (fixture->window, "Save");
  g_assert_false (is_closed (fixture));

  turn_remote (fixture, TRUE);
  vtr_ui_test_type (fixture->window, "Server, or Server:Port", "server2");
  vtr_ui_test_type (fixture->window, "Name", "Yours");
  vtr_ui_test_click (fixture->window, "Save");
  vtr_wait_until (is_closed (fixture));
  host = vtr_fleet_find_host (fixture->fleet, "qemu+ssh://me%40corp@server2/system");
  g_assert_nonnull (host);
  g_assert_cmpstr (vtr_host_get_title (host), ==, "Yours");
  g_assert_false (vtr_fleet_get_autoconnect (fixture->fleet, host));
  g_assert_cmpuint (n_hosts (fixture), ==, 2);
}

static void
test_removes_after_asking (Fixture       *fixture,
                           gconstpointer  data)
{
  VtrHost *host = vtr_fleet_add_host (fixture->fleet, "test:///default", "Mine", FALSE, TRUE);

  vtr_remove_host (fixture->window, fixture->fleet, host);
  vtr_wait_until (find (fixture, GTK_TYPE_LABEL, "Remove “Mine” from the List?") != NULL);
  vtr_ui_test_click (fixture->window, "Cancel");
  vtr_wait_until (is_closed (fixture));
  g_assert_cmpuint (n_hosts (fixture), ==, 1);

  vtr_remove_host (fixture->window, fixture->fleet, host);
  vtr_ui_test_click (fixture->window, "Remove");
  vtr_wait_until (n_hosts (fixture) == 0);
}

static void
test_finalizes (Fixture       *fixture,
                gconstpointer  data)
{
  AdwDialog *dialog = g_object_ref_sink (vtr_host_dialog_new (fixture->fleet, NULL));

  adw_dialog_present (dialog, fixture->window);
  vtr_wait_until (!is_closed (fixture));
  adw_dialog_force_close (dialog);
  vtr_ui_test_finalize (dialog);
}

#define ADD(name, func) g_test_add ("/host-dialog/" name, Fixture, NULL, set_up, func, tear_down)

static void
add_tests (void)
{
  ADD ("preview", test_preview_follows);
  ADD ("own-name", test_own_name_stays);
  ADD ("session", test_session);
  ADD ("custom", test_custom_begins_with_the_last);
  ADD ("server", test_needs_a_server);
  ADD ("adds", test_adds);
  ADD ("twice", test_adding_twice_is_harmless);
  ADD ("failed/remove", test_failed_is_removed);
  ADD ("failed/keep", test_failed_is_kept);
  ADD ("failed/retry", test_failed_is_tried_again);
  ADD ("once", test_is_there_once);
  ADD ("edit", test_edits);
  ADD ("remove", test_removes_after_asking);
  ADD ("finalize", test_finalizes);
}

int
main (int    argc,
      char **argv)
{
  return vtr_ui_test_main (argc, argv, add_tests);
}
