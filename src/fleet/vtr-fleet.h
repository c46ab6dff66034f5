/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include "base/vtr-job-list.h"
#include "virt/vtr-host.h"

G_BEGIN_DECLS

/* Every host that a person has, in their order, and every machine on them as one list. Remembers
 * the hosts in a file of its own; those given on a command line are there until the end only.
 *
 * Properties: "hosts" (GListModel of VtrHost), "machines" (GListModel of VtrMachine over all hosts),
 * "jobs" (VtrJobList). Signal "authenticate" (VtrHost, VtrAuthRequest): one at a time. */
#define VTR_TYPE_FLEET (vtr_fleet_get_type ())
G_DECLARE_FINAL_TYPE (VtrFleet, vtr_fleet, VTR, FLEET, GObject)

VtrFleet   *vtr_fleet_new              (const char *path);
void        vtr_fleet_load_async       (VtrFleet            *self,
                                        GAsyncReadyCallback  callback,
                                        gpointer             user_data);
gboolean    vtr_fleet_load_finish      (VtrFleet            *self,
                                        GAsyncResult        *result,
                                        GError             **error);
GListModel *vtr_fleet_get_hosts        (VtrFleet   *self);
GListModel *vtr_fleet_get_machines     (VtrFleet   *self);
VtrJobList *vtr_fleet_get_jobs         (VtrFleet   *self);
VtrHost    *vtr_fleet_find_host        (VtrFleet   *self,
                                        const char *uri);
VtrHost    *vtr_fleet_add_host         (VtrFleet   *self,
                                        const char *uri,
                                        const char *title,
                                        gboolean    autoconnect,
                                        gboolean    remember);
void        vtr_fleet_remove_host      (VtrFleet   *self,
                                        VtrHost    *host);
void        vtr_fleet_move_host        (VtrFleet   *self,
                                        VtrHost    *host,
                                        guint       position);
void        vtr_fleet_change_host      (VtrFleet   *self,
                                        VtrHost    *host,
                                        const char *uri,
                                        const char *title,
                                        gboolean    autoconnect);
gboolean    vtr_fleet_get_autoconnect  (VtrFleet   *self,
                                        VtrHost    *host);
gboolean    vtr_fleet_is_remembered    (VtrFleet   *self,
                                        VtrHost    *host);

G_END_DECLS
