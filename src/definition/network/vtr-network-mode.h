/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include "xml/vtr-xml-doc.h"

G_BEGIN_DECLS

/* What a network does with what its machines send: the one choice that decides what else it can
 * have. libvirt writes it in three places at once. */
typedef enum
{
  VTR_NETWORK_NAT,
  VTR_NETWORK_ROUTED,
  VTR_NETWORK_ISOLATED,
  VTR_NETWORK_OPEN,
  VTR_NETWORK_BRIDGE,
  VTR_NETWORK_OPEN_VSWITCH,
  VTR_NETWORK_MACVTAP_BRIDGE,
  VTR_NETWORK_MACVTAP_PRIVATE,
  VTR_NETWORK_MACVTAP_VEPA,
  VTR_NETWORK_MACVTAP_PASSTHROUGH,
  VTR_NETWORK_SR_IOV,
  VTR_NETWORK_OTHER, /* one that libvirt has learnt since */
  VTR_N_NETWORK_MODES
} VtrNetworkMode;

VtrNetworkMode vtr_network_mode_read       (VtrXmlDoc      *doc);
gboolean       vtr_network_mode_write      (VtrXmlDoc      *doc,
                                            VtrNetworkMode  mode);
gboolean       vtr_network_mode_is_managed (VtrNetworkMode  mode);
gboolean       vtr_network_mode_is_macvtap (VtrNetworkMode  mode);
const char    *vtr_network_mode_get_title  (VtrNetworkMode  mode);
const char    *vtr_network_mode_get_note   (VtrNetworkMode  mode);

G_END_DECLS
