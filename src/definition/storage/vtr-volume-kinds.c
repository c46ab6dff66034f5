/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "definition/vtr-kinds.h"

/* A volume in a pool. Sizes are bytes. */

static const VtrField volume_fields[] = {
  { "type", "@type", VTR_CHOICE,
    .values = VTR_VALUES ("file", "block", "network", "dir", "netdir") },
  { "name", "name", VTR_TEXT },
  { "key", "key", VTR_TEXT },
  { "capacity", "capacity", VTR_SIZE, .unit = "bytes" },
  { "allocation", "allocation", VTR_SIZE, .unit = "bytes" },
  { "physical", "physical", VTR_SIZE, .unit = "bytes" },
  { "target-path", "target/path", VTR_TEXT },
  { "target-format-type", "target/format/@type", VTR_CHOICE,
    .values = VTR_VALUES ("qcow2", "raw", "none", "bochs", "dir", "auto", "cloop", "cow", "dmg",
                          "ext2", "ext3", "ext4", "extended", "fat", "fat16", "fat32", "gfs",
                          "gfs2", "hfs+", "iso", "iso9660", "linux", "linux-lvm", "linux-raid",
                          "linux-swap", "luks", "ocfs2", "ploop", "qcow", "qed", "udf", "ufs",
                          "unknown", "vdi", "vfat", "vhd", "vmdk", "vmfs", "vpc", "xfs") },
  { "target-permissions-mode", "target/permissions/mode", VTR_NUMBER },
  { "target-permissions-owner", "target/permissions/owner", VTR_NUMBER },
  { "target-permissions-group", "target/permissions/group", VTR_NUMBER },
  { "target-permissions-label", "target/permissions/label", VTR_TEXT },
  { "target-timestamps-atime", "target/timestamps/atime", VTR_TEXT },
  { "target-timestamps-btime", "target/timestamps/btime", VTR_TEXT },
  { "target-timestamps-ctime", "target/timestamps/ctime", VTR_TEXT },
  { "target-timestamps-mtime", "target/timestamps/mtime", VTR_TEXT },
  { "target-encryption-format", "target/encryption/@format", VTR_CHOICE,
    .values = VTR_VALUES ("default", "luks", "luks-any", "luks2", "qcow") },
  { "target-encryption-engine", "target/encryption/@engine", VTR_CHOICE,
    .values = VTR_VALUES ("qemu", "librbd") },
  { "target-encryption-secret-type", "target/encryption/secret/@type", VTR_CHOICE,
    .values = VTR_VALUES ("passphrase") },
  { "target-encryption-secret-uuid", "target/encryption/secret/@uuid", VTR_TEXT },
  { "target-encryption-secret-usage", "target/encryption/secret/@usage", VTR_TEXT },
  { "target-encryption-cipher-name", "target/encryption/cipher/@name", VTR_TEXT },
  { "target-encryption-cipher-size", "target/encryption/cipher/@size", VTR_NUMBER },
  { "target-encryption-cipher-mode", "target/encryption/cipher/@mode", VTR_TEXT },
  { "target-encryption-cipher-hash", "target/encryption/cipher/@hash", VTR_TEXT },
  { "target-encryption-ivgen-name", "target/encryption/ivgen/@name", VTR_TEXT },
  { "target-encryption-ivgen-hash", "target/encryption/ivgen/@hash", VTR_TEXT },
  { "target-compat", "target/compat", VTR_TEXT },
  { "target-nocow", "target/nocow", VTR_PRESENCE },
  { "target-cluster-size", "target/clusterSize", VTR_SIZE, .unit = "bytes" },
  { "target-features-lazy-refcounts", "target/features/lazy_refcounts", VTR_PRESENCE },
  { "target-features-extended-l2", "target/features/extended_l2", VTR_PRESENCE },
  { "backing-store-path", "backingStore/path", VTR_TEXT },
  { "backing-store-format-type", "backingStore/format/@type", VTR_CHOICE,
    .values = VTR_VALUES ("qcow2", "raw", "none", "bochs", "dir", "auto", "cloop", "cow", "dmg",
                          "ext2", "ext3", "ext4", "extended", "fat", "fat16", "fat32", "gfs",
                          "gfs2", "hfs+", "iso", "iso9660", "linux", "linux-lvm", "linux-raid",
                          "linux-swap", "luks", "ocfs2", "ploop", "qcow", "qed", "udf", "ufs",
                          "unknown", "vdi", "vfat", "vhd", "vmdk", "vmfs", "vpc", "xfs") },
  { "backing-store-permissions-mode", "backingStore/permissions/mode", VTR_NUMBER },
  { "backing-store-permissions-owner", "backingStore/permissions/owner", VTR_NUMBER },
  { "backing-store-permissions-group", "backingStore/permissions/group", VTR_NUMBER },
  { "backing-store-permissions-label", "backingStore/permissions/label", VTR_TEXT },
  { "backing-store-timestamps-atime", "backingStore/timestamps/atime", VTR_TEXT },
  { "backing-store-timestamps-btime", "backingStore/timestamps/btime", VTR_TEXT },
  { "backing-store-timestamps-ctime", "backingStore/timestamps/ctime", VTR_TEXT },
  { "backing-store-timestamps-mtime", "backingStore/timestamps/mtime", VTR_TEXT },
  { NULL }
};

const VtrKind vtr_volume_kind = {
  .name = "volume",
  .sort = VTR_KIND_SECTION,
  .fields = volume_fields,
};
