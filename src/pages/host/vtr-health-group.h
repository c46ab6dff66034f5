/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include <adwaita.h>

#include "virt/host/vtr-host.h"

G_BEGIN_DECLS

/* What a host needs to run machines and whether it has it, with what mends the rest. Of a host far
 * away less can be told than of this computer. */
#define VTR_TYPE_HEALTH_GROUP (vtr_health_group_get_type ())
G_DECLARE_FINAL_TYPE (VtrHealthGroup, vtr_health_group, VTR, HEALTH_GROUP, AdwPreferencesGroup)

void vtr_health_group_set_host (VtrHealthGroup *self,
                                VtrHost        *host);

G_END_DECLS
