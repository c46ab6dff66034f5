/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include <adwaita.h>

#include "virt/edit/vtr-machine-definition.h"

G_BEGIN_DECLS

/* The last definitions of a machine: when each came, what it changed, how it differs from the present
 * one, and a way back to it. */
#define VTR_TYPE_HISTORY_DIALOG (vtr_history_dialog_get_type ())
G_DECLARE_FINAL_TYPE (VtrHistoryDialog, vtr_history_dialog, VTR, HISTORY_DIALOG, AdwDialog)

AdwDialog *vtr_history_dialog_new        (VtrMachineDefinition *definition);
void       vtr_history_dialog_set_reason (VtrHistoryDialog     *self,
                                          const char           *why_not);

G_END_DECLS
