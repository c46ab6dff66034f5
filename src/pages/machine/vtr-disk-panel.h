/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include <adwaita.h>

#include "vtr-hardware-panels.h"

G_BEGIN_DECLS

/* What is done to a disk at once: media go in and out, it grows, it moves to another place. */
#define VTR_TYPE_DISK_PANEL (vtr_disk_panel_get_type ())
G_DECLARE_FINAL_TYPE (VtrDiskPanel, vtr_disk_panel, VTR, DISK_PANEL, AdwPreferencesGroup)

GtkWidget *vtr_disk_panel_new (const VtrPanelPlace *place);

G_END_DECLS
