/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-kinds.h"

/* A console. The first one is often the first serial port again. */

static const VtrField console_fields[] = {
  { "tty", "@tty", VTR_TEXT, VTR_FIELD_FILLED },
  { "type", "@type", VTR_CHOICE,
    .values = VTR_VALUES ("file", "pty", "unix", "spicevmc", "tcp", "udp", "dbus", "dev", "nmdm",
                          "null", "pipe", "qemu-vdagent", "spiceport", "stdio", "vc") },
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
  { "alias", "alias/@name", VTR_TEXT, VTR_FIELD_FILLED },
  { "acpi-index", "acpi/@index", VTR_NUMBER },
  VTR_ADDRESS_FIELDS,
  { "bind-host", "source[@mode='bind']/@host", VTR_TEXT },
  { "bind-service", "source[@mode='bind']/@service", VTR_TEXT },
  { "connect-host", "source[@mode='connect']/@host", VTR_TEXT },
  { "connect-service", "source[@mode='connect']/@service", VTR_TEXT },
  { NULL }
};

const VtrKind vtr_console_kind = {
  .name = "console",
  .sort = VTR_KIND_DEVICE,
  .path = "devices/console",
  .keys = VTR_VALUES ("target/@port"),
  .fields = console_fields,
};
