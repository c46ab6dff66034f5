/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include "base/vtr-job.h"

#include "vtr-machine.h"

G_BEGIN_DECLS

/* Off and on again, which is what changes wait for: a guest that restarts by itself keeps the
 * hardware it has. */
VtrJob *vtr_machine_restart (VtrMachine *self);

G_END_DECLS
