/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-kinds.h"

/* What the guest reads in its SMBIOS tables and in fw_cfg. */

static const VtrField sysinfo_fields[] = {
  { "type", "sysinfo/@type", VTR_CHOICE, .values = VTR_VALUES ("fwcfg", "smbios") },
  { NULL }
};

const VtrKind vtr_sysinfo_kind = {
  .name = "sysinfo",
  .sort = VTR_KIND_SECTION,
  .fields = sysinfo_fields,
};

static const VtrField bios_entry_fields[] = {
  { "value", ".", VTR_TEXT },
  { "name", "@name", VTR_CHOICE, .values = VTR_VALUES ("date", "release", "vendor", "version") },
  { NULL }
};

const VtrKind vtr_bios_entry_kind = {
  .name = "bios-entry",
  .sort = VTR_KIND_ENTRY,
  .path = "sysinfo/bios/entry",
  .keys = VTR_VALUES ("@name"),
  .fields = bios_entry_fields,
};

static const VtrField system_entry_fields[] = {
  { "value", ".", VTR_TEXT },
  { "name", "@name", VTR_CHOICE,
    .values = VTR_VALUES ("family", "manufacturer", "product", "serial", "sku", "uuid",
                          "version") },
  { NULL }
};

const VtrKind vtr_system_entry_kind = {
  .name = "system-entry",
  .sort = VTR_KIND_ENTRY,
  .path = "sysinfo/system/entry",
  .keys = VTR_VALUES ("@name"),
  .fields = system_entry_fields,
};

static const VtrField board_entry_fields[] = {
  { "value", ".", VTR_TEXT },
  { "name", "@name", VTR_CHOICE,
    .values = VTR_VALUES ("asset", "location", "manufacturer", "product", "serial", "version") },
  { NULL }
};

const VtrKind vtr_board_entry_kind = {
  .name = "board-entry",
  .sort = VTR_KIND_ENTRY,
  .path = "sysinfo/baseBoard/entry",
  .keys = VTR_VALUES ("@name"),
  .fields = board_entry_fields,
};

static const VtrField chassis_entry_fields[] = {
  { "value", ".", VTR_TEXT },
  { "name", "@name", VTR_CHOICE,
    .values = VTR_VALUES ("asset", "manufacturer", "serial", "sku", "version") },
  { NULL }
};

const VtrKind vtr_chassis_entry_kind = {
  .name = "chassis-entry",
  .sort = VTR_KIND_ENTRY,
  .path = "sysinfo/chassis/entry",
  .keys = VTR_VALUES ("@name"),
  .fields = chassis_entry_fields,
};

static const VtrField oem_string_fields[] = {
  { "value", ".", VTR_TEXT },
  { NULL }
};

const VtrKind vtr_oem_string_kind = {
  .name = "oem-string",
  .sort = VTR_KIND_ENTRY,
  .path = "sysinfo/oemStrings/entry",
  .fields = oem_string_fields,
};

static const VtrField firmware_entry_fields[] = {
  { "value", ".", VTR_TEXT },
  { "name", "@name", VTR_TEXT },
  { "file", "@file", VTR_TEXT },
  { NULL }
};

const VtrKind vtr_firmware_entry_kind = {
  .name = "firmware-entry",
  .sort = VTR_KIND_ENTRY,
  .path = "sysinfo/entry",
  .keys = VTR_VALUES ("@name"),
  .fields = firmware_entry_fields,
};
