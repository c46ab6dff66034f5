/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include <gtk/gtk.h>

#include "vtr-machine-rows.h"

G_BEGIN_DECLS

/* The rows as columns that can be shown, hidden, sorted, made wider, and that settings remember.
 *
 * Property "room": how many columns fit, 0 on a telephone to 4 on a desktop; set by breakpoints.
 * Signals: "activate-machine" (VtrMachine), "context-menu" (double x, double y),
 * "needs-changed": what has to be sampled for the visible columns is new. */
#define VTR_TYPE_MACHINE_TABLE (vtr_machine_table_get_type ())
G_DECLARE_FINAL_TYPE (VtrMachineTable, vtr_machine_table, VTR, MACHINE_TABLE, GtkWidget)

void         vtr_machine_table_set_rows        (VtrMachineTable *self,
                                                VtrMachineRows  *rows,
                                                GSettings       *settings);
VtrMetricSet vtr_machine_table_get_metrics     (VtrMachineTable *self);
void         vtr_machine_table_update_samples  (VtrMachineTable *self,
                                                VtrHost         *host);
void         vtr_machine_table_scroll_to       (VtrMachineTable *self,
                                                guint            position);
void         vtr_machine_table_focus           (VtrMachineTable *self);
void         vtr_machine_table_select_focused  (VtrMachineTable *self);
GMenuModel  *vtr_machine_table_get_column_menu (VtrMachineTable *self);

G_END_DECLS
