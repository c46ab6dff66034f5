/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include <gtk/gtk.h>

#include "vtr-machine-rows.h"

G_BEGIN_DECLS

/* What can be done with machines, as the actions "machine.*" of a window: one for each verb on the
 * selected machines, and "machine.perform" for one that is named. Asks first where that is wanted.
 *
 * Signal "summary" (char *): one sentence at the end of what was done to several. */
#define VTR_TYPE_MACHINE_COMMANDS (vtr_machine_commands_get_type ())
G_DECLARE_FINAL_TYPE (VtrMachineCommands, vtr_machine_commands, VTR, MACHINE_COMMANDS, GObject)

VtrMachineCommands *vtr_machine_commands_new       (GtkWidget          *widget,
                                                    VtrFleet           *fleet,
                                                    VtrMachineRows     *rows,
                                                    GSettings          *settings);
GActionGroup       *vtr_machine_commands_get_group (VtrMachineCommands *self);

G_END_DECLS
