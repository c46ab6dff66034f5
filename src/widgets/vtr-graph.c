/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-graph.h"

#include "vtr-graph-plot.h"

#include <math.h>

#define DEFAULT_SPAN 120
#define COMPACT_WIDTH 56
#define COMPACT_HEIGHT 20
#define FULL_WIDTH 120
#define FULL_HEIGHT 80

struct _VtrGraph
{
  GtkWidget         parent_instance;

  /* owned */
  char             *value_text;

  /* borrowed */
  const VtrHistory *history;

  /* state */
  guint             span; /* seconds */
  gint64            end;  /* vtr_time_now(), 0 for the newest sample */
  double            maximum;
  VtrGraphColor     color;
  gboolean          compact;
  gboolean          bare; /* a line of something larger, which draws the rest */
};

enum
{
  PROP_0,
  PROP_SPAN,
  PROP_MAXIMUM,
  PROP_COLOR,
  PROP_COMPACT,
  PROP_VALUE_TEXT,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_ENUM_TYPE (VtrGraphColor, vtr_graph_color,
                    G_DEFINE_ENUM_VALUE (VTR_GRAPH_ACCENT, "accent"),
                    G_DEFINE_ENUM_VALUE (VTR_GRAPH_BLUE, "blue"),
                    G_DEFINE_ENUM_VALUE (VTR_GRAPH_PURPLE, "purple"),
                    G_DEFINE_ENUM_VALUE (VTR_GRAPH_ORANGE, "orange"),
                    G_DEFINE_ENUM_VALUE (VTR_GRAPH_GREEN, "green"))

G_DEFINE_FINAL_TYPE (VtrGraph, vtr_graph, GTK_TYPE_WIDGET)

/* Colours are the stylesheet's business, dashes tell lines apart without colour. In a cell, where
 * there is only one line, a dash would be noise. */
static const struct
{
  const char *css_class;
  float       dash[4];
  guint       n_dash;
} colors[] = {
  [VTR_GRAPH_ACCENT] = { "graph-accent", { 0 }, 0 },
  [VTR_GRAPH_BLUE] = { "graph-blue", { 0 }, 0 },
  [VTR_GRAPH_PURPLE] = { "graph-purple", { 6, 3 }, 2 },
  [VTR_GRAPH_ORANGE] = { "graph-orange", { 2, 2 }, 2 },
  [VTR_GRAPH_GREEN] = { "graph-green", { 8, 3, 2, 3 }, 4 },
};

const char *
vtr_graph_color_get_css_class (VtrGraphColor color)
{
  return colors[color].css_class;
}

/**
 * vtr_graph_color_get_dash:
 * @color: a colour
 * @n_dash: (out): how many numbers
 *
 * Returns: (transfer none): how its lines are dashed
 */
const float *
vtr_graph_color_get_dash (VtrGraphColor  color,
                          guint         *n_dash)
{
  *n_dash = colors[color].n_dash;
  return colors[color].dash;
}

static void
draw_axes (VtrGraph              *self,
           GtkSnapshot           *snapshot,
           const graphene_rect_t *area,
           const GdkRGBA         *color)
{
  GdkRGBA faint = *color;
  float top = floorf (area->origin.y);
  float bottom = ceilf (area->origin.y + area->size.height) - 1;

  faint.alpha *= VTR_GRAPH_AXIS_ALPHA;
  gtk_snapshot_append_color (
      snapshot, &faint, &GRAPHENE_RECT_INIT (area->origin.x, top, area->size.width, 1));
  gtk_snapshot_append_color (
      snapshot, &faint, &GRAPHENE_RECT_INIT (area->origin.x, bottom, area->size.width, 1));
}

static void
draw_history (VtrGraph              *self,
              GtkSnapshot           *snapshot,
              const graphene_rect_t *area,
              const GdkRGBA         *color)
{
  const VtrGraphPlot plot = {
    .area = *area,
    .color = *color,
    .span = (gint64) self->span * G_USEC_PER_SEC,
    .end = self->end,
    .maximum = self->maximum,
    .mirrored = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL,
    .dash = colors[self->color].dash,
    .n_dash = self->compact ? 0 : colors[self->color].n_dash,
  };

  vtr_graph_plot_draw (&plot, self->history, snapshot);
}

static void
vtr_graph_snapshot (GtkWidget   *widget,
                    GtkSnapshot *snapshot)
{
  VtrGraph *self = VTR_GRAPH (widget);
  graphene_rect_t whole =
      GRAPHENE_RECT_INIT (0, 0, gtk_widget_get_width (widget), gtk_widget_get_height (widget));
  graphene_rect_t area = whole;
  GdkRGBA color;

  gtk_widget_get_color (widget, &color);
  /* Lines at 0 and at 100 % are seen in their whole width. */
  graphene_rect_inset (&area, 0, VTR_GRAPH_LINE_WIDTH / 2);
  if (area.size.width <= 0 || area.size.height <= 0)
    return;

  if (!self->compact && !self->bare)
    draw_axes (self, snapshot, &area, &color);
  if (vtr_history_size (self->history) == 0)
    return;

  gtk_snapshot_push_clip (snapshot, &whole);
  draw_history (self, snapshot, &area, &color);
  gtk_snapshot_pop (snapshot);
}

static void
vtr_graph_measure (GtkWidget      *widget,
                   GtkOrientation  orientation,
                   int             for_size,
                   int            *minimum,
                   int            *natural,
                   int            *minimum_baseline,
                   int            *natural_baseline)
{
  VtrGraph *self = VTR_GRAPH (widget);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *minimum = *natural = self->compact ? COMPACT_WIDTH : FULL_WIDTH;
  else
    *minimum = *natural = self->compact ? COMPACT_HEIGHT : FULL_HEIGHT;
}

static void
vtr_graph_get_property (GObject    *object,
                        guint       prop_id,
                        GValue     *value,
                        GParamSpec *pspec)
{
  VtrGraph *self = VTR_GRAPH (object);

  switch (prop_id)
    {
    case PROP_SPAN:
      g_value_set_uint (value, self->span);
      break;
    case PROP_MAXIMUM:
      g_value_set_double (value, self->maximum);
      break;
    case PROP_COLOR:
      g_value_set_enum (value, self->color);
      break;
    case PROP_COMPACT:
      g_value_set_boolean (value, self->compact);
      break;
    case PROP_VALUE_TEXT:
      g_value_set_string (value, self->value_text);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
vtr_graph_set_property (GObject      *object,
                        guint         prop_id,
                        const GValue *value,
                        GParamSpec   *pspec)
{
  VtrGraph *self = VTR_GRAPH (object);

  switch (prop_id)
    {
    case PROP_SPAN:
      vtr_graph_set_span (self, g_value_get_uint (value));
      break;
    case PROP_MAXIMUM:
      vtr_graph_set_maximum (self, g_value_get_double (value));
      break;
    case PROP_COLOR:
      vtr_graph_set_color (self, g_value_get_enum (value));
      break;
    case PROP_COMPACT:
      vtr_graph_set_compact (self, g_value_get_boolean (value));
      break;
    case PROP_VALUE_TEXT:
      vtr_graph_set_value_text (self, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
vtr_graph_finalize (GObject *object)
{
  VtrGraph *self = VTR_GRAPH (object);

  g_clear_pointer (&self->value_text, g_free);

  G_OBJECT_CLASS (vtr_graph_parent_class)->finalize (object);
}

static void
vtr_graph_class_init (VtrGraphClass *klass)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->finalize = vtr_graph_finalize;
  object_class->get_property = vtr_graph_get_property;
  object_class->set_property = vtr_graph_set_property;
  widget_class->measure = vtr_graph_measure;
  widget_class->snapshot = vtr_graph_snapshot;

  properties[PROP_SPAN] =
      g_param_spec_uint ("span", NULL, NULL, 1, G_MAXUINT, DEFAULT_SPAN, flags);
  properties[PROP_MAXIMUM] =
      g_param_spec_double ("maximum", NULL, NULL, 0, G_MAXDOUBLE, 1, flags);
  properties[PROP_COLOR] =
      g_param_spec_enum ("color", NULL, NULL, VTR_TYPE_GRAPH_COLOR, VTR_GRAPH_ACCENT, flags);
  properties[PROP_COMPACT] = g_param_spec_boolean ("compact", NULL, NULL, FALSE, flags);
  properties[PROP_VALUE_TEXT] = g_param_spec_string ("value-text", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_css_name (widget_class, "graph");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_METER);
}

static void
vtr_graph_init (VtrGraph *self)
{
  self->span = DEFAULT_SPAN;
  self->maximum = 1;
  gtk_widget_add_css_class (GTK_WIDGET (self), colors[self->color].css_class);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_MIN, 0.0,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_MAX, self->maximum,
                                  -1);
}

GtkWidget *
vtr_graph_new (void)
{
  return g_object_new (VTR_TYPE_GRAPH, NULL);
}

/**
 * vtr_graph_new_line:
 * @color: its colour
 *
 * Returns: (transfer floating): one of several lines over each other: without the lines at 0 and at
 *   100 %, and silent, as whoever puts them together speaks for all
 */
GtkWidget *
vtr_graph_new_line (VtrGraphColor color)
{
  VtrGraph *self
      = g_object_new (VTR_TYPE_GRAPH, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                      "color", color, "can-target", FALSE, NULL);

  self->bare = TRUE;
  return GTK_WIDGET (self);
}

/**
 * vtr_graph_set_history:
 * @self: a graph
 * @history: (transfer none) (nullable): what to draw; it must outlive this or be replaced
 */
void
vtr_graph_set_history (VtrGraph         *self,
                       const VtrHistory *history)
{
  g_return_if_fail (VTR_IS_GRAPH (self));

  if (self->history == history)
    return;

  self->history = history;
  vtr_graph_changed (self);
}

/**
 * vtr_graph_changed:
 * @self: a graph whose history got a new sample
 */
void
vtr_graph_changed (VtrGraph *self)
{
  float latest;

  g_return_if_fail (VTR_IS_GRAPH (self));

  latest = vtr_history_latest (self->history);
  if (isnan (latest))
    gtk_accessible_reset_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_VALUE_NOW);
  else
    gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                    GTK_ACCESSIBLE_PROPERTY_VALUE_NOW, (double) latest,
                                    -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * vtr_graph_set_span:
 * @self: a graph
 * @seconds: how much time its width is
 */
void
vtr_graph_set_span (VtrGraph *self,
                    guint     seconds)
{
  g_return_if_fail (VTR_IS_GRAPH (self));

  seconds = MAX (seconds, 1);
  if (self->span == seconds)
    return;

  self->span = seconds;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SPAN]);
}

guint
vtr_graph_get_span (VtrGraph *self)
{
  g_return_val_if_fail (VTR_IS_GRAPH (self), 0);

  return self->span;
}

/**
 * vtr_graph_set_end:
 * @self: a graph
 * @end: the moment at its end side, by vtr_time_now(); 0 for the newest sample
 */
void
vtr_graph_set_end (VtrGraph *self,
                   gint64    end)
{
  g_return_if_fail (VTR_IS_GRAPH (self));

  if (self->end == end)
    return;

  self->end = end;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * vtr_graph_set_maximum:
 * @self: a graph
 * @maximum: the value at its upper edge: 1 for shares, for rates what all that are compared share
 */
void
vtr_graph_set_maximum (VtrGraph *self,
                       double    maximum)
{
  g_return_if_fail (VTR_IS_GRAPH (self));

  if (!(maximum > 0))
    maximum = 1;
  if (self->maximum == maximum)
    return;

  self->maximum = maximum;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_MAX, maximum,
                                  -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MAXIMUM]);
}

double
vtr_graph_get_maximum (VtrGraph *self)
{
  g_return_val_if_fail (VTR_IS_GRAPH (self), 0);

  return self->maximum;
}

void
vtr_graph_set_color (VtrGraph      *self,
                     VtrGraphColor  color)
{
  g_return_if_fail (VTR_IS_GRAPH (self));
  g_return_if_fail (color < G_N_ELEMENTS (colors));

  if (self->color == color)
    return;

  gtk_widget_remove_css_class (GTK_WIDGET (self), colors[self->color].css_class);
  self->color = color;
  gtk_widget_add_css_class (GTK_WIDGET (self), colors[self->color].css_class);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COLOR]);
}

/**
 * vtr_graph_set_compact:
 * @self: a graph
 * @compact: %TRUE for a cell of a table: small, and without the lines at 0 and 100 %
 */
void
vtr_graph_set_compact (VtrGraph *self,
                       gboolean  compact)
{
  g_return_if_fail (VTR_IS_GRAPH (self));

  if (self->compact == compact)
    return;

  self->compact = compact;
  gtk_widget_queue_resize (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COMPACT]);
}

/**
 * vtr_graph_set_value_text:
 * @self: a graph
 * @text: (nullable): the newest value in words, for who cannot see the line: "42 %"
 */
void
vtr_graph_set_value_text (VtrGraph   *self,
                          const char *text)
{
  g_return_if_fail (VTR_IS_GRAPH (self));

  if (!g_set_str (&self->value_text, text))
    return;

  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, text != NULL ? text : "",
                                  -1);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_VALUE_TEXT]);
}
