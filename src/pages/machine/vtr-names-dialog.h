/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include <adwaita.h>

#include "virt/edit/vtr-machine-definition.h"

G_BEGIN_DECLS

/* What a machine is called: by people, and by programs. */
#define VTR_TYPE_NAMES_DIALOG (vtr_names_dialog_get_type ())
G_DECLARE_FINAL_TYPE (VtrNamesDialog, vtr_names_dialog, VTR, NAMES_DIALOG, AdwDialog)

AdwDialog *vtr_names_dialog_new (VtrMachineDefinition *definition);

G_END_DECLS
