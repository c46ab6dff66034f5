/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-kinds.h"

/* A USB device that the person who looks may plug in. */

static const VtrField redirdev_fields[] = {
  { "bus", "@bus", VTR_CHOICE, .values = VTR_VALUES ("usb") },
  { "type", "@type", VTR_CHOICE,
    .values = VTR_VALUES ("file", "pty", "unix", "spicevmc", "tcp", "udp", "dbus", "dev", "nmdm",
                          "null", "pipe", "qemu-vdagent", "spiceport", "stdio", "vc") },
  VTR_CHAR_FIELDS ("source-", "source/"),
  VTR_RECONNECT_FIELDS ("reconnect-", "source/reconnect/"),
  { "protocol", "protocol/@type", VTR_CHOICE,
    .values = VTR_VALUES ("raw", "telnet", "telnets", "tls") },
  { "log-file", "log/@file", VTR_TEXT },
  { "log-append", "log/@append", VTR_ON_OFF },
  VTR_BOOT_FIELDS,
  { "alias", "alias/@name", VTR_TEXT, VTR_FIELD_FILLED },
  VTR_ADDRESS_FIELDS,
  { NULL }
};

const VtrKind vtr_redirdev_kind = {
  .name = "redirdev",
  .sort = VTR_KIND_DEVICE,
  .path = "devices/redirdev",
  .fields = redirdev_fields,
};
