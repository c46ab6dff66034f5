/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include "virt/host/vtr-host.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* A bar over a host's machines, there while they may not be what is true: it says why, and has the
 * way on. Its buttons activate "host.*". AdwBanner has room for one button only. */
#define VTR_TYPE_HOST_BANNER (vtr_host_banner_get_type ())
G_DECLARE_FINAL_TYPE (VtrHostBanner, vtr_host_banner, VTR, HOST_BANNER, AdwBin)

void vtr_host_banner_set_host (VtrHostBanner *self,
                               VtrHost       *host);

G_END_DECLS
