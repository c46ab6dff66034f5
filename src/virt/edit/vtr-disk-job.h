/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

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

G_END_DECLS
