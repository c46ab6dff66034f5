/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include "vtr-job.h"

G_BEGIN_DECLS

/* The jobs that are worth showing: those that run and those that failed and were not read yet,
 * newest first. A GListModel of VtrJob. */
#define VTR_TYPE_JOB_LIST (vtr_job_list_get_type ())
G_DECLARE_FINAL_TYPE (VtrJobList, vtr_job_list, VTR, JOB_LIST, GObject)

VtrJobList *vtr_job_list_new             (void);
void        vtr_job_list_add             (VtrJobList *self,
                                          VtrJob     *job);
void        vtr_job_list_dismiss         (VtrJobList *self,
                                          VtrJob     *job);
void        vtr_job_list_dismiss_failures (VtrJobList *self);
guint       vtr_job_list_get_n_running   (VtrJobList *self);
guint       vtr_job_list_get_n_failed    (VtrJobList *self);
double      vtr_job_list_get_fraction    (VtrJobList *self);

G_END_DECLS
