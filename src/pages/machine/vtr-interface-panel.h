/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include <adwaita.h>

#include "vtr-hardware-panels.h"

G_BEGIN_DECLS

/* What a network card is known by: its hardware address, which no other machine should have, and where
 * the guest can be reached through it. */
#define VTR_TYPE_INTERFACE_PANEL (vtr_interface_panel_get_type ())
G_DECLARE_FINAL_TYPE (VtrInterfacePanel, vtr_interface_panel, VTR, INTERFACE_PANEL,
                      AdwPreferencesGroup)

GtkWidget *vtr_interface_panel_new (const VtrPanelPlace *place);

G_END_DECLS
