/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Where the sockets of this process are: a folder that nobody else may enter, on a short path, and
 * empty again at the end. What a process left behind that crashed, the next one removes. */
#define VTR_TYPE_SSH_FOLDER (vtr_ssh_folder_get_type ())
G_DECLARE_FINAL_TYPE (VtrSshFolder, vtr_ssh_folder, VTR, SSH_FOLDER, GObject)

VtrSshFolder *vtr_ssh_folder_new         (const char           *parent);
void          vtr_ssh_folder_open_async  (VtrSshFolder         *self,
                                          GCancellable         *cancellable,
                                          GAsyncReadyCallback   callback,
                                          gpointer              user_data);
const char   *vtr_ssh_folder_open_finish (VtrSshFolder         *self,
                                          GAsyncResult         *result,
                                          GError              **error);
void          vtr_ssh_folder_close       (VtrSshFolder         *self);
char         *vtr_ssh_folder_make_path   (VtrSshFolder         *self,
                                          const char           *suffix);

G_END_DECLS
