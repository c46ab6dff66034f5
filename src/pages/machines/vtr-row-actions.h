/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include <gtk/gtk.h>

#include "virt/machine/vtr-machine.h"

G_BEGIN_DECLS

/* The usual actions of one machine as a few buttons. There is one of these for the row that is pointed
 * at and one for the row that has the keyboard, not one for each row. */
#define VTR_TYPE_ROW_ACTIONS (vtr_row_actions_get_type ())
G_DECLARE_FINAL_TYPE (VtrRowActions, vtr_row_actions, VTR, ROW_ACTIONS, GtkWidget)

GtkWidget  *vtr_row_actions_new         (void);
void        vtr_row_actions_set_machine (VtrRowActions *self,
                                         VtrMachine    *machine);
void        vtr_row_actions_update      (VtrRowActions *self);
VtrMachine *vtr_row_actions_get_machine (VtrRowActions *self);

G_END_DECLS
