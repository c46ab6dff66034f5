/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include "vtr-machine-cell.h"

G_BEGIN_DECLS

#define VTR_TYPE_NAME_CELL (vtr_name_cell_get_type ())
G_DECLARE_FINAL_TYPE (VtrNameCell, vtr_name_cell, VTR, NAME_CELL, VtrMachineCell)

void vtr_name_cell_lend_actions (VtrNameCell *self,
                                 GtkWidget   *actions);

G_END_DECLS
