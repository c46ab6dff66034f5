/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-kinds.h"

/* A USB hub. */

static const VtrField hub_fields[] = {
  { "type", "@type", VTR_CHOICE, .values = VTR_VALUES ("usb") },
  { "alias", "alias/@name", VTR_TEXT, VTR_FIELD_FILLED },
  VTR_ADDRESS_FIELDS,
  { NULL }
};

const VtrKind vtr_hub_kind = {
  .name = "hub",
  .sort = VTR_KIND_DEVICE,
  .path = "devices/hub",
  .fields = hub_fields,
};
