/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include "virt/vtr-auth-request.h"

#include "vtr-ssh-target.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* Which servers are known by their keys. ssh knows "yes" and "no", a person also "this once": so ssh
 * writes what is new into a file of ours, and what is to be kept goes into the person's own. */
typedef struct _VtrSshKnownHosts VtrSshKnownHosts;

void              vtr_ssh_known_hosts_load_async  (const VtrSshTarget  *target,
                                                   const char          *path,
                                                   GCancellable        *cancellable,
                                                   GAsyncReadyCallback  callback,
                                                   gpointer             user_data);
VtrSshKnownHosts *vtr_ssh_known_hosts_load_finish (GAsyncResult        *result,
                                                   GError             **error);
void              vtr_ssh_known_hosts_free        (VtrSshKnownHosts    *self);
void              vtr_ssh_known_hosts_add_options (VtrSshKnownHosts    *self,
                                                   GStrvBuilder        *arguments);
const char       *vtr_ssh_known_hosts_get_server  (VtrSshKnownHosts    *self);
void              vtr_ssh_known_hosts_look_at     (VtrSshKnownHosts    *self,
                                                   VtrAuthRequest      *request);
void              vtr_ssh_known_hosts_keep        (VtrSshKnownHosts    *self);

G_END_DECLS
