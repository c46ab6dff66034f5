/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include <gtk/gtk.h>

#include "virt/network/vtr-network.h"

G_BEGIN_DECLS

/* A network in the list of a host. */
#define VTR_TYPE_NETWORK_ROW (vtr_network_row_get_type ())
G_DECLARE_FINAL_TYPE (VtrNetworkRow, vtr_network_row, VTR, NETWORK_ROW, GtkListBoxRow)

GtkWidget  *vtr_network_row_new         (VtrNetwork    *network);
VtrNetwork *vtr_network_row_get_network (VtrNetworkRow *self);

/* How it is: "Running", "Stopped", or what is the matter. */
const char *vtr_network_describe_state  (VtrNetwork    *network);
char       *vtr_network_describe_mode   (VtrNetwork    *network);

G_END_DECLS
