/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include <adwaita.h>

#include "virt/host/vtr-host.h"

G_BEGIN_DECLS

#define VTR_HOST_PAGE_MACHINES "machines"
#define VTR_HOST_PAGE_OVERVIEW "overview"
#define VTR_HOST_PAGE_NETWORKS "networks"
#define VTR_HOST_PAGE_STORAGE  "storage"

/* What a window shows of a host, side by side: its machines, which the window brings along, and
 * what this folder knows of it. Without a host there are the machines only.
 *
 * Properties: "machines" (the window's own widget), "stack" (for a switcher), "visible-tab" (a name
 * from above), "host". */
#define VTR_TYPE_HOST_PAGE (vtr_host_page_get_type ())
G_DECLARE_FINAL_TYPE (VtrHostPage, vtr_host_page, VTR, HOST_PAGE, AdwBin)

void        vtr_host_page_set_host        (VtrHostPage *self,
                                           VtrHost     *host);
void        vtr_host_page_set_visible_tab (VtrHostPage *self,
                                           const char  *name);
const char *vtr_host_page_get_visible_tab (VtrHostPage *self);

G_END_DECLS
