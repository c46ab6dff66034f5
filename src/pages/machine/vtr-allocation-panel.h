/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include <adwaita.h>

#include "vtr-hardware-panels.h"

G_BEGIN_DECLS

/* How many processors, or how much memory, a machine that runs has now, to be changed at once; and what
 * its host has in all. */
#define VTR_TYPE_ALLOCATION_PANEL (vtr_allocation_panel_get_type ())
G_DECLARE_FINAL_TYPE (VtrAllocationPanel, vtr_allocation_panel, VTR, ALLOCATION_PANEL,
                      AdwPreferencesGroup)

GtkWidget *vtr_allocation_panel_new (const VtrPanelPlace *place);

G_END_DECLS
