/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-machine-graphics.h"

#include <unistd.h>

#include "base/vtr-error.h"
#include "xml/vtr-xml-node.h"

#include "virt/host/vtr-host-private.h"
#include "virt/vtr-virt-error.h"

static guint
read_port (VtrXmlNode *graphics,
           const char *path)
{
  const char *text = vtr_xml_node_get (graphics, path);
  guint64 port;

  /* Not started yet is written as -1. */
  return text != NULL && g_ascii_string_to_unsigned (text, 10, 1, 65535, &port, NULL) ? (guint) port
                                                                                      : 0;
}

static VtrMachineScreen *
read_screen (VtrXmlNode *graphics,
             guint       index)
{
  VtrMachineScreen *screen = g_new0 (VtrMachineScreen, 1);
  const char *address = vtr_xml_node_get (graphics, "listen[@type='address']/@address");

  screen->index = index;
  screen->type = g_strdup (vtr_xml_node_get (graphics, "@type"));
  screen->socket = g_strdup (vtr_xml_node_get (graphics, "listen[@type='socket']/@socket"));
  screen->address = g_strdup (address != NULL ? address : vtr_xml_node_get (graphics, "@listen"));
  screen->port = read_port (graphics, "@port");
  screen->tls_port = read_port (graphics, "@tlsPort");
  screen->has_password = vtr_xml_node_get (graphics, "@passwd") != NULL;
  return screen;
}

/**
 * vtr_machine_screens_list:
 * @running: the running definition of a machine
 *
 * Returns: (transfer full) (element-type VtrMachineScreen): its screens, in their order
 */
GPtrArray *
vtr_machine_screens_list (VtrXmlDoc *running)
{
  GPtrArray *screens = g_ptr_array_new_with_free_func (vtr_machine_screen_free);
  g_autoptr (GPtrArray) nodes
      = vtr_xml_node_find_all (vtr_xml_doc_get_root (running), "devices/graphics");

  for (guint i = 0; i < nodes->len; i++)
    g_ptr_array_add (screens, read_screen (nodes->pdata[i], i));
  return screens;
}

void
vtr_machine_screen_free (gpointer data)
{
  VtrMachineScreen *screen = data;

  g_free (screen->type);
  g_free (screen->socket);
  g_free (screen->address);
  g_free (screen);
}

/* A descriptor crosses a local socket only. Asked of a host elsewhere, libvirt drops the link. */
gboolean
vtr_machine_can_open_graphics (VtrMachine *self)
{
  VtrHost *host = vtr_machine_get_host (self);

  return host != NULL && _vtr_machine_get_domain (self) != NULL && vtr_host_is_here (host);
}

/* The descriptor on its way: closed where nobody takes it. */
static void
close_descriptor (gpointer data)
{
  close (GPOINTER_TO_INT (data) - 1);
}

static void
open_in_worker (GTask        *task,
                virConnectPtr connection,
                virDomainPtr  domain,
                gpointer      data)
{
  int fd = virDomainOpenGraphicsFD (domain, GPOINTER_TO_UINT (data), 0);

  if (fd >= 0)
    g_task_return_pointer (task, GINT_TO_POINTER (fd + 1), close_descriptor);
  else
    g_task_return_error (task, vtr_virt_take_error ());
}

static void
on_opened_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  gpointer fd = vtr_link_finish (result, &error);

  if (fd != NULL)
    g_task_return_pointer (task, fd, close_descriptor);
  else
    g_task_return_error (task, error);
}

/**
 * vtr_machine_open_graphics_async:
 * @self: a running machine for which vtr_machine_can_open_graphics()
 * @index: which of its screens
 * @cancellable: (nullable): a cancellable
 * @callback: called with a socket
 * @user_data: for @callback
 */
void
vtr_machine_open_graphics_async (VtrMachine         *self,
                                 guint               index,
                                 GCancellable       *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer            user_data)
{
  VtrHost *host = vtr_machine_get_host (self);
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, vtr_machine_open_graphics_async);
  if (host == NULL || host->link == NULL || !vtr_machine_can_open_graphics (self))
    {
      g_task_return_new_error_literal (task, VTR_ERROR, VTR_ERROR_UNSUPPORTED,
                                       "The host is elsewhere or not connected");
      g_object_unref (task);
      return;
    }

  vtr_link_run (host->link, _vtr_machine_get_domain (self), open_in_worker,
                GUINT_TO_POINTER (index), NULL, VTR_WORK_URGENT, cancellable, on_opened_cb, task);
}

/**
 * vtr_machine_open_graphics_finish:
 * @self: a machine
 * @result: what the callback was given
 * @error: a location for an error
 *
 * Returns: a connected socket that now belongs to the caller, or -1
 */
int
vtr_machine_open_graphics_finish (VtrMachine   *self,
                                  GAsyncResult *result,
                                  GError      **error)
{
  gpointer fd = g_task_propagate_pointer (G_TASK (result), error);

  return GPOINTER_TO_INT (fd) - 1;
}
