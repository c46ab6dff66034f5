/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-kinds.h"

/* Takes back memory that the guest can spare. */

static const VtrField memballoon_fields[] = {
  { "model", "@model", VTR_CHOICE,
    .values = VTR_VALUES ("virtio", "xen", "none", "virtio-non-transitional",
                          "virtio-transitional") },
  { "autodeflate", "@autodeflate", VTR_ON_OFF },
  { "free-page-reporting", "@freePageReporting", VTR_ON_OFF },
  { "stats-period", "stats/@period", VTR_NUMBER, VTR_FIELD_FILLED },
  VTR_VIRTIO_FIELDS,
  { "alias", "alias/@name", VTR_TEXT, VTR_FIELD_FILLED },
  { "acpi-index", "acpi/@index", VTR_NUMBER },
  VTR_ADDRESS_FIELDS,
  { NULL }
};

const VtrKind vtr_memballoon_kind = {
  .name = "memballoon",
  .sort = VTR_KIND_DEVICE,
  .path = "devices/memballoon",
  .fields = memballoon_fields,
};
