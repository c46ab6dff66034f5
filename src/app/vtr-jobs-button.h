/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include "base/vtr-job-list.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* The button in the header that shows that something goes on, how far it is, and that something
 * failed. It is there while there is something to show. */
#define VTR_TYPE_JOBS_BUTTON (vtr_jobs_button_get_type ())
G_DECLARE_FINAL_TYPE (VtrJobsButton, vtr_jobs_button, VTR, JOBS_BUTTON, AdwBin)

void vtr_jobs_button_set_jobs (VtrJobsButton *self,
                               VtrJobList    *jobs);

G_END_DECLS
