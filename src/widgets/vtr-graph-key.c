/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-graph-key.h"

#define WIDTH 18
#define HEIGHT 4
#define THICKNESS 2.0f

struct _VtrGraphKey
{
  GtkWidget     parent_instance;

  /* state */
  VtrGraphColor color;
};

G_DEFINE_FINAL_TYPE (VtrGraphKey, vtr_graph_key, GTK_TYPE_WIDGET)

static void
vtr_graph_key_measure (GtkWidget      *widget,
                       GtkOrientation  orientation,
                       int             for_size,
                       int            *minimum,
                       int            *natural,
                       int            *minimum_baseline,
                       int            *natural_baseline)
{
  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? WIDTH : HEIGHT;
}

static void
vtr_graph_key_snapshot (GtkWidget   *widget,
                        GtkSnapshot *snapshot)
{
  VtrGraphKey *self = VTR_GRAPH_KEY (widget);
  float middle = (float) gtk_widget_get_height (widget) / 2;
  g_autoptr (GskStroke) stroke = gsk_stroke_new (THICKNESS);
  g_autoptr (GskPath) path = NULL;
  GskPathBuilder *builder = gsk_path_builder_new ();
  const float *dash;
  guint n_dash;
  GdkRGBA color;

  gsk_path_builder_move_to (builder, 0, middle);
  gsk_path_builder_line_to (builder, (float) gtk_widget_get_width (widget), middle);
  path = gsk_path_builder_free_to_path (builder);
  dash = vtr_graph_color_get_dash (self->color, &n_dash);
  if (n_dash > 0)
    gsk_stroke_set_dash (stroke, dash, n_dash);
  gtk_widget_get_color (widget, &color);
  gtk_snapshot_append_stroke (snapshot, path, stroke, &color);
}

static void
vtr_graph_key_class_init (VtrGraphKeyClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->measure = vtr_graph_key_measure;
  widget_class->snapshot = vtr_graph_key_snapshot;
  /* What a graph is painted in. */
  gtk_widget_class_set_css_name (widget_class, "graph");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
vtr_graph_key_init (VtrGraphKey *self)
{
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
}

/**
 * vtr_graph_key_new:
 * @color: of the line
 *
 * Returns: (transfer floating): a key
 */
GtkWidget *
vtr_graph_key_new (VtrGraphColor color)
{
  VtrGraphKey *self = g_object_new (VTR_TYPE_GRAPH_KEY, NULL);

  self->color = color;
  gtk_widget_add_css_class (GTK_WIDGET (self), vtr_graph_color_get_css_class (color));
  return GTK_WIDGET (self);
}
