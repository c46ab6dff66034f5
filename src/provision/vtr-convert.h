/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include <gio/gio.h>

#include "base/vtr-progress.h"

G_BEGIN_DECLS

/* Makes a qcow2 image of a disk image of any sort that QEMU can read. The original is only read. */
void     vtr_convert_async  (const char           *source,
                             const char           *target,
                             VtrProgress          *progress,
                             GCancellable         *cancellable,
                             GAsyncReadyCallback   callback,
                             gpointer              user_data);
gboolean vtr_convert_finish (GAsyncResult         *result,
                             GError              **error);

G_END_DECLS
