/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include "vtr-console-view.h"

G_BEGIN_DECLS

/* The monitors of a guest that has several: which of them a view shows, and windows for the others.
 * It adds "monitor" (a state, its number) and "monitor-window" (the same) to the view's actions. */
#define VTR_TYPE_MONITOR_MENU (vtr_monitor_menu_get_type ())
G_DECLARE_FINAL_TYPE (VtrMonitorMenu, vtr_monitor_menu, VTR, MONITOR_MENU, GObject)

VtrMonitorMenu *vtr_monitor_menu_new         (VtrConsoleView     *view,
                                              GSimpleActionGroup *actions);
void            vtr_monitor_menu_set_session (VtrMonitorMenu     *self,
                                              VtrConsoleSession  *session);
GMenuModel     *vtr_monitor_menu_get_model   (VtrMonitorMenu     *self);

G_END_DECLS
