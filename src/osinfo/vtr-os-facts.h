/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What an operating system can drive without anything being added to it. */
typedef enum
{
  VTR_OS_VIRTIO_DISK = 1 << 0,
  VTR_OS_VIRTIO_NETWORK = 1 << 1,
  VTR_OS_VIRTIO_SCSI = 1 << 2,
  VTR_OS_VIRTIO_BALLOON = 1 << 3,
  VTR_OS_VIRTIO_RANDOM = 1 << 4,
  VTR_OS_VIRTIO_SERIAL = 1 << 5,
  VTR_OS_VIRTIO_VIDEO = 1 << 6,
  VTR_OS_QXL = 1 << 7,
  VTR_OS_Q35 = 1 << 8,
  VTR_OS_USB3 = 1 << 9,
  VTR_OS_TABLET = 1 << 10,
  VTR_OS_E1000E = 1 << 11,
  VTR_OS_HDA = 1 << 12,
} VtrOsDevices;

typedef enum
{
  VTR_OS_NEEDS_EFI = 1 << 0,
  VTR_OS_NEEDS_SECURE_BOOT = 1 << 1,
  VTR_OS_NEEDS_TPM = 1 << 2,
} VtrOsNeeds;

/* What there is to know of a system before it is installed, for one sort of processors. Sizes are in
 * bytes; what nobody states is 0. */
typedef struct
{
  char   *id;
  char   *name;
  char   *short_id;
  char   *family; /* linux, winnt, freebsd, …; may be NULL */
  guint   devices; /* VtrOsDevices */
  guint   needs;   /* VtrOsNeeds */
  guint64 least_memory;
  guint64 memory;
  guint   least_processors;
  guint   processors;
  guint64 least_disk;
  guint64 disk;
} VtrOsFacts;

VtrOsFacts *vtr_os_facts_new        (const char       *id,
                                     const char       *name);
VtrOsFacts *vtr_os_facts_copy       (const VtrOsFacts *self);
void        vtr_os_facts_free       (VtrOsFacts       *self);
void        vtr_os_facts_complete   (VtrOsFacts       *self);
gboolean    vtr_os_facts_is_windows (const VtrOsFacts *self);
gboolean    vtr_os_facts_drives     (const VtrOsFacts *self,
                                     VtrOsDevices      devices);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VtrOsFacts, vtr_os_facts_free)

G_END_DECLS
