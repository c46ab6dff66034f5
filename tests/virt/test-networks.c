/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "virt/network/vtr-networks.h"

#include "virt/host/vtr-host.h"
#include "virt/vtr-virt-error.h"

#include "xml/vtr-xml-node.h"

#include <string.h>

#include "vtr-wait.h"

#define URI "test:///default"

static VtrHost *
connect_host (const char *uri)
{
  VtrHost *host = vtr_host_new (uri);

  vtr_host_connect (host);
  vtr_wait_until (vtr_host_get_state (host) == VTR_HOST_CONNECTED);
  return host;
}

static VtrHost *
connect_and_list (const char *uri)
{
  VtrHost *host = connect_host (uri);
  VtrNetworks *networks = vtr_host_get_networks (host);

  vtr_networks_load (networks);
  vtr_wait_until (vtr_networks_get_state (networks) == VTR_NETWORKS_LISTED);
  return host;
}

static void
let_go (VtrHost *host)
{
  gpointer watched = host;

  g_object_add_weak_pointer (G_OBJECT (host), &watched);
  vtr_host_disconnect (host);
  g_object_unref (host);
  vtr_wait_until (watched == NULL);
}

static VtrJobState
wait_for (VtrJob *job)
{
  VtrJobState state;

  vtr_wait_until (vtr_job_get_state (job) != VTR_JOB_RUNNING);
  state = vtr_job_get_state (job);
  g_object_unref (job);
  return state;
}

static VtrNetwork *
find_read (VtrHost    *host,
           const char *name)
{
  VtrNetwork *network;

  vtr_wait_until ((network = vtr_networks_find (vtr_host_get_networks (host), name)) != NULL
                  && vtr_network_get_saved (network) != NULL);
  return network;
}

/* Nothing is asked before somebody looks. */
static void
test_load (void)
{
  VtrHost *host = connect_host (URI);
  VtrNetworks *networks = vtr_host_get_networks (host);
  VtrNetwork *network;

  g_assert_cmpint (vtr_networks_get_state (networks), ==, VTR_NETWORKS_UNKNOWN);
  g_assert_cmpuint (g_list_model_get_n_items (vtr_networks_get_list (networks)), ==, 0);

  vtr_networks_load (networks);
  g_assert_cmpint (vtr_networks_get_state (networks), ==, VTR_NETWORKS_LOADING);
  network = find_read (host, "default");
  g_assert_true (vtr_network_is_active (network));
  g_assert_true (vtr_network_is_persistent (network));
  g_assert_false (vtr_network_has_pending (network));
  g_assert_nonnull (vtr_network_get_running (network));
  g_assert_true (vtr_networks_find (networks, vtr_network_get_uuid (network)) == network);

  /* What was seen is gone with the connection, and comes back with it. */
  vtr_host_disconnect (host);
  g_assert_cmpuint (g_list_model_get_n_items (vtr_networks_get_list (networks)), ==, 0);
  vtr_host_connect (host);
  find_read (host, "default");
  let_go (host);
}

static void
test_verbs (void)
{
  VtrHost *host = connect_and_list (URI);
  VtrNetwork *network = find_read (host, "default");

  g_assert_cmpint (wait_for (vtr_network_perform (network, VTR_NETWORK_STOP)), ==,
                   VTR_JOB_SUCCEEDED);
  vtr_wait_until (!vtr_network_is_active (network));
  g_assert_null (vtr_network_get_running (network));
  g_assert_cmpint (wait_for (vtr_network_perform (network, VTR_NETWORK_RESTART)), ==,
                   VTR_JOB_SUCCEEDED);
  vtr_wait_until (vtr_network_is_active (network));
  g_assert_cmpint (wait_for (vtr_network_perform (network, VTR_NETWORK_START)), ==, VTR_JOB_FAILED);
  g_assert_cmpint (wait_for (vtr_network_perform (network, VTR_NETWORK_AUTOSTART_ON)), ==,
                   VTR_JOB_SUCCEEDED);
  vtr_wait_until (vtr_network_get_autostart (network));
  g_assert_cmpint (wait_for (vtr_network_perform (network, VTR_NETWORK_AUTOSTART_OFF)), ==,
                   VTR_JOB_SUCCEEDED);
  vtr_wait_until (!vtr_network_get_autostart (network));
  let_go (host);
}

/* It comes and goes on the list of another connection, too: by events. */
static void
test_create_and_delete (void)
{
  static const char xml[] = "<network><name>lab</name><forward mode='nat'/>"
                            "<ip address='192.168.150.1' netmask='255.255.255.0'/></network>";
  VtrHost *host = connect_and_list (URI);
  VtrHost *other = connect_and_list (URI);
  VtrNetworks *networks = vtr_host_get_networks (host);
  VtrNetwork *network;

  g_assert_cmpint (wait_for (vtr_networks_create (networks, xml, TRUE, TRUE, FALSE)), ==,
                   VTR_JOB_SUCCEEDED);
  network = find_read (host, "lab");
  vtr_wait_until (vtr_network_is_active (network) && vtr_network_get_autostart (network));
  find_read (other, "lab");

  /* The name is taken. */
  g_assert_cmpint (wait_for (vtr_networks_create (networks, xml, TRUE, TRUE, FALSE)), ==,
                   VTR_JOB_FAILED);
  g_assert_cmpint (wait_for (vtr_networks_create (networks, "<network/>", TRUE, TRUE, FALSE)), ==,
                   VTR_JOB_FAILED);
  g_assert_cmpint (wait_for (vtr_networks_create (networks, "<net", TRUE, TRUE, FALSE)), ==,
                   VTR_JOB_FAILED);

  g_assert_cmpint (wait_for (vtr_network_perform (network, VTR_NETWORK_DELETE)), ==,
                   VTR_JOB_SUCCEEDED);
  vtr_wait_until (vtr_networks_find (networks, "lab") == NULL);
  vtr_wait_until (vtr_networks_find (vtr_host_get_networks (other), "lab") == NULL);
  let_go (host);
  let_go (other);
}

static char *
replace (const char *text,
         const char *old,
         const char *new)
{
  g_auto (GStrv) parts = g_strsplit (text, old, 2);

  g_assert_cmpuint (g_strv_length (parts), ==, 2);
  return g_strjoinv (new, parts);
}

static void
test_change (void)
{
  VtrHost *host = connect_and_list (URI);
  VtrNetwork *network = find_read (host, "default");
  g_autofree char *base = vtr_xml_doc_to_string (vtr_network_get_saved (network));
  g_autofree char *changed = replace (base, "</network>", "<domain name='lab.example'/></network>");
  g_autofree char *renamed = replace (base, "<name>default<", "<name>usual<");
  g_autofree char *broken = replace (base, "</network>", "</net>");

  g_assert_cmpint (wait_for (vtr_network_change (network, "<network/>", changed, FALSE)), ==,
                   VTR_JOB_FAILED);
  g_assert_cmpint (wait_for (vtr_network_change (network, base, broken, FALSE)), ==, VTR_JOB_FAILED);
  /* Not under machines that use it. */
  g_assert_cmpint (wait_for (vtr_network_change (network, base, renamed, FALSE)), ==,
                   VTR_JOB_FAILED);

  g_assert_cmpint (wait_for (vtr_network_perform (network, VTR_NETWORK_STOP)), ==,
                   VTR_JOB_SUCCEEDED);
  g_assert_cmpint (wait_for (vtr_network_change (network, base, renamed, FALSE)), ==,
                   VTR_JOB_SUCCEEDED);
  network = find_read (host, "usual");
  g_assert_cmpint (wait_for (vtr_network_change (network, renamed, base, FALSE)), ==,
                   VTR_JOB_SUCCEEDED);
  network = find_read (host, "default");

  g_assert_cmpint (wait_for (vtr_network_change (network, base, changed, FALSE)), ==,
                   VTR_JOB_SUCCEEDED);
  vtr_wait_until (vtr_xml_node_get (vtr_xml_doc_get_root (vtr_network_get_saved (network)),
                                    "domain/@name")
                  != NULL);
  let_go (host);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  vtr_virt_init ();
  g_test_add_func ("/networks/load", test_load);
  g_test_add_func ("/networks/verbs", test_verbs);
  g_test_add_func ("/networks/create-and-delete", test_create_and_delete);
  g_test_add_func ("/networks/change", test_change);
  return g_test_run ();
}
