/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "definition/vtr-kinds.h"

/* A place for volumes. Which of the sources counts is said by "type". */

static const VtrField pool_fields[] = {
  { "type", "@type", VTR_CHOICE,
    .values = VTR_VALUES ("scsi", "disk", "dir", "fs", "netfs", "logical", "gluster", "iscsi",
                          "iscsi-direct", "mpath", "rbd", "sheepdog", "vstorage", "zfs") },
  { "name", "name", VTR_TEXT },
  { "uuid", "uuid", VTR_TEXT },
  { "capacity", "capacity", VTR_SIZE, .unit = "bytes" },
  { "allocation", "allocation", VTR_SIZE, .unit = "bytes" },
  { "available", "available", VTR_SIZE, .unit = "bytes" },
  { "features-cow-state", "features/cow/@state", VTR_YES_NO },
  { "source-vendor-name", "source/vendor/@name", VTR_TEXT },
  { "source-product-name", "source/product/@name", VTR_TEXT },
  { "source-format-type", "source/format/@type", VTR_CHOICE,
    .values = VTR_VALUES ("auto", "bsd", "cifs", "dos", "dvh", "ext2", "ext3", "ext4", "gfs",
                          "gfs2", "glusterfs", "gpt", "hfs+", "iso9660", "lvm2", "mac", "nfs",
                          "ocfs2", "pc98", "sun", "udf", "ufs", "unknown", "vfat", "vmfs", "xfs") },
  { "source-dir-path", "source/dir/@path", VTR_TEXT },
  { "source-protocol-ver", "source/protocol/@ver", VTR_TEXT },
  { "source-name", "source/name", VTR_TEXT },
  { "source-format-vendor-name", "source/format/vendor/@name", VTR_TEXT },
  { "source-format-product-name", "source/format/product/@name", VTR_TEXT },
  { "source-initiator-iqn-name", "source/initiator/iqn/@name", VTR_TEXT },
  { "source-auth-type", "source/auth/@type", VTR_CHOICE, .values = VTR_VALUES ("ceph", "chap") },
  { "source-auth-username", "source/auth/@username", VTR_TEXT },
  { "source-auth-secret-uuid", "source/auth/secret/@uuid", VTR_TEXT },
  { "source-auth-secret-usage", "source/auth/secret/@usage", VTR_TEXT },
  { "source-adapter-type", "source/adapter/@type", VTR_CHOICE,
    .values = VTR_VALUES ("fc_host", "scsi_host") },
  { "source-adapter-name", "source/adapter/@name", VTR_TEXT },
  { "source-adapter-parentaddr-unique-id", "source/adapter/parentaddr/@unique_id", VTR_NUMBER },
  { "source-parent-address-domain", "source/adapter/parentaddr/address/@domain", VTR_TEXT },
  { "source-parent-address-bus", "source/adapter/parentaddr/address/@bus", VTR_TEXT },
  { "source-parent-address-slot", "source/adapter/parentaddr/address/@slot", VTR_TEXT },
  { "source-parent-address-function", "source/adapter/parentaddr/address/@function", VTR_TEXT },
  { "source-parent-address-multifunction", "source/adapter/parentaddr/address/@multifunction",
    VTR_ON_OFF },
  { "source-adapter-parent", "source/adapter/@parent", VTR_TEXT },
  { "source-adapter-managed", "source/adapter/@managed", VTR_YES_NO },
  { "source-adapter-parent-wwnn", "source/adapter/@parent_wwnn", VTR_TEXT },
  { "source-adapter-parent-wwpn", "source/adapter/@parent_wwpn", VTR_TEXT },
  { "source-adapter-parent-fabric-wwn", "source/adapter/@parent_fabric_wwn", VTR_TEXT },
  { "source-adapter-wwnn", "source/adapter/@wwnn", VTR_TEXT },
  { "source-adapter-wwpn", "source/adapter/@wwpn", VTR_TEXT },
  { "target-path", "target/path", VTR_TEXT },
  { "target-permissions-mode", "target/permissions/mode", VTR_NUMBER },
  { "target-permissions-owner", "target/permissions/owner", VTR_NUMBER },
  { "target-permissions-group", "target/permissions/group", VTR_NUMBER },
  { "target-permissions-label", "target/permissions/label", VTR_TEXT },
  { "refresh-volume-allocation", "refresh/volume/@allocation", VTR_CHOICE,
    .values = VTR_VALUES ("capacity", "default") },
  { NULL }
};

const VtrKind vtr_pool_kind = {
  .name = "pool",
  .sort = VTR_KIND_SECTION,
  .fields = pool_fields,
};

static const VtrField pool_host_fields[] = {
  { "name", "@name", VTR_TEXT },
  { "port", "@port", VTR_NUMBER },
  { NULL }
};

const VtrKind vtr_pool_host_kind = {
  .name = "pool-host",
  .sort = VTR_KIND_ENTRY,
  .path = "source/host",
  .fields = pool_host_fields,
};

static const VtrField pool_device_fields[] = {
  { "path", "@path", VTR_TEXT },
  { "part-separator", "@part_separator", VTR_YES_NO },
  { NULL }
};

const VtrKind vtr_pool_device_kind = {
  .name = "pool-device",
  .sort = VTR_KIND_ENTRY,
  .path = "source/device",
  .keys = VTR_VALUES ("@path"),
  .fields = pool_device_fields,
};

static const VtrField mount_option_fields[] = {
  { "name", "@name", VTR_TEXT },
  { NULL }
};

const VtrKind vtr_mount_option_kind = {
  .name = "mount-option",
  .sort = VTR_KIND_ENTRY,
  .path = "{http://libvirt.org/schemas/storagepool/fs/1.0}fs:mount_opts/"
          "{http://libvirt.org/schemas/storagepool/fs/1.0}fs:option",
  .keys = VTR_VALUES ("@name"),
  .fields = mount_option_fields,
};
