/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include "virt/host/vtr-host.h"

#include "vtr-machine-plan.h"

G_BEGIN_DECLS

/* Waits until a new machine ends for the first time, and then takes away what was needed once. It is no
 * loss when nobody waits: the disk stands before the disc, and what was needed once is in no definition
 * that lasts. */
void vtr_install_watch_start (VtrHost              *host,
                              const VtrMachinePlan *plan);

G_END_DECLS
