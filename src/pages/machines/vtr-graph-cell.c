/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-graph-cell.h"

#include <glib/gi18n-lib.h>

#include "base/vtr-time.h"
#include "widgets/vtr-graph-plot.h"

#define SPAN_SECONDS 180
#define VALUE_WIDTH 72
#define GAP 8
#define GRAPH_HEIGHT 22

/* The last minutes of one value as a line, and the value itself. */
struct _VtrGraphCell
{
  VtrMachineCell parent_instance;

  char          *text;
  float          maximum;
};

G_DEFINE_FINAL_TYPE (VtrGraphCell, vtr_graph_cell, VTR_TYPE_MACHINE_CELL)

/* What there is to draw; a machine that is off has a past, but no present. */
static const VtrHistory *
get_history (VtrGraphCell *self)
{
  VtrMachine *machine = vtr_machine_cell_get_machine (VTR_MACHINE_CELL (self));

  if (machine == NULL || !vtr_machine_is_active (machine))
    return NULL;

  return vtr_machine_get_history (machine,
                                  vtr_machine_cell_get_column (VTR_MACHINE_CELL (self))->metric);
}

/* Each word to assistive technology is a message on a bus: a value that changes every few seconds is
 * told where somebody is, and everywhere else when they come there. */
static gboolean
has_keyboard (VtrGraphCell *self)
{
  GtkWidget *cell = gtk_widget_get_parent (GTK_WIDGET (self));
  GtkWidget *row = cell != NULL ? gtk_widget_get_parent (cell) : NULL;

  return row != NULL && (gtk_widget_get_state_flags (row) & GTK_STATE_FLAG_FOCUS_WITHIN);
}

static void
vtr_graph_cell_update (VtrMachineCell *cell,
                       guint           change)
{
  VtrGraphCell *self = VTR_GRAPH_CELL (cell);
  const VtrMachineColumn *column = vtr_machine_cell_get_column (cell);
  g_autofree char *text = NULL;

  if (get_history (self) != NULL)
    text = column->make_text (vtr_machine_cell_get_machine (cell));
  g_set_str (&self->text, text);
  if (change != VTR_MACHINE_CHANGED_SAMPLES || has_keyboard (self))
    gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    text != NULL ? text : _("No value"), -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
vtr_graph_cell_measure (GtkWidget     *widget,
                        GtkOrientation orientation,
                        int            for_size,
                        int           *minimum,
                        int           *natural,
                        int           *minimum_baseline,
                        int           *natural_baseline)
{
  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? VALUE_WIDTH : GRAPH_HEIGHT;
}

static void
draw_graph (VtrGraphCell *self,
            GtkSnapshot  *snapshot)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  float width = (float) (gtk_widget_get_width (widget) - VALUE_WIDTH - GAP);
  VtrGraphPlot plot = {
    .area = GRAPHENE_RECT_INIT (mirrored ? VALUE_WIDTH + GAP : 0,
                                (float) (gtk_widget_get_height (widget) - GRAPH_HEIGHT) / 2, width,
                                GRAPH_HEIGHT),
    .span = (gint64) SPAN_SECONDS * G_USEC_PER_SEC,
    .maximum = (double) self->maximum,
    .mirrored = mirrored,
  };

  if (width < GAP)
    return;

  /* The stylesheet gives cells of this kind the colour of the line. */
  gtk_widget_get_color (widget, &plot.color);
  plot.color.alpha *= vtr_machine_cell_get_strength (VTR_MACHINE_CELL (self));
  gtk_snapshot_push_clip (snapshot, &plot.area);
  graphene_rect_inset (&plot.area, 0, VTR_GRAPH_LINE_WIDTH / 2);
  vtr_graph_plot_draw (&plot, get_history (self), snapshot);
  gtk_snapshot_pop (snapshot);
}

static void
vtr_graph_cell_snapshot (GtkWidget   *widget,
                         GtkSnapshot *snapshot)
{
  VtrGraphCell *self = VTR_GRAPH_CELL (widget);
  const VtrCellText how = {
    .area = GRAPHENE_RECT_INIT ((float) (gtk_widget_get_width (widget) - VALUE_WIDTH), 0,
                                VALUE_WIDTH, (float) gtk_widget_get_height (widget)),
    .alpha = self->text != NULL ? 1.0f : 0.5f,
    .scale = 1,
    .at_end = TRUE,
    .tabular = TRUE,
  };

  draw_graph (self, snapshot);
  vtr_machine_cell_draw_text (VTR_MACHINE_CELL (self), snapshot,
                              self->text != NULL ? self->text : "–", &how);
}

static void
vtr_graph_cell_finalize (GObject *object)
{
  g_free (VTR_GRAPH_CELL (object)->text);

  G_OBJECT_CLASS (vtr_graph_cell_parent_class)->finalize (object);
}

static void
vtr_graph_cell_class_init (VtrGraphCellClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = vtr_graph_cell_finalize;
  widget_class->measure = vtr_graph_cell_measure;
  widget_class->snapshot = vtr_graph_cell_snapshot;
  VTR_MACHINE_CELL_CLASS (klass)->update = vtr_graph_cell_update;

  gtk_widget_class_set_css_name (widget_class, "graph-cell");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LABEL);
}

static void
vtr_graph_cell_init (VtrGraphCell *self)
{
  self->maximum = 1;
}

/* The greatest value that the cell shows at present. */
float
vtr_graph_cell_get_peak (VtrGraphCell *self)
{
  return vtr_history_peak (get_history (self), vtr_time_now () - SPAN_SECONDS * G_USEC_PER_SEC);
}

void
vtr_graph_cell_set_maximum (VtrGraphCell *self,
                            float         maximum)
{
  if (self->maximum == maximum)
    return;

  self->maximum = maximum;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
