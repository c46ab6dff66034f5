/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-kinds.h"

/* The memory nodes that the guest sees, and those of the host that they are on. */

static const VtrField numa_fields[] = {
  { "mode", "numatune/memory/@mode", VTR_CHOICE,
    .values = VTR_VALUES ("strict", "interleave", "preferred", "restrictive") },
  { "placement", "numatune/memory/@placement", VTR_CHOICE,
    .values = VTR_VALUES ("static", "auto") },
  { "nodeset", "numatune/memory/@nodeset", VTR_TEXT },
  { NULL }
};

const VtrKind vtr_numa_kind = {
  .name = "numa",
  .sort = VTR_KIND_SECTION,
  .fields = numa_fields,
};

static const VtrField numa_node_fields[] = {
  { "cellid", "@cellid", VTR_NUMBER },
  { "mode", "@mode", VTR_CHOICE,
    .values = VTR_VALUES ("strict", "interleave", "preferred", "restrictive") },
  { "nodeset", "@nodeset", VTR_TEXT },
  { NULL }
};

const VtrKind vtr_numa_node_kind = {
  .name = "numa-node",
  .sort = VTR_KIND_ENTRY,
  .path = "numatune/memnode",
  .keys = VTR_VALUES ("@cellid"),
  .fields = numa_node_fields,
};

static const VtrField numa_cell_fields[] = {
  { "id", "@id", VTR_NUMBER },
  { "cpus", "@cpus", VTR_TEXT },
  { "memory", "@memory", VTR_SIZE, .unit = "KiB" },
  { "mem-access", "@memAccess", VTR_CHOICE, .values = VTR_VALUES ("shared", "private") },
  { "discard", "@discard", VTR_YES_NO },
  { NULL }
};

const VtrKind vtr_numa_cell_kind = {
  .name = "numa-cell",
  .sort = VTR_KIND_ENTRY,
  .path = "cpu/numa/cell",
  .keys = VTR_VALUES ("@id"),
  .fields = numa_cell_fields,
};

static const VtrField distance_fields[] = {
  { "id", "@id", VTR_NUMBER },
  { "value", "@value", VTR_NUMBER },
  { NULL }
};

const VtrKind vtr_distance_kind = {
  .name = "distance",
  .sort = VTR_KIND_ENTRY,
  .parent = &vtr_numa_cell_kind,
  .path = "distances/sibling",
  .keys = VTR_VALUES ("@id"),
  .fields = distance_fields,
};

static const VtrField cell_cache_fields[] = {
  { "level", "@level", VTR_NUMBER },
  { "associativity", "@associativity", VTR_CHOICE,
    .values = VTR_VALUES ("none", "direct", "full") },
  { "policy", "@policy", VTR_CHOICE, .values = VTR_VALUES ("none", "writeback", "writethrough") },
  { "size-value", "size/@value", VTR_SIZE, .unit = "KiB" },
  { "line-value", "line/@value", VTR_SIZE, .unit = "KiB" },
  { NULL }
};

const VtrKind vtr_cell_cache_kind = {
  .name = "cell-cache",
  .sort = VTR_KIND_ENTRY,
  .parent = &vtr_numa_cell_kind,
  .path = "cache",
  .keys = VTR_VALUES ("@level"),
  .fields = cell_cache_fields,
};

static const VtrField latency_fields[] = {
  { "initiator", "@initiator", VTR_NUMBER },
  { "target", "@target", VTR_NUMBER },
  { "cache", "@cache", VTR_NUMBER },
  { "type", "@type", VTR_CHOICE, .values = VTR_VALUES ("access", "read", "write") },
  { "value", "@value", VTR_NUMBER },
  { NULL }
};

const VtrKind vtr_latency_kind = {
  .name = "latency",
  .sort = VTR_KIND_ENTRY,
  .path = "cpu/numa/interconnects/latency",
  .keys = VTR_VALUES ("@initiator+@target+@type"),
  .fields = latency_fields,
};

static const VtrField numa_bandwidth_fields[] = {
  { "initiator", "@initiator", VTR_NUMBER },
  { "target", "@target", VTR_NUMBER },
  { "cache", "@cache", VTR_NUMBER },
  { "type", "@type", VTR_CHOICE, .values = VTR_VALUES ("access", "read", "write") },
  { "value", "@value", VTR_SIZE, .unit = "KiB" },
  { NULL }
};

const VtrKind vtr_numa_bandwidth_kind = {
  .name = "numa-bandwidth",
  .sort = VTR_KIND_ENTRY,
  .path = "cpu/numa/interconnects/bandwidth",
  .keys = VTR_VALUES ("@initiator+@target+@type"),
  .fields = numa_bandwidth_fields,
};
