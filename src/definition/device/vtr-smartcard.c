/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-kinds.h"

/* A smart card of the host, of files, or of the person who looks. */

static const VtrField smartcard_fields[] = {
  { "mode", "@mode", VTR_CHOICE,
    .values = VTR_VALUES ("passthrough", "host", "host-certificates") },
  { "type", "@type", VTR_CHOICE,
    .values = VTR_VALUES ("file", "pty", "unix", "spicevmc", "tcp", "udp", "dbus", "dev", "nmdm",
                          "null", "pipe", "qemu-vdagent", "spiceport", "stdio", "vc") },
  { "database", "database", VTR_TEXT },
  VTR_CHAR_FIELDS ("source-", "source/"),
  VTR_RECONNECT_FIELDS ("reconnect-", "source/reconnect/"),
  { "protocol", "protocol/@type", VTR_CHOICE,
    .values = VTR_VALUES ("raw", "telnet", "telnets", "tls") },
  { "log-file", "log/@file", VTR_TEXT },
  { "log-append", "log/@append", VTR_ON_OFF },
  { "target-type", "target/@type", VTR_CHOICE,
    .values = VTR_VALUES ("virtio", "xen", "isa-debug", "isa-serial", "lxc", "openvz", "pci-serial",
                          "sclp", "sclp-serial", "sclplm", "serial", "spapr-vio-serial",
                          "system-serial", "uml", "usb-serial") },
  { "target-port", "target/@port", VTR_TEXT },
  { "target-model-name", "target/model/@name", VTR_CHOICE,
    .values = VTR_VALUES ("16550a", "isa-debugcon", "isa-serial", "pci-serial", "pl011",
                          "sclpconsole", "sclplmconsole", "spapr-vty", "usb-serial") },
  { "acpi-index", "acpi/@index", VTR_NUMBER },
  VTR_ADDRESS_FIELDS,
  { NULL }
};

const VtrKind vtr_smartcard_kind = {
  .name = "smartcard",
  .sort = VTR_KIND_DEVICE,
  .path = "devices/smartcard",
  .fields = smartcard_fields,
};

static const VtrField certificate_fields[] = {
  { "value", ".", VTR_TEXT },
  { NULL }
};

const VtrKind vtr_certificate_kind = {
  .name = "certificate",
  .sort = VTR_KIND_ENTRY,
  .parent = &vtr_smartcard_kind,
  .path = "certificate",
  .fields = certificate_fields,
};
