/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include "virt/host/vtr-host.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* What stands in the place of a host's machines while there are none: how the host is, and the way
 * on. Its buttons activate "host.*". */
#define VTR_TYPE_HOST_STATUS (vtr_host_status_get_type ())
G_DECLARE_FINAL_TYPE (VtrHostStatus, vtr_host_status, VTR, HOST_STATUS, AdwBin)

void vtr_host_status_set_host (VtrHostStatus *self,
                               VtrHost       *host);

G_END_DECLS
