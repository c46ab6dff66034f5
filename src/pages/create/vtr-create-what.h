/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include "fleet/vtr-fleet.h"
#include "provision/vtr-machine-draft.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* The first screen: what shall run, and where. What is chosen goes into the draft, and then
 * "create.show-size" is activated. */
#define VTR_TYPE_CREATE_WHAT (vtr_create_what_get_type ())
G_DECLARE_FINAL_TYPE (VtrCreateWhat, vtr_create_what, VTR, CREATE_WHAT, AdwBin)

void vtr_create_what_set_draft (VtrCreateWhat   *self,
                                VtrMachineDraft *draft,
                                VtrOsDatabase   *database,
                                VtrFleet        *fleet);
GtkWidget *vtr_create_what_get_first_widget (VtrCreateWhat *self);

G_END_DECLS
