/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "vtr-ui-test.h"

#include "app/vtr-host-row.h"
#include "app/vtr-jobs-button.h"
#include "app/vtr-sidebar.h"
#include "app/vtr-view-row.h"
#include "app/vtr-window.h"
#include "fleet/vtr-host-address.h"
#include "pages/machines/vtr-name-cell.h"
#include "virt/machine/vtr-machine-private.h"
#include "virt/vtr-virt-error.h"

#define DEMO_MACHINES 24

typedef struct
{
  VtrFleet  *fleet;
  GSettings *settings;
  GtkWidget *window;
} Fixture;

static void
open_window (Fixture *fixture)
{
  fixture->window = vtr_window_new (GTK_APPLICATION (g_application_get_default ()), fixture->fleet,
                                    fixture->settings);
  gtk_window_present (GTK_WINDOW (fixture->window));
  vtr_wait_until (gtk_widget_get_mapped (fixture->window));
}

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  fixture->fleet = vtr_fleet_new (NULL);
  fixture->settings = g_settings_new ("org.vitrine.Vitrine");
  open_window (fixture);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  vtr_ui_test_close (fixture->window);
  vtr_ui_test_finalize (fixture->fleet);
  g_settings_reset (fixture->settings, "sidebar-visible");
  g_settings_reset (fixture->settings, "window-width");
  g_settings_reset (fixture->settings, "window-height");
  g_object_unref (fixture->settings);
}

static VtrHost *
open_host (Fixture    *fixture,
           const char *uri)
{
  VtrHost *host = vtr_fleet_add_host (fixture->fleet, uri, NULL, FALSE, FALSE);

  vtr_window_set_settled (VTR_WINDOW (fixture->window), TRUE);
  vtr_host_connect (host);
  return host;
}

static VtrHost *
open_demo (Fixture *fixture)
{
  const VtrHostAddress demo = { .kind = VTR_HOST_KIND_DEMO };
  g_autofree char *uri = vtr_host_address_to_uri (&demo, NULL);
  VtrHost *host = open_host (fixture, uri);

  vtr_wait_until (vtr_host_is_list_complete (host));
  return host;
}

static GtkWidget *
find (Fixture    *fixture,
      GType       type,
      const char *text)
{
  return vtr_ui_test_find (fixture->window, type, text);
}

static guint
count_labels (GtkWidget  *widget,
              const char *text)
{
  guint count = GTK_IS_LABEL (widget) && gtk_widget_get_mapped (widget) &&
                        g_str_equal (gtk_label_get_text (GTK_LABEL (widget)), text)
                    ? 1
                    : 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    count += count_labels (child, text);
  return count;
}

static void
check_property (GtkWidget            *widget,
                GtkAccessibleProperty property,
                const char           *text)
{
  g_autofree char *wrong = gtk_test_accessible_check_property (GTK_ACCESSIBLE (widget), property,
                                                               text);

  g_assert_cmpstr (wrong, ==, NULL);
}

/* Scripts wait for the number of machines, as a screen reader reads it: once, and only once. */
static void
test_demo (Fixture      *fixture,
           gconstpointer data)
{
  GtkWidget *row;

  open_demo (fixture);
  vtr_wait_until (find (fixture, GTK_TYPE_LABEL, "24 machines") != NULL);
  g_assert_cmpuint (count_labels (fixture->window, "24 machines"), ==, 1);

  row = find (fixture, VTR_TYPE_VIEW_ROW, NULL);
  check_property (row, GTK_ACCESSIBLE_PROPERTY_LABEL, "All Machines, 24 machines");
  row = find (fixture, VTR_TYPE_HOST_ROW, NULL);
  check_property (row, GTK_ACCESSIBLE_PROPERTY_LABEL, "Demonstration");
  check_property (row, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, "Connected, 17 of 24 machines run");
}

static void
test_no_hosts (Fixture      *fixture,
               gconstpointer data)
{
  g_assert_null (find (fixture, GTK_TYPE_LABEL, "No Hosts Yet"));
  vtr_window_set_settled (VTR_WINDOW (fixture->window), TRUE);
  vtr_wait_until (find (fixture, GTK_TYPE_LABEL, "No Hosts Yet") != NULL);

  vtr_ui_test_click (fixture->window, "Open Demo Host");
  vtr_wait_until (find (fixture, GTK_TYPE_LABEL, "24 machines") != NULL);
  g_assert_cmpuint (vtr_fleet_get_n_machines (fixture->fleet), ==, DEMO_MACHINES);
  g_assert_nonnull (find (fixture, GTK_TYPE_LABEL, "Demonstration"));
}

static void
test_failed_host (Fixture      *fixture,
                  gconstpointer data)
{
  VtrHost *host = open_host (fixture, "test:///nowhere/at/all.xml");

  vtr_wait_until (vtr_host_get_state (host) == VTR_HOST_FAILED);
  vtr_wait_until (find (fixture, GTK_TYPE_LABEL, "This host could not be connected") != NULL);

  vtr_ui_test_click (fixture->window, "Try Again");
  g_assert_cmpint (vtr_host_get_state (host), ==, VTR_HOST_CONNECTING);
  vtr_wait_until (vtr_host_get_state (host) == VTR_HOST_FAILED);

  vtr_wait_until (gtk_widget_is_sensitive (find (fixture, GTK_TYPE_BUTTON, "Details")));
}

static void
test_disconnected_host (Fixture      *fixture,
                        gconstpointer data)
{
  VtrHost *host = open_demo (fixture);

  gtk_widget_activate_action (fixture->window, "win.show-host", "s", vtr_host_get_uri (host));
  vtr_wait_until (find (fixture, GTK_TYPE_LABEL, "24 machines") != NULL);
  vtr_host_disconnect (host);
  vtr_wait_until (find (fixture, GTK_TYPE_LABEL, "Not Connected") != NULL);
  g_assert_null (find (fixture, GTK_TYPE_TOGGLE_BUTTON, "Search"));

  vtr_ui_test_click (fixture->window, "Connect");
  vtr_wait_until (find (fixture, GTK_TYPE_LABEL, "24 machines") != NULL);
}

/* A host's pages stand beside its machines, and go with it. */
static void
test_host_page (Fixture      *fixture,
                gconstpointer data)
{
  VtrHost *host = open_demo (fixture);

  g_assert_null (find (fixture, ADW_TYPE_VIEW_SWITCHER, NULL));
  gtk_widget_activate_action (fixture->window, "win.show-host-page", "(ss)",
                              vtr_host_get_uri (host), "overview");
  vtr_wait_until (find (fixture, ADW_TYPE_VIEW_SWITCHER, NULL) != NULL);
  vtr_wait_until (find (fixture, GTK_TYPE_LABEL, "17 of 24 machines run") != NULL);
  g_assert_null (find (fixture, GTK_TYPE_TOGGLE_BUTTON, "Search"));

  gtk_widget_activate_action (fixture->window, "win.search", NULL);
  vtr_wait_until (find (fixture, GTK_TYPE_LABEL, "24 machines") != NULL);
  gtk_widget_activate_action (fixture->window, "win.show-host-page", "(ss)",
                              vtr_host_get_uri (host), "no-such-page");
  g_assert_nonnull (find (fixture, GTK_TYPE_LABEL, "24 machines"));

  gtk_widget_activate_action (fixture->window, "win.show-host-page", "(ss)",
                              vtr_host_get_uri (host), "overview");
  vtr_fleet_remove_host (fixture->fleet, host);
  g_assert_null (find (fixture, ADW_TYPE_VIEW_SWITCHER, NULL));
  g_assert_nonnull (find (fixture, GTK_TYPE_LABEL, "No Hosts Yet"));
}

/* A host that moves stays selected; one that goes leaves the view of all. */
static void
test_reorder_and_remove (Fixture      *fixture,
                         gconstpointer data)
{
  VtrSidebar *sidebar = VTR_SIDEBAR (find (fixture, VTR_TYPE_SIDEBAR, NULL));
  VtrHost *first = vtr_fleet_add_host (fixture->fleet, "test:///first", "First", FALSE, FALSE);
  VtrHost *second = vtr_fleet_add_host (fixture->fleet, "test:///second", "Second", FALSE, FALSE);
  GtkWidget *row;

  gtk_widget_activate_action (fixture->window, "win.show-host", "s", vtr_host_get_uri (second));
  g_assert_true (vtr_sidebar_get_host (sidebar) == second);
  vtr_wait_until ((row = find (fixture, VTR_TYPE_HOST_ROW, NULL)) != NULL);
  g_assert_true (vtr_host_row_get_host (VTR_HOST_ROW (row)) == first);

  /* Above the first there is nothing. */
  gtk_widget_activate_action (row, "host.move-up", NULL);
  g_assert_true (find (fixture, VTR_TYPE_HOST_ROW, NULL) == row);
  gtk_widget_activate_action (row, "host.move-down", NULL);

  vtr_wait_until ((row = find (fixture, VTR_TYPE_HOST_ROW, NULL)) != NULL &&
                  vtr_host_row_get_host (VTR_HOST_ROW (row)) == second);
  g_assert_true (vtr_sidebar_get_host (sidebar) == second);

  vtr_fleet_remove_host (fixture->fleet, second);
  g_assert_null (vtr_sidebar_get_host (sidebar));
  g_assert_cmpint (vtr_sidebar_get_scope (sidebar), ==, VTR_SCOPE_ALL);
}

static void
test_narrow (Fixture      *fixture,
             gconstpointer data)
{
  vtr_ui_test_close (fixture->window);
  g_settings_set_int (fixture->settings, "window-width", 360);
  g_settings_set_int (fixture->settings, "window-height", 640);
  open_window (fixture);
  open_demo (fixture);
  g_assert_cmpint (gtk_widget_get_width (fixture->window), <=, 360);
  vtr_wait_until (find (fixture, VTR_TYPE_SIDEBAR, NULL) == NULL);
  vtr_wait_until (find (fixture, GTK_TYPE_LABEL, "24 machines") != NULL);

  gtk_widget_activate_action (fixture->window, "win.toggle-sidebar", NULL);
  vtr_wait_until (find (fixture, VTR_TYPE_SIDEBAR, NULL) != NULL);
}

static void
test_hide_sidebar (Fixture      *fixture,
                   gconstpointer data)
{
  open_demo (fixture);
  gtk_widget_activate_action (fixture->window, "win.toggle-sidebar", NULL);
  vtr_wait_until (find (fixture, VTR_TYPE_SIDEBAR, NULL) == NULL);
  g_assert_false (g_settings_get_boolean (fixture->settings, "sidebar-visible"));
  vtr_wait_until (find (fixture, GTK_TYPE_LABEL, "24 machines") != NULL);
  /* The next window remembers. */
  vtr_ui_test_close (fixture->window);
  open_window (fixture);
  g_assert_null (find (fixture, VTR_TYPE_SIDEBAR, NULL));
}

/* A machine that cannot be read says so, and has libvirt's words at hand. */
static void
test_unreadable (Fixture      *fixture,
                 gconstpointer data)
{
  VtrTrouble *trouble = vtr_trouble_new ("The definition of this machine cannot be read");
  GtkWidget *cell;
  VtrMachine *machine;
  g_autofree char *line = NULL;

  open_demo (fixture);
  vtr_wait_until ((cell = find (fixture, VTR_TYPE_NAME_CELL, NULL)) != NULL);
  machine = vtr_machine_cell_get_machine (VTR_MACHINE_CELL (cell));
  vtr_wait_until (vtr_machine_has_details (machine));

  trouble->details = g_strdup ("frobnication failed");
  _vtr_machine_take_trouble (machine, trouble);
  g_object_get (machine, "details-line", &line, NULL);
  g_assert_nonnull (strstr (line, "cannot be read"));
  g_assert_cmpstr (vtr_machine_get_trouble (machine)->details, ==, "frobnication failed");
}

/* What is not sampled has no column, and the menu says why. */
static void
test_sampling (Fixture      *fixture,
               gconstpointer data)
{
  GtkWidget *columns;
  GMenuModel *menu;
  g_autofree char *label = NULL;

  open_demo (fixture);
  vtr_wait_until (find (fixture, GTK_TYPE_LABEL, "Memory") != NULL);
  g_settings_set_boolean (fixture->settings, "sample-memory", FALSE);
  vtr_wait_until (find (fixture, GTK_TYPE_LABEL, "Memory") == NULL);

  columns = find (fixture, GTK_TYPE_MENU_BUTTON, "Columns");
  menu = gtk_menu_button_get_menu_model (GTK_MENU_BUTTON (columns));
  for (int i = 0; i < g_menu_model_get_n_items (menu); i++)
    {
      g_autofree char *text = NULL;

      g_menu_model_get_item_attribute (menu, i, G_MENU_ATTRIBUTE_LABEL, "s", &text);
      if (g_str_has_prefix (text, "Memory"))
        label = g_steal_pointer (&text);
    }
  g_assert_cmpstr (label, ==, "Memory (Off in Preferences)");

  g_settings_reset (fixture->settings, "sample-memory");
  vtr_wait_until (find (fixture, GTK_TYPE_LABEL, "Memory") != NULL);
}

/* Work shows in the header while it runs, and its failure until it was read. */
static void
test_jobs (Fixture      *fixture,
           gconstpointer data)
{
  VtrJobList *jobs = vtr_fleet_get_jobs (fixture->fleet);
  g_autoptr (VtrJob) job = vtr_job_new ("Save “web-frontend”");
  GtkWidget *button;

  g_assert_null (find (fixture, VTR_TYPE_JOBS_BUTTON, NULL));
  vtr_job_list_add (jobs, job);
  vtr_job_set_fraction (job, 0.5);
  vtr_wait_until ((button = find (fixture, GTK_TYPE_MENU_BUTTON, "1 job is running")) != NULL);
  check_property (button, GTK_ACCESSIBLE_PROPERTY_LABEL, "1 job is running");

  vtr_job_fail (job, vtr_trouble_new ("“web-frontend” could not be saved"));
  vtr_wait_until (find (fixture, GTK_TYPE_LABEL, "“web-frontend” could not be saved") != NULL);
  vtr_wait_until ((button = find (fixture, GTK_TYPE_MENU_BUTTON, "1 job failed")) != NULL);

  gtk_menu_button_popup (GTK_MENU_BUTTON (button));
  vtr_ui_test_click (button, "Dismiss");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (jobs)), ==, 0);
  gtk_menu_button_popdown (GTK_MENU_BUTTON (button));
  vtr_wait_until (find (fixture, VTR_TYPE_JOBS_BUTTON, NULL) == NULL);
}

/* One of many that were begun together is told of with them, not by itself. */
static void
test_jobs_together (Fixture      *fixture,
                    gconstpointer data)
{
  VtrJobList *jobs = vtr_fleet_get_jobs (fixture->fleet);
  g_autoptr (VtrJob) job = vtr_job_new ("Save “web-frontend”");

  vtr_job_list_add (jobs, job);
  vtr_job_set_summarised (job, TRUE);
  vtr_job_fail (job, vtr_trouble_new ("“web-frontend” could not be saved"));
  vtr_wait_until (find (fixture, GTK_TYPE_MENU_BUTTON, "1 job failed") != NULL);
  g_assert_null (find (fixture, GTK_TYPE_LABEL, "“web-frontend” could not be saved"));
  vtr_job_list_dismiss_failures (jobs);
}

static void
add_tests (void)
{
  static const struct
  {
    const char *path;
    void      (*run) (Fixture *fixture, gconstpointer data);
  } tests[] = {
    { "/window/demo", test_demo },
    { "/window/no-hosts", test_no_hosts },
    { "/window/failed-host", test_failed_host },
    { "/window/disconnected-host", test_disconnected_host },
    { "/window/host-page", test_host_page },
    { "/window/reorder-and-remove", test_reorder_and_remove },
    { "/window/narrow", test_narrow },
    { "/window/hide-sidebar", test_hide_sidebar },
    { "/window/unreadable", test_unreadable },
    { "/window/sampling", test_sampling },
    { "/window/jobs", test_jobs },
    { "/window/jobs-together", test_jobs_together },
  };

  vtr_virt_init ();
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].run, tear_down);
}

int
main (int    argc,
      char **argv)
{
  return vtr_ui_test_main (argc, argv, add_tests);
}
