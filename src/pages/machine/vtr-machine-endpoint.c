/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-machine-endpoint.h"

#include <glib/gi18n-lib.h>

#include "console/spice/vtr-spice-session.h"
#include "console/vnc/vtr-vnc-session.h"
#include "virt/host/vtr-host.h"

/* From a machine's screen to a session: here the two halves meet that know nothing of each other. */

typedef struct
{
  VtrMachine *machine;
  guint       index;
} Opener;

static void
free_opener (gpointer data)
{
  Opener *opener = data;

  g_object_unref (opener->machine);
  g_free (opener);
}

static void
on_graphics_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  int fd = vtr_machine_open_graphics_finish (VTR_MACHINE (source), result, &error);

  if (fd >= 0)
    g_task_return_int (task, fd);
  else
    g_task_return_error (task, error);
}

static void
open_fd (GTask   *task,
         gpointer user_data)
{
  Opener *opener = user_data;

  vtr_machine_open_graphics_async (opener->machine, opener->index, g_task_get_cancellable (task),
                                   on_graphics_cb, task);
}

/* A way to a host elsewhere, and where the screen listens there. */
typedef struct
{
  VtrHostWay *way;
  char       *socket;
  char       *address;
  guint       port;
} Reacher;

static void
free_reacher (gpointer data)
{
  Reacher *reacher = data;

  g_object_unref (reacher->way);
  g_free (reacher->socket);
  g_free (reacher->address);
  g_free (reacher);
}

static void
on_reached_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  int fd = vtr_host_way_reach_finish (VTR_HOST_WAY (source), result, &error);

  if (fd >= 0)
    g_task_return_int (task, fd);
  else
    g_task_return_error (task, error);
}

static void
reach_fd (GTask   *task,
          gpointer user_data)
{
  Reacher *reacher = user_data;
  const VtrHostPlace place = { reacher->socket, reacher->address, reacher->port };

  vtr_host_way_reach_async (reacher->way, &place, g_task_get_cancellable (task), on_reached_cb,
                            task);
}

/* The way carries plain sockets, as many as the screen's protocol wants. */
static VtrConsoleEndpoint *
make_way_endpoint (VtrHostWay             *way,
                   const VtrMachineScreen *screen)
{
  VtrConsoleEndpoint *endpoint;
  Reacher *reacher;

  if (screen->socket == NULL && screen->port == 0)
    return NULL;

  reacher = g_new (Reacher, 1);
  *reacher = (Reacher) { g_object_ref (way), g_strdup (screen->socket), g_strdup (screen->address),
                         screen->port };
  endpoint = vtr_console_endpoint_new_fds (reach_fd, reacher, free_reacher);
  vtr_console_endpoint_set_link (endpoint, VTR_CONSOLE_LINK_FAST);
  return endpoint;
}

static gboolean
is_everywhere (const char *address)
{
  return g_strcmp0 (address, "0.0.0.0") == 0 || g_strcmp0 (address, "::") == 0;
}

static gboolean
is_loopback (const char *address)
{
  g_autoptr (GInetAddress) inet = address != NULL ? g_inet_address_new_from_string (address) : NULL;

  return address == NULL || g_str_equal (address, "localhost")
         || (inet != NULL && g_inet_address_get_is_loopback (inet));
}

/* Where a screen of a host elsewhere listens for others, or the way to where it does not. */
static VtrConsoleEndpoint *
find_remote_endpoint (VtrMachine             *machine,
                      const VtrMachineScreen *screen)
{
  VtrHost *host = vtr_machine_get_host (machine);
  VtrHostWay *way = host != NULL ? vtr_host_get_way (host) : NULL;
  g_autoptr (GUri) uri
      = host != NULL ? g_uri_parse (vtr_host_get_uri (host), G_URI_FLAGS_NONE, NULL) : NULL;
  const char *server = uri != NULL ? g_uri_get_host (uri) : NULL;

  if (way != NULL)
    return make_way_endpoint (way, screen);
  if (screen->socket != NULL || (screen->port == 0 && screen->tls_port == 0)
      || is_loopback (screen->address))
    return NULL;

  return vtr_console_endpoint_new_address (is_everywhere (screen->address) ? server : screen->address,
                                           screen->port, screen->tls_port);
}

static VtrTrouble *
explain_unreachable (VtrMachine             *machine,
                     const VtrMachineScreen *screen)
{
  VtrTrouble *trouble = vtr_trouble_new (_("This screen cannot be reached from here"));
  VtrHost *host = vtr_machine_get_host (machine);
  gboolean has_way = host != NULL && vtr_host_get_way (host) != NULL;

  if (screen->socket == NULL && screen->port == 0 && screen->tls_port != 0)
    {
      trouble->cause = g_strdup (_("It accepts encrypted connections only, which cannot go over SSH."));
      trouble->remedy = g_strdup (_("Let it listen on a plain port of its own host too: what goes over "
                                    "SSH is encrypted anyway."));
    }
  else if (screen->socket == NULL && screen->port == 0)
    {
      trouble->cause = g_strdup (_("It listens nowhere, so that it can be opened on its own host only."));
      trouble->remedy = g_strdup (_("Let it listen on an address or a socket of its host. That begins "
                                    "with the machine's next start."));
    }
  else
    {
      trouble->cause = g_strdup (_("It can be opened on its own host only."));
      trouble->remedy = g_strdup (has_way ? _("Open it with a program on its host.")
                                          : _("Connect to its host over SSH, which leads there, or let "
                                              "it listen on an address that this computer can reach, "
                                              "with a password."));
    }
  return trouble;
}

static VtrTrouble *
explain_unknown (const VtrMachineScreen *screen)
{
  VtrTrouble *trouble = vtr_trouble_new (_("This kind of screen cannot be shown"));

  trouble->cause = g_strdup_printf (_("It is of the kind “%s”. SPICE and VNC can be shown."),
                                    screen->type != NULL ? screen->type : "");
  return trouble;
}

/**
 * vtr_machine_open_screen:
 * @machine: a running machine
 * @screen: one of its screens
 * @trouble: (out): why there is no session
 *
 * Returns: (transfer full) (nullable): a session that is not connected yet
 */
VtrConsoleSession *
vtr_machine_open_screen (VtrMachine             *machine,
                         const VtrMachineScreen *screen,
                         VtrTrouble            **trouble)
{
  gboolean spice = g_strcmp0 (screen->type, "spice") == 0;
  g_autoptr (VtrConsoleEndpoint) endpoint = NULL;

  if (!spice && g_strcmp0 (screen->type, "vnc") != 0)
    {
      *trouble = explain_unknown (screen);
      return NULL;
    }

  if (vtr_machine_can_open_graphics (machine))
    {
      Opener *opener = g_new (Opener, 1);

      *opener = (Opener) { g_object_ref (machine), screen->index };
      endpoint = vtr_console_endpoint_new_fds (open_fd, opener, free_opener);
    }
  else
    endpoint = find_remote_endpoint (machine, screen);

  if (endpoint == NULL)
    {
      *trouble = explain_unreachable (machine, screen);
      return NULL;
    }

  return spice ? vtr_spice_session_new (endpoint) : vtr_vnc_session_new (endpoint);
}
