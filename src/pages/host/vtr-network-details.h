/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include <adwaita.h>

#include "virt/network/vtr-network.h"

G_BEGIN_DECLS

/* What a network is and who is on it. Its buttons activate "networks.*", for the network it shows.
 *
 * Signal "fix-lease" (VtrNetworkLease): its address is to stay with its machine. */
#define VTR_TYPE_NETWORK_DETAILS (vtr_network_details_get_type ())
G_DECLARE_FINAL_TYPE (VtrNetworkDetails, vtr_network_details, VTR, NETWORK_DETAILS, AdwBin)

void vtr_network_details_set_network (VtrNetworkDetails *self,
                                      VtrNetwork        *network);

G_END_DECLS
