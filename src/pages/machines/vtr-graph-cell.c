/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-graph-cell.h"

#include "base/vtr-time.h"
#include "widgets/vtr-graph.h"

#define SPAN_SECONDS 180

/* The last minutes of one value as a line, and the value itself. */
struct _VtrGraphCell
{
  VtrMachineCell parent_instance;

  VtrGraph      *graph;
  GtkLabel      *label;
};

G_DEFINE_FINAL_TYPE (VtrGraphCell, vtr_graph_cell, VTR_TYPE_MACHINE_CELL)

static void
vtr_graph_cell_update (VtrMachineCell *cell,
                       guint           change)
{
  VtrGraphCell *self = VTR_GRAPH_CELL (cell);
  VtrMachine *machine = vtr_machine_cell_get_machine (cell);
  const VtrMachineColumn *column = vtr_machine_cell_get_column (cell);
  gboolean active = machine != NULL && vtr_machine_is_active (machine);
  g_autofree char *text = active ? column->make_text (machine) : NULL;

  vtr_graph_set_history (self->graph,
                         active ? vtr_machine_get_history (machine, column->metric) : NULL);
  vtr_graph_set_value_text (self->graph, text);
  vtr_graph_changed (self->graph);
  gtk_label_set_label (self->label, text != NULL ? text : "–");
}

static void
vtr_graph_cell_class_init (VtrGraphCellClass *klass)
{
  VTR_MACHINE_CELL_CLASS (klass)->update = vtr_graph_cell_update;
}

static void
vtr_graph_cell_init (VtrGraphCell *self)
{
  self->graph = VTR_GRAPH (vtr_graph_new ());
  vtr_graph_set_compact (self->graph, TRUE);
  vtr_graph_set_span (self->graph, SPAN_SECONDS);
  vtr_graph_set_maximum (self->graph, 1);
  gtk_widget_set_hexpand (GTK_WIDGET (self->graph), TRUE);
  gtk_widget_set_parent (GTK_WIDGET (self->graph), GTK_WIDGET (self));

  self->label = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->label, 1);
  gtk_label_set_width_chars (self->label, 8);
  gtk_widget_add_css_class (GTK_WIDGET (self->label), "numeric");
  gtk_widget_set_parent (GTK_WIDGET (self->label), GTK_WIDGET (self));
}

/* The greatest value that the cell shows at present. */
float
vtr_graph_cell_get_peak (VtrGraphCell *self)
{
  VtrMachine *machine = vtr_machine_cell_get_machine (VTR_MACHINE_CELL (self));
  const VtrMachineColumn *column = vtr_machine_cell_get_column (VTR_MACHINE_CELL (self));

  if (machine == NULL || !vtr_machine_is_active (machine))
    return 0;

  return vtr_history_peak (vtr_machine_get_history (machine, column->metric),
                           vtr_time_now () - SPAN_SECONDS * G_USEC_PER_SEC);
}

void
vtr_graph_cell_set_maximum (VtrGraphCell *self,
                            float         maximum)
{
  vtr_graph_set_maximum (self->graph, (double) maximum);
}
