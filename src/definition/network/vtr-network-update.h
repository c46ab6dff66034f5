/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include "xml/vtr-xml-doc.h"

G_BEGIN_DECLS

/* The parts of a network that libvirt can change while it runs. */
typedef enum
{
  VTR_NETWORK_PART_DHCP_HOST,
  VTR_NETWORK_PART_DHCP_RANGE,
  VTR_NETWORK_PART_FORWARD_INTERFACE,
  VTR_NETWORK_PART_PORTGROUP,
  VTR_NETWORK_PART_DNS_TXT,
  VTR_NETWORK_PART_DNS_SRV,
  VTR_NETWORK_PART_DNS_HOST,
  VTR_N_NETWORK_PARTS
} VtrNetworkPart;

typedef enum
{
  VTR_NETWORK_REMOVE,
  VTR_NETWORK_MODIFY,
  VTR_NETWORK_ADD,
} VtrNetworkStep;

/* One change of a part, in the order in which it has to be made. */
typedef struct
{
  VtrNetworkPart part;
  VtrNetworkStep step;
  int            parent; /* which of the addresses of the network it belongs to; -1 for none */
  char          *xml;
} VtrNetworkUpdate;

GPtrArray *vtr_network_update_list (VtrXmlDoc *before,
                                    VtrXmlDoc *after,
                                    gboolean  *is_all);

gboolean   vtr_network_update_is_pending (VtrXmlDoc *running,
                                         VtrXmlDoc *saved);

G_END_DECLS
