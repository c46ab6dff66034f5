/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include <gio/gio.h>
#include <sys/types.h>

#include "xml/vtr-xml-doc.h"

G_BEGIN_DECLS

/* Whether the machines of a host can read a file of a person. They run as a user of their own, for
 * whom the folder of a person is closed on most systems. */
gboolean vtr_file_access_get_user   (VtrXmlDoc            *capabilities,
                                     uid_t                *user,
                                     gid_t                *group);
char    *vtr_file_access_find_block (const char           *path,
                                     uid_t                 user,
                                     gid_t                 group);
void     vtr_file_access_async      (const char           *path,
                                     uid_t                 user,
                                     gid_t                 group,
                                     GCancellable         *cancellable,
                                     GAsyncReadyCallback   callback,
                                     gpointer              user_data);
char    *vtr_file_access_finish     (GAsyncResult         *result,
                                     GError              **error);

G_END_DECLS
