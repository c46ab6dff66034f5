/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "pages/machine/vtr-console-page.h"

#include <libvirt/libvirt.h>

#include "console/vtr-console-view.h"
#include "console/vtr-console-window.h"
#include "fleet/vtr-fleet.h"
#include "pages/machine/vtr-console-choice.h"
#include "pages/machine/vtr-machine-window.h"
#include "virt/machine/vtr-machine-verbs.h"
#include "virt/vtr-virt-error.h"

#include "vtr-ui-test.h"

#define UUID "00000000-0000-4000-8000-000000000002"

static const char machine_xml[]
    = "<domain type='test'><name>web</name><uuid>" UUID "</uuid>"
      "<memory unit='MiB'>64</memory><vcpu>2</vcpu><os><type>hvm</type></os><devices>"
      "<serial type='pty'><target port='0'/></serial>"
      "<console type='pty'><target type='serial' port='0'/></console>"
      "<graphics type='vnc' port='5999' autoport='no'/></devices></domain>";

typedef struct
{
  virConnectPtr     other; /* keeps the host, which is shared in the process */
  VtrFleet         *fleet;
  VtrHost          *host;
  VtrMachine       *machine;
  GSettings        *settings;
  VtrMachineWindow *window;
} Fixture;

static GtkWidget *
find (Fixture    *fixture,
      GType       type,
      const char *text)
{
  return vtr_ui_test_find (GTK_WIDGET (fixture->window), type, text);
}

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  virDomainPtr domain;

  fixture->other = virConnectOpen ("test:///default");
  domain = virDomainDefineXML (fixture->other, machine_xml);
  g_assert_nonnull (domain);
  virDomainFree (domain);

  fixture->fleet = vtr_fleet_new (NULL);
  fixture->host = vtr_fleet_add_host (fixture->fleet, "test:///default", "Lab", FALSE, FALSE);
  fixture->settings = g_settings_new ("org.vitrine.Vitrine");
  vtr_host_connect (fixture->host);
  vtr_wait_until (vtr_host_get_state (fixture->host) == VTR_HOST_CONNECTED);
  fixture->machine = g_object_ref (vtr_host_find_machine (fixture->host, "web"));
  fixture->window = VTR_MACHINE_WINDOW (
      vtr_machine_window_new (NULL, fixture->machine, fixture->settings));
  g_object_add_weak_pointer (G_OBJECT (fixture->window), (gpointer *) &fixture->window);
  gtk_window_present (GTK_WINDOW (fixture->window));
  vtr_wait_until (gtk_widget_get_mapped (GTK_WIDGET (fixture->window)));
}

static void
forget_machine (Fixture *fixture)
{
  virDomainPtr domain = virDomainLookupByName (fixture->other, "web");

  if (virDomainIsActive (domain))
    virDomainDestroy (domain);
  virDomainUndefine (domain);
  virDomainFree (domain);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  g_autoptr (VtrConsoleSettings) settings = vtr_console_settings_new (UUID);
  gpointer host = fixture->host;

  vtr_console_settings_reset (settings);
  if (fixture->window != NULL)
    gtk_window_destroy (GTK_WINDOW (fixture->window));
  vtr_wait_until (fixture->window == NULL);
  g_object_add_weak_pointer (host, &host);
  vtr_fleet_remove_host (fixture->fleet, fixture->host);
  g_object_unref (fixture->machine);
  g_object_unref (fixture->settings);
  vtr_ui_test_finalize (fixture->fleet);
  vtr_wait_until (host == NULL);
  forget_machine (fixture);
  virConnectClose (fixture->other);
}

static void
start (Fixture *fixture)
{
  g_object_unref (vtr_machine_perform (fixture->machine, VTR_VERB_START));
  vtr_wait_until (vtr_machine_is_active (fixture->machine));
}

static void
show_console (Fixture *fixture)
{
  vtr_machine_window_show_page (fixture->window, "console");
  vtr_wait_until (find (fixture, VTR_TYPE_CONSOLE_PAGE, NULL) != NULL);
}

static VtrConsoleView *
wait_view (Fixture *fixture)
{
  GtkWidget *view;

  vtr_wait_until ((view = find (fixture, VTR_TYPE_CONSOLE_VIEW, NULL)) != NULL);
  return VTR_CONSOLE_VIEW (view);
}

/* What is off can be started from here, and then it is connected to, without another click. */
static void
test_off (Fixture      *fixture,
          gconstpointer data)
{
  show_console (fixture);
  vtr_wait_until (find (fixture, GTK_TYPE_LABEL, "The Machine Is Off") != NULL);
  vtr_ui_test_click (GTK_WIDGET (fixture->window), "Start");
  g_assert_nonnull (vtr_console_view_get_session (wait_view (fixture)));
}

/* The test driver has no screens: that is told in words, with a way to try again. */
static void
test_refused (Fixture      *fixture,
              gconstpointer data)
{
  VtrConsoleSession *session;
  VtrConsoleView *view;

  start (fixture);
  show_console (fixture);
  view = wait_view (fixture);
  session = vtr_console_view_get_session (view);
  vtr_wait_until (vtr_console_session_get_state (session) == VTR_CONSOLE_REFUSED);
  g_assert_nonnull (find (fixture, GTK_TYPE_BUTTON, "Try Again"));
}

/* Somebody else may be looking at the screen: only who wants to see it connects to it. */
static void
test_never_unasked (Fixture      *fixture,
                    gconstpointer data)
{
  VtrConsoleView *view;
  GtkWidget *page;

  start (fixture);
  vtr_machine_window_show_page (fixture->window, "hardware");
  vtr_wait_until (find (fixture, GTK_TYPE_LABEL, "Hardware") != NULL
                  || find (fixture, GTK_TYPE_LABEL, "General") != NULL);
  g_assert_null (find (fixture, VTR_TYPE_CONSOLE_PAGE, NULL));

  /* Nor is it connected again on somebody's behalf, when the machine starts unseen. */
  show_console (fixture);
  view = wait_view (fixture);
  page = find (fixture, VTR_TYPE_CONSOLE_PAGE, NULL);
  vtr_machine_window_show_page (fixture->window, "hardware");
  g_object_unref (vtr_machine_perform (fixture->machine, VTR_VERB_FORCE_OFF));
  vtr_wait_until (!vtr_machine_is_active (fixture->machine));
  g_assert_null (vtr_console_view_get_session (view));
  start (fixture);
  /* The choice is there, so that it could have been connected to. */
  vtr_wait_until (g_action_group_get_action_enabled (
      vtr_console_page_get_actions (VTR_CONSOLE_PAGE (page)), "show"));
  g_assert_false (gtk_widget_get_mapped (page));
  g_assert_null (vtr_console_view_get_session (view));
  vtr_machine_window_show_page (fixture->window, "console");
  g_assert_nonnull (vtr_console_view_get_session (wait_view (fixture)));
}

static void
test_ask_first (Fixture      *fixture,
                gconstpointer data)
{
  g_autoptr (VtrConsoleSettings) settings = vtr_console_settings_new (UUID);

  vtr_console_settings_set_boolean (settings, "connect-automatically", FALSE);
  start (fixture);
  show_console (fixture);
  vtr_wait_until (find (fixture, GTK_TYPE_LABEL, "Not Connected") != NULL);
  vtr_ui_test_click (GTK_WIDGET (fixture->window), "Connect");
  g_assert_nonnull (vtr_console_view_get_session (wait_view (fixture)));
}

static void
test_choose_text (Fixture      *fixture,
                  gconstpointer data)
{
  GtkWidget *page, *tools;

  start (fixture);
  show_console (fixture);
  wait_view (fixture);
  page = find (fixture, VTR_TYPE_CONSOLE_PAGE, NULL);
  tools = find (fixture, VTR_TYPE_CONSOLE_TOOLS, NULL);
  g_assert_nonnull (vtr_ui_test_find (tools, GTK_TYPE_MENU_BUTTON, "Send Keys"));
  gtk_widget_activate_action (page, "console.show", "s", "text 1");
  vtr_wait_until (vtr_ui_test_find (tools, GTK_TYPE_MENU_BUTTON, "Text Console") != NULL);
  g_assert_null (vtr_ui_test_find (tools, GTK_TYPE_MENU_BUTTON, "Send Keys"));
  /* The test driver gives no serial ports either. */
  vtr_wait_until (find (fixture, GTK_TYPE_BUTTON, "Try Again") != NULL);
}

/* The console goes to a window of its own and comes back, and is the same session all the time. */
static void
test_own_window (Fixture      *fixture,
                 gconstpointer data)
{
  VtrConsoleSession *session;
  VtrConsoleView *view;
  GtkWidget *page;
  gpointer own;

  start (fixture);
  show_console (fixture);
  view = wait_view (fixture);
  session = vtr_console_view_get_session (view);
  page = find (fixture, VTR_TYPE_CONSOLE_PAGE, NULL);

  gtk_widget_activate_action (page, "console.own-window", NULL);
  vtr_wait_until (gtk_widget_get_root (GTK_WIDGET (view))
                  != gtk_widget_get_root (GTK_WIDGET (page)));
  own = gtk_widget_get_root (GTK_WIDGET (view));
  g_assert_true (VTR_IS_CONSOLE_WINDOW (own));
  g_assert_cmpstr (gtk_window_get_title (own), ==, "Console of web");
  vtr_wait_until (gtk_widget_get_mapped (GTK_WIDGET (view)));
  g_assert_true (vtr_console_view_get_session (view) == session);
  g_assert_null (find (fixture, VTR_TYPE_CONSOLE_TOOLS, NULL));

  g_object_add_weak_pointer (own, &own);
  vtr_ui_test_click (GTK_WIDGET (fixture->window), "Bring Back");
  vtr_wait_until (own == NULL);
  g_assert_true (gtk_widget_get_root (GTK_WIDGET (view)) == GTK_ROOT (fixture->window));
  g_assert_true (vtr_console_view_get_session (view) == session);
  vtr_wait_until (find (fixture, VTR_TYPE_CONSOLE_TOOLS, NULL) != NULL);
}

/* Who closes the details keeps the console, and who closes the console too has closed both. */
static void
test_own_window_alone (Fixture      *fixture,
                       gconstpointer data)
{
  VtrConsoleView *view;
  GtkWidget *own;

  start (fixture);
  show_console (fixture);
  view = wait_view (fixture);
  gtk_widget_activate_action (find (fixture, VTR_TYPE_CONSOLE_PAGE, NULL), "console.own-window",
                              NULL);
  own = GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (view)));
  vtr_wait_until (gtk_widget_get_mapped (own));
  gtk_window_close (GTK_WINDOW (fixture->window));
  g_assert_nonnull (fixture->window);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (fixture->window)));
  g_assert_true (gtk_widget_get_mapped (own));
  gtk_window_close (GTK_WINDOW (own));
  vtr_wait_until (fixture->window == NULL);
}

static void
assert_item (GMenuModel *menu,
             int         index,
             const char *label,
             const char *action)
{
  g_autofree char *found_label = NULL;
  g_autofree char *found_action = NULL;

  g_menu_model_get_item_attribute (menu, index, G_MENU_ATTRIBUTE_LABEL, "s", &found_label);
  g_menu_model_get_item_attribute (menu, index, G_MENU_ATTRIBUTE_ACTION, "s", &found_action);
  g_assert_cmpstr (found_label, ==, label);
  g_assert_cmpstr (found_action, ==, action);
}

/* Everything is told of; what cannot be shown says why, and is not what one begins with. */
static void
test_choices (void)
{
  static const char xml[]
      = "<domain><devices>"
        "<serial type='pty'><target port='0'/><alias name='serial0'/></serial>"
        "<serial type='file'><source path='/tmp/x'/><alias name='serial1'/></serial>"
        "<console type='pty'><target type='serial' port='0'/><alias name='serial0'/></console>"
        "<console type='pty'><target type='virtio' port='1'/><alias name='console1'/></console>"
        "<graphics type='egl-headless'/><graphics type='vnc' port='5900'/>"
        "</devices></domain>";
  g_autoptr (VtrXmlDoc) doc = vtr_xml_doc_new (xml, -1, NULL);
  g_autoptr (GPtrArray) choices = vtr_console_choices_list (doc);
  g_autoptr (GPtrArray) again = vtr_console_choices_list (doc);
  g_autoptr (GMenuModel) menu = vtr_console_choices_menu (choices);
  const VtrConsoleChoice *first = vtr_console_choices_find (choices, NULL);

  g_assert_cmpuint (choices->len, ==, 5);
  g_assert_cmpstr (first->label, ==, "Screen (VNC)");
  g_assert_cmpstr (vtr_console_choices_find (choices, "console1 4")->device, ==, "console1");
  g_assert_true (vtr_console_choices_find (choices, "gone") == first);
  g_assert_true (vtr_console_choices_same (choices, again));
  assert_item (menu, 0, "Screen (EGL-HEADLESS): only SPICE and VNC can be shown",
               "console.unavailable");
  assert_item (menu, 1, "Screen (VNC)", "console.show");
  assert_item (menu, 2, "Serial Port 1", "console.show");
  assert_item (menu, 3, "Serial Port 2: goes to a file", "console.unavailable");
  assert_item (menu, 4, "Text Console 1", "console.show");

  g_ptr_array_remove_index (again, 4);
  g_assert_false (vtr_console_choices_same (choices, again));
}

#define ADD(name, func)                                                                            \
  g_test_add ("/console-page/" name, Fixture, NULL, set_up, func, tear_down)

static void
add_tests (void)
{
  g_test_add_func ("/console-page/choices", test_choices);
  ADD ("off", test_off);
  ADD ("refused", test_refused);
  ADD ("never-unasked", test_never_unasked);
  ADD ("ask-first", test_ask_first);
  ADD ("choose-text", test_choose_text);
  ADD ("own-window", test_own_window);
  ADD ("own-window-alone", test_own_window_alone);
}

int
main (int    argc,
      char **argv)
{
  /* The terminal library listens to a signal of its own that it has deprecated. */
  g_setenv ("G_ENABLE_DIAGNOSTIC", "0", TRUE);
  vtr_virt_init ();
  return vtr_ui_test_main (argc, argv, add_tests);
}
