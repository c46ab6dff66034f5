/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-kinds.h"

/* How the guest tells that it crashed. */

static const VtrField panic_fields[] = {
  { "model", "@model", VTR_CHOICE,
    .values = VTR_VALUES ("hyperv", "isa", "pseries", "pvpanic", "s390") },
  { "alias", "alias/@name", VTR_TEXT, VTR_FIELD_FILLED },
  VTR_ADDRESS_FIELDS,
  { NULL }
};

const VtrKind vtr_panic_kind = {
  .name = "panic",
  .sort = VTR_KIND_DEVICE,
  .path = "devices/panic",
  .keys = VTR_VALUES ("@model"),
  .fields = panic_fields,
};
