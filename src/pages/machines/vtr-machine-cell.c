/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-machine-cell.h"

#include "vtr-graph-cell.h"
#include "vtr-name-cell.h"
#include "vtr-text-cell.h"

typedef struct
{
  VtrMachine             *machine; /* owned, NULL while unbound */
  const VtrMachineColumn *column;
} VtrMachineCellPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (VtrMachineCell, vtr_machine_cell, GTK_TYPE_WIDGET)

static void
vtr_machine_cell_dispose (GObject *object)
{
  VtrMachineCellPrivate *priv = vtr_machine_cell_get_instance_private (VTR_MACHINE_CELL (object));
  GtkWidget *child;

  g_clear_object (&priv->machine);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (vtr_machine_cell_parent_class)->dispose (object);
}

static void
vtr_machine_cell_class_init (VtrMachineCellClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = vtr_machine_cell_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
}

static void
vtr_machine_cell_init (VtrMachineCell *self)
{
}

/**
 * vtr_machine_cell_new:
 * @column: which column
 *
 * Returns: (transfer floating): a cell of that column's kind
 */
GtkWidget *
vtr_machine_cell_new (const VtrMachineColumn *column)
{
  const GType types[] = { VTR_TYPE_NAME_CELL, VTR_TYPE_TEXT_CELL, VTR_TYPE_GRAPH_CELL };
  VtrMachineCell *self = g_object_new (types[column->kind], NULL);
  VtrMachineCellPrivate *priv = vtr_machine_cell_get_instance_private (self);

  priv->column = column;
  return GTK_WIDGET (self);
}

const VtrMachineColumn *
vtr_machine_cell_get_column (VtrMachineCell *self)
{
  VtrMachineCellPrivate *priv = vtr_machine_cell_get_instance_private (self);

  return priv->column;
}

/**
 * vtr_machine_cell_get_machine:
 * @self: a cell
 *
 * Returns: (transfer none) (nullable): the machine of its row
 */
VtrMachine *
vtr_machine_cell_get_machine (VtrMachineCell *self)
{
  VtrMachineCellPrivate *priv = vtr_machine_cell_get_instance_private (self);

  return priv->machine;
}

/**
 * vtr_machine_cell_set_machine:
 * @self: a cell
 * @machine: (nullable): what its row shows now
 */
void
vtr_machine_cell_set_machine (VtrMachineCell *self,
                              VtrMachine     *machine)
{
  VtrMachineCellPrivate *priv = vtr_machine_cell_get_instance_private (self);
  g_autoptr (VtrMachine) before = NULL;

  if (priv->machine == machine)
    return;

  before = g_steal_pointer (&priv->machine);
  priv->machine = machine != NULL ? g_object_ref (machine) : NULL;
  vtr_machine_cell_update (self, ~0u);
}

void
vtr_machine_cell_update (VtrMachineCell *self,
                         guint           change)
{
  VTR_MACHINE_CELL_GET_CLASS (self)->update (self, change);
}
