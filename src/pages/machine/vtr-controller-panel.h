/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include <adwaita.h>

#include "vtr-hardware-panels.h"

G_BEGIN_DECLS

/* What is connected to a controller. */
#define VTR_TYPE_CONTROLLER_PANEL (vtr_controller_panel_get_type ())
G_DECLARE_FINAL_TYPE (VtrControllerPanel, vtr_controller_panel, VTR, CONTROLLER_PANEL,
                      AdwPreferencesGroup)

GtkWidget *vtr_controller_panel_new (const VtrPanelPlace *place);

G_END_DECLS
