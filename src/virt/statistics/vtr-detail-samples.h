/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include "base/vtr-history.h"

#include "virt/machine/vtr-machine.h"

G_BEGIN_DECLS

/* How often a guest is asked for its memory, where nobody had said. */
#define VTR_DETAIL_SAMPLES_MEMORY_PERIOD 5 /* seconds */

/* Everything that can be measured of one machine, while its window looks at it: each disk, interface
 * and processor by itself. A series appears when it was first measured:
 *
 *   cpu                        the share of its own processors that the machine is busy with, 0 to 1
 *   host-cpu                   the share of the processors of its host
 *   vcpu.0                     the share of one of them
 *   memory.given               bytes
 *   memory.used                what the guest says it uses, bytes
 *   memory.resident            what it takes of the host, bytes
 *   memory.swap-in, -out       bytes a second, as the guest says
 *   disk.vda.read, .written    bytes a second
 *   disk.vda.reads, .writes    operations a second
 *   net.vnet3.received, .sent  bytes a second
 *   net.vnet3.packets-received, .packets-sent
 *
 * What belongs to a device goes with it. Where nothing is known of a time there is a hole.
 *
 * Signals: "sampled" (), and "series-changed" () before it when there are others than before: the
 * histories of those that are gone last until it returns. */
#define VTR_TYPE_DETAIL_SAMPLES (vtr_detail_samples_get_type ())
G_DECLARE_FINAL_TYPE (VtrDetailSamples, vtr_detail_samples, VTR, DETAIL_SAMPLES, GObject)

VtrDetailSamples *vtr_detail_samples_new          (VtrMachine       *machine);
void              vtr_detail_samples_set_watched  (VtrDetailSamples *self,
                                                   gboolean          watched);
void              vtr_detail_samples_set_interval (VtrDetailSamples *self,
                                                   guint             seconds);
GStrv             vtr_detail_samples_list         (VtrDetailSamples *self,
                                                   const char       *prefix);
const VtrHistory *vtr_detail_samples_get          (VtrDetailSamples *self,
                                                   const char       *name);
gint64            vtr_detail_samples_get_time     (VtrDetailSamples *self);
gboolean          vtr_detail_samples_asks_for_memory (VtrDetailSamples *self);

G_END_DECLS
