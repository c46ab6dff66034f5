/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include "vtr-volume.h"

G_BEGIN_DECLS

void  vtr_volume_list_snapshots_async  (VtrVolume            *volume,
                                        GCancellable         *cancellable,
                                        GAsyncReadyCallback   callback,
                                        gpointer              user_data);
GStrv vtr_volume_list_snapshots_finish (GAsyncResult         *result,
                                        GError              **error);

G_END_DECLS
