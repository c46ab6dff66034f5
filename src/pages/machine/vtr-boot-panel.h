/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include <adwaita.h>

#include "vtr-hardware-panels.h"

G_BEGIN_DECLS

/* From which devices a machine tries to start, and in which order. It writes an order on each device;
 * the older list of kinds of devices, which cannot stand beside that, is read and goes. */
#define VTR_TYPE_BOOT_PANEL (vtr_boot_panel_get_type ())
G_DECLARE_FINAL_TYPE (VtrBootPanel, vtr_boot_panel, VTR, BOOT_PANEL, AdwPreferencesGroup)

GtkWidget *vtr_boot_panel_new (const VtrPanelPlace *place);

G_END_DECLS
