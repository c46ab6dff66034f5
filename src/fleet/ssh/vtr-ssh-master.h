/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include "virt/vtr-auth-request.h"

#include "vtr-ssh-folder.h"
#include "vtr-ssh-target.h"

G_BEGIN_DECLS

/* One ssh that is logged in at a server and does nothing but carry others: whoever wants something
 * there goes through its socket and logs in no more. Started once; a new login is a new master.
 *
 * Signals: "authenticate" (VtrAuthRequest), returns whether anybody took the question; "ended", once
 * it is gone after it was ready. */
#define VTR_TYPE_SSH_MASTER (vtr_ssh_master_get_type ())
G_DECLARE_FINAL_TYPE (VtrSshMaster, vtr_ssh_master, VTR, SSH_MASTER, GObject)

VtrSshMaster *vtr_ssh_master_new            (const VtrSshTarget   *target,
                                             VtrSshFolder         *folder);
void          vtr_ssh_master_start_async    (VtrSshMaster         *self,
                                             GCancellable         *cancellable,
                                             GAsyncReadyCallback   callback,
                                             gpointer              user_data);
gboolean      vtr_ssh_master_start_finish   (VtrSshMaster         *self,
                                             GAsyncResult         *result,
                                             GError              **error);
gboolean      vtr_ssh_master_is_ready       (VtrSshMaster         *self);
void          vtr_ssh_master_stop           (VtrSshMaster         *self);
void          vtr_ssh_master_forward_async  (VtrSshMaster         *self,
                                             const char *const    *places,
                                             GCancellable         *cancellable,
                                             GAsyncReadyCallback   callback,
                                             gpointer              user_data);
char        **vtr_ssh_master_forward_finish (VtrSshMaster         *self,
                                             GAsyncResult         *result,
                                             GError              **error);
gboolean      vtr_ssh_master_run            (VtrSshMaster         *self,
                                             const char           *command,
                                             int                   fd,
                                             GError              **error);
gboolean      vtr_ssh_master_is_open        (VtrSshMaster         *self,
                                             const char           *place);
void          vtr_ssh_master_note_open      (VtrSshMaster         *self,
                                             const char           *place);
const char   *vtr_ssh_master_get_command    (VtrSshMaster         *self);
char         *vtr_ssh_master_dup_words      (VtrSshMaster         *self);

G_END_DECLS
