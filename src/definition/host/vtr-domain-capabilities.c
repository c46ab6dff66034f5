/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-kinds.h"

/* What one kind of machine can have on this host. Nothing here is written. */

static const VtrField summary_fields[] = {
  { "emulator", "path", VTR_TEXT },
  { "type", "domain", VTR_TEXT },
  { "machine", "machine", VTR_TEXT },
  { "arch", "arch", VTR_TEXT },
  { "max-vcpus", "vcpu/@max", VTR_NUMBER },
  { "iothreads-supported", "iothreads/@supported", VTR_YES_NO },
  { "os-supported", "os/@supported", VTR_YES_NO },
  { "os-loader-supported", "os/loader/@supported", VTR_YES_NO },
  { "memory-backing-supported", "memoryBacking/@supported", VTR_YES_NO },
  { "devices-disk-supported", "devices/disk/@supported", VTR_YES_NO },
  { "devices-graphics-supported", "devices/graphics/@supported", VTR_YES_NO },
  { "devices-video-supported", "devices/video/@supported", VTR_YES_NO },
  { "devices-hostdev-supported", "devices/hostdev/@supported", VTR_YES_NO },
  { "devices-rng-supported", "devices/rng/@supported", VTR_YES_NO },
  { "devices-filesystem-supported", "devices/filesystem/@supported", VTR_YES_NO },
  { "devices-tpm-supported", "devices/tpm/@supported", VTR_YES_NO },
  { "devices-redirdev-supported", "devices/redirdev/@supported", VTR_YES_NO },
  { "devices-channel-supported", "devices/channel/@supported", VTR_YES_NO },
  { "devices-crypto-supported", "devices/crypto/@supported", VTR_YES_NO },
  { "devices-interface-supported", "devices/interface/@supported", VTR_YES_NO },
  { "devices-panic-supported", "devices/panic/@supported", VTR_YES_NO },
  { "features-gic-supported", "features/gic/@supported", VTR_YES_NO },
  { "features-vmcoreinfo-supported", "features/vmcoreinfo/@supported", VTR_YES_NO },
  { "features-genid-supported", "features/genid/@supported", VTR_YES_NO },
  { "features-backing-store-input-supported", "features/backingStoreInput/@supported", VTR_YES_NO },
  { "features-backup-supported", "features/backup/@supported", VTR_YES_NO },
  { "features-async-teardown-supported", "features/async-teardown/@supported", VTR_YES_NO },
  { "features-s390-pv-supported", "features/s390-pv/@supported", VTR_YES_NO },
  { "features-ps2-supported", "features/ps2/@supported", VTR_YES_NO },
  { "features-sev-supported", "features/sev/@supported", VTR_YES_NO },
  { "features-sev-cbitpos", "features/sev/cbitpos", VTR_NUMBER },
  { "features-sev-reduced-phys-bits", "features/sev/reducedPhysBits", VTR_NUMBER },
  { "features-sev-max-guests", "features/sev/maxGuests", VTR_NUMBER },
  { "features-sev-max-esguests", "features/sev/maxESGuests", VTR_NUMBER },
  { "features-sev-cpu0-id", "features/sev/cpu0Id", VTR_TEXT },
  { "features-sgx-supported", "features/sgx/@supported", VTR_YES_NO },
  { "features-sgx-flc", "features/sgx/flc", VTR_YES_NO },
  { "features-sgx-sgx1", "features/sgx/sgx1", VTR_YES_NO },
  { "features-sgx-sgx2", "features/sgx/sgx2", VTR_YES_NO },
  { "features-sgx-section-size", "features/sgx/section_size", VTR_SIZE, .unit = "KiB" },
  { "features-hyperv-supported", "features/hyperv/@supported", VTR_YES_NO },
  { "features-launch-security-supported", "features/launchSecurity/@supported", VTR_YES_NO },
  { NULL }
};

const VtrKind vtr_summary_kind = {
  .name = "summary",
  .sort = VTR_KIND_SECTION,
  .fields = summary_fields,
};

static const VtrField cpu_mode_fields[] = {
  { "name", "@name", VTR_CHOICE,
    .values = VTR_VALUES ("host-passthrough", "host-model", "maximum", "custom") },
  { "supported", "@supported", VTR_YES_NO },
  { "vendor", "vendor", VTR_TEXT },
  { "maxphysaddr-mode", "maxphysaddr/@mode", VTR_CHOICE,
    .values = VTR_VALUES ("passthrough", "emulate") },
  { "maxphysaddr-bits", "maxphysaddr/@bits", VTR_NUMBER },
  { "maxphysaddr-limit", "maxphysaddr/@limit", VTR_NUMBER },
  { NULL }
};

const VtrKind vtr_cpu_mode_kind = {
  .name = "cpu-mode",
  .sort = VTR_KIND_ENTRY,
  .path = "cpu/mode",
  .keys = VTR_VALUES ("@name"),
  .fields = cpu_mode_fields,
};

static const VtrField cpu_model_fields[] = {
  { "value", ".", VTR_TEXT },
  { "fallback", "@fallback", VTR_CHOICE, .values = VTR_VALUES ("forbid", "allow") },
  { "vendor-id", "@vendor_id", VTR_TEXT },
  { "usable", "@usable", VTR_CHOICE, .values = VTR_VALUES ("no", "unknown", "yes") },
  { "deprecated", "@deprecated", VTR_YES_NO },
  { "canonical", "@canonical", VTR_TEXT },
  { "vendor", "@vendor", VTR_TEXT },
  { NULL }
};

const VtrKind vtr_cpu_model_kind = {
  .name = "cpu-model",
  .sort = VTR_KIND_ENTRY,
  .parent = &vtr_cpu_mode_kind,
  .path = "model",
  .keys = VTR_VALUES ("."),
  .fields = cpu_model_fields,
};

static const VtrField cpu_mode_feature_fields[] = {
  { "policy", "@policy", VTR_CHOICE,
    .values = VTR_VALUES ("require", "optional", "disable", "forbid", "force") },
  { "name", "@name", VTR_TEXT },
  { NULL }
};

const VtrKind vtr_cpu_mode_feature_kind = {
  .name = "cpu-mode-feature",
  .sort = VTR_KIND_ENTRY,
  .parent = &vtr_cpu_mode_kind,
  .path = "feature",
  .keys = VTR_VALUES ("@name"),
  .fields = cpu_mode_feature_fields,
};
