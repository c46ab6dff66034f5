/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include "vtr-network.h"

G_BEGIN_DECLS

typedef enum
{
  VTR_NETWORKS_UNKNOWN, /* nobody has looked, or the host is not connected */
  VTR_NETWORKS_LOADING,
  VTR_NETWORKS_LISTED,
  VTR_NETWORKS_UNSUPPORTED,
  VTR_NETWORKS_FAILED,
} VtrNetworksState;

/* The networks of a host, read when somebody first looks and kept true from then on.
 *
 * Signal "changed" (): its state. */
#define VTR_TYPE_NETWORKS (vtr_networks_get_type ())
G_DECLARE_FINAL_TYPE (VtrNetworks, vtr_networks, VTR, NETWORKS, GObject)

VtrNetworks      *vtr_host_get_networks     (VtrHost     *host);
VtrHost          *vtr_networks_get_host     (VtrNetworks *self);
void              vtr_networks_load         (VtrNetworks *self);
VtrNetworksState  vtr_networks_get_state    (VtrNetworks *self);
const VtrTrouble *vtr_networks_get_trouble  (VtrNetworks *self);
GListModel       *vtr_networks_get_list     (VtrNetworks *self);
VtrNetwork       *vtr_networks_find         (VtrNetworks *self,
                                             const char  *name_or_uuid);
VtrJob           *vtr_networks_create       (VtrNetworks *self,
                                             const char  *xml,
                                             gboolean     start,
                                             gboolean     autostart,
                                             gboolean     validate);

G_END_DECLS
