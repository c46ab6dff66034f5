/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include "base/vtr-job.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Why a job failed, told in a window, and what mends it. */
void      vtr_job_trouble_present    (VtrJob    *job,
                                      GtkWidget *window);
void      vtr_job_trouble_mend       (VtrJob    *job,
                                      GtkWidget *window);
AdwToast *vtr_job_trouble_make_toast (VtrJob    *job,
                                      GtkWidget *window);

G_END_DECLS
