/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include "vtr-machine-cell.h"

G_BEGIN_DECLS

#define VTR_TYPE_TEXT_CELL (vtr_text_cell_get_type ())
G_DECLARE_FINAL_TYPE (VtrTextCell, vtr_text_cell, VTR, TEXT_CELL, VtrMachineCell)

G_END_DECLS
