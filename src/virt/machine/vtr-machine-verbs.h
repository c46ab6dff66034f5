/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include "base/vtr-job.h"

#include "vtr-machine.h"

G_BEGIN_DECLS

/* The lifecycle, the same from every menu and button. Each call gives a job that runs by itself and
 * that the host has announced with its "job" signal. */
gboolean vtr_machine_can                 (VtrMachine  *self,
                                          VtrVerb      verb,
                                          const char **why_not);
VtrJob  *vtr_machine_perform             (VtrMachine  *self,
                                          VtrVerb      verb);
VtrJob  *vtr_machine_rename              (VtrMachine  *self,
                                          const char  *name);
VtrJob  *vtr_machine_set_autostart       (VtrMachine  *self,
                                          gboolean     autostart);

/* For jobs that take more than one call. */
VtrJob  *vtr_machine_job_new             (VtrMachine   *self,
                                          VtrVerb       verb);
void     vtr_machine_job_fail            (VtrJob       *job,
                                          VtrMachine   *machine,
                                          VtrVerb       verb,
                                          const GError *error);
void     vtr_machine_job_refuse          (VtrJob       *job,
                                          VtrMachine   *machine,
                                          VtrVerb       verb,
                                          const char   *why_not);

const char *vtr_verb_get_label           (VtrVerb      verb);
const char *vtr_verb_get_id              (VtrVerb      verb);

G_END_DECLS
