/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include "virt/host/vtr-host-way.h"

#include "vtr-ssh-master.h"

G_BEGIN_DECLS

/* A socket that is connected to something on the server: forwarded, or, where the server forbids
 * that, through a small program there. */
void vtr_ssh_reach_async  (VtrSshMaster        *master,
                           const VtrHostPlace  *place,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data);
int  vtr_ssh_reach_finish (GAsyncResult        *result,
                           GError             **error);

G_END_DECLS
