/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-text-cell.h"

/* A line of text. */
struct _VtrTextCell
{
  VtrMachineCell parent_instance;

  GtkLabel      *label;
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
  gtk_label_set_label (self->label, text != NULL ? text : "");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), text);
}

static void
vtr_text_cell_class_init (VtrTextCellClass *klass)
{
  VTR_MACHINE_CELL_CLASS (klass)->update = vtr_text_cell_update;
}

static void
vtr_text_cell_init (VtrTextCell *self)
{
  self->label = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->label, 0);
  gtk_label_set_ellipsize (self->label, PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (GTK_WIDGET (self->label), TRUE);
  gtk_widget_set_parent (GTK_WIDGET (self->label), GTK_WIDGET (self));
}
