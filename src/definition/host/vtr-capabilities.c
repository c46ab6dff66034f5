/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-kinds.h"

/* The host, and what it can run. Nothing here is written. */

static const VtrField host_fields[] = {
  { "uuid", "host/uuid", VTR_TEXT },
  { "cpu-arch", "host/cpu/arch", VTR_CHOICE,
    .values = VTR_VALUES ("x86_64", "aarch64", "alpha", "armv6l", "armv7l", "cris", "i686", "ia64",
                          "lm32", "loongarch64", "m68k", "microblaze", "microblazeel", "mips",
                          "mips64", "mips64el", "mipsel", "openrisc", "parisc", "parisc64", "ppc",
                          "ppc64", "ppc64le", "ppcemb", "riscv32", "riscv64", "s390", "s390x",
                          "sh4", "sh4eb", "sparc", "sparc64", "unicore32", "xtensa", "xtensaeb") },
  { "cpu-features-pae", "host/cpu/features/pae", VTR_PRESENCE },
  { "cpu-features-nonpae", "host/cpu/features/nonpae", VTR_PRESENCE },
  { "cpu-features-vmx", "host/cpu/features/vmx", VTR_PRESENCE },
  { "cpu-features-svm", "host/cpu/features/svm", VTR_PRESENCE },
  { "cpu-model", "host/cpu/model", VTR_TEXT },
  { "cpu-vendor", "host/cpu/vendor", VTR_TEXT },
  { "cpu-microcode-version", "host/cpu/microcode/@version", VTR_NUMBER },
  { "cpu-signature-family", "host/cpu/signature/@family", VTR_NUMBER },
  { "cpu-signature-model", "host/cpu/signature/@model", VTR_NUMBER },
  { "cpu-signature-stepping", "host/cpu/signature/@stepping", VTR_NUMBER },
  { "cpu-counter-name", "host/cpu/counter/@name", VTR_TEXT },
  { "cpu-counter-frequency", "host/cpu/counter/@frequency", VTR_NUMBER },
  { "cpu-counter-scaling", "host/cpu/counter/@scaling", VTR_YES_NO },
  { "cpu-topology-sockets", "host/cpu/topology/@sockets", VTR_NUMBER },
  { "cpu-topology-dies", "host/cpu/topology/@dies", VTR_NUMBER },
  { "cpu-topology-clusters", "host/cpu/topology/@clusters", VTR_NUMBER },
  { "cpu-topology-cores", "host/cpu/topology/@cores", VTR_NUMBER },
  { "cpu-topology-threads", "host/cpu/topology/@threads", VTR_NUMBER },
  { "cpu-maxphysaddr-mode", "host/cpu/maxphysaddr/@mode", VTR_CHOICE,
    .values = VTR_VALUES ("passthrough", "emulate") },
  { "cpu-maxphysaddr-bits", "host/cpu/maxphysaddr/@bits", VTR_NUMBER },
  { "cpu-maxphysaddr-limit", "host/cpu/maxphysaddr/@limit", VTR_NUMBER },
  { "power-management-suspend-mem", "host/power_management/suspend_mem", VTR_PRESENCE },
  { "power-management-suspend-disk", "host/power_management/suspend_disk", VTR_PRESENCE },
  { "power-management-suspend-hybrid", "host/power_management/suspend_hybrid", VTR_PRESENCE },
  { "iommu-support", "host/iommu/@support", VTR_YES_NO },
  { "migration-features-live", "host/migration_features/live", VTR_PRESENCE },
  { NULL }
};

const VtrKind vtr_host_kind = {
  .name = "host",
  .sort = VTR_KIND_SECTION,
  .fields = host_fields,
};

static const VtrField host_feature_fields[] = {
  { "name", "@name", VTR_TEXT },
  { NULL }
};

const VtrKind vtr_host_feature_kind = {
  .name = "host-feature",
  .sort = VTR_KIND_ENTRY,
  .path = "host/cpu/feature",
  .keys = VTR_VALUES ("@name"),
  .fields = host_feature_fields,
};

static const VtrField host_pages_fields[] = {
  { "size", "@size", VTR_SIZE, .unit = "KiB" },
  { NULL }
};

const VtrKind vtr_host_pages_kind = {
  .name = "host-pages",
  .sort = VTR_KIND_ENTRY,
  .path = "host/cpu/pages",
  .keys = VTR_VALUES ("@size"),
  .fields = host_pages_fields,
};

static const VtrField host_cell_fields[] = {
  { "id", "@id", VTR_NUMBER },
  { "memory", "memory", VTR_SIZE, .unit = "KiB" },
  { NULL }
};

const VtrKind vtr_host_cell_kind = {
  .name = "host-cell",
  .sort = VTR_KIND_ENTRY,
  .path = "host/topology/cells/cell",
  .keys = VTR_VALUES ("@id"),
  .fields = host_cell_fields,
};

static const VtrField host_cpu_fields[] = {
  { "id", "@id", VTR_NUMBER },
  { "socket-id", "@socket_id", VTR_NUMBER },
  { "die-id", "@die_id", VTR_NUMBER },
  { "cluster-id", "@cluster_id", VTR_NUMBER },
  { "core-id", "@core_id", VTR_NUMBER },
  { "siblings", "@siblings", VTR_TEXT },
  { NULL }
};

const VtrKind vtr_host_cpu_kind = {
  .name = "host-cpu",
  .sort = VTR_KIND_ENTRY,
  .parent = &vtr_host_cell_kind,
  .path = "cpus/cpu",
  .keys = VTR_VALUES ("@id"),
  .fields = host_cpu_fields,
};

static const VtrField cell_pages_fields[] = {
  { "value", ".", VTR_NUMBER },
  { "size", "@size", VTR_SIZE, .unit = "KiB" },
  { NULL }
};

const VtrKind vtr_cell_pages_kind = {
  .name = "cell-pages",
  .sort = VTR_KIND_ENTRY,
  .parent = &vtr_host_cell_kind,
  .path = "pages",
  .keys = VTR_VALUES ("@size"),
  .fields = cell_pages_fields,
};

static const VtrField host_distance_fields[] = {
  { "id", "@id", VTR_NUMBER },
  { "value", "@value", VTR_NUMBER },
  { NULL }
};

const VtrKind vtr_host_distance_kind = {
  .name = "host-distance",
  .sort = VTR_KIND_ENTRY,
  .parent = &vtr_host_cell_kind,
  .path = "distances/sibling",
  .keys = VTR_VALUES ("@id"),
  .fields = host_distance_fields,
};

static const VtrField cache_bank_fields[] = {
  { "id", "@id", VTR_NUMBER },
  { "level", "@level", VTR_NUMBER },
  { "type", "@type", VTR_CHOICE, .values = VTR_VALUES ("both", "code", "data") },
  { "size", "@size", VTR_SIZE, .unit = "KiB" },
  { "cpus", "@cpus", VTR_TEXT },
  { NULL }
};

const VtrKind vtr_cache_bank_kind = {
  .name = "cache-bank",
  .sort = VTR_KIND_ENTRY,
  .path = "host/cache/bank",
  .keys = VTR_VALUES ("@level+@id+@type"),
  .fields = cache_bank_fields,
};

static const VtrField security_model_fields[] = {
  { "model", "model", VTR_TEXT },
  { "doi", "doi", VTR_TEXT },
  { NULL }
};

const VtrKind vtr_security_model_kind = {
  .name = "security-model",
  .sort = VTR_KIND_ENTRY,
  .path = "host/secmodel",
  .keys = VTR_VALUES ("model"),
  .fields = security_model_fields,
};

static const VtrField guest_fields[] = {
  { "os-type", "os_type", VTR_CHOICE, .values = VTR_VALUES ("xen", "exe", "hvm", "linux", "uml") },
  { "arch-name", "arch/@name", VTR_CHOICE,
    .values = VTR_VALUES ("x86_64", "aarch64", "alpha", "armv6l", "armv7l", "cris", "i686", "ia64",
                          "lm32", "loongarch64", "m68k", "microblaze", "microblazeel", "mips",
                          "mips64", "mips64el", "mipsel", "openrisc", "parisc", "parisc64", "ppc",
                          "ppc64", "ppc64le", "ppcemb", "riscv32", "riscv64", "s390", "s390x",
                          "sh4", "sh4eb", "sparc", "sparc64", "unicore32", "xtensa", "xtensaeb") },
  { "arch-wordsize", "arch/wordsize", VTR_CHOICE, .values = VTR_VALUES ("31", "32", "64") },
  { "arch-emulator", "arch/emulator", VTR_TEXT },
  { "arch-loader", "arch/loader", VTR_TEXT },
  { "features-pae", "features/pae", VTR_PRESENCE },
  { "features-nonpae", "features/nonpae", VTR_PRESENCE },
  { "features-ia64-be", "features/ia64_be", VTR_PRESENCE },
  { "features-acpi-toggle", "features/acpi/@toggle", VTR_YES_NO },
  { "features-acpi-default", "features/acpi/@default", VTR_ON_OFF },
  { "features-apic-toggle", "features/apic/@toggle", VTR_YES_NO },
  { "features-apic-default", "features/apic/@default", VTR_ON_OFF },
  { "features-cpuselection", "features/cpuselection", VTR_PRESENCE },
  { "features-deviceboot", "features/deviceboot", VTR_PRESENCE },
  { "features-disksnapshot-toggle", "features/disksnapshot/@toggle", VTR_YES_NO },
  { "features-disksnapshot-default", "features/disksnapshot/@default", VTR_ON_OFF },
  { "features-hap-toggle", "features/hap/@toggle", VTR_YES_NO },
  { "features-hap-default", "features/hap/@default", VTR_ON_OFF },
  { "features-external-snapshot", "features/externalSnapshot", VTR_PRESENCE },
  { NULL }
};

const VtrKind vtr_guest_kind = {
  .name = "guest",
  .sort = VTR_KIND_ENTRY,
  .path = "guest",
  .keys = VTR_VALUES ("os_type+arch/@name"),
  .fields = guest_fields,
};

static const VtrField guest_machine_fields[] = {
  { "value", ".", VTR_TEXT },
  { "canonical", "@canonical", VTR_TEXT },
  { "max-cpus", "@maxCpus", VTR_NUMBER },
  { "deprecated", "@deprecated", VTR_YES_NO },
  { NULL }
};

const VtrKind vtr_guest_machine_kind = {
  .name = "guest-machine",
  .sort = VTR_KIND_ENTRY,
  .parent = &vtr_guest_kind,
  .path = "arch/machine",
  .keys = VTR_VALUES ("."),
  .fields = guest_machine_fields,
};

static const VtrField guest_domain_fields[] = {
  { "type", "@type", VTR_CHOICE,
    .values = VTR_VALUES ("kvm", "qemu", "xen", "hvf", "kqemu", "lxc", "openvz", "test", "uml") },
  { "emulator", "emulator", VTR_TEXT },
  { NULL }
};

const VtrKind vtr_guest_domain_kind = {
  .name = "guest-domain",
  .sort = VTR_KIND_ENTRY,
  .parent = &vtr_guest_kind,
  .path = "arch/domain",
  .keys = VTR_VALUES ("@type"),
  .fields = guest_domain_fields,
};
