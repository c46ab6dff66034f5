/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include "base/vtr-job-list.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A job in the list of jobs: how far it is, or why it failed. Its actions are "job.*". */
#define VTR_TYPE_JOB_ROW (vtr_job_row_get_type ())
G_DECLARE_FINAL_TYPE (VtrJobRow, vtr_job_row, VTR, JOB_ROW, GtkListBoxRow)

GtkWidget *vtr_job_row_new (VtrJobList *jobs,
                            VtrJob     *job);

G_END_DECLS
