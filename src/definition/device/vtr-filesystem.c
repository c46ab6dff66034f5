/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-kinds.h"

/* A folder of the host in the guest. virtiofs needs shared memory. */

static const VtrField filesystem_fields[] = {
  { "model", "@model", VTR_CHOICE,
    .values = VTR_VALUES ("virtio", "virtio-non-transitional", "virtio-transitional") },
  { "type", "@type", VTR_CHOICE,
    .values = VTR_VALUES ("file", "block", "mount", "bind", "ram", "template") },
  { "accessmode", "@accessmode", VTR_CHOICE,
    .values = VTR_VALUES ("passthrough", "mapped", "squash") },
  { "multidevs", "@multidevs", VTR_CHOICE,
    .values = VTR_VALUES ("forbid", "default", "remap", "warn") },
  { "fmode", "@fmode", VTR_NUMBER },
  { "dmode", "@dmode", VTR_NUMBER },
  { "driver-type", "driver/@type", VTR_CHOICE,
    .values = VTR_VALUES ("virtiofs", "path", "handle", "loop", "nbd", "ploop", "mtp") },
  { "driver-format", "driver/@format", VTR_CHOICE,
    .values = VTR_VALUES ("qcow2", "raw", "bochs", "dir", "cloop", "cow", "dmg", "fat", "iso",
                          "luks", "ploop", "qcow", "qed", "vdi", "vhd", "vmdk", "vpc") },
  { "driver-wrpolicy", "driver/@wrpolicy", VTR_CHOICE, .values = VTR_VALUES ("immediate") },
  VTR_VIRTIO_FIELDS,
  { "driver-queue", "driver/@queue", VTR_NUMBER },
  { "source-file", "source/@file", VTR_TEXT },
  { "source-dev", "source/@dev", VTR_TEXT },
  { "source-dir", "source/@dir", VTR_TEXT },
  { "source-socket", "source/@socket", VTR_TEXT, VTR_FIELD_FILLED },
  { "source-name", "source/@name", VTR_TEXT },
  { "source-usage", "source/@usage", VTR_SIZE, .unit = "KiB" },
  { "target", "target/@dir", VTR_TEXT },
  { "readonly", "readonly", VTR_PRESENCE },
  { "space-hard-limit", "space_hard_limit", VTR_SIZE, .unit = "bytes" },
  { "space-soft-limit", "space_soft_limit", VTR_SIZE, .unit = "bytes" },
  { "binary", "binary/@path", VTR_TEXT, VTR_FIELD_FILLED },
  { "binary-xattr", "binary/@xattr", VTR_ON_OFF, VTR_FIELD_FILLED },
  { "binary-cache-mode", "binary/cache/@mode", VTR_CHOICE, VTR_FIELD_FILLED,
    .values = VTR_VALUES ("none", "always") },
  { "binary-sandbox-mode", "binary/sandbox/@mode", VTR_CHOICE, VTR_FIELD_FILLED,
    .values = VTR_VALUES ("chroot", "namespace") },
  { "binary-lock-posix", "binary/lock/@posix", VTR_ON_OFF, VTR_FIELD_FILLED },
  { "binary-lock-flock", "binary/lock/@flock", VTR_ON_OFF, VTR_FIELD_FILLED },
  { "binary-thread-pool-size", "binary/thread_pool/@size", VTR_NUMBER, VTR_FIELD_FILLED },
  { "binary-openfiles-max", "binary/openfiles/@max", VTR_NUMBER, VTR_FIELD_FILLED },
  VTR_BOOT_FIELDS,
  { "alias", "alias/@name", VTR_TEXT, VTR_FIELD_FILLED },
  { "acpi-index", "acpi/@index", VTR_NUMBER },
  VTR_ADDRESS_FIELDS,
  { NULL }
};

const VtrKind vtr_filesystem_kind = {
  .name = "filesystem",
  .sort = VTR_KIND_DEVICE,
  .path = "devices/filesystem",
  .keys = VTR_VALUES ("target/@dir"),
  .fields = filesystem_fields,
};

static const VtrField filesystem_uid_map_fields[] = {
  { "start", "@start", VTR_NUMBER },
  { "target", "@target", VTR_NUMBER },
  { "count", "@count", VTR_NUMBER },
  { NULL }
};

const VtrKind vtr_filesystem_uid_map_kind = {
  .name = "filesystem-uid-map",
  .sort = VTR_KIND_ENTRY,
  .parent = &vtr_filesystem_kind,
  .path = "idmap/uid",
  .keys = VTR_VALUES ("@start"),
  .fields = filesystem_uid_map_fields,
};

static const VtrField filesystem_gid_map_fields[] = {
  { "start", "@start", VTR_NUMBER },
  { "target", "@target", VTR_NUMBER },
  { "count", "@count", VTR_NUMBER },
  { NULL }
};

const VtrKind vtr_filesystem_gid_map_kind = {
  .name = "filesystem-gid-map",
  .sort = VTR_KIND_ENTRY,
  .parent = &vtr_filesystem_kind,
  .path = "idmap/gid",
  .keys = VTR_VALUES ("@start"),
  .fields = filesystem_gid_map_fields,
};
