/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "vtr-ui-test.h"

#include <glib/gstdio.h>

#include "pages/host/vtr-network-dialog.h"
#include "pages/host/vtr-network-row.h"
#include "pages/host/vtr-networks-page.h"
#include "virt/host/vtr-host.h"
#include "virt/vtr-virt-error.h"
#include "xml/vtr-xml-node.h"

/* The test driver makes one of these for each connection, so that no test sees another's. */
static const char node[]
    = "<node><network><name>default</name><forward mode='nat'/>"
      "<bridge name='virbr0' stp='on' delay='0'/><ip address='192.168.122.1' netmask='255.255.255.0'>"
      "<dhcp><range start='192.168.122.2' end='192.168.122.254'/></dhcp></ip></network>"
      "<domain type='test'><name>test</name><memory>262144</memory><vcpu>1</vcpu>"
      "<os><type>hvm</type></os><devices><interface type='network'>"
      "<mac address='52:54:00:00:00:01'/><source network='default'/></interface></devices></domain>"
      "</node>";

/* A host of its own for each test, and the window that shows its networks. */
typedef struct
{
  char      *path;
  VtrHost   *host;
  GtkWidget *window;
} Fixture;

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  int file = g_file_open_tmp ("vitrine-XXXXXX.xml", &fixture->path, NULL);
  g_autofree char *uri = g_strconcat ("test://", fixture->path, NULL);

  g_assert_cmpint (file, >=, 0);
  g_close (file, NULL);
  g_assert_true (g_file_set_contents (fixture->path, node, -1, NULL));
  fixture->host = vtr_host_new (uri);
  vtr_host_connect (fixture->host);
  vtr_wait_until (vtr_host_get_state (fixture->host) == VTR_HOST_CONNECTED);
  fixture->window = vtr_ui_test_window (NULL);
  /* Room for the list and for what is chosen in it. */
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 900, 700);
  adw_window_set_content (ADW_WINDOW (fixture->window), vtr_networks_page_new (fixture->host));
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  vtr_ui_test_close (fixture->window);
  vtr_host_disconnect (fixture->host);
  vtr_ui_test_finalize (fixture->host);
  g_unlink (fixture->path);
  g_free (fixture->path);
}

static GtkWidget *
find (Fixture    *fixture,
      GType       type,
      const char *text)
{
  return vtr_ui_test_find (fixture->window, type, text);
}

static VtrNetwork *
find_network (Fixture    *fixture,
              const char *name)
{
  return vtr_networks_find (vtr_host_get_networks (fixture->host), name);
}

static GtkWidget *
wait_for_row (Fixture    *fixture,
              const char *title)
{
  GtkWidget *row;

  vtr_wait_until ((row = find (fixture, ADW_TYPE_PREFERENCES_ROW, title)) != NULL);
  return row;
}

static void
test_list (Fixture      *fixture,
           gconstpointer data)
{
  GtkWidget *row, *question;
  g_autofree char *wrong = NULL;

  vtr_wait_until ((row = find (fixture, VTR_TYPE_NETWORK_ROW, NULL)) != NULL
                  && find (fixture, GTK_TYPE_LABEL, "NAT · virbr0") != NULL);
  wrong = gtk_test_accessible_check_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                              "default");
  g_assert_cmpstr (wrong, ==, NULL);
  vtr_wait_until (find (fixture, GTK_TYPE_LABEL,
                        "192.168.122.0/24, the host is 192.168.122.1, machines get 192.168.122.2 "
                        "to 192.168.122.254")
                  != NULL);

  /* A machine runs on it, and is named. */
  gtk_widget_activate_action (find (fixture, VTR_TYPE_NETWORKS_PAGE, NULL), "networks.stop", NULL);
  vtr_wait_until ((question = find (fixture, ADW_TYPE_ALERT_DIALOG, NULL)) != NULL);
  vtr_wait_until (vtr_ui_test_find (question, ADW_TYPE_ACTION_ROW, "test") != NULL);
  vtr_ui_test_click (question, "Stop");
  vtr_wait_until (!vtr_network_is_active (find_network (fixture, "default")));
  vtr_wait_until (find (fixture, GTK_TYPE_BUTTON, "Start") != NULL);
  vtr_ui_test_click (fixture->window, "Start");
  vtr_wait_until (vtr_network_is_active (find_network (fixture, "default")));

  adw_switch_row_set_active (ADW_SWITCH_ROW (wait_for_row (fixture, "Start With the Host")), TRUE);
  vtr_wait_until (vtr_network_get_autostart (find_network (fixture, "default")));
}

/* What is wrong is said as it is typed, and what is right is made. */
static void
test_create (Fixture      *fixture,
             gconstpointer data)
{
  GtkWidget *save;

  vtr_wait_until (find (fixture, GTK_TYPE_LABEL, "NAT · virbr0") != NULL);
  gtk_widget_activate_action (find (fixture, VTR_TYPE_NETWORKS_PAGE, NULL), "networks.add", NULL);
  vtr_wait_until ((save = find (fixture, GTK_TYPE_BUTTON, "Create")) != NULL);
  vtr_ui_test_type (fixture->window, "Name", "default");
  vtr_wait_until (find (fixture, GTK_TYPE_LABEL, "Another network of this host has that name.")
                  != NULL);
  g_assert_false (gtk_widget_is_sensitive (save));
  vtr_ui_test_type (fixture->window, "Name", "lab");
  g_assert_true (gtk_widget_is_sensitive (save));

  vtr_ui_test_type (fixture->window, "Address of the Host, With Prefix", "192.168.122.1/24");
  vtr_wait_until (find (fixture, GTK_TYPE_LABEL,
                        "192.168.122.0/24 is in use by the network “default”.") != NULL);
  /* Somebody may know better: only a warning. */
  g_assert_true (gtk_widget_is_sensitive (save));
  vtr_ui_test_type (fixture->window, "Address of the Host, With Prefix", "10.77.0.1");
  g_assert_false (gtk_widget_is_sensitive (save));
  vtr_ui_test_type (fixture->window, "Address of the Host, With Prefix", "10.77.0.1/24");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (wait_for_row (fixture, "First Address"))),
                   ==, "10.77.0.2");

  vtr_ui_test_click (fixture->window, "Create");
  vtr_wait_until (find_network (fixture, "lab") != NULL
                  && vtr_network_is_active (find_network (fixture, "lab")));
  vtr_wait_until (find (fixture, VTR_TYPE_NETWORK_DIALOG, NULL) == NULL);

  /* The row of what was made is there, and so is the way back. */
  gtk_list_box_select_row (
      GTK_LIST_BOX (gtk_widget_get_parent (find (fixture, VTR_TYPE_NETWORK_ROW, NULL))),
      gtk_list_box_get_row_at_index (
          GTK_LIST_BOX (gtk_widget_get_parent (find (fixture, VTR_TYPE_NETWORK_ROW, NULL))), 1));
  vtr_wait_until (find (fixture, GTK_TYPE_LABEL,
                        "10.77.0.0/24, the host is 10.77.0.1, machines get 10.77.0.2 to "
                        "10.77.0.254")
                  != NULL);
  gtk_widget_activate_action (find (fixture, VTR_TYPE_NETWORKS_PAGE, NULL), "networks.delete", NULL);
  vtr_wait_until (find_network (fixture, "lab") == NULL);
  vtr_ui_test_click (fixture->window, "Undo");
  vtr_wait_until (find_network (fixture, "lab") != NULL
                  && vtr_network_is_active (find_network (fixture, "lab")));
}

static AdwViewStack *
find_views (Fixture *fixture)
{
  return ADW_VIEW_STACK (vtr_ui_test_find (find (fixture, VTR_TYPE_NETWORK_DIALOG, NULL),
                                           ADW_TYPE_VIEW_STACK, NULL));
}

static AdwComboRow *
find_mode (Fixture *fixture)
{
  GtkWidget *row;

  vtr_wait_until ((row = find (fixture, ADW_TYPE_COMBO_ROW, "Mode")) != NULL);
  return ADW_COMBO_ROW (row);
}

/* What is typed in one view stands in the others, and in what is saved. */
static void
test_edit (Fixture      *fixture,
           gconstpointer data)
{
  VtrNetwork *network;
  g_autoptr (VtrJob) job = NULL;

  vtr_wait_until (find (fixture, GTK_TYPE_LABEL, "NAT · virbr0") != NULL);
  network = find_network (fixture, "default");
  vtr_ui_test_click (fixture->window, "Edit…");
  /* It runs, so it keeps its name. */
  g_assert_false (gtk_widget_is_sensitive (wait_for_row (fixture, "Name")));
  vtr_ui_test_click (fixture->window, "Cancel");
  vtr_wait_until (find (fixture, VTR_TYPE_NETWORK_DIALOG, NULL) == NULL);

  job = vtr_network_perform (network, VTR_NETWORK_STOP);
  vtr_wait_until (!vtr_network_is_active (network));
  vtr_ui_test_click (fixture->window, "Edit…");
  g_assert_true (gtk_widget_is_sensitive (wait_for_row (fixture, "Name")));
  adw_combo_row_set_selected (find_mode (fixture), 2);
  adw_view_stack_set_visible_child_name (find_views (fixture), "details");
  vtr_ui_test_type (fixture->window, "Domain", "lab.example");
  adw_view_stack_set_visible_child_name (find_views (fixture), "xml");
  adw_view_stack_set_visible_child_name (find_views (fixture), "basics");
  g_assert_cmpuint (adw_combo_row_get_selected (find_mode (fixture)), ==,
                    2);

  vtr_ui_test_click (fixture->window, "Save");
  vtr_wait_until (vtr_xml_node_get (vtr_xml_doc_get_root (vtr_network_get_saved (network)),
                                    "domain/@name")
                  != NULL);
  g_assert_null (vtr_xml_node_get (vtr_xml_doc_get_root (vtr_network_get_saved (network)),
                                   "forward/@mode"));
  vtr_wait_until (find (fixture, VTR_TYPE_NETWORK_DIALOG, NULL) == NULL);
}

static void
add_tests (void)
{
  vtr_virt_init ();
  g_test_add ("/networks-page/list", Fixture, NULL, set_up, test_list, tear_down);
  g_test_add ("/networks-page/edit", Fixture, NULL, set_up, test_edit, tear_down);
  g_test_add ("/networks-page/create", Fixture, NULL, set_up, test_create, tear_down);
}

int
main (int    argc,
      char **argv)
{
  return vtr_ui_test_main (argc, argv, add_tests);
}
