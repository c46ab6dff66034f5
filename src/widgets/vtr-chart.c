/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-chart.h"

#include <glib/gi18n-lib.h>

#include "vtr-graph-plot.h"

#include "base/vtr-time.h"

#include <math.h>

#define CURSOR_ALPHA 0.5f
#define DOT_RADIUS 3.5f
#define PAGE_STEP 10

typedef struct
{
  GtkWidget        *graph;
  char             *label;
  const VtrHistory *history;
} Line;

struct _VtrChart
{
  GtkWidget       parent_instance;

  /* owned */
  char           *title;

  /* state */
  Line            lines[VTR_CHART_LINES];
  guint           n_lines;
  VtrChartFormat  format;
  guint           span;       /* seconds */
  gint64          end;        /* vtr_time_now() at the end side; 0 while nothing was measured */
  double          fixed;      /* 0 where the scale follows the lines */
  double          least_peak; /* what is below is not blown up to the whole height */
  double          maximum;
  gint64          reading;    /* the moment that is read; 0 for none */
  double          pointer;    /* where that is; negative while the keyboard says so */
};

enum
{
  SIGNAL_READING_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (VtrChart, vtr_chart, GTK_TYPE_WIDGET)

static VtrGraphPlot
get_plot (VtrChart *self)
{
  GtkWidget *widget = GTK_WIDGET (self);

  return (VtrGraphPlot) {
    .area = GRAPHENE_RECT_INIT (0, 0, gtk_widget_get_width (widget),
                                gtk_widget_get_height (widget)),
    .span = (gint64) self->span * G_USEC_PER_SEC,
    .end = self->end,
    .maximum = self->maximum,
    .mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL,
  };
}

/* Reading */

/* "12:04:31: read 1.2 MB/s, written 0 bytes/s" */
static char *
make_sentence (VtrChart *self)
{
  GString *text = g_string_new (NULL);

  g_autofree char *clock = vtr_chart_format_reading (self);

  if (clock != NULL)
    g_string_append_printf (text, "%s: ", clock);
  for (guint i = 0; i < self->n_lines; i++)
    {
      double value = vtr_chart_get_value (self, i);
      g_autofree char *words
          = isnan (value) || self->format == NULL ? g_strdup (_("not known")) : self->format (value);

      g_string_append_printf (text, "%s%s %s", i > 0 ? ", " : "", self->lines[i].label, words);
    }
  return g_string_free (text, FALSE);
}

static void
update_accessible (VtrChart *self)
{
  GtkAccessible *accessible = GTK_ACCESSIBLE (self);
  g_autofree char *sentence = make_sentence (self);
  double value = self->n_lines > 0 ? vtr_chart_get_value (self, 0) : NAN;

  gtk_accessible_update_property (accessible, GTK_ACCESSIBLE_PROPERTY_VALUE_MIN, 0.0,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_MAX, self->maximum,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, sentence, -1);
  if (isnan (value))
    gtk_accessible_reset_property (accessible, GTK_ACCESSIBLE_PROPERTY_VALUE_NOW);
  else
    gtk_accessible_update_property (accessible, GTK_ACCESSIBLE_PROPERTY_VALUE_NOW, value, -1);
}

static void
set_reading (VtrChart *self,
             gint64    reading)
{
  if (self->reading == reading)
    return;

  self->reading = reading;
  update_accessible (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_signal_emit (self, signals[SIGNAL_READING_CHANGED], 0);
}

static void
read_at_pointer (VtrChart *self)
{
  double width = gtk_widget_get_width (GTK_WIDGET (self));
  gboolean mirrored = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  double offset = mirrored ? self->pointer : width - self->pointer;

  if (self->end == 0 || width <= 0)
    return;

  set_reading (self, self->end
                         - (gint64) (CLAMP (offset / width, 0, 1) * self->span * G_USEC_PER_SEC));
}

static void
on_motion_cb (VtrChart *self,
              double    x,
              double    y)
{
  self->pointer = x;
  read_at_pointer (self);
}

static void
stop_reading (VtrChart *self)
{
  self->pointer = -1;
  set_reading (self, 0);
}

/* The line that has most to tell. */
static const VtrHistory *
longest_history (VtrChart *self)
{
  const VtrHistory *longest = NULL;

  for (guint i = 0; i < self->n_lines; i++)
    if (vtr_history_size (self->lines[i].history) > vtr_history_size (longest))
      longest = self->lines[i].history;
  return longest;
}

static guint
age_of (const VtrHistory *history,
        gint64            time)
{
  guint size = vtr_history_size (history);
  guint age = 0;

  while (age + 1 < size && vtr_history_get (history, age).time > time)
    age++;
  return age;
}

static gint64
first_seen (VtrChart *self)
{
  return self->end - (gint64) self->span * G_USEC_PER_SEC;
}

/* From sample to sample, over the holes between them. */
static gint64
step_from (VtrChart         *self,
           const VtrHistory *history,
           int               steps)
{
  guint size = vtr_history_size (history);
  int direction = steps < 0 ? -1 : 1;
  guint age = age_of (history, self->reading);
  gint64 found = self->reading;

  while (steps != 0)
    {
      VtrSample sample;

      if ((direction > 0 && age + 1 >= size) || (direction < 0 && age == 0))
        break;
      age += (guint) direction;
      sample = vtr_history_get (history, age);
      if (sample.time < first_seen (self))
        break;
      if (isnan (sample.value) || sample.time == found)
        continue;
      found = sample.time;
      steps -= direction;
    }
  return found;
}

/* Back in time is a positive number of steps. */
static gboolean
move_reading (GtkWidget *widget,
              GVariant  *args,
              gpointer   user_data)
{
  VtrChart *self = VTR_CHART (widget);
  const VtrHistory *history = longest_history (self);
  g_autofree char *sentence = NULL;
  gint64 reading;
  int steps;

  g_variant_get (args, "i", &steps);
  if (vtr_history_size (history) == 0)
    return GDK_EVENT_PROPAGATE;

  if (gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL && ABS (steps) == 1)
    steps = -steps;
  reading = self->reading != 0 ? step_from (self, history, steps)
                               : vtr_history_get (history, 0).time;
  self->pointer = -1;
  set_reading (self, reading);
  sentence = make_sentence (self);
  gtk_accessible_announce (GTK_ACCESSIBLE (self), sentence,
                           GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
  return GDK_EVENT_STOP;
}

static gboolean
leave_reading (GtkWidget *widget,
               GVariant  *args,
               gpointer   user_data)
{
  if (VTR_CHART (widget)->reading == 0)
    return GDK_EVENT_PROPAGATE;

  stop_reading (VTR_CHART (widget));
  return GDK_EVENT_STOP;
}

/* Drawing */

static void
draw_axes (VtrChart      *self,
           GtkSnapshot   *snapshot,
           const GdkRGBA *color)
{
  float width = gtk_widget_get_width (GTK_WIDGET (self));
  float height = gtk_widget_get_height (GTK_WIDGET (self));
  GdkRGBA faint = *color;

  faint.alpha *= VTR_GRAPH_AXIS_ALPHA;
  gtk_snapshot_append_color (snapshot, &faint, &GRAPHENE_RECT_INIT (0, 0, width, 1));
  gtk_snapshot_append_color (snapshot, &faint, &GRAPHENE_RECT_INIT (0, height - 1, width, 1));
}

static void
draw_dot (VtrChart           *self,
          GtkSnapshot        *snapshot,
          const VtrGraphPlot *plot,
          guint               line,
          float               x)
{
  double value = vtr_chart_get_value (self, line);
  double share = CLAMP (value / self->maximum, 0, 1);
  float y = (float) (1 - share) * (plot->area.size.height - VTR_GRAPH_LINE_WIDTH)
            + VTR_GRAPH_LINE_WIDTH / 2;
  GskRoundedRect dot;
  GdkRGBA color;

  if (isnan (value))
    return;

  gtk_widget_get_color (self->lines[line].graph, &color);
  gsk_rounded_rect_init_from_rect (
      &dot,
      &GRAPHENE_RECT_INIT (x - DOT_RADIUS, y - DOT_RADIUS, 2 * DOT_RADIUS, 2 * DOT_RADIUS),
      DOT_RADIUS);
  gtk_snapshot_push_rounded_clip (snapshot, &dot);
  gtk_snapshot_append_color (snapshot, &color, &dot.bounds);
  gtk_snapshot_pop (snapshot);
}

static void
draw_cursor (VtrChart      *self,
             GtkSnapshot   *snapshot,
             const GdkRGBA *color)
{
  const VtrGraphPlot plot = get_plot (self);
  float x = vtr_graph_plot_find_x (&plot, self->reading);
  GdkRGBA faint = *color;

  faint.alpha *= CURSOR_ALPHA;
  x = CLAMP (x, 0, plot.area.size.width);
  gtk_snapshot_append_color (
      snapshot, &faint,
      &GRAPHENE_RECT_INIT (MIN (floorf (x), plot.area.size.width - 1), 0, 1,
                           plot.area.size.height));
  for (guint i = 0; i < self->n_lines; i++)
    draw_dot (self, snapshot, &plot, i, x);
}

static void
vtr_chart_snapshot (GtkWidget   *widget,
                    GtkSnapshot *snapshot)
{
  VtrChart *self = VTR_CHART (widget);
  GdkRGBA color;

  gtk_widget_get_color (widget, &color);
  draw_axes (self, snapshot, &color);
  GTK_WIDGET_CLASS (vtr_chart_parent_class)->snapshot (widget, snapshot);
  if (self->reading != 0 && self->end != 0)
    draw_cursor (self, snapshot, &color);
}

/* The class */

static void
vtr_chart_dispose (GObject *object)
{
  VtrChart *self = VTR_CHART (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  for (guint i = 0; i < self->n_lines; i++)
    g_clear_pointer (&self->lines[i].label, g_free);
  self->n_lines = 0;

  G_OBJECT_CLASS (vtr_chart_parent_class)->dispose (object);
}

static void
vtr_chart_finalize (GObject *object)
{
  g_free (VTR_CHART (object)->title);

  G_OBJECT_CLASS (vtr_chart_parent_class)->finalize (object);
}

static void
add_keys (GtkWidgetClass *widget_class)
{
  static const struct
  {
    guint keys[2];
    int   steps;
  } moves[] = {
    { { GDK_KEY_Left, GDK_KEY_KP_Left }, 1 },
    { { GDK_KEY_Right, GDK_KEY_KP_Right }, -1 },
    { { GDK_KEY_Page_Up, GDK_KEY_KP_Page_Up }, PAGE_STEP },
    { { GDK_KEY_Page_Down, GDK_KEY_KP_Page_Down }, -PAGE_STEP },
    { { GDK_KEY_Home, GDK_KEY_KP_Home }, G_MAXINT16 },
    { { GDK_KEY_End, GDK_KEY_KP_End }, -G_MAXINT16 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (moves); i++)
    for (guint j = 0; j < G_N_ELEMENTS (moves[i].keys); j++)
      gtk_widget_class_add_binding (widget_class, moves[i].keys[j], 0, move_reading, "i",
                                    moves[i].steps);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, leave_reading, NULL);
}

static void
vtr_chart_class_init (VtrChartClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = vtr_chart_dispose;
  object_class->finalize = vtr_chart_finalize;
  widget_class->snapshot = vtr_chart_snapshot;

  signals[SIGNAL_READING_CHANGED]
      = g_signal_new ("reading-changed", VTR_TYPE_CHART, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                      G_TYPE_NONE, 0);

  add_keys (widget_class);
  gtk_widget_class_set_css_name (widget_class, "chart");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_METER);
}

static void
vtr_chart_init (VtrChart *self)
{
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->span = 1;
  self->maximum = 1;
  self->pointer = -1;
  g_signal_connect_object (motion, "enter", G_CALLBACK (on_motion_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (motion, "motion", G_CALLBACK (on_motion_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (motion, "leave", G_CALLBACK (stop_reading), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (focus, "leave", G_CALLBACK (stop_reading), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
      _("The left and right arrow keys read earlier and later values"), -1);
}

GtkWidget *
vtr_chart_new (void)
{
  return g_object_new (VTR_TYPE_CHART, NULL);
}

/**
 * vtr_chart_set_title:
 * @self: a chart
 * @title: (nullable): what it is of
 */
void
vtr_chart_set_title (VtrChart   *self,
                     const char *title)
{
  g_return_if_fail (VTR_IS_CHART (self));

  if (g_set_str (&self->title, title))
    gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    title != NULL ? title : "", -1);
}

/* How values are put in words. */
void
vtr_chart_set_format (VtrChart       *self,
                      VtrChartFormat  format)
{
  g_return_if_fail (VTR_IS_CHART (self));

  self->format = format;
  update_accessible (self);
}

void
vtr_chart_set_span (VtrChart *self,
                    guint     seconds)
{
  g_return_if_fail (VTR_IS_CHART (self));

  self->span = MAX (seconds, 1);
  for (guint i = 0; i < self->n_lines; i++)
    vtr_graph_set_span (VTR_GRAPH (self->lines[i].graph), self->span);
  vtr_chart_changed (self, self->end);
}

/**
 * vtr_chart_set_maximum:
 * @self: a chart
 * @maximum: what the upper edge stands for; 0 for what the lines reach, rounded up
 * @least_peak: below this the lines do not reach the upper edge
 */
void
vtr_chart_set_maximum (VtrChart *self,
                       double    maximum,
                       double    least_peak)
{
  g_return_if_fail (VTR_IS_CHART (self));

  self->fixed = maximum;
  self->least_peak = least_peak;
  vtr_chart_changed (self, self->end);
}

double
vtr_chart_get_maximum (VtrChart *self)
{
  g_return_val_if_fail (VTR_IS_CHART (self), 1);

  return self->maximum;
}

/**
 * vtr_chart_add_line:
 * @self: a chart
 * @label: what it is, in words: "read"
 * @color: its colour and its dash
 *
 * Returns: its number
 */
guint
vtr_chart_add_line (VtrChart      *self,
                    const char    *label,
                    VtrGraphColor  color)
{
  Line *line;

  g_return_val_if_fail (VTR_IS_CHART (self), 0);
  g_return_val_if_fail (self->n_lines < VTR_CHART_LINES, 0);

  line = &self->lines[self->n_lines];
  line->label = g_strdup (label);
  line->graph = vtr_graph_new_line (color);
  vtr_graph_set_span (VTR_GRAPH (line->graph), self->span);
  gtk_widget_set_parent (line->graph, GTK_WIDGET (self));
  return self->n_lines++;
}

/**
 * vtr_chart_set_history:
 * @self: a chart
 * @line: the number of a line
 * @history: (transfer none) (nullable): what it draws; vtr_chart_changed() is to follow
 */
void
vtr_chart_set_history (VtrChart         *self,
                       guint             line,
                       const VtrHistory *history)
{
  g_return_if_fail (VTR_IS_CHART (self));
  g_return_if_fail (line < self->n_lines);

  self->lines[line].history = history;
  vtr_graph_set_history (VTR_GRAPH (self->lines[line].graph), history);
}

/* 1, 2 or 5 and noughts. */
static double
round_up (double value)
{
  double unit = pow (10, floor (log10 (value)));
  double share = value / unit;

  return unit * (share <= 1 ? 1 : share <= 2 ? 2 : share <= 5 ? 5 : 10);
}

static double
find_maximum (VtrChart *self)
{
  double peak = self->least_peak;

  if (self->fixed > 0)
    return self->fixed;

  for (guint i = 0; i < self->n_lines; i++)
    peak = MAX (peak, vtr_history_peak (self->lines[i].history, first_seen (self)));
  return peak > 0 ? round_up (peak) : 1;
}

/**
 * vtr_chart_changed:
 * @self: a chart
 * @end: the moment at the end side, by vtr_time_now()
 *
 * There is something new, or nothing any more.
 */
void
vtr_chart_changed (VtrChart *self,
                   gint64    end)
{
  g_return_if_fail (VTR_IS_CHART (self));

  self->end = end;
  self->maximum = find_maximum (self);
  for (guint i = 0; i < self->n_lines; i++)
    {
      VtrGraph *graph = VTR_GRAPH (self->lines[i].graph);

      vtr_graph_set_end (graph, end);
      vtr_graph_set_maximum (graph, self->maximum);
      vtr_graph_changed (graph);
    }
  if (self->pointer >= 0)
    read_at_pointer (self);
  else if (self->reading != 0 && self->reading < first_seen (self))
    stop_reading (self);
  update_accessible (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * vtr_chart_get_reading:
 * @self: a chart
 *
 * Returns: the moment that somebody reads, by vtr_time_now(); 0 where nobody does
 */
gint64
vtr_chart_get_reading (VtrChart *self)
{
  g_return_val_if_fail (VTR_IS_CHART (self), 0);

  return self->reading;
}

/**
 * vtr_chart_format_reading:
 * @self: a chart
 *
 * Returns: (transfer full) (nullable): when it was what is read; NULL while that is now
 */
char *
vtr_chart_format_reading (VtrChart *self)
{
  g_autoptr (GDateTime) moment = NULL;
  gint64 age;

  g_return_val_if_fail (VTR_IS_CHART (self), NULL);

  if (self->reading == 0)
    return NULL;

  /* Wall clocks jump, and histories do not: the distance to now is what both agree on. */
  age = vtr_time_now () - self->reading;
  moment = g_date_time_new_from_unix_local ((g_get_real_time () - age) / G_USEC_PER_SEC);
  /* Translators: a time of day by strftime, to the second */
  return moment != NULL ? g_date_time_format (moment, _("%H:%M:%S")) : NULL;
}

/**
 * vtr_chart_get_value:
 * @self: a chart
 * @line: the number of a line
 *
 * Returns: what it was at the moment that is read, or is now; NaN where that is not known
 */
double
vtr_chart_get_value (VtrChart *self,
                     guint     line)
{
  const VtrHistory *history;

  g_return_val_if_fail (VTR_IS_CHART (self), NAN);
  g_return_val_if_fail (line < self->n_lines, NAN);

  history = self->lines[line].history;
  return self->reading != 0 ? vtr_history_at (history, self->reading)
                            : vtr_history_latest (history);
}
