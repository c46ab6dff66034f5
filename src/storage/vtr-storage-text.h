/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include "virt/storage/vtr-pool.h"

G_BEGIN_DECLS

/* Pools and volumes in the words that every list and dialog has for them. */
char *vtr_pool_describe_room        (VtrPool    *pool);
char *vtr_volume_describe_size      (VtrVolume  *volume);
char *vtr_volume_describe_allocation (VtrVolume *volume);
char *vtr_volume_describe_format    (VtrVolume  *volume);
char *vtr_volume_describe           (VtrVolume  *volume);

G_END_DECLS
