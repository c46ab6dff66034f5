/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include "base/vtr-job.h"

#include "vtr-machine.h"

G_BEGIN_DECLS

/* Saves a machine's memory and switches it off, with progress and a cancel that leaves it running. */
void vtr_save_job_run (VtrMachine *machine,
                       VtrJob     *job);

G_END_DECLS
