/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-kinds.h"
#include "vtr-namespaces.h"

/* What managers remember about a machine. libvirt keeps it and reads none of it. */

#define OSINFO  "metadata/{" VTR_OSINFO_NAMESPACE "}libosinfo"
#define VITRINE "metadata/{" VTR_MACHINE_NAMESPACE "}vitrine"

static const VtrField metadata_fields[] = {
  { "os", OSINFO "/{" VTR_OSINFO_NAMESPACE "}os/@id", VTR_TEXT },
  { "folder", VITRINE "/{" VTR_MACHINE_NAMESPACE "}folder", VTR_TEXT },
  { NULL }
};

const VtrKind vtr_metadata_kind = {
  .name = "metadata",
  .sort = VTR_KIND_SECTION,
  .fields = metadata_fields,
};

static const VtrField tag_fields[] = {
  { "value", ".", VTR_TEXT },
  { NULL }
};

const VtrKind vtr_tag_kind = {
  .name = "tag",
  .sort = VTR_KIND_ENTRY,
  .path = VITRINE "/{" VTR_MACHINE_NAMESPACE "}tag",
  .keys = VTR_VALUES ("."),
  .fields = tag_fields,
};
