/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include <adwaita.h>

#include "vtr-hardware-panels.h"

G_BEGIN_DECLS

/* Which device of the host it is: by name, with what speaks against giving it away. */
#define VTR_TYPE_HOSTDEV_PANEL (vtr_hostdev_panel_get_type ())
G_DECLARE_FINAL_TYPE (VtrHostdevPanel, vtr_hostdev_panel, VTR, HOSTDEV_PANEL, AdwPreferencesGroup)

GtkWidget *vtr_hostdev_panel_new (const VtrPanelPlace *place);

G_END_DECLS
