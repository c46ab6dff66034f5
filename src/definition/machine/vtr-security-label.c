/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-kinds.h"

/* How SELinux, AppArmor and the owner of files keep machines apart. */

static const VtrField security_label_fields[] = {
  { "model", "@model", VTR_TEXT },
  { "type", "@type", VTR_CHOICE, .values = VTR_VALUES ("none", "static", "dynamic") },
  { "relabel", "@relabel", VTR_YES_NO },
  { "label", "label", VTR_TEXT },
  { "imagelabel", "imagelabel", VTR_TEXT },
  { "baselabel", "baselabel", VTR_TEXT },
  { NULL }
};

const VtrKind vtr_security_label_kind = {
  .name = "security-label",
  .sort = VTR_KIND_ENTRY,
  .path = "seclabel",
  .keys = VTR_VALUES ("@model"),
  .filled = TRUE,
  .fields = security_label_fields,
};
