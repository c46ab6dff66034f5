/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include "base/vtr-job.h"

#include "vtr-pool.h"

G_BEGIN_DECLS

/* Volumes between this computer and a host, over the link that is there. What has no data is not
 * sent. A transfer that broke off goes on where it was when it is begun again.
 *
 * The status of the job tells the SHA-256 of what was sent, once it is done. */

VtrJob *vtr_volume_download (VtrVolume  *volume,
                             const char *path);
VtrJob *vtr_pool_upload     (VtrPool    *pool,
                             const char *path,
                             const char *name);

G_END_DECLS
