/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-text-cell.h"

/* A line of text. */
struct _VtrTextCell
{
  VtrMachineCell parent_instance;

  char          *text;
};

G_DEFINE_FINAL_TYPE (VtrTextCell, vtr_text_cell, VTR_TYPE_MACHINE_CELL)

static void
vtr_text_cell_update (VtrMachineCell *cell,
                      guint           change)
{
  VtrTextCell *self = VTR_TEXT_CELL (cell);
  VtrMachine *machine = vtr_machine_cell_get_machine (cell);
  g_autofree char *text = NULL;

  if (!(change & ~(guint) VTR_MACHINE_CHANGED_SAMPLES))
    return;

  if (machine != NULL)
    text = vtr_machine_cell_get_column (cell)->make_text (machine);
  if (!g_set_str (&self->text, text))
    return;

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  text != NULL ? text : "", -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* Asked for when it is looked at: setting the text of each cell would cost more than drawing it. */
static gboolean
vtr_text_cell_query_tooltip (GtkWidget  *widget,
                             int         x,
                             int         y,
                             gboolean    keyboard,
                             GtkTooltip *tooltip)
{
  const char *text = VTR_TEXT_CELL (widget)->text;

  gtk_tooltip_set_text (tooltip, text);
  return text != NULL && text[0] != '\0';
}

static void
vtr_text_cell_measure (GtkWidget     *widget,
                       GtkOrientation orientation,
                       int            for_size,
                       int           *minimum,
                       int           *natural,
                       int           *minimum_baseline,
                       int           *natural_baseline)
{
  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL
                            ? 40
                            : vtr_machine_cell_line_height (VTR_MACHINE_CELL (widget), 1);
}

static void
vtr_text_cell_snapshot (GtkWidget   *widget,
                        GtkSnapshot *snapshot)
{
  const VtrCellText how = {
    .area = GRAPHENE_RECT_INIT (0, 0, (float) gtk_widget_get_width (widget),
                                (float) gtk_widget_get_height (widget)),
    .alpha = 1,
    .scale = 1,
  };

  if (VTR_TEXT_CELL (widget)->text != NULL)
    vtr_machine_cell_draw_text (VTR_MACHINE_CELL (widget), snapshot, VTR_TEXT_CELL (widget)->text,
                                &how);
}

static void
vtr_text_cell_finalize (GObject *object)
{
  g_free (VTR_TEXT_CELL (object)->text);

  G_OBJECT_CLASS (vtr_text_cell_parent_class)->finalize (object);
}

static void
vtr_text_cell_class_init (VtrTextCellClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = vtr_text_cell_finalize;
  widget_class->measure = vtr_text_cell_measure;
  widget_class->snapshot = vtr_text_cell_snapshot;
  widget_class->query_tooltip = vtr_text_cell_query_tooltip;
  VTR_MACHINE_CELL_CLASS (klass)->update = vtr_text_cell_update;

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LABEL);
}

static void
vtr_text_cell_init (VtrTextCell *self)
{
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
}
