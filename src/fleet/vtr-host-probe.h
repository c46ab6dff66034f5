/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What this computer seems able to run machines with, for somebody who has no hosts yet. The first
 * address found is the one to open; the others are worth offering. */
char **vtr_host_probe_look   (const char           *root);
void   vtr_host_probe_async  (GCancellable         *cancellable,
                              GAsyncReadyCallback   callback,
                              gpointer              user_data);
char **vtr_host_probe_finish (GAsyncResult         *result,
                              GError              **error);

G_END_DECLS
