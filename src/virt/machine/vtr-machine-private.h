/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include <libvirt/libvirt.h>

#include "definition/vtr-machine-summary.h"

#include "vtr-machine.h"

G_BEGIN_DECLS

/* The host's side of a machine. */

typedef enum
{
  VTR_DETAILS_NONE,
  VTR_DETAILS_LOADING,
  VTR_DETAILS_LOADED,
  VTR_DETAILS_UNREADABLE,
} VtrDetailsState;

/* Counters as libvirt gives them, of one machine at one moment; -1 where not asked or not known. */
typedef struct
{
  char   uuid[VIR_UUID_STRING_BUFLEN];
  gint64 cpu_time;     /* nanoseconds */
  gint64 memory_used;  /* KiB */
  gint64 memory_total; /* KiB */
  gint64 disk_bytes;
  gint64 network_bytes;
} VtrCounters;

VtrMachine      *_vtr_machine_new             (VtrHost                 *host,
                                               virDomainPtr             domain,
                                               int                      state,
                                               int                      reason);
void             _vtr_machine_set_domain      (VtrMachine              *self,
                                               virDomainPtr             domain);
virDomainPtr     _vtr_machine_get_domain      (VtrMachine              *self);
void             _vtr_machine_set_state       (VtrMachine              *self,
                                               int                      state,
                                               int                      reason);
void             _vtr_machine_set_saved       (VtrMachine              *self,
                                               gboolean                 saved);
gboolean         _vtr_machine_get_saved       (VtrMachine              *self);
void             _vtr_machine_set_flags       (VtrMachine              *self,
                                               gboolean                 persistent,
                                               gboolean                 autostart);
void             _vtr_machine_set_io_error    (VtrMachine              *self,
                                               const char              *reason);
void             _vtr_machine_set_silent      (VtrMachine              *self,
                                               gboolean                 silent);
void             _vtr_machine_set_ignored     (VtrMachine              *self,
                                               gboolean                 ignored);
void             _vtr_machine_set_agent       (VtrMachine              *self,
                                               gboolean                 connected);
gboolean         _vtr_machine_has_agent       (VtrMachine              *self);
gint64           _vtr_machine_get_active_since (VtrMachine           *self,
                                               gboolean                *at_least);
VtrDetailsState  _vtr_machine_get_details     (VtrMachine              *self);
void             _vtr_machine_set_details     (VtrMachine              *self,
                                               VtrDetailsState          state);
void             _vtr_machine_take_summary    (VtrMachine              *self,
                                               VtrMachineSummary       *summary);
void             _vtr_machine_take_trouble    (VtrMachine              *self,
                                               VtrTrouble              *trouble);
void             _vtr_machine_set_addresses   (VtrMachine              *self,
                                               const char              *addresses);
GStrv            _vtr_machine_get_networks    (VtrMachine              *self);
GStrv            _vtr_machine_get_disk_sources (VtrMachine             *self);
GStrv            _vtr_machine_get_macs        (VtrMachine              *self);
gboolean         _vtr_machine_wants_addresses (VtrMachine              *self,
                                               gint64                   now);
gboolean         _vtr_machine_set_counted_active    (VtrMachine        *self,
                                                     gboolean           counted);
gboolean         _vtr_machine_set_counted_attention (VtrMachine        *self,
                                                     gboolean           counted);
guint           *_vtr_machine_tries           (VtrMachine              *self);
void             _vtr_machine_take_counters   (VtrMachine              *self,
                                               const VtrCounters       *counters,
                                               gint64                   time,
                                               guint                    host_processors);
void             _vtr_machine_stop_samples    (VtrMachine              *self);
void             _vtr_machine_announce_definition     (VtrMachine      *self);
void             _vtr_machine_announce_unplug_refused (VtrMachine      *self,
                                                       const char      *alias);

G_END_DECLS
