/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include <adwaita.h>

#include "vtr-hardware-panels.h"

G_BEGIN_DECLS

/* Makes a SPICE display one for VNC, or the other way round, with all that hangs on it. */
#define VTR_TYPE_DISPLAY_PANEL (vtr_display_panel_get_type ())
G_DECLARE_FINAL_TYPE (VtrDisplayPanel, vtr_display_panel, VTR, DISPLAY_PANEL, AdwPreferencesGroup)

GtkWidget *vtr_display_panel_new (const VtrPanelPlace *place);

G_END_DECLS
