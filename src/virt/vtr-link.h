/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include <gio/gio.h>
#include <libvirt/libvirt.h>

#include "base/vtr-worker-pool.h"

#include "vtr-virt-types.h"

G_BEGIN_DECLS

/* One open connection of libvirt with the threads that may block on it. A host that reconnects gets
 * a new link and lets the old one go: what hangs there hangs alone, and nobody waits for it.
 *
 * Everything but the worker's side of a call is used on the main thread. */

#define VTR_CALL_DEADLINE_SECONDS 8

/* Runs in a worker; must return @task exactly once. */
typedef void (*VtrLinkFunc) (GTask        *task,
                             virConnectPtr connection,
                             virDomainPtr  domain,
                             gpointer      data);

/* A call has been running for longer than it may, or no call is any more. @domain tells for which
 * machine, and is NULL where the whole host is concerned. */
typedef void (*VtrLinkOverdueFunc) (VtrLink     *self,
                                    const char  *uuid,
                                    gboolean     overdue,
                                    gpointer     user_data);

/* virConnectDomainEventDeregisterAny() and its like. */
typedef int (*VtrLinkDeregister) (virConnectPtr connection,
                                  int           callback_id);

VtrLink      *vtr_link_new            (VtrLinkOverdueFunc   on_overdue,
                                       gpointer             user_data);
guint         vtr_link_get_id         (VtrLink             *self);
gpointer      vtr_link_find_owner     (guint                id);
VtrLink      *vtr_link_ref            (VtrLink             *self);
void          vtr_link_unref          (VtrLink             *self);
void          vtr_link_abandon        (VtrLink             *self);
void          vtr_link_set_connection (VtrLink             *self,
                                       virConnectPtr        connection);
virConnectPtr vtr_link_get_connection (VtrLink             *self);
void          vtr_link_set_on_closed  (VtrLink             *self,
                                       virConnectCloseFunc  on_closed);
void          vtr_link_add_event      (VtrLink             *self,
                                       int                  callback_id);
void          vtr_link_add_event_of   (VtrLink             *self,
                                       int                  callback_id,
                                       VtrLinkDeregister    deregister);
void          vtr_link_pause_deadline (VtrLink             *self,
                                       gboolean             paused);
void          vtr_link_run            (VtrLink             *self,
                                       virDomainPtr         domain,
                                       VtrLinkFunc          func,
                                       gpointer             data,
                                       GDestroyNotify       free_data,
                                       VtrWorkPriority      priority,
                                       GCancellable        *cancellable,
                                       GAsyncReadyCallback  callback,
                                       gpointer             user_data);
gboolean      vtr_link_reply_is_stale (GAsyncResult        *result);
gpointer      vtr_link_finish         (GAsyncResult        *result,
                                       GError             **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VtrLink, vtr_link_unref)

G_END_DECLS
