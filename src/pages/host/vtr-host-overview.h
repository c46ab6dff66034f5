/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include <adwaita.h>

#include "virt/host/vtr-host.h"

G_BEGIN_DECLS

/* What a host is, how busy it is, and what its machines were promised of it. */
#define VTR_TYPE_HOST_OVERVIEW (vtr_host_overview_get_type ())
G_DECLARE_FINAL_TYPE (VtrHostOverview, vtr_host_overview, VTR, HOST_OVERVIEW, AdwBin)

GtkWidget *vtr_host_overview_new (VtrHost *host);

G_END_DECLS
