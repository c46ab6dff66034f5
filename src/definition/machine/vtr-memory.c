/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-kinds.h"

/* How much memory, and what it is made of on the host. "size" is what the guest starts with,
 * "current" what the balloon leaves it, "max" what memory devices may bring it to. A running
 * balloon is where the guest has let it, so that "current" is never a change that waits. */

static const VtrField memory_fields[] = {
  { "size", "memory", VTR_SIZE, .unit = "KiB" },
  { "dump-core", "memory/@dumpCore", VTR_ON_OFF },
  { "max", "maxMemory", VTR_SIZE, .unit = "KiB" },
  { "slots", "maxMemory/@slots", VTR_NUMBER },
  { "current", "currentMemory", VTR_SIZE, VTR_FIELD_RESOLVED, .unit = "KiB" },
  { "hugepages", "memoryBacking/hugepages", VTR_PRESENCE },
  { "nosharepages", "memoryBacking/nosharepages", VTR_PRESENCE },
  { "locked", "memoryBacking/locked", VTR_PRESENCE },
  { "source-type", "memoryBacking/source/@type", VTR_CHOICE,
    .values = VTR_VALUES ("file", "memfd", "anonymous") },
  { "access-mode", "memoryBacking/access/@mode", VTR_CHOICE,
    .values = VTR_VALUES ("shared", "private") },
  { "allocation-mode", "memoryBacking/allocation/@mode", VTR_CHOICE,
    .values = VTR_VALUES ("immediate", "ondemand") },
  { "allocation-threads", "memoryBacking/allocation/@threads", VTR_NUMBER },
  { "discard", "memoryBacking/discard", VTR_PRESENCE },
  { NULL }
};

const VtrKind vtr_memory_kind = {
  .name = "memory",
  .sort = VTR_KIND_SECTION,
  .fields = memory_fields,
};

static const VtrField hugepage_fields[] = {
  { "size", "@size", VTR_SIZE, .unit = "KiB" },
  { "nodeset", "@nodeset", VTR_TEXT },
  { NULL }
};

const VtrKind vtr_hugepage_kind = {
  .name = "hugepage",
  .sort = VTR_KIND_ENTRY,
  .path = "memoryBacking/hugepages/page",
  .fields = hugepage_fields,
};
