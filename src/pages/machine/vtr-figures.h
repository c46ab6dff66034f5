/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include <adwaita.h>

#include "virt/edit/vtr-machine-definition.h"

G_BEGIN_DECLS

/* What a machine is busy with: its processors, its memory, and every disk and network card by
 * itself. It measures while it is seen.
 *
 * Property "narrow": there is room for one card beside nothing. */
#define VTR_TYPE_FIGURES (vtr_figures_get_type ())
G_DECLARE_FINAL_TYPE (VtrFigures, vtr_figures, VTR, FIGURES, AdwBin)

void vtr_figures_set_definition (VtrFigures           *self,
                                 VtrMachineDefinition *definition);

G_END_DECLS
