/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include <adwaita.h>

#include "vtr-hardware-panels.h"

G_BEGIN_DECLS

/* With which firmware a machine starts, in the words of a person, with all that each choice takes. */
#define VTR_TYPE_FIRMWARE_PANEL (vtr_firmware_panel_get_type ())
G_DECLARE_FINAL_TYPE (VtrFirmwarePanel, vtr_firmware_panel, VTR, FIRMWARE_PANEL, AdwPreferencesGroup)

GtkWidget *vtr_firmware_panel_new (const VtrPanelPlace *place);

G_END_DECLS
