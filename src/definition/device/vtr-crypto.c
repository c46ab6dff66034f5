/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-kinds.h"

/* A cryptographic accelerator. */

static const VtrField crypto_fields[] = {
  { "model", "@model", VTR_CHOICE, .values = VTR_VALUES ("virtio") },
  { "type", "@type", VTR_CHOICE, .values = VTR_VALUES ("qemu") },
  { "backend-model", "backend/@model", VTR_CHOICE, .values = VTR_VALUES ("builtin", "lkcf") },
  { "backend-queues", "backend/@queues", VTR_NUMBER },
  VTR_VIRTIO_FIELDS,
  { "alias", "alias/@name", VTR_TEXT, VTR_FIELD_FILLED },
  VTR_ADDRESS_FIELDS,
  { NULL }
};

const VtrKind vtr_crypto_kind = {
  .name = "crypto",
  .sort = VTR_KIND_DEVICE,
  .path = "devices/crypto",
  .fields = crypto_fields,
};
