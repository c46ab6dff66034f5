/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-console-endpoint.h"

#include <fcntl.h>
#include <gio/gunixsocketaddress.h>

/* Servers let few connections wait to be accepted, and a local socket with none to spare says so
 * instead of waiting. */
#define BACKLOG_DELAY_MS 20
#define BACKLOG_ATTEMPTS 100

struct _VtrConsoleEndpoint
{
  GObject parent_instance;

  /* owned */
  GSocketConnectable *connectable;
  char *host;
  char *ca;
  char *subject;
  char *proxy;
  gpointer open_fd_data;
  GDestroyNotify open_fd_destroy;

  /* state */
  VtrConsoleOpenFd open_fd;
  VtrConsoleLink link;
  guint port;
  guint tls_port;
};

G_DEFINE_FINAL_TYPE (VtrConsoleEndpoint, vtr_console_endpoint, G_TYPE_OBJECT)

/**
 * vtr_console_endpoint_new_fds:
 * @open_fd: (scope notified) (closure user_data) (destroy destroy): makes a connected socket
 *
 * Returns: (transfer full): an endpoint whose sockets somebody else opens
 */
VtrConsoleEndpoint *
vtr_console_endpoint_new_fds (VtrConsoleOpenFd open_fd,
                              gpointer         user_data,
                              GDestroyNotify   destroy)
{
  VtrConsoleEndpoint *self = g_object_new (VTR_TYPE_CONSOLE_ENDPOINT, NULL);

  self->open_fd = open_fd;
  self->open_fd_data = user_data;
  self->open_fd_destroy = destroy;

  return self;
}

/**
 * vtr_console_endpoint_new_socket:
 * @path: a Unix socket of this computer
 *
 * Returns: (transfer full): an endpoint
 */
VtrConsoleEndpoint *
vtr_console_endpoint_new_socket (const char *path)
{
  VtrConsoleEndpoint *self = g_object_new (VTR_TYPE_CONSOLE_ENDPOINT, NULL);

  self->connectable = G_SOCKET_CONNECTABLE (g_unix_socket_address_new (path));

  return self;
}

static gboolean
is_loopback (const char *host)
{
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (host);

  return address != NULL ? g_inet_address_get_is_loopback (address)
                         : g_strcmp0 (host, "localhost") == 0;
}

/**
 * vtr_console_endpoint_new_address:
 * @port: the unencrypted port, or 0
 * @tls_port: the encrypted port, or 0
 *
 * Returns: (transfer full): an endpoint on the network
 */
VtrConsoleEndpoint *
vtr_console_endpoint_new_address (const char *host,
                                  guint       port,
                                  guint       tls_port)
{
  VtrConsoleEndpoint *self = g_object_new (VTR_TYPE_CONSOLE_ENDPOINT, NULL);

  self->connectable = g_network_address_new (host, port != 0 ? port : tls_port);
  self->host = g_strdup (host);
  self->port = port;
  self->tls_port = tls_port;
  self->link = is_loopback (host) ? VTR_CONSOLE_LINK_LOCAL : VTR_CONSOLE_LINK_FAST;

  return self;
}

VtrConsoleLink
vtr_console_endpoint_get_link (VtrConsoleEndpoint *self)
{
  g_return_val_if_fail (VTR_IS_CONSOLE_ENDPOINT (self), VTR_CONSOLE_LINK_LOCAL);

  return self->link;
}

void
vtr_console_endpoint_set_link (VtrConsoleEndpoint *self,
                               VtrConsoleLink      link)
{
  g_return_if_fail (VTR_IS_CONSOLE_ENDPOINT (self));

  self->link = link;
}

/**
 * vtr_console_endpoint_get_host:
 *
 * Returns: (nullable): the name to check a certificate against
 */
const char *
vtr_console_endpoint_get_host (VtrConsoleEndpoint *self)
{
  g_return_val_if_fail (VTR_IS_CONSOLE_ENDPOINT (self), NULL);

  return self->host;
}

guint
vtr_console_endpoint_get_port (VtrConsoleEndpoint *self)
{
  g_return_val_if_fail (VTR_IS_CONSOLE_ENDPOINT (self), 0);

  return self->port;
}

guint
vtr_console_endpoint_get_tls_port (VtrConsoleEndpoint *self)
{
  g_return_val_if_fail (VTR_IS_CONSOLE_ENDPOINT (self), 0);

  return self->tls_port;
}

/**
 * vtr_console_endpoint_get_ca:
 *
 * Returns: (nullable): PEM text of the authority that vouches for the server
 */
const char *
vtr_console_endpoint_get_ca (VtrConsoleEndpoint *self)
{
  g_return_val_if_fail (VTR_IS_CONSOLE_ENDPOINT (self), NULL);

  return self->ca;
}

/**
 * vtr_console_endpoint_get_subject:
 *
 * Returns: (nullable): what the server's certificate has to be made out to
 */
const char *
vtr_console_endpoint_get_subject (VtrConsoleEndpoint *self)
{
  g_return_val_if_fail (VTR_IS_CONSOLE_ENDPOINT (self), NULL);

  return self->subject;
}

/**
 * vtr_console_endpoint_set_tls:
 * @ca: (nullable): PEM text of an authority; %NULL to trust the system's
 * @subject: (nullable): what the certificate has to be made out to; %NULL for the host's name
 */
void
vtr_console_endpoint_set_tls (VtrConsoleEndpoint *self,
                              const char         *ca,
                              const char         *subject)
{
  g_return_if_fail (VTR_IS_CONSOLE_ENDPOINT (self));

  g_set_str (&self->ca, ca);
  g_set_str (&self->subject, subject);
}

/**
 * vtr_console_endpoint_get_proxy:
 *
 * Returns: (nullable): the address of the proxy that leads there
 */
const char *
vtr_console_endpoint_get_proxy (VtrConsoleEndpoint *self)
{
  g_return_val_if_fail (VTR_IS_CONSOLE_ENDPOINT (self), NULL);

  return self->proxy;
}

/**
 * vtr_console_endpoint_set_proxy:
 * @proxy: (nullable): such as "http://proxy.example:3128"
 */
void
vtr_console_endpoint_set_proxy (VtrConsoleEndpoint *self,
                                const char         *proxy)
{
  g_return_if_fail (VTR_IS_CONSOLE_ENDPOINT (self));

  g_set_str (&self->proxy, proxy);
}

static void connect_socket (GTask *task);

static gboolean
on_backlog_timeout_cb (gpointer user_data)
{
  GTask *task = user_data;

  if (!g_task_return_error_if_cancelled (task))
    connect_socket (g_object_ref (task));

  return G_SOURCE_REMOVE;
}

static gboolean
try_later (GTask        *task,
           const GError *error)
{
  guint attempts = GPOINTER_TO_UINT (g_task_get_task_data (task));

  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK)
      || attempts >= BACKLOG_ATTEMPTS)
    return FALSE;

  g_task_set_task_data (task, GUINT_TO_POINTER (attempts + 1), NULL);
  g_timeout_add_full (G_PRIORITY_DEFAULT, BACKLOG_DELAY_MS, on_backlog_timeout_cb,
                      g_object_ref (task), g_object_unref);

  return TRUE;
}

static void
on_client_connected_cb (GObject      *source,
                        GAsyncResult *result,
                        gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GSocketConnection) connection = NULL;
  g_autoptr (GError) error = NULL;
  int fd;

  connection = g_socket_client_connect_finish (G_SOCKET_CLIENT (source), result, &error);
  if (connection == NULL)
    {
      if (!try_later (task, error))
        g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  fd = fcntl (g_socket_get_fd (g_socket_connection_get_socket (connection)), F_DUPFD_CLOEXEC, 3);
  if (fd < 0)
    g_task_return_new_error (task, G_IO_ERROR, g_io_error_from_errno (errno), "dup: %m");
  else
    g_task_return_int (task, fd);
}

static void
connect_socket (GTask *task)
{
  VtrConsoleEndpoint *self = g_task_get_source_object (task);
  g_autoptr (GSocketClient) client = g_socket_client_new ();

  g_socket_client_connect_async (client,
                                 self->connectable,
                                 g_task_get_cancellable (task),
                                 on_client_connected_cb,
                                 task);
}

/**
 * vtr_console_endpoint_open_fd_async:
 *
 * Asks for one more connected socket.
 */
void
vtr_console_endpoint_open_fd_async (VtrConsoleEndpoint  *self,
                                    GCancellable        *cancellable,
                                    GAsyncReadyCallback  callback,
                                    gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (VTR_IS_CONSOLE_ENDPOINT (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, vtr_console_endpoint_open_fd_async);
  /* A descriptor that arrives too late still has to reach somebody who closes it. */
  g_task_set_check_cancellable (task, FALSE);

  if (self->open_fd != NULL)
    {
      self->open_fd (g_steal_pointer (&task), self->open_fd_data);
      return;
    }

  connect_socket (g_steal_pointer (&task));
}

/**
 * vtr_console_endpoint_open_fd_finish:
 *
 * Returns: a connected socket that the caller has to close, or -1
 */
int
vtr_console_endpoint_open_fd_finish (VtrConsoleEndpoint  *self,
                                     GAsyncResult        *result,
                                     GError             **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), -1);

  return (int) g_task_propagate_int (G_TASK (result), error);
}

static void
vtr_console_endpoint_finalize (GObject *object)
{
  VtrConsoleEndpoint *self = VTR_CONSOLE_ENDPOINT (object);

  if (self->open_fd_destroy != NULL)
    self->open_fd_destroy (self->open_fd_data);
  g_clear_object (&self->connectable);
  g_clear_pointer (&self->host, g_free);
  g_clear_pointer (&self->ca, g_free);
  g_clear_pointer (&self->subject, g_free);
  g_clear_pointer (&self->proxy, g_free);

  G_OBJECT_CLASS (vtr_console_endpoint_parent_class)->finalize (object);
}

static void
vtr_console_endpoint_class_init (VtrConsoleEndpointClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = vtr_console_endpoint_finalize;
}

static void
vtr_console_endpoint_init (VtrConsoleEndpoint *self)
{
}
