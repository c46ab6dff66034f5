/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "vtr-ui-test.h"

#include "pages/host/vtr-host-overview.h"
#include "pages/host/vtr-host-tab.h"
#include "virt/network/vtr-networks.h"
#include "virt/vtr-virt-error.h"

typedef struct
{
  VtrHost   *host;
  GtkWidget *window;
} Fixture;

static void
set_up (Fixture      *fixture,
        gconstpointer uri)
{
  fixture->host = vtr_host_new (uri);
  vtr_host_connect (fixture->host);
  vtr_wait_until (vtr_host_get_state (fixture->host) != VTR_HOST_CONNECTING);
  fixture->window = vtr_ui_test_window (vtr_host_overview_new (fixture->host));
}

static void
tear_down (Fixture      *fixture,
           gconstpointer uri)
{
  vtr_ui_test_close (fixture->window);
  vtr_host_disconnect (fixture->host);
  vtr_ui_test_finalize (fixture->host);
}

static GtkWidget *
find (Fixture    *fixture,
      GType       type,
      const char *text)
{
  return vtr_ui_test_find (fixture->window, type, text);
}

static const char *
read_row (Fixture    *fixture,
          const char *title)
{
  GtkWidget *row;

  g_test_message ("%s", title);
  vtr_wait_until ((row = find (fixture, ADW_TYPE_ACTION_ROW, title)) != NULL);
  return adw_action_row_get_subtitle (ADW_ACTION_ROW (row));
}

/* What the host says of itself, what its machine was promised, and how its network is. */
static void
test_facts (Fixture      *fixture,
            gconstpointer uri)
{
  VtrNetwork *network;
  g_autoptr (VtrJob) job = NULL;

  g_assert_cmpstr (read_row (fixture, "State"), ==, "Connected");
  g_assert_true (g_str_has_prefix (read_row (fixture, "Software"), "libvirt "));
  vtr_wait_until (g_str_has_prefix (read_row (fixture, "Processors of Machines"), "2, on 16"));
  g_assert_cmpstr (read_row (fixture, "Machines"), ==, "1 of 1 machine runs");
  g_assert_cmpstr (read_row (fixture, "Default Network"), ==, "It is running.");

  network = vtr_networks_find (vtr_host_get_networks (fixture->host), "default");
  job = vtr_network_perform (network, VTR_NETWORK_STOP);
  vtr_wait_until (g_str_has_prefix (read_row (fixture, "Default Network"), "It is stopped"));
  vtr_ui_test_click (fixture->window, "Start");
  vtr_wait_until (g_str_equal (read_row (fixture, "Default Network"), "It is running."));

  gtk_widget_activate_action (find (fixture, VTR_TYPE_HOST_OVERVIEW, NULL),
                              "overview.show-capabilities", NULL);
  vtr_wait_until (find (fixture, GTK_TYPE_LABEL, "Capabilities") != NULL);
}

/* Of this computer it is told what it lacks, above all when it cannot be connected. */
static void
test_failed (Fixture      *fixture,
             gconstpointer uri)
{
  g_assert_cmpint (vtr_host_get_state (fixture->host), ==, VTR_HOST_FAILED);
  g_assert_nonnull (strstr (read_row (fixture, "State"), "This host could not be connected"));
  read_row (fixture, "Service (libvirt)");
  read_row (fixture, "Disk Space");
  g_assert_nonnull (strstr (read_row (fixture, "Whose Machines"), "whole computer"));
  g_assert_null (find (fixture, ADW_TYPE_ACTION_ROW, "Processors"));
}

static void
add_tests (void)
{
  vtr_virt_init ();
  g_test_add ("/host-overview/facts", Fixture, "test:///default", set_up, test_facts, tear_down);
  g_test_add ("/host-overview/failed", Fixture, "qemu+unix:///system?socket=/nowhere", set_up,
              test_failed, tear_down);
}

int
main (int    argc,
      char **argv)
{
  return vtr_ui_test_main (argc, argv, add_tests);
}
