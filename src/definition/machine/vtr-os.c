/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-kinds.h"

/* What starts: firmware, boot order of the old kind, a kernel directly, or the command of a
 * container. With firmware="efi" libvirt chooses loader and nvram itself and writes them down. */

static const VtrField os_fields[] = {
  { "bootloader", "bootloader", VTR_TEXT },
  { "bootloader-args", "bootloader_args", VTR_TEXT },
  { "type", "os/type", VTR_CHOICE, .values = VTR_VALUES ("hvm", "xen", "linux", "xenpvh", "exe") },
  { "arch", "os/type/@arch", VTR_CHOICE,
    .values = VTR_VALUES ("x86_64", "aarch64", "alpha", "armv6l", "armv7l", "cris", "i686", "ia64",
                          "lm32", "loongarch64", "m68k", "microblaze", "microblazeel", "mips",
                          "mips64", "mips64el", "mipsel", "openrisc", "parisc", "parisc64", "ppc",
                          "ppc64", "ppc64le", "ppcemb", "riscv32", "riscv64", "s390", "s390x",
                          "sh4", "sh4eb", "sparc", "sparc64", "unicore32", "xtensa", "xtensaeb") },
  { "machine", "os/type/@machine", VTR_TEXT },
  { "kernel", "os/kernel", VTR_TEXT },
  { "root", "os/root", VTR_TEXT },
  { "cmdline", "os/cmdline", VTR_TEXT },
  { "shim", "os/shim", VTR_TEXT },
  { "dtb", "os/dtb", VTR_TEXT },
  { "firmware", "os/@firmware", VTR_CHOICE, .values = VTR_VALUES ("efi", "bios") },
  { "loader", "os/loader", VTR_TEXT, VTR_FIELD_FILLED },
  { "loader-readonly", "os/loader/@readonly", VTR_YES_NO, VTR_FIELD_FILLED },
  { "loader-secure", "os/loader/@secure", VTR_YES_NO, VTR_FIELD_FILLED },
  { "loader-type", "os/loader/@type", VTR_CHOICE, VTR_FIELD_FILLED,
    .values = VTR_VALUES ("rom", "pflash") },
  { "loader-stateless", "os/loader/@stateless", VTR_YES_NO, VTR_FIELD_FILLED },
  { "loader-format", "os/loader/@format", VTR_CHOICE, VTR_FIELD_FILLED,
    .values = VTR_VALUES ("qcow2", "raw") },
  { "nvram", "os/nvram", VTR_TEXT, VTR_FIELD_FILLED },
  { "nvram-template", "os/nvram/@template", VTR_TEXT, VTR_FIELD_FILLED },
  { "nvram-template-format", "os/nvram/@templateFormat", VTR_CHOICE, VTR_FIELD_FILLED,
    .values = VTR_VALUES ("qcow2", "raw") },
  { "nvram-format", "os/nvram/@format", VTR_CHOICE, VTR_FIELD_FILLED,
    .values = VTR_VALUES ("qcow2", "raw") },
  { "nvram-type", "os/nvram/@type", VTR_CHOICE, VTR_FIELD_FILLED,
    .values = VTR_VALUES ("file", "block", "network", "volume", "dir", "nvme", "vhostuser",
                          "vhostvdpa") },
  { "bootmenu-enable", "os/bootmenu/@enable", VTR_YES_NO },
  { "bootmenu-timeout", "os/bootmenu/@timeout", VTR_NUMBER },
  { "smbios-mode", "os/smbios/@mode", VTR_CHOICE,
    .values = VTR_VALUES ("emulate", "host", "sysinfo") },
  { "bios-useserial", "os/bios/@useserial", VTR_YES_NO },
  { "bios-reboot-timeout", "os/bios/@rebootTimeout", VTR_NUMBER },
  { "init", "os/init", VTR_TEXT },
  { "initdir", "os/initdir", VTR_TEXT },
  { "inituser", "os/inituser", VTR_TEXT },
  { "initgroup", "os/initgroup", VTR_TEXT },
  { NULL }
};

const VtrKind vtr_os_kind = {
  .name = "os",
  .sort = VTR_KIND_SECTION,
  .fields = os_fields,
};

static const VtrField boot_fields[] = {
  { "dev", "@dev", VTR_CHOICE, .values = VTR_VALUES ("hd", "cdrom", "network", "fd") },
  { NULL }
};

const VtrKind vtr_boot_kind = {
  .name = "boot",
  .sort = VTR_KIND_ENTRY,
  .path = "os/boot",
  .fields = boot_fields,
};

static const VtrField firmware_feature_fields[] = {
  { "enabled", "@enabled", VTR_YES_NO },
  { "name", "@name", VTR_CHOICE, .values = VTR_VALUES ("enrolled-keys", "secure-boot") },
  { NULL }
};

const VtrKind vtr_firmware_feature_kind = {
  .name = "firmware-feature",
  .sort = VTR_KIND_ENTRY,
  .path = "os/firmware/feature",
  .keys = VTR_VALUES ("@name"),
  .fields = firmware_feature_fields,
};

static const VtrField acpi_table_fields[] = {
  { "file", ".", VTR_TEXT },
  { "type", "@type", VTR_CHOICE, .values = VTR_VALUES ("raw", "msdm", "rawset", "slic") },
  { NULL }
};

const VtrKind vtr_acpi_table_kind = {
  .name = "acpi-table",
  .sort = VTR_KIND_ENTRY,
  .path = "os/acpi/table",
  .fields = acpi_table_fields,
};

static const VtrField initarg_fields[] = {
  { "value", ".", VTR_TEXT },
  { NULL }
};

const VtrKind vtr_initarg_kind = {
  .name = "initarg",
  .sort = VTR_KIND_ENTRY,
  .path = "os/initarg",
  .fields = initarg_fields,
};

static const VtrField initenv_fields[] = {
  { "value", ".", VTR_TEXT },
  { "name", "@name", VTR_TEXT },
  { NULL }
};

const VtrKind vtr_initenv_kind = {
  .name = "initenv",
  .sort = VTR_KIND_ENTRY,
  .path = "os/initenv",
  .keys = VTR_VALUES ("@name"),
  .fields = initenv_fields,
};
