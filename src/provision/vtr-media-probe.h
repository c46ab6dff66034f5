/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include "osinfo/vtr-os-database.h"
#include "virt/host/vtr-host.h"

G_BEGIN_DECLS

/* Looks at the disc that a machine shall start from: here where it can be opened here, else through its
 * host. It answers within a limit whatever the disc lies on. */
void        vtr_media_probe_async  (VtrHost              *host,
                                    VtrOsDatabase        *database,
                                    const char           *path,
                                    const char           *arch,
                                    GCancellable         *cancellable,
                                    GAsyncReadyCallback   callback,
                                    gpointer              user_data);
VtrOsMatch *vtr_media_probe_finish (GAsyncResult         *result,
                                    GError              **error);

G_END_DECLS
