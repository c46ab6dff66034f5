/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-kinds.h"

/* Which processors of the host may do what for this machine, and for how long. */

static const VtrField cputune_fields[] = {
  { "shares", "cputune/shares", VTR_NUMBER },
  { "global-period", "cputune/global_period", VTR_NUMBER },
  { "global-quota", "cputune/global_quota", VTR_NUMBER },
  { "period", "cputune/period", VTR_NUMBER },
  { "quota", "cputune/quota", VTR_NUMBER },
  { "emulator-period", "cputune/emulator_period", VTR_NUMBER },
  { "emulator-quota", "cputune/emulator_quota", VTR_NUMBER },
  { "iothread-period", "cputune/iothread_period", VTR_NUMBER },
  { "iothread-quota", "cputune/iothread_quota", VTR_NUMBER },
  { "emulatorpin-cpuset", "cputune/emulatorpin/@cpuset", VTR_TEXT },
  { "emulatorsched-scheduler", "cputune/emulatorsched/@scheduler", VTR_CHOICE,
    .values = VTR_VALUES ("batch", "fifo", "idle", "rr") },
  { "emulatorsched-priority", "cputune/emulatorsched/@priority", VTR_NUMBER },
  { NULL }
};

const VtrKind vtr_cputune_kind = {
  .name = "cputune",
  .sort = VTR_KIND_SECTION,
  .fields = cputune_fields,
};

static const VtrField vcpupin_fields[] = {
  { "vcpu", "@vcpu", VTR_NUMBER },
  { "cpuset", "@cpuset", VTR_TEXT },
  { NULL }
};

const VtrKind vtr_vcpupin_kind = {
  .name = "vcpupin",
  .sort = VTR_KIND_ENTRY,
  .path = "cputune/vcpupin",
  .keys = VTR_VALUES ("@vcpu"),
  .fields = vcpupin_fields,
};

static const VtrField iothreadpin_fields[] = {
  { "iothread", "@iothread", VTR_NUMBER },
  { "cpuset", "@cpuset", VTR_TEXT },
  { NULL }
};

const VtrKind vtr_iothreadpin_kind = {
  .name = "iothreadpin",
  .sort = VTR_KIND_ENTRY,
  .path = "cputune/iothreadpin",
  .keys = VTR_VALUES ("@iothread"),
  .fields = iothreadpin_fields,
};

static const VtrField vcpusched_fields[] = {
  { "vcpus", "@vcpus", VTR_TEXT },
  { "scheduler", "@scheduler", VTR_CHOICE, .values = VTR_VALUES ("batch", "fifo", "idle", "rr") },
  { "priority", "@priority", VTR_NUMBER },
  { NULL }
};

const VtrKind vtr_vcpusched_kind = {
  .name = "vcpusched",
  .sort = VTR_KIND_ENTRY,
  .path = "cputune/vcpusched",
  .keys = VTR_VALUES ("@vcpus"),
  .fields = vcpusched_fields,
};

static const VtrField iothreadsched_fields[] = {
  { "iothreads", "@iothreads", VTR_TEXT },
  { "scheduler", "@scheduler", VTR_CHOICE, .values = VTR_VALUES ("batch", "fifo", "idle", "rr") },
  { "priority", "@priority", VTR_NUMBER },
  { NULL }
};

const VtrKind vtr_iothreadsched_kind = {
  .name = "iothreadsched",
  .sort = VTR_KIND_ENTRY,
  .path = "cputune/iothreadsched",
  .keys = VTR_VALUES ("@iothreads"),
  .fields = iothreadsched_fields,
};

static const VtrField cachetune_fields[] = {
  { "vcpus", "@vcpus", VTR_TEXT },
  { "id", "@id", VTR_TEXT },
  { NULL }
};

const VtrKind vtr_cachetune_kind = {
  .name = "cachetune",
  .sort = VTR_KIND_ENTRY,
  .path = "cputune/cachetune",
  .keys = VTR_VALUES ("@vcpus"),
  .fields = cachetune_fields,
};

static const VtrField cache_share_fields[] = {
  { "id", "@id", VTR_NUMBER },
  { "level", "@level", VTR_NUMBER },
  { "type", "@type", VTR_CHOICE, .values = VTR_VALUES ("both", "code", "data") },
  { "size", "@size", VTR_SIZE, .unit = "KiB" },
  { NULL }
};

const VtrKind vtr_cache_share_kind = {
  .name = "cache-share",
  .sort = VTR_KIND_ENTRY,
  .parent = &vtr_cachetune_kind,
  .path = "cache",
  .keys = VTR_VALUES ("@id+@level+@type"),
  .fields = cache_share_fields,
};

static const VtrField cache_monitor_fields[] = {
  { "level", "@level", VTR_NUMBER },
  { "vcpus", "@vcpus", VTR_TEXT },
  { NULL }
};

const VtrKind vtr_cache_monitor_kind = {
  .name = "cache-monitor",
  .sort = VTR_KIND_ENTRY,
  .parent = &vtr_cachetune_kind,
  .path = "monitor",
  .keys = VTR_VALUES ("@level+@vcpus"),
  .fields = cache_monitor_fields,
};

static const VtrField memorytune_fields[] = {
  { "vcpus", "@vcpus", VTR_TEXT },
  { NULL }
};

const VtrKind vtr_memorytune_kind = {
  .name = "memorytune",
  .sort = VTR_KIND_ENTRY,
  .path = "cputune/memorytune",
  .keys = VTR_VALUES ("@vcpus"),
  .fields = memorytune_fields,
};

static const VtrField bandwidth_share_fields[] = {
  { "id", "@id", VTR_NUMBER },
  { "bandwidth", "@bandwidth", VTR_NUMBER },
  { NULL }
};

const VtrKind vtr_bandwidth_share_kind = {
  .name = "bandwidth-share",
  .sort = VTR_KIND_ENTRY,
  .parent = &vtr_memorytune_kind,
  .path = "node",
  .keys = VTR_VALUES ("@id"),
  .fields = bandwidth_share_fields,
};

static const VtrField bandwidth_monitor_fields[] = {
  { "vcpus", "@vcpus", VTR_TEXT },
  { NULL }
};

const VtrKind vtr_bandwidth_monitor_kind = {
  .name = "bandwidth-monitor",
  .sort = VTR_KIND_ENTRY,
  .parent = &vtr_memorytune_kind,
  .path = "monitor",
  .keys = VTR_VALUES ("@vcpus"),
  .fields = bandwidth_monitor_fields,
};
