/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-kinds.h"

/* Where the guest gets its entropy. */

static const VtrField rng_fields[] = {
  { "model", "@model", VTR_CHOICE,
    .values = VTR_VALUES ("virtio", "virtio-non-transitional", "virtio-transitional") },
  { "device", "backend", VTR_TEXT },
  { "backend", "backend/@model", VTR_CHOICE, .values = VTR_VALUES ("random", "builtin", "egd") },
  { "backend-type", "backend/@type", VTR_CHOICE,
    .values = VTR_VALUES ("file", "pty", "unix", "spicevmc", "tcp", "udp", "dbus", "dev", "nmdm",
                          "null", "pipe", "qemu-vdagent", "spiceport", "stdio", "vc") },
  VTR_CHAR_FIELDS ("source-", "backend/source/"),
  VTR_RECONNECT_FIELDS ("reconnect-", "backend/source/reconnect/"),
  { "backend-source-seclabel-model", "backend/source/seclabel/@model", VTR_TEXT },
  { "backend-source-seclabel-relabel", "backend/source/seclabel/@relabel", VTR_YES_NO },
  { "backend-source-seclabel-labelskip", "backend/source/seclabel/@labelskip", VTR_YES_NO },
  { "backend-source-seclabel-label", "backend/source/seclabel/label", VTR_TEXT },
  { "backend-protocol-type", "backend/protocol/@type", VTR_CHOICE,
    .values = VTR_VALUES ("raw", "telnet", "telnets", "tls") },
  { "backend-log-file", "backend/log/@file", VTR_TEXT },
  { "backend-log-append", "backend/log/@append", VTR_ON_OFF },
  VTR_VIRTIO_FIELDS,
  { "rate-bytes", "rate/@bytes", VTR_NUMBER },
  { "rate-period", "rate/@period", VTR_NUMBER },
  { "alias", "alias/@name", VTR_TEXT, VTR_FIELD_FILLED },
  { "acpi-index", "acpi/@index", VTR_NUMBER },
  VTR_ADDRESS_FIELDS,
  { NULL }
};

const VtrKind vtr_rng_kind = {
  .name = "rng",
  .sort = VTR_KIND_DEVICE,
  .path = "devices/rng",
  .fields = rng_fields,
};
