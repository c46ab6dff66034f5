/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-kinds.h"

/* A store for the last words of a kernel. */

static const VtrField pstore_fields[] = {
  { "backend", "@backend", VTR_CHOICE, .values = VTR_VALUES ("acpi-erst") },
  { "path", "path", VTR_TEXT },
  { "size", "size", VTR_SIZE, .unit = "KiB" },
  { "alias", "alias/@name", VTR_TEXT, VTR_FIELD_FILLED },
  VTR_ADDRESS_FIELDS,
  { NULL }
};

const VtrKind vtr_pstore_kind = {
  .name = "pstore",
  .sort = VTR_KIND_DEVICE,
  .path = "devices/pstore",
  .fields = pstore_fields,
};
