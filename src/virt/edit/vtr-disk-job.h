/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include <gio/gio.h>

#include "base/vtr-job.h"

#include "virt/machine/vtr-machine.h"

G_BEGIN_DECLS

/* What is done to the contents of a disk of a machine, by the disk's key ("disk:vda"). The jobs are
 * announced by the host. */
VtrJob *vtr_machine_resize_disk (VtrMachine *self,
                                 const char *key,
                                 guint64     bytes);
VtrJob *vtr_machine_move_disk   (VtrMachine *self,
                                 const char *key,
                                 const char *destination);

/* How large it is for the guest, and how much of that the host has used for it. */
typedef struct
{
  guint64 capacity;
  guint64 allocation;
} VtrDiskSize;

void     vtr_machine_load_disk_size_async  (VtrMachine           *self,
                                            const char           *key,
                                            GCancellable         *cancellable,
                                            GAsyncReadyCallback   callback,
                                            gpointer              user_data);
gboolean vtr_machine_load_disk_size_finish (VtrMachine           *self,
                                            GAsyncResult         *result,
                                            VtrDiskSize          *size,
                                            GError              **error);

G_END_DECLS
