/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-machine-cell.h"

#include <math.h>

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

/* How strongly it is drawn, 0 to 1: what may be old looks faint. */
float
vtr_machine_cell_get_strength (VtrMachineCell *self)
{
  VtrMachine *machine = vtr_machine_cell_get_machine (self);

  return machine != NULL && vtr_machine_is_stale (machine) ? 0.55f : 1.0f;
}

static PangoAttrList *
make_attributes (const VtrCellText *how)
{
  PangoAttrList *attributes = pango_attr_list_new ();

  if (how->scale != 1)
    pango_attr_list_insert (attributes, pango_attr_scale_new (how->scale));
  if (how->tabular)
    pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum=1"));
  return attributes;
}

/**
 * vtr_machine_cell_draw_text:
 * @self: a cell
 * @snapshot: onto what
 * @text: one line
 * @how: where and in which manner; mirrored by this where languages run the other way
 */
void
vtr_machine_cell_draw_text (VtrMachineCell    *self,
                            GtkSnapshot       *snapshot,
                            const char        *text,
                            const VtrCellText *how)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);
  g_autoptr (PangoAttrList) attributes = make_attributes (how);
  gboolean mirrored = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  GdkRGBA color;
  int width, height;

  /* The row's colour, which knows of selections: a cell's own is that of its graph. */
  if (how->color != NULL)
    color = *how->color;
  else
    gtk_widget_get_color (gtk_widget_get_parent (GTK_WIDGET (self)), &color);
  color.alpha *= how->alpha * vtr_machine_cell_get_strength (self);
  pango_layout_set_attributes (layout, attributes);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  pango_layout_set_width (layout, (int) how->area.size.width * PANGO_SCALE);
  /* The side is the table's, whatever script the text is in. */
  pango_layout_set_auto_dir (layout, FALSE);
  pango_layout_set_alignment (layout,
                              how->at_end != mirrored ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT);
  pango_layout_get_pixel_size (layout, &width, &height);

  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (
      snapshot,
      &GRAPHENE_POINT_INIT (
          mirrored ? (float) gtk_widget_get_width (GTK_WIDGET (self)) - how->area.origin.x
                         - how->area.size.width
                   : how->area.origin.x,
          roundf (how->area.origin.y + (how->area.size.height - (float) height) / 2)));
  gtk_snapshot_append_layout (snapshot, layout, &color);
  gtk_snapshot_restore (snapshot);
}

/* Asking Pango for each of a thousand cells would be most of what a table costs: the answer is kept
 * as long as the font is the same. */
static double
line_height (GtkWidget *widget)
{
  static double kept_height;
  static char *kept_font;
  static int kept_resolution;
  g_autofree char *font = NULL;
  PangoFontMetrics *metrics;
  int resolution;

  g_object_get (gtk_widget_get_settings (widget), "gtk-font-name", &font, "gtk-xft-dpi",
                &resolution, NULL);
  if (kept_resolution == resolution && g_strcmp0 (kept_font, font) == 0)
    return kept_height;

  metrics = pango_context_get_metrics (gtk_widget_get_pango_context (widget), NULL, NULL);
  kept_height = (double) pango_font_metrics_get_height (metrics) / PANGO_SCALE;
  pango_font_metrics_unref (metrics);
  g_set_str (&kept_font, font);
  kept_resolution = resolution;
  return kept_height;
}

/* How tall a line of text of that scale is. */
int
vtr_machine_cell_line_height (VtrMachineCell *self,
                              double          scale)
{
  return (int) ceil (line_height (GTK_WIDGET (self)) * scale);
}

void
vtr_machine_cell_update (VtrMachineCell *self,
                         guint           change)
{
  VTR_MACHINE_CELL_GET_CLASS (self)->update (self, change);
}
