/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Where a console is reached, and how. A session asks it for connected sockets, as many as its
 * protocol needs, and never learns who made them. */
#define VTR_TYPE_CONSOLE_ENDPOINT (vtr_console_endpoint_get_type ())
G_DECLARE_FINAL_TYPE (VtrConsoleEndpoint, vtr_console_endpoint, VTR, CONSOLE_ENDPOINT, GObject)

/* What compression is worth: none on this computer, some on a network, much on a slow line. */
typedef enum
{
  VTR_CONSOLE_LINK_LOCAL,
  VTR_CONSOLE_LINK_FAST,
  VTR_CONSOLE_LINK_SLOW,
} VtrConsoleLink;

/* Makes one connected socket, on whatever thread it likes, and answers with
 * g_task_return_int (task, fd), giving the descriptor away, or with g_task_return_error (). */
typedef void (*VtrConsoleOpenFd) (GTask   *task,
                                  gpointer user_data);

VtrConsoleEndpoint *vtr_console_endpoint_new_fds        (VtrConsoleOpenFd     open_fd,
                                                         gpointer             user_data,
                                                         GDestroyNotify       destroy);
VtrConsoleEndpoint *vtr_console_endpoint_new_socket     (const char          *path);
VtrConsoleEndpoint *vtr_console_endpoint_new_address    (const char          *host,
                                                         guint                port,
                                                         guint                tls_port);
VtrConsoleLink      vtr_console_endpoint_get_link       (VtrConsoleEndpoint  *self);
void                vtr_console_endpoint_set_link       (VtrConsoleEndpoint  *self,
                                                         VtrConsoleLink       link);
const char         *vtr_console_endpoint_get_host       (VtrConsoleEndpoint  *self);
guint               vtr_console_endpoint_get_port       (VtrConsoleEndpoint  *self);
guint               vtr_console_endpoint_get_tls_port   (VtrConsoleEndpoint  *self);
const char         *vtr_console_endpoint_get_ca         (VtrConsoleEndpoint  *self);
const char         *vtr_console_endpoint_get_subject    (VtrConsoleEndpoint  *self);
void                vtr_console_endpoint_set_tls        (VtrConsoleEndpoint  *self,
                                                         const char          *ca,
                                                         const char          *subject);
const char         *vtr_console_endpoint_get_proxy      (VtrConsoleEndpoint  *self);
void                vtr_console_endpoint_set_proxy      (VtrConsoleEndpoint  *self,
                                                         const char          *proxy);
void                vtr_console_endpoint_open_fd_async  (VtrConsoleEndpoint  *self,
                                                         GCancellable        *cancellable,
                                                         GAsyncReadyCallback  callback,
                                                         gpointer             user_data);
int                 vtr_console_endpoint_open_fd_finish (VtrConsoleEndpoint  *self,
                                                         GAsyncResult        *result,
                                                         GError             **error);

G_END_DECLS
