/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include "base/vtr-job.h"

#include "vtr-machine.h"

G_BEGIN_DECLS

/* Asks the guest to shut down and follows it up: a request is not yet a shutdown. */
void vtr_shutdown_job_set_patience (guint       seconds);
void vtr_shutdown_job_run          (VtrMachine *machine,
                                    VtrJob     *job);

G_END_DECLS
