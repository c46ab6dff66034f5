/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-kinds.h"

/* How many processors, now and at most. */

static const VtrField vcpu_fields[] = {
  { "max", "vcpu", VTR_NUMBER },
  { "placement", "vcpu/@placement", VTR_CHOICE, .values = VTR_VALUES ("static", "auto") },
  { "cpuset", "vcpu/@cpuset", VTR_TEXT },
  { "current", "vcpu/@current", VTR_NUMBER },
  { NULL }
};

const VtrKind vtr_vcpu_kind = {
  .name = "vcpu",
  .sort = VTR_KIND_SECTION,
  .fields = vcpu_fields,
};

static const VtrField single_vcpu_fields[] = {
  { "id", "@id", VTR_NUMBER },
  { "enabled", "@enabled", VTR_YES_NO },
  { "hotpluggable", "@hotpluggable", VTR_YES_NO },
  { "order", "@order", VTR_NUMBER },
  { NULL }
};

const VtrKind vtr_single_vcpu_kind = {
  .name = "single-vcpu",
  .sort = VTR_KIND_ENTRY,
  .path = "vcpus/vcpu",
  .keys = VTR_VALUES ("@id"),
  .filled = TRUE,
  .fields = single_vcpu_fields,
};
