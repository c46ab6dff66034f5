/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include <adwaita.h>

#include "vtr-hardware-panels.h"

G_BEGIN_DECLS

/* What a new disk or drive has in it: chosen, or made, among the storage of the host. */
#define VTR_TYPE_IMAGE_PANEL (vtr_image_panel_get_type ())
G_DECLARE_FINAL_TYPE (VtrImagePanel, vtr_image_panel, VTR, IMAGE_PANEL, AdwPreferencesGroup)

GtkWidget *vtr_image_panel_new (const VtrPanelPlace *place);

G_END_DECLS
