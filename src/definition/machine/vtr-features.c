/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-kinds.h"

/* Switches of the platform. */

static const VtrField features_fields[] = {
  { "pae", "features/pae", VTR_PRESENCE },
  { "apic", "features/apic", VTR_PRESENCE },
  { "apic-eoi", "features/apic/@eoi", VTR_ON_OFF, .keep = "features/apic" },
  { "acpi", "features/acpi", VTR_PRESENCE },
  { "hap", "features/hap", VTR_STATE },
  { "viridian", "features/viridian", VTR_PRESENCE },
  { "privnet", "features/privnet", VTR_PRESENCE },
  { "pvspinlock", "features/pvspinlock", VTR_STATE },
  { "pmu", "features/pmu", VTR_STATE },
  { "vmport", "features/vmport", VTR_STATE },
  { "gic", "features/gic", VTR_PRESENCE },
  { "gic-version", "features/gic/@version", VTR_CHOICE, .keep = "features/gic",
    .values = VTR_VALUES ("2", "3", "host") },
  { "smm", "features/smm", VTR_STATE },
  { "smm-tseg", "features/smm/tseg", VTR_SIZE, .unit = "MiB", .keep = "features/smm" },
  { "ioapic-driver", "features/ioapic/@driver", VTR_CHOICE, .values = VTR_VALUES ("kvm", "qemu") },
  { "hpt-resizing", "features/hpt/@resizing", VTR_CHOICE,
    .values = VTR_VALUES ("disabled", "enabled", "required") },
  { "hpt-maxpagesize", "features/hpt/maxpagesize", VTR_SIZE, .unit = "KiB" },
  { "vmcoreinfo", "features/vmcoreinfo", VTR_STATE },
  { "htm", "features/htm", VTR_STATE },
  { "nested-hv", "features/nested-hv", VTR_STATE },
  { "msrs-unknown", "features/msrs/@unknown", VTR_CHOICE,
    .values = VTR_VALUES ("fault", "ignore") },
  { "ccf-assist", "features/ccf-assist", VTR_STATE },
  { "cfpc-value", "features/cfpc/@value", VTR_CHOICE,
    .values = VTR_VALUES ("broken", "fixed", "workaround") },
  { "sbbc-value", "features/sbbc/@value", VTR_CHOICE,
    .values = VTR_VALUES ("broken", "fixed", "workaround") },
  { "ibs-value", "features/ibs/@value", VTR_CHOICE,
    .values = VTR_VALUES ("broken", "fixed-ccd", "fixed-ibs", "fixed-na", "workaround") },
  { "tcg-tb-cache", "features/tcg/tb-cache", VTR_SIZE, .unit = "KiB" },
  { "async-teardown-enabled", "features/async-teardown/@enabled", VTR_YES_NO },
  { "ras", "features/ras", VTR_STATE },
  { "ps2", "features/ps2", VTR_STATE },
  { "aia-value", "features/aia/@value", VTR_CHOICE,
    .values = VTR_VALUES ("none", "aplic", "aplic-imsic") },
  { NULL }
};

const VtrKind vtr_features_kind = {
  .name = "features",
  .sort = VTR_KIND_SECTION,
  .fields = features_fields,
};
