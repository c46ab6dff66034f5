/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include "editors/vtr-item-edits.h"
#include "virt/edit/vtr-edit.h"

G_BEGIN_DECLS

/* What a form collected, as one change of the machine. */
VtrEdit *vtr_hardware_edits_make (VtrItemEdits *edits);

G_END_DECLS
