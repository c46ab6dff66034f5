/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include <adwaita.h>

#include "virt/edit/vtr-machine-definition.h"

G_BEGIN_DECLS

/* What is known of the system in a machine: whether and since when it runs, what it is, where it can
 * be reached, and whether its agent helps, with what to do where it does not. */
#define VTR_TYPE_GUEST_GROUP (vtr_guest_group_get_type ())
G_DECLARE_FINAL_TYPE (VtrGuestGroup, vtr_guest_group, VTR, GUEST_GROUP, AdwPreferencesGroup)

void vtr_guest_group_set_definition (VtrGuestGroup        *self,
                                     VtrMachineDefinition *definition);
void vtr_guest_group_set_reason     (VtrGuestGroup        *self,
                                     const char           *why_not);

G_END_DECLS
