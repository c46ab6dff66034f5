/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include "base/vtr-job.h"
#include "definition/storage/vtr-volume-plan.h"

#include "vtr-pool.h"

G_BEGIN_DECLS

/* What somebody may want of a volume. Each begins a job that the host announces. */

VtrJob *vtr_volume_job_create  (VtrPool             *pool,
                                const VtrVolumePlan *plan,
                                const char          *passphrase);
VtrJob *vtr_volume_job_copy    (VtrVolume           *volume,
                                VtrPool             *pool,
                                const VtrVolumePlan *plan);
VtrJob *vtr_volume_job_resize  (VtrVolume           *volume,
                                guint64              capacity);
VtrJob *vtr_volume_job_wipe    (VtrVolume           *volume);
VtrJob *vtr_volume_job_delete  (VtrVolume           *volume);

G_END_DECLS
