/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include "base/vtr-history.h"

#include "virt/machine/vtr-machine-private.h"

G_BEGIN_DECLS

/* From counters to rates: the histories of one machine, made when it is first measured. */
typedef struct _VtrMachineSamples VtrMachineSamples;

VtrMachineSamples *vtr_machine_samples_new  (void);
void               vtr_machine_samples_free (VtrMachineSamples       *self);
void               vtr_machine_samples_add  (VtrMachineSamples       *self,
                                             const VtrCounters       *counters,
                                             gint64                   time,
                                             guint                    n_processors,
                                             guint                    host_processors);
void               vtr_machine_samples_stop (VtrMachineSamples       *self);
const VtrHistory  *vtr_machine_samples_get  (const VtrMachineSamples *self,
                                             VtrMetric                metric);

G_END_DECLS
