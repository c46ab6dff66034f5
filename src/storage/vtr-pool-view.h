/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include <adwaita.h>

#include "virt/storage/vtr-pool.h"

G_BEGIN_DECLS

/* One pool with its volumes and all that can be done with them. Actions: "pool.…". */
#define VTR_TYPE_POOL_VIEW (vtr_pool_view_get_type ())
G_DECLARE_FINAL_TYPE (VtrPoolView, vtr_pool_view, VTR, POOL_VIEW, AdwBin)

void vtr_pool_view_set_pool (VtrPoolView *self,
                             VtrPool     *pool);

G_END_DECLS
