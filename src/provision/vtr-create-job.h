/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include "base/vtr-job.h"
#include "virt/create/vtr-creation.h"

#include "vtr-machine-builder.h"

G_BEGIN_DECLS

/* A whole order for a new machine. What it names is made in its turn: the disk, the machine, its start.
 * Whatever fails or is called off before there is a machine is taken back; a machine that is there and
 * only does not start stays, and the job says so. */
typedef struct
{
  VtrMachinePlan *plan;
  VtrOsFacts     *os;           /* NULL: nobody knows what runs there */
  VtrXmlDoc      *capabilities; /* may be NULL */
  VtrVolumeWish   disk;         /* without a name: no new disk */
  gboolean        starts;
} VtrCreateOrder;

VtrCreateOrder *vtr_create_order_new  (VtrMachinePlan *plan);
void            vtr_create_order_free (VtrCreateOrder *self);
VtrJob         *vtr_create_job_run    (VtrHost        *host,
                                       VtrCreateOrder *order);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VtrCreateOrder, vtr_create_order_free)

G_END_DECLS
