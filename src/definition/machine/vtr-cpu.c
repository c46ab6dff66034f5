/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-kinds.h"

/* The processor that the guest sees. In the modes host-model and maximum the running definition
 * spells out what the saved one leaves to libvirt. */

static const VtrField cpu_fields[] = {
  { "mode", "cpu/@mode", VTR_CHOICE,
    .values = VTR_VALUES ("host-passthrough", "host-model", "maximum", "custom") },
  { "match", "cpu/@match", VTR_CHOICE, VTR_FIELD_FILLED,
    .values = VTR_VALUES ("strict", "exact", "minimum") },
  { "check", "cpu/@check", VTR_CHOICE, VTR_FIELD_RESOLVED,
    .values = VTR_VALUES ("none", "full", "partial") },
  { "deprecated-features", "cpu/@deprecated_features", VTR_ON_OFF, VTR_FIELD_FILLED },
  { "migratable", "cpu/@migratable", VTR_ON_OFF },
  { "model", "cpu/model", VTR_TEXT, VTR_FIELD_FILLED },
  { "fallback", "cpu/model/@fallback", VTR_CHOICE, VTR_FIELD_RESOLVED,
    .values = VTR_VALUES ("forbid", "allow") },
  { "vendor-id", "cpu/model/@vendor_id", VTR_TEXT },
  { "vendor", "cpu/vendor", VTR_TEXT, VTR_FIELD_FILLED },
  { "sockets", "cpu/topology/@sockets", VTR_NUMBER },
  { "dies", "cpu/topology/@dies", VTR_NUMBER },
  { "clusters", "cpu/topology/@clusters", VTR_NUMBER },
  { "cores", "cpu/topology/@cores", VTR_NUMBER },
  { "threads", "cpu/topology/@threads", VTR_NUMBER },
  { "cache-level", "cpu/cache/@level", VTR_CHOICE, .values = VTR_VALUES ("1", "2", "3") },
  { "cache-mode", "cpu/cache/@mode", VTR_CHOICE,
    .values = VTR_VALUES ("passthrough", "disable", "emulate") },
  { "maxphysaddr-mode", "cpu/maxphysaddr/@mode", VTR_CHOICE,
    .values = VTR_VALUES ("passthrough", "emulate") },
  { "maxphysaddr-bits", "cpu/maxphysaddr/@bits", VTR_NUMBER },
  { "maxphysaddr-limit", "cpu/maxphysaddr/@limit", VTR_NUMBER },
  { NULL }
};

const VtrKind vtr_cpu_kind = {
  .name = "cpu",
  .sort = VTR_KIND_SECTION,
  .fields = cpu_fields,
};

static const VtrField cpu_feature_fields[] = {
  { "policy", "@policy", VTR_CHOICE,
    .values = VTR_VALUES ("require", "optional", "disable", "forbid", "force") },
  { "name", "@name", VTR_TEXT },
  { NULL }
};

const VtrKind vtr_cpu_feature_kind = {
  .name = "cpu-feature",
  .sort = VTR_KIND_ENTRY,
  .path = "cpu/feature",
  .keys = VTR_VALUES ("@name"),
  .filled = TRUE,
  .fields = cpu_feature_fields,
};
