/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include <adwaita.h>

#include "vtr-hardware-panels.h"

G_BEGIN_DECLS

/* A folder of the host in the guest: which, what it takes on the machine's side, and what to type in
 * the guest. */
#define VTR_TYPE_SHARE_PANEL (vtr_share_panel_get_type ())
G_DECLARE_FINAL_TYPE (VtrSharePanel, vtr_share_panel, VTR, SHARE_PANEL, AdwPreferencesGroup)

GtkWidget *vtr_share_panel_new (const VtrPanelPlace *place);

G_END_DECLS
