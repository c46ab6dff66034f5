/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-kinds.h"

/* Memory shared with other machines or with a server. */

static const VtrField shmem_fields[] = {
  { "name", "@name", VTR_TEXT },
  { "role", "@role", VTR_CHOICE, .values = VTR_VALUES ("master", "peer") },
  { "model", "model/@type", VTR_CHOICE,
    .values = VTR_VALUES ("ivshmem", "ivshmem-doorbell", "ivshmem-plain") },
  { "size", "size", VTR_SIZE, .unit = "bytes" },
  { "server-path", "server/@path", VTR_TEXT, VTR_FIELD_FILLED },
  { "msi-ioeventfd", "msi/@ioeventfd", VTR_ON_OFF },
  { "msi-vectors", "msi/@vectors", VTR_NUMBER },
  { "alias", "alias/@name", VTR_TEXT, VTR_FIELD_FILLED },
  { "acpi-index", "acpi/@index", VTR_NUMBER },
  VTR_ADDRESS_FIELDS,
  { NULL }
};

const VtrKind vtr_shmem_kind = {
  .name = "shmem",
  .sort = VTR_KIND_DEVICE,
  .path = "devices/shmem",
  .keys = VTR_VALUES ("@name"),
  .fields = shmem_fields,
};
