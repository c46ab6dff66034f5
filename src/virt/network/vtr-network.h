/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include "base/vtr-job.h"
#include "xml/vtr-xml-doc.h"

#include "virt/vtr-virt-types.h"

G_BEGIN_DECLS

/* A virtual network of a host. Its definitions are read when it is first listed, and again whenever
 * the host says that something happened to it.
 *
 * Properties: "name", "is-active", "autostart", "has-pending", "trouble". Signal "changed" (): any of
 * these, or its definitions. */
#define VTR_TYPE_NETWORK (vtr_network_get_type ())
G_DECLARE_FINAL_TYPE (VtrNetwork, vtr_network, VTR, NETWORK, GObject)

/* What somebody may want of a network right now. */
typedef enum
{
  VTR_NETWORK_START,
  VTR_NETWORK_STOP,
  VTR_NETWORK_RESTART,
  VTR_NETWORK_DELETE,
  VTR_NETWORK_AUTOSTART_ON,
  VTR_NETWORK_AUTOSTART_OFF,
  VTR_N_NETWORK_VERBS
} VtrNetworkVerb;

VtrHost          *vtr_network_get_host      (VtrNetwork     *self);
const char       *vtr_network_get_name      (VtrNetwork     *self);
const char       *vtr_network_get_uuid      (VtrNetwork     *self);
gboolean          vtr_network_is_active     (VtrNetwork     *self);
gboolean          vtr_network_is_persistent (VtrNetwork     *self);
gboolean          vtr_network_get_autostart (VtrNetwork     *self);
VtrXmlDoc        *vtr_network_get_saved     (VtrNetwork     *self);
VtrXmlDoc        *vtr_network_get_running   (VtrNetwork     *self);
gboolean          vtr_network_has_pending   (VtrNetwork     *self);
const VtrTrouble *vtr_network_get_trouble   (VtrNetwork     *self);

/* Who was given which address. Read while somebody looks. */
GListModel       *vtr_network_get_leases    (VtrNetwork     *self);
void              vtr_network_watch_leases  (VtrNetwork     *self);
void              vtr_network_unwatch_leases (VtrNetwork    *self);

VtrJob           *vtr_network_perform       (VtrNetwork     *self,
                                             VtrNetworkVerb  verb);
VtrJob           *vtr_network_change        (VtrNetwork     *self,
                                             const char     *base,
                                             const char     *xml,
                                             gboolean        validate);

G_END_DECLS
