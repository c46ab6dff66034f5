/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include <adwaita.h>

#include "virt/network/vtr-networks.h"

G_BEGIN_DECLS

#define VTR_NETWORK_DIALOG_BASICS "basics"
#define VTR_NETWORK_DIALOG_DETAILS "details"
#define VTR_NETWORK_DIALOG_XML "xml"

/* Makes a network or changes one: the few things that matter first, then all that there is, then as
 * XML. The three show the same; what was typed in one stands in the others.
 *
 * Signal "saved" (const char *sentence). */
#define VTR_TYPE_NETWORK_DIALOG (vtr_network_dialog_get_type ())
G_DECLARE_FINAL_TYPE (VtrNetworkDialog, vtr_network_dialog, VTR, NETWORK_DIALOG, AdwDialog)

AdwDialog *vtr_network_dialog_new (VtrNetworks *networks,
                                   VtrNetwork  *network,
                                   const char  *view);

G_END_DECLS
