/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include "base/vtr-job-list.h"
#include "virt/host/vtr-host.h"

G_BEGIN_DECLS

/* Every host that a person has, in their order. Remembers them in a file of its own; those given on
 * a command line are there until the end only. Names the machines' systems.
 *
 * Properties: "n-machines", "n-active", "n-attention" over all hosts, "complete" when every host
 * that is on its way has its list, "saving" while the file is being written.
 * Signal "authenticate" (VtrHost, VtrAuthRequest): one question at a time, however many hosts ask. */
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
guint       vtr_fleet_get_n_machines   (VtrFleet   *self);
guint       vtr_fleet_get_n_active     (VtrFleet   *self);
guint       vtr_fleet_get_n_attention  (VtrFleet   *self);
gboolean    vtr_fleet_is_complete      (VtrFleet   *self);
VtrJobList *vtr_fleet_get_jobs         (VtrFleet   *self);
VtrHost    *vtr_fleet_find_host        (VtrFleet   *self,
                                        const char *uri);
VtrHost    *vtr_fleet_add_host         (VtrFleet   *self,
                                        const char *uri,
                                        const char *title,
                                        gboolean    autoconnect,
                                        gboolean    remember);
void        vtr_fleet_connect_all      (VtrFleet   *self);
void        vtr_fleet_set_sampling_interval (VtrFleet *self,
                                             guint     seconds);
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
