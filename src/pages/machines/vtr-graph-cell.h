/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include "vtr-machine-cell.h"

G_BEGIN_DECLS

#define VTR_TYPE_GRAPH_CELL (vtr_graph_cell_get_type ())
G_DECLARE_FINAL_TYPE (VtrGraphCell, vtr_graph_cell, VTR, GRAPH_CELL, VtrMachineCell)

float vtr_graph_cell_get_peak    (VtrGraphCell *self);
void  vtr_graph_cell_set_maximum (VtrGraphCell *self,
                                  float         maximum);

G_END_DECLS
