/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-pool-type.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define PART(name) (1u << VTR_POOL_PART_##name)
#define FILES \
  (VTR_POOL_HAS_FILES | VTR_POOL_MAKES_VOLUMES | VTR_POOL_DELETES_VOLUMES | \
   VTR_POOL_RESIZES_VOLUMES | VTR_POOL_CLONES_VOLUMES | VTR_POOL_MOVES_DATA)
#define VALUES(...) ((const char *const[]) { __VA_ARGS__, NULL })

/* The order is the one in which a person is offered them: the usual first. */
static const VtrPoolType types[] = {
  { "dir", N_("Folder"), N_("Image files in a folder of the host"),
    PART (TARGET), 0, VTR_POOL_BUILDS | FILES, "/var/lib/libvirt/%s", NULL },
  { "netfs", N_("Network Folder"), N_("Image files in a folder that a server exports"),
    PART (TARGET) | PART (HOST) | PART (DIR), PART (FORMAT),
    VTR_POOL_DISCOVERS_HOST | VTR_POOL_BUILDS | FILES, "/var/lib/libvirt/%s",
    VALUES ("auto", "nfs", "glusterfs", "cifs") },
  { "logical", N_("LVM Volume Group"), N_("Each volume is a logical volume of the host"),
    PART (NAME), PART (DEVICE),
    VTR_POOL_DISCOVERS | VTR_POOL_BUILDS | VTR_POOL_BUILD_ERASES | VTR_POOL_MAKES_VOLUMES
        | VTR_POOL_DELETES_VOLUMES | VTR_POOL_CLONES_VOLUMES | VTR_POOL_MOVES_DATA,
    NULL, VALUES ("lvm2") },
  { "disk", N_("Disk"), N_("Each volume is a partition of a disk of the host"),
    PART (DEVICE) | PART (TARGET), PART (FORMAT),
    VTR_POOL_BUILDS | VTR_POOL_BUILD_ERASES | VTR_POOL_MAKES_VOLUMES | VTR_POOL_DELETES_VOLUMES
        | VTR_POOL_CLONES_VOLUMES | VTR_POOL_MOVES_DATA,
    "/dev", VALUES ("gpt", "dos", "dvh", "mac", "bsd", "pc98", "sun", "lvm2", "unknown") },
  { "fs", N_("Formatted Disk"), N_("Image files on a disk that the host mounts for it"),
    PART (DEVICE) | PART (TARGET), PART (FORMAT),
    VTR_POOL_BUILDS | VTR_POOL_BUILD_ERASES | FILES, "/var/lib/libvirt/%s",
    VALUES ("auto", "ext4", "xfs", "ext3", "ext2", "ufs", "iso9660", "udf", "gfs", "gfs2", "vfat",
            "hfs+", "ocfs2", "vmfs") },
  { "iscsi", N_("iSCSI Target"), N_("Each volume is a disk of a server, attached to the host"),
    PART (HOST) | PART (DEVICE) | PART (TARGET), PART (INITIATOR) | PART (USER) | PART (SECRET),
    VTR_POOL_DISCOVERS_HOST | VTR_POOL_CLONES_VOLUMES | VTR_POOL_MOVES_DATA, "/dev/disk/by-path",
    NULL },
  { "iscsi-direct", N_("iSCSI Target, Direct"),
    N_("Each volume is a disk of a server that machines speak to themselves"),
    PART (HOST) | PART (DEVICE) | PART (INITIATOR), PART (USER) | PART (SECRET),
    VTR_POOL_DISCOVERS_HOST, NULL, NULL },
  { "rbd", N_("Ceph"), N_("Each volume is a block device of a Ceph cluster"),
    PART (NAME) | PART (HOST), PART (USER) | PART (SECRET),
    VTR_POOL_MAKES_VOLUMES | VTR_POOL_DELETES_VOLUMES | VTR_POOL_RESIZES_VOLUMES
        | VTR_POOL_CLONES_VOLUMES,
    NULL, NULL },
  { "gluster", N_("Gluster"), N_("Image files on a Gluster volume that machines open themselves"),
    PART (HOST) | PART (NAME), PART (DIR),
    VTR_POOL_DISCOVERS_HOST | VTR_POOL_DELETES_VOLUMES, NULL, NULL },
  { "zfs", N_("ZFS"), N_("Each volume is a block device of a ZFS pool of the host"),
    PART (NAME), PART (DEVICE),
    VTR_POOL_DISCOVERS | VTR_POOL_BUILDS | VTR_POOL_BUILD_ERASES | VTR_POOL_MAKES_VOLUMES
        | VTR_POOL_DELETES_VOLUMES | VTR_POOL_MOVES_DATA,
    NULL, NULL },
  { "scsi", N_("SCSI Adapter"), N_("Each volume is a disk behind an adapter of the host"),
    PART (ADAPTER) | PART (TARGET), 0, VTR_POOL_CLONES_VOLUMES | VTR_POOL_MOVES_DATA,
    "/dev/disk/by-path", NULL },
  { "mpath", N_("Multipath Devices"), N_("Each volume is a multipath device of the host"),
    PART (TARGET), 0, 0, "/dev/mapper", NULL },
  { "vstorage", N_("Virtuozzo Storage"), N_("Image files in a Virtuozzo storage cluster"),
    PART (NAME) | PART (TARGET), 0, VTR_POOL_BUILDS | FILES, "/var/lib/libvirt/%s", NULL },
};

/**
 * vtr_pool_type_list:
 * @n_types: (out): how many there are
 *
 * Returns: (transfer none) (array length=n_types): the types that a person can choose
 */
const VtrPoolType *
vtr_pool_type_list (guint *n_types)
{
  *n_types = G_N_ELEMENTS (types);
  return types;
}

/**
 * vtr_pool_type_get:
 * @id: (nullable): a type as libvirt writes it
 *
 * Returns: (transfer none) (nullable): what is known of it
 */
const VtrPoolType *
vtr_pool_type_get (const char *id)
{
  for (guint i = 0; id && i < G_N_ELEMENTS (types); i++)
    {
      if (strcmp (types[i].id, id) == 0)
        return &types[i];
    }
  return NULL;
}

gboolean
vtr_pool_type_asks_for (const VtrPoolType *self,
                        VtrPoolPart        part)
{
  return ((self->needs | self->takes) & (1u << part)) != 0;
}

/**
 * vtr_pool_type_name:
 * @id: a type as libvirt writes it
 *
 * Returns: what a person calls it; @id where it is not known
 */
const char *
vtr_pool_type_name (const char *id)
{
  const VtrPoolType *type = vtr_pool_type_get (id);

  return type ? _(type->name) : id;
}
