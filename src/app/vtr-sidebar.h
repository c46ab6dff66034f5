/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include "pages/machines/vtr-machines-page.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* The saved views and the hosts. One row is selected, always.
 *
 * Signals: "selected" (VtrScope, VtrHost or NULL) when another row is, "activated" () when somebody
 * wants to see what is selected. */
#define VTR_TYPE_SIDEBAR (vtr_sidebar_get_type ())
G_DECLARE_FINAL_TYPE (VtrSidebar, vtr_sidebar, VTR, SIDEBAR, AdwBin)

void     vtr_sidebar_set_fleet   (VtrSidebar *self,
                                  VtrFleet   *fleet);
void     vtr_sidebar_select      (VtrSidebar *self,
                                  VtrScope    scope,
                                  VtrHost    *host);
VtrScope vtr_sidebar_get_scope   (VtrSidebar *self);
VtrHost *vtr_sidebar_get_host    (VtrSidebar *self);
void     vtr_sidebar_set_watched (VtrSidebar *self,
                                  gboolean    watched);

G_END_DECLS
