/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include <gio/gio.h>

#include "virt/vtr-auth-request.h"

G_BEGIN_DECLS

/* How a host elsewhere is reached, where libvirt's own ways would not do: whoever keeps the hosts
 * makes one for each, and nobody else needs to know what it is made of. An interface, because tests
 * have a way without a network. Used on the main thread.
 *
 * Signals: "authenticate" (VtrAuthRequest), returns whether anybody took the question; "lost"
 * (reason), when the way broke after it was prepared. */
#define VTR_TYPE_HOST_WAY (vtr_host_way_get_type ())
G_DECLARE_INTERFACE (VtrHostWay, vtr_host_way, VTR, HOST_WAY, GObject)

/* Something that listens on the host, as the host itself would call it. */
typedef struct
{
  const char *socket; /* NULL: at the address and port */
  const char *address;
  guint       port;
} VtrHostPlace;

struct _VtrHostWayInterface
{
  GTypeInterface parent_iface;

  void   (*prepare_async)  (VtrHostWay          *self,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data);
  char **(*prepare_finish) (VtrHostWay          *self,
                            GAsyncResult        *result,
                            GError             **error);
  void   (*note_opened)    (VtrHostWay          *self,
                            const char          *uri);
  void   (*reach_async)    (VtrHostWay          *self,
                            const VtrHostPlace  *place,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data);
  int    (*reach_finish)   (VtrHostWay          *self,
                            GAsyncResult        *result,
                            GError             **error);
  char  *(*dup_last_words) (VtrHostWay          *self);
  void   (*close)          (VtrHostWay          *self);
};

void     vtr_host_way_prepare_async  (VtrHostWay          *self,
                                                GCancellable        *cancellable,
                                      GAsyncReadyCallback  callback,
                                      gpointer             user_data);
char   **vtr_host_way_prepare_finish (VtrHostWay          *self,
                                      GAsyncResult        *result,
                                      GError             **error);
void     vtr_host_way_note_opened    (VtrHostWay          *self,
                                      const char          *uri);
void     vtr_host_way_reach_async    (VtrHostWay          *self,
                                      const VtrHostPlace  *place,
                                      GCancellable        *cancellable,
                                      GAsyncReadyCallback  callback,
                                      gpointer             user_data);
int      vtr_host_way_reach_finish   (VtrHostWay          *self,
                                      GAsyncResult        *result,
                                      GError             **error);
char    *vtr_host_way_dup_last_words (VtrHostWay          *self);
void     vtr_host_way_close          (VtrHostWay          *self);

/* For those who implement it. */
gboolean vtr_host_way_authenticate   (VtrHostWay          *self,
                                      VtrAuthRequest      *request);
void     vtr_host_way_tell_lost      (VtrHostWay          *self,
                                      const char          *reason);

G_END_DECLS
