/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-kinds.h"

/* The non-volatile memory of POWER. */

static const VtrField nvram_device_fields[] = {
  VTR_ADDRESS_FIELDS,
  { NULL }
};

const VtrKind vtr_nvram_device_kind = {
  .name = "nvram-device",
  .sort = VTR_KIND_DEVICE,
  .path = "devices/nvram",
  .fields = nvram_device_fields,
};
