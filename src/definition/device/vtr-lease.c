/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-kinds.h"

/* A lock that must be held while the machine runs. */

static const VtrField lease_fields[] = {
  { "lockspace", "lockspace", VTR_TEXT },
  { "key", "key", VTR_TEXT },
  { "target-path", "target/@path", VTR_TEXT },
  { "target-offset", "target/@offset", VTR_NUMBER },
  { NULL }
};

const VtrKind vtr_lease_kind = {
  .name = "lease",
  .sort = VTR_KIND_DEVICE,
  .path = "devices/lease",
  .keys = VTR_VALUES ("lockspace+key"),
  .fields = lease_fields,
};
