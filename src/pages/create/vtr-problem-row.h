/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include "provision/vtr-draft-problem.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Says below a row what is wrong with it, and offers what mends it. Hidden while nothing is. */
#define VTR_TYPE_PROBLEM_ROW (vtr_problem_row_get_type ())
G_DECLARE_FINAL_TYPE (VtrProblemRow, vtr_problem_row, VTR, PROBLEM_ROW, AdwActionRow)

void vtr_problem_row_show (VtrProblemRow *self,
                           GPtrArray     *problems,
                           VtrDraftField  field);

G_END_DECLS
