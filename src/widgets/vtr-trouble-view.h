/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include "base/vtr-trouble.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* A trouble, whole: what failed, why, what to do, a command to copy, and the details. */
#define VTR_TYPE_TROUBLE_VIEW (vtr_trouble_view_get_type ())
G_DECLARE_FINAL_TYPE (VtrTroubleView, vtr_trouble_view, VTR, TROUBLE_VIEW, AdwBin)

GtkWidget        *vtr_trouble_view_new         (void);
const VtrTrouble *vtr_trouble_view_get_trouble (VtrTroubleView   *self);
void              vtr_trouble_view_set_trouble (VtrTroubleView   *self,
                                                const VtrTrouble *trouble);

G_END_DECLS
