/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-kinds.h"

/* Switches that only one hypervisor has: the enlightenments for Windows, and those of KVM and
 * Xen. */

static const VtrField hyperv_fields[] = {
  { "mode", "features/hyperv/@mode", VTR_CHOICE, .values = VTR_VALUES ("passthrough", "custom") },
  { "relaxed", "features/hyperv/relaxed", VTR_STATE },
  { "vapic", "features/hyperv/vapic", VTR_STATE },
  { "spinlocks", "features/hyperv/spinlocks", VTR_STATE },
  { "spinlocks-retries", "features/hyperv/spinlocks/@retries", VTR_NUMBER,
    .keep = "features/hyperv/spinlocks" },
  { "vpindex", "features/hyperv/vpindex", VTR_STATE },
  { "runtime", "features/hyperv/runtime", VTR_STATE },
  { "synic", "features/hyperv/synic", VTR_STATE },
  { "stimer", "features/hyperv/stimer", VTR_STATE },
  { "stimer-direct", "features/hyperv/stimer/direct", VTR_STATE, .keep = "features/hyperv/stimer" },
  { "reset", "features/hyperv/reset", VTR_STATE },
  { "vendor-id", "features/hyperv/vendor_id", VTR_STATE },
  { "vendor-id-value", "features/hyperv/vendor_id/@value", VTR_TEXT,
    .keep = "features/hyperv/vendor_id" },
  { "frequencies", "features/hyperv/frequencies", VTR_STATE },
  { "reenlightenment", "features/hyperv/reenlightenment", VTR_STATE },
  { "tlbflush", "features/hyperv/tlbflush", VTR_STATE },
  { "tlbflush-direct", "features/hyperv/tlbflush/direct", VTR_STATE,
    .keep = "features/hyperv/tlbflush" },
  { "tlbflush-extended", "features/hyperv/tlbflush/extended", VTR_STATE,
    .keep = "features/hyperv/tlbflush" },
  { "ipi", "features/hyperv/ipi", VTR_STATE },
  { "evmcs", "features/hyperv/evmcs", VTR_STATE },
  { "avic", "features/hyperv/avic", VTR_STATE },
  { "emsr-bitmap", "features/hyperv/emsr_bitmap", VTR_STATE },
  { "xmm-input", "features/hyperv/xmm_input", VTR_STATE },
  { NULL }
};

const VtrKind vtr_hyperv_kind = {
  .name = "hyperv",
  .sort = VTR_KIND_SECTION,
  .fields = hyperv_fields,
};

static const VtrField kvm_fields[] = {
  { "hidden", "features/kvm/hidden", VTR_STATE },
  { "hint-dedicated", "features/kvm/hint-dedicated", VTR_STATE },
  { "poll-control", "features/kvm/poll-control", VTR_STATE },
  { "pv-ipi", "features/kvm/pv-ipi", VTR_STATE },
  { "dirty-ring", "features/kvm/dirty-ring", VTR_STATE },
  { "dirty-ring-size", "features/kvm/dirty-ring/@size", VTR_NUMBER,
    .keep = "features/kvm/dirty-ring" },
  { NULL }
};

const VtrKind vtr_kvm_kind = {
  .name = "kvm",
  .sort = VTR_KIND_SECTION,
  .fields = kvm_fields,
};

static const VtrField xen_fields[] = {
  { "e820-host", "features/xen/e820_host", VTR_STATE },
  { "passthrough", "features/xen/passthrough", VTR_STATE },
  { "passthrough-mode", "features/xen/passthrough/@mode", VTR_TEXT,
    .keep = "features/xen/passthrough" },
  { NULL }
};

const VtrKind vtr_xen_kind = {
  .name = "xen",
  .sort = VTR_KIND_SECTION,
  .fields = xen_fields,
};
