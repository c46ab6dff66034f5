/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include <gio/gio.h>

#include "base/vtr-progress.h"

G_BEGIN_DECLS

/* Fetches a file over http or https into the cache that all of this person's programs of this name
 * share. What was broken off goes on where it was; what is there whole is not fetched again. Only after
 * its checksum was right a file gets the name under which it is found. */
void  vtr_fetch_async      (const char           *url,
                            const char           *sha256,
                            const char           *folder,
                            VtrProgress          *progress,
                            GCancellable         *cancellable,
                            GAsyncReadyCallback   callback,
                            gpointer              user_data);
char *vtr_fetch_finish     (GAsyncResult         *result,
                            GError              **error);

char *vtr_fetch_get_folder (void);
char *vtr_fetch_name_file  (const char           *url);

G_END_DECLS
