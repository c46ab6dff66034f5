/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-kinds.h"

/* What happens when the guest powers off, reboots or crashes, and what is counted meanwhile. */

static const VtrField events_fields[] = {
  { "on-reboot", "on_reboot", VTR_CHOICE,
    .values = VTR_VALUES ("restart", "destroy", "preserve", "rename-restart") },
  { "on-poweroff", "on_poweroff", VTR_CHOICE,
    .values = VTR_VALUES ("restart", "destroy", "preserve", "rename-restart") },
  { "on-crash", "on_crash", VTR_CHOICE,
    .values = VTR_VALUES ("restart", "destroy", "coredump-destroy", "coredump-restart", "preserve",
                          "rename-restart") },
  { "on-lockfailure", "on_lockfailure", VTR_CHOICE,
    .values = VTR_VALUES ("restart", "ignore", "pause", "poweroff") },
  { "suspend-to-mem-enabled", "pm/suspend-to-mem/@enabled", VTR_YES_NO },
  { "suspend-to-disk-enabled", "pm/suspend-to-disk/@enabled", VTR_YES_NO },
  { NULL }
};

const VtrKind vtr_events_kind = {
  .name = "events",
  .sort = VTR_KIND_SECTION,
  .fields = events_fields,
};

static const VtrField perf_event_fields[] = {
  { "name", "@name", VTR_CHOICE,
    .values = VTR_VALUES ("alignment_faults", "branch_instructions", "branch_misses", "bus_cycles",
                          "cache_misses", "cache_references", "cmt", "context_switches",
                          "cpu_clock", "cpu_cycles", "cpu_migrations", "emulation_faults",
                          "instructions", "mbml", "mbmt", "page_faults", "page_faults_maj",
                          "page_faults_min", "ref_cpu_cycles", "stalled_cycles_backend",
                          "stalled_cycles_frontend", "task_clock") },
  { "enabled", "@enabled", VTR_YES_NO },
  { NULL }
};

const VtrKind vtr_perf_event_kind = {
  .name = "perf-event",
  .sort = VTR_KIND_ENTRY,
  .path = "perf/event",
  .keys = VTR_VALUES ("@name"),
  .fields = perf_event_fields,
};
