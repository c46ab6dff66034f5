/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include <gtk/gtk.h>

#include "virt/machine/vtr-machine-verbs.h"

G_BEGIN_DECLS

/* What can be done with one machine, as the actions "machine.*" of its window; asks first where that
 * is wanted. "machine.restart-now" switches off and on again, so that what was pending is there. */
#define VTR_TYPE_POWER_ACTIONS (vtr_power_actions_get_type ())
G_DECLARE_FINAL_TYPE (VtrPowerActions, vtr_power_actions, VTR, POWER_ACTIONS, GObject)

VtrPowerActions *vtr_power_actions_new       (GtkWidget       *widget,
                                              VtrMachine      *machine,
                                              GSettings       *settings);
GActionGroup    *vtr_power_actions_get_group (VtrPowerActions *self);

G_END_DECLS
