/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include <gio/gio.h>

#include "vtr-trouble.h"

G_BEGIN_DECLS

typedef enum
{
  VTR_JOB_RUNNING,
  VTR_JOB_SUCCEEDED,
  VTR_JOB_FAILED,
  VTR_JOB_CANCELLED,
} VtrJobState;

#define VTR_TYPE_JOB_STATE (vtr_job_state_get_type ())
GType vtr_job_state_get_type (void);

/* Long work: the engine runs it, any window may show it, closing a window never ends it.
 * All of it is used on the main thread; "finished" is emitted once. */
#define VTR_TYPE_JOB (vtr_job_get_type ())
G_DECLARE_FINAL_TYPE (VtrJob, vtr_job, VTR, JOB, GObject)

VtrJob           *vtr_job_new             (const char       *title);
void              vtr_job_set_subject     (VtrJob           *self,
                                           GObject          *subject);
gpointer          vtr_job_get_subject     (VtrJob           *self);
const char       *vtr_job_get_title       (VtrJob           *self);
const char       *vtr_job_get_status      (VtrJob           *self);
void              vtr_job_set_status      (VtrJob           *self,
                                           const char       *status);
double            vtr_job_get_fraction    (VtrJob           *self);
void              vtr_job_set_fraction    (VtrJob           *self,
                                           double            fraction);
GCancellable     *vtr_job_get_cancellable (VtrJob           *self);
void              vtr_job_set_can_cancel  (VtrJob           *self,
                                           gboolean          can_cancel);
gboolean          vtr_job_get_can_cancel  (VtrJob           *self);
void              vtr_job_set_summarised  (VtrJob           *self,
                                           gboolean          is_summarised);
gboolean          vtr_job_is_summarised   (VtrJob           *self);
void              vtr_job_cancel          (VtrJob           *self);
VtrJobState       vtr_job_get_state       (VtrJob           *self);
const VtrTrouble *vtr_job_get_trouble     (VtrJob           *self);
void              vtr_job_succeed         (VtrJob           *self);
void              vtr_job_fail            (VtrJob           *self,
                                           VtrTrouble       *trouble);
void              vtr_job_end_cancelled   (VtrJob           *self);

G_END_DECLS
