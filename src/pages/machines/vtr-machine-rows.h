/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include <gtk/gtk.h>

#include "fleet/vtr-fleet.h"

#include "vtr-machine-column.h"
#include "vtr-machines-page.h"

G_BEGIN_DECLS

/* The rows of the table: the fleet's machines that are in scope and match the search, in order, with
 * their selection. Each change of one machine moves one row and costs the logarithm of the number of
 * rows; a machine stays selected wherever it moves.
 *
 * A GListModel and GtkSelectionModel of VtrMachine. Properties "n-rows" and "n-selected". Signal
 * "machine-changed" (VtrMachine, VtrMachineChange) for machines that are shown. */
#define VTR_TYPE_MACHINE_ROWS (vtr_machine_rows_get_type ())
G_DECLARE_FINAL_TYPE (VtrMachineRows, vtr_machine_rows, VTR, MACHINE_ROWS, GObject)

VtrMachineRows *vtr_machine_rows_new           (VtrFleet               *fleet);
void            vtr_machine_rows_set_scope     (VtrMachineRows         *self,
                                                VtrScope                scope,
                                                VtrHost                *host);
void            vtr_machine_rows_set_search    (VtrMachineRows         *self,
                                                const char             *words);
void            vtr_machine_rows_set_order     (VtrMachineRows         *self,
                                                const VtrMachineColumn *column,
                                                gboolean                descending);
guint           vtr_machine_rows_get_n_rows    (VtrMachineRows         *self);
guint           vtr_machine_rows_get_n_selected (VtrMachineRows        *self);
GPtrArray      *vtr_machine_rows_get_selected  (VtrMachineRows         *self);
gboolean        vtr_machine_rows_find          (VtrMachineRows         *self,
                                                VtrMachine             *machine,
                                                guint                  *position);

G_END_DECLS
