/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include <gio/gio.h>

#include "definition/vtr-item.h"

#include "virt/machine/vtr-machine.h"

G_BEGIN_DECLS

/* What the machines of a host lay claim to, of which there is one: addresses of network cards, devices
 * of the host, files of disks. Read from all their definitions, a few at a time. The answer has names of
 * machines by token: "mac:52:54:00:aa:bb:01", "usb:0x046d:0xc52b", "pci:0000:01:00.0", "mdev:…",
 * "path:/srv/web.qcow2". */
void        vtr_host_load_claims_async  (VtrHost              *self,
                                         VtrMachine           *except,
                                         GCancellable         *cancellable,
                                         GAsyncReadyCallback   callback,
                                         gpointer              user_data);
GHashTable *vtr_host_load_claims_finish (VtrHost              *self,
                                         GAsyncResult         *result,
                                         GError              **error);
char       *vtr_claim_get_token         (const VtrItem        *item);

G_END_DECLS
