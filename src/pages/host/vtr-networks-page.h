/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include <adwaita.h>

#include "virt/host/vtr-host.h"

G_BEGIN_DECLS

/* The networks of a host: a list, and the one that is chosen. Installs the actions "networks.*" on
 * itself, for that one. */
#define VTR_TYPE_NETWORKS_PAGE (vtr_networks_page_get_type ())
G_DECLARE_FINAL_TYPE (VtrNetworksPage, vtr_networks_page, VTR, NETWORKS_PAGE, AdwBin)

GtkWidget *vtr_networks_page_new (VtrHost *host);

G_END_DECLS
