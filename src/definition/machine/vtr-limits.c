/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-kinds.h"

/* What the machine may take from its host. */

static const VtrField limits_fields[] = {
  { "disk-weight", "blkiotune/weight", VTR_NUMBER },
  { "hard-limit", "memtune/hard_limit", VTR_SIZE, .unit = "KiB" },
  { "soft-limit", "memtune/soft_limit", VTR_SIZE, .unit = "KiB" },
  { "min-guarantee", "memtune/min_guarantee", VTR_SIZE, .unit = "KiB" },
  { "swap-hard-limit", "memtune/swap_hard_limit", VTR_SIZE, .unit = "KiB" },
  { "partition", "resource/partition", VTR_TEXT, VTR_FIELD_FILLED },
  { "fibrechannel-appid", "resource/fibrechannel/@appid", VTR_TEXT },
  { NULL }
};

const VtrKind vtr_limits_kind = {
  .name = "limits",
  .sort = VTR_KIND_SECTION,
  .fields = limits_fields,
};

static const VtrField disk_limit_fields[] = {
  { "path", "path", VTR_TEXT },
  { "weight", "weight", VTR_NUMBER },
  { "read-iops-sec", "read_iops_sec", VTR_NUMBER },
  { "write-iops-sec", "write_iops_sec", VTR_NUMBER },
  { "read-bytes-sec", "read_bytes_sec", VTR_NUMBER },
  { "write-bytes-sec", "write_bytes_sec", VTR_NUMBER },
  { NULL }
};

const VtrKind vtr_disk_limit_kind = {
  .name = "disk-limit",
  .sort = VTR_KIND_ENTRY,
  .path = "blkiotune/device",
  .keys = VTR_VALUES ("path"),
  .fields = disk_limit_fields,
};

static const VtrField throttle_group_fields[] = {
  VTR_THROTTLE_FIELDS ("", ""),
  { NULL }
};

const VtrKind vtr_throttle_group_kind = {
  .name = "throttle-group",
  .sort = VTR_KIND_ENTRY,
  .path = "throttlegroups/throttlegroup",
  .keys = VTR_VALUES ("group_name"),
  .fields = throttle_group_fields,
};
