/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include <adwaita.h>

#include "virt/storage/vtr-pool.h"

G_BEGIN_DECLS

/* What is known of a volume, and its size to be changed. */
#define VTR_TYPE_VOLUME_SHEET (vtr_volume_sheet_get_type ())
G_DECLARE_FINAL_TYPE (VtrVolumeSheet, vtr_volume_sheet, VTR, VOLUME_SHEET, AdwDialog)

void vtr_volume_sheet_present (GtkWidget *parent,
                               VtrVolume *volume);

G_END_DECLS
