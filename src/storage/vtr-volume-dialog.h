/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include <adwaita.h>

#include "virt/storage/vtr-pool.h"

G_BEGIN_DECLS

/* Makes a volume, or a copy of one that may have another format. */
#define VTR_TYPE_VOLUME_DIALOG (vtr_volume_dialog_get_type ())
G_DECLARE_FINAL_TYPE (VtrVolumeDialog, vtr_volume_dialog, VTR, VOLUME_DIALOG, AdwDialog)

void vtr_volume_dialog_present (GtkWidget *parent,
                                VtrPool   *pool,
                                VtrVolume *original);

G_END_DECLS
