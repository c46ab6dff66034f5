/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include <gio/gio.h>

#include "base/vtr-history.h"
#include "base/vtr-trouble.h"

#include "vtr-host-way.h"

#include "virt/vtr-auth-request.h"
#include "virt/vtr-virt-types.h"

G_BEGIN_DECLS

/* A host, connected or not: its machines, its events and what is measured of it. Everything is used
 * on the main thread; nothing here ever waits for libvirt.
 *
 * Signals: "machine-changed" (VtrMachine, VtrMachineChange), "job" (VtrJob), "authenticate"
 * (VtrAuthRequest), "sampled" (). */
#define VTR_TYPE_HOST (vtr_host_get_type ())
G_DECLARE_FINAL_TYPE (VtrHost, vtr_host, VTR, HOST, GObject)

VtrHost          *vtr_host_new                   (const char   *uri);
const char       *vtr_host_get_uri               (VtrHost      *self);
gboolean          vtr_host_is_here               (VtrHost      *self);
const char       *vtr_host_get_title             (VtrHost      *self);
void              vtr_host_set_title             (VtrHost      *self,
                                                  const char   *title);

void              vtr_host_set_way               (VtrHost      *self,
                                                  VtrHostWay   *way);
VtrHostWay       *vtr_host_get_way               (VtrHost      *self);
void              vtr_host_connect               (VtrHost      *self);
void              vtr_host_reconnect             (VtrHost      *self);
gboolean          vtr_host_may_ask               (VtrHost      *self);
void              vtr_host_check                 (VtrHost      *self);
void              vtr_host_disconnect            (VtrHost      *self);
VtrHostState      vtr_host_get_state             (VtrHost      *self);
const char       *vtr_host_get_state_name        (VtrHost      *self);
gint64            vtr_host_get_silent_since      (VtrHost      *self);
const VtrTrouble *vtr_host_get_trouble           (VtrHost      *self);
int               vtr_host_get_trouble_code      (VtrHost      *self);
gboolean          vtr_host_is_usable             (VtrHost      *self);

GListModel       *vtr_host_get_machines          (VtrHost      *self);
VtrMachine       *vtr_host_find_machine          (VtrHost      *self,
                                                  const char   *name_id_or_uuid);
guint             vtr_host_get_n_active          (VtrHost      *self);
guint             vtr_host_get_n_attention       (VtrHost      *self);
gboolean          vtr_host_is_list_complete      (VtrHost      *self);
void              vtr_host_load_all_details      (VtrHost      *self);

/* What is looked at is sampled, and nothing else: each view holds a watch while it is seen. */
guint             vtr_host_watch_samples         (VtrHost      *self,
                                                  VtrMetricSet  metrics,
                                                  gboolean      with_host_load);
void              vtr_host_unwatch_samples       (VtrHost      *self,
                                                  guint         watch);
void              vtr_host_set_sampling_interval (VtrHost      *self,
                                                  guint         seconds);
const VtrHistory *vtr_host_get_load              (VtrHost      *self);
guint             vtr_host_get_sampling_interval (VtrHost     *self);
guint             vtr_host_get_n_processors      (VtrHost      *self);
guint64           vtr_host_get_memory            (VtrHost      *self);

G_END_DECLS
