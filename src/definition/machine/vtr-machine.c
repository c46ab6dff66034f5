/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-kinds.h"

/* What the machine is called, and who runs it. */

static const VtrField machine_fields[] = {
  { "type", "@type", VTR_CHOICE,
    .values = VTR_VALUES ("kvm", "qemu", "xen", "bhyve", "hvf", "hyperv", "kqemu", "lxc", "openvz",
                          "phyp", "test", "uml", "vbox", "vmware", "vz") },
  { "run-id", "@id", VTR_NUMBER, VTR_FIELD_LIVE },
  { "name", "name", VTR_TEXT },
  { "uuid", "uuid", VTR_TEXT },
  { "genid", "genid", VTR_TEXT, VTR_FIELD_FILLED },
  { "title", "title", VTR_TEXT },
  { "description", "description", VTR_TEXT },
  { "emulator", "devices/emulator", VTR_TEXT, VTR_FIELD_FILLED },
  { "deprecation", "deprecation/@behavior", VTR_CHOICE,
    .values = VTR_VALUES ("none", "crash", "omit", "reject") },
  { "datacenterpath", "datacenterpath", VTR_TEXT },
  { NULL }
};

const VtrKind vtr_machine_kind = {
  .name = "machine",
  .sort = VTR_KIND_SECTION,
  .fields = machine_fields,
};
