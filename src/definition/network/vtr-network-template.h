/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include "vtr-subnet.h"

G_BEGIN_DECLS

/* Where a new network begins: with a name and addresses that nobody has yet. */
gboolean   vtr_network_propose_subnet (GPtrArray       *taken,
                                       VtrSubnet       *subnet);
char      *vtr_network_propose_name   (GStrv            names);
VtrXmlDoc *vtr_network_template       (const char      *name,
                                       const VtrSubnet *subnet);
void       vtr_network_set_subnet     (VtrXmlNode      *ip,
                                       const VtrSubnet *subnet);
VtrXmlNode *vtr_network_add_ip        (VtrXmlDoc       *doc,
                                       const VtrSubnet *subnet,
                                       gboolean         with_dhcp);

G_END_DECLS
