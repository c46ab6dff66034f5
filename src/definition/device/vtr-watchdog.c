/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-kinds.h"

/* What happens when the guest no longer answers. */

static const VtrField watchdog_fields[] = {
  { "model", "@model", VTR_CHOICE, .values = VTR_VALUES ("i6300esb", "itco", "diag288", "ib700") },
  { "action", "@action", VTR_CHOICE,
    .values = VTR_VALUES ("reset", "shutdown", "poweroff", "pause", "none", "dump", "inject-nmi") },
  { "alias", "alias/@name", VTR_TEXT, VTR_FIELD_FILLED },
  { "acpi-index", "acpi/@index", VTR_NUMBER },
  VTR_ADDRESS_FIELDS,
  { NULL }
};

const VtrKind vtr_watchdog_kind = {
  .name = "watchdog",
  .sort = VTR_KIND_DEVICE,
  .path = "devices/watchdog",
  .keys = VTR_VALUES ("@model"),
  .fields = watchdog_fields,
};
