/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-kinds.h"

/* A socket between guest and host without any network. */

static const VtrField vsock_fields[] = {
  { "model", "@model", VTR_CHOICE,
    .values = VTR_VALUES ("virtio", "virtio-non-transitional", "virtio-transitional") },
  { "auto", "cid/@auto", VTR_YES_NO },
  { "cid", "cid/@address", VTR_NUMBER, VTR_FIELD_FILLED },
  VTR_VIRTIO_FIELDS,
  { "alias", "alias/@name", VTR_TEXT, VTR_FIELD_FILLED },
  { "acpi-index", "acpi/@index", VTR_NUMBER },
  VTR_ADDRESS_FIELDS,
  { NULL }
};

const VtrKind vtr_vsock_kind = {
  .name = "vsock",
  .sort = VTR_KIND_DEVICE,
  .path = "devices/vsock",
  .fields = vsock_fields,
};
