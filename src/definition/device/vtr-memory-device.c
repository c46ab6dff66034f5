/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-kinds.h"

/* A memory module that can come and go. */

static const VtrField memory_device_fields[] = {
  { "model", "@model", VTR_CHOICE,
    .values = VTR_VALUES ("dimm", "virtio-mem", "nvdimm", "virtio-pmem", "sgx-epc") },
  { "access", "@access", VTR_CHOICE, .values = VTR_VALUES ("shared", "private") },
  { "discard", "@discard", VTR_YES_NO },
  { "uuid", "uuid", VTR_TEXT },
  { "source-pagesize", "source/pagesize", VTR_SIZE, .unit = "KiB" },
  { "source-nodemask", "source/nodemask", VTR_TEXT },
  { "source-path", "source/path", VTR_TEXT },
  { "source-alignsize", "source/alignsize", VTR_SIZE, .unit = "KiB" },
  { "source-pmem", "source/pmem", VTR_PRESENCE },
  { "dynamic-memslots", "target/@dynamicMemslots", VTR_YES_NO },
  { "size", "target/size", VTR_SIZE, .unit = "KiB" },
  { "node", "target/node", VTR_NUMBER },
  { "block", "target/block", VTR_SIZE, .unit = "KiB" },
  { "requested", "target/requested", VTR_SIZE, .unit = "KiB" },
  { "current", "target/current", VTR_SIZE, VTR_FIELD_LIVE, .unit = "KiB" },
  { "label-size", "target/label/size", VTR_SIZE, .unit = "KiB" },
  { "readonly", "target/readonly", VTR_PRESENCE },
  { "target-address", "target/address/@base", VTR_TEXT, VTR_FIELD_FILLED },
  { "alias", "alias/@name", VTR_TEXT, VTR_FIELD_FILLED },
  { "acpi-index", "acpi/@index", VTR_NUMBER },
  VTR_ADDRESS_FIELDS,
  { NULL }
};

const VtrKind vtr_memory_device_kind = {
  .name = "memory-device",
  .sort = VTR_KIND_DEVICE,
  .path = "devices/memory",
  .fields = memory_device_fields,
};
