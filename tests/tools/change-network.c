/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include <stdio.h>
#include <string.h>

#include "virt/host/vtr-host.h"
#include "virt/network/vtr-network-lease.h"
#include "virt/network/vtr-networks.h"
#include "virt/vtr-virt-error.h"

/* Does to the networks of a real host what their page does: reads one order per line, answers each
 * with one line.
 *
 *   change-network URI
 *
 *   create FILE         succeeded STATUS | failed SUMMARY CAUSE (DETAILS)
 *   change NAME FILE
 *   start NAME, stop NAME, restart NAME, delete NAME
 *   state NAME          none, stopped, running or pending
 *   leases NAME         address=mac, address=mac… */

typedef struct
{
  GMainLoop   *loop;
  VtrHost     *host;
  VtrNetworks *networks;
} Program;

static void
answer (const char *format,
        ...) G_GNUC_PRINTF (1, 2);

static void
answer (const char *format,
        ...)
{
  g_autofree char *text = NULL;
  va_list arguments;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  puts (g_strdelimit (text, "\n", ' '));
  fflush (stdout);
}

static void
finish_job (VtrJob *job)
{
  const VtrTrouble *trouble;
  const char *status;

  while (vtr_job_get_state (job) == VTR_JOB_RUNNING)
    g_main_context_iteration (NULL, TRUE);

  trouble = vtr_job_get_trouble (job);
  status = vtr_job_get_status (job);
  if (vtr_job_get_state (job) == VTR_JOB_SUCCEEDED)
    answer ("succeeded %s", status != NULL ? status : "");
  else
    answer ("failed %s %s (%s)", trouble->summary, trouble->cause != NULL ? trouble->cause : "-",
            trouble->details);
  g_object_unref (job);
}

static char *
read_file (const char *path)
{
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  if (!g_file_get_contents (path, &text, NULL, &error))
    g_error ("%s", error->message);
  return text;
}

static gboolean
is_read (VtrNetwork *network)
{
  return network == NULL || vtr_network_get_saved (network) != NULL;
}

static void
tell_leases (VtrNetwork *network)
{
  GListModel *leases = vtr_network_get_leases (network);
  g_autoptr (GString) text = g_string_new ("leases");

  vtr_network_watch_leases (network);
  while (g_list_model_get_n_items (leases) == 0)
    g_main_context_iteration (NULL, TRUE);
  for (guint i = 0; i < g_list_model_get_n_items (leases); i++)
    {
      g_autoptr (VtrNetworkLease) lease = g_list_model_get_item (leases, i);

      g_string_append_printf (text, " %s=%s", vtr_network_lease_get_address (lease),
                              vtr_network_lease_get_mac (lease));
    }
  vtr_network_unwatch_leases (network);
  answer ("%s", text->str);
}

static void
change (VtrNetwork *network,
        const char *path)
{
  g_autofree char *base = vtr_xml_doc_to_string (vtr_network_get_saved (network));
  g_autofree char *xml = read_file (path);

  finish_job (vtr_network_change (network, base, xml, FALSE));
}

static void
follow (Program *program,
        GStrv    words)
{
  static const char *const verbs[] = { "start", "stop", "restart", "delete" };
  VtrNetwork *network;

  /* What was announced before this order is heard before it; what is being read may go meanwhile. */
  while (g_main_context_iteration (NULL, FALSE))
    continue;
  while (!is_read (network = vtr_networks_find (program->networks, words[1])))
    g_main_context_iteration (NULL, TRUE);

  for (guint i = 0; i < G_N_ELEMENTS (verbs); i++)
    if (g_str_equal (words[0], verbs[i]))
      finish_job (vtr_network_perform (network, (VtrNetworkVerb) i));
  if (g_str_equal (words[0], "create"))
    {
      g_autofree char *xml = read_file (words[1]);

      finish_job (vtr_networks_create (program->networks, xml, TRUE, TRUE, TRUE));
    }
  else if (g_str_equal (words[0], "change"))
    change (network, words[2]);
  else if (g_str_equal (words[0], "leases"))
    tell_leases (network);
  else if (g_str_equal (words[0], "state"))
    answer ("%s", network == NULL                       ? "none"
                  : vtr_network_has_pending (network)   ? "pending"
                  : vtr_network_is_active (network)     ? "running"
                                                        : "stopped");
}

static gboolean
on_input_cb (GIOChannel  *channel,
             GIOCondition condition,
             gpointer     user_data)
{
  Program *program = user_data;
  g_autofree char *line = NULL;
  g_auto (GStrv) words = NULL;

  if (g_io_channel_read_line (channel, &line, NULL, NULL, NULL) != G_IO_STATUS_NORMAL)
    {
      g_main_loop_quit (program->loop);
      return G_SOURCE_REMOVE;
    }

  words = g_strsplit (g_strstrip (line), " ", -1);
  follow (program, words);
  return G_SOURCE_CONTINUE;
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (GIOChannel) channel = g_io_channel_unix_new (fileno (stdin));
  Program program = { .loop = g_main_loop_new (NULL, FALSE) };

  vtr_virt_init ();
  program.host = vtr_host_new (argv[1]);
  vtr_host_connect (program.host);
  while (vtr_host_get_state (program.host) == VTR_HOST_CONNECTING)
    g_main_context_iteration (NULL, TRUE);
  program.networks = vtr_host_get_networks (program.host);
  vtr_networks_load (program.networks);
  while (vtr_networks_get_state (program.networks) == VTR_NETWORKS_LOADING)
    g_main_context_iteration (NULL, TRUE);

  answer ("ready");
  g_io_add_watch (channel, G_IO_IN | G_IO_HUP, on_input_cb, &program);
  g_main_loop_run (program.loop);
  vtr_host_disconnect (program.host);
  g_object_unref (program.host);
  g_main_loop_unref (program.loop);
  return 0;
}
