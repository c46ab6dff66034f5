/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-kinds.h"

/* Translates the addresses of devices. */

static const VtrField iommu_fields[] = {
  { "model", "@model", VTR_CHOICE, .values = VTR_VALUES ("virtio", "intel", "smmuv3") },
  { "intremap", "driver/@intremap", VTR_ON_OFF },
  { "caching-mode", "driver/@caching_mode", VTR_ON_OFF },
  { "eim", "driver/@eim", VTR_ON_OFF },
  { "iotlb", "driver/@iotlb", VTR_ON_OFF },
  { "aw-bits", "driver/@aw_bits", VTR_TEXT },
  { "dma-translation", "driver/@dma_translation", VTR_ON_OFF },
  { "alias", "alias/@name", VTR_TEXT, VTR_FIELD_FILLED },
  { "acpi-index", "acpi/@index", VTR_NUMBER },
  VTR_ADDRESS_FIELDS,
  { NULL }
};

const VtrKind vtr_iommu_kind = {
  .name = "iommu",
  .sort = VTR_KIND_DEVICE,
  .path = "devices/iommu",
  .keys = VTR_VALUES ("@model"),
  .fields = iommu_fields,
};
