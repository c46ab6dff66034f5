/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include <adwaita.h>

#include "virt/edit/vtr-machine-definition.h"

G_BEGIN_DECLS

/* Says that changes wait for the next start, shows which, and offers to have them now or never.
 *
 * Property "narrow": its buttons stand under its text. */
#define VTR_TYPE_PENDING_BAR (vtr_pending_bar_get_type ())
G_DECLARE_FINAL_TYPE (VtrPendingBar, vtr_pending_bar, VTR, PENDING_BAR, AdwBin)

void vtr_pending_bar_set_definition (VtrPendingBar        *self,
                                     VtrMachineDefinition *definition);

G_END_DECLS
