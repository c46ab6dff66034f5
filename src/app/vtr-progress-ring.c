/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-progress-ring.h"

#include <math.h>

#define SIZE 16
#define LINE_WIDTH 2.0
#define FULL_TURN (2 * G_PI)
#define TOP (-G_PI / 2)
#define TURN_TIME 1500000.0 /* microseconds */

struct _VtrProgressRing
{
  GtkWidget parent_instance;

  double    fraction;
  guint     tick; /* 0 while it stands still */
};

G_DEFINE_FINAL_TYPE (VtrProgressRing, vtr_progress_ring, GTK_TYPE_WIDGET)

static gboolean
on_tick_cb (GtkWidget     *widget,
            GdkFrameClock *clock,
            gpointer       user_data)
{
  gtk_widget_queue_draw (widget);
  return G_SOURCE_CONTINUE;
}

static gboolean
may_move (VtrProgressRing *self)
{
  gboolean animate = FALSE;

  g_object_get (gtk_widget_get_settings (GTK_WIDGET (self)), "gtk-enable-animations", &animate,
                NULL);
  return animate && gtk_widget_get_mapped (GTK_WIDGET (self));
}

static void
update_tick (VtrProgressRing *self)
{
  gboolean turns = self->fraction < 0 && may_move (self);

  if (turns && self->tick == 0)
    self->tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), on_tick_cb, NULL, NULL);
  else if (!turns && self->tick != 0)
    {
      gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->tick);
      self->tick = 0;
    }
}

static void
draw_arc (GtkSnapshot   *snapshot,
          const GdkRGBA *color,
          double         radius,
          double         from,
          double         length)
{
  g_autoptr (GskPathBuilder) builder = gsk_path_builder_new ();
  g_autoptr (GskPath) path = NULL;
  GskStroke *stroke = gsk_stroke_new (LINE_WIDTH);
  guint n_steps = (guint) MAX (2, ceil (length / FULL_TURN * 48));

  /* At this size a chain of short lines is a circle. */
  for (guint i = 0; i <= n_steps; i++)
    {
      double angle = from + length * i / n_steps;
      float x = (float) (SIZE / 2.0 + radius * cos (angle));
      float y = (float) (SIZE / 2.0 + radius * sin (angle));

      if (i == 0)
        gsk_path_builder_move_to (builder, x, y);
      else
        gsk_path_builder_line_to (builder, x, y);
    }
  path = gsk_path_builder_to_path (builder);
  gsk_stroke_set_line_cap (stroke, GSK_LINE_CAP_ROUND);
  gtk_snapshot_append_stroke (snapshot, path, stroke, color);
  gsk_stroke_free (stroke);
}

static double
phase (VtrProgressRing *self)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (self));

  if (self->tick == 0 || clock == NULL)
    return 0;
  return fmod (gdk_frame_clock_get_frame_time (clock) / TURN_TIME, 1) * FULL_TURN;
}

static void
vtr_progress_ring_snapshot (GtkWidget   *widget,
                            GtkSnapshot *snapshot)
{
  VtrProgressRing *self = VTR_PROGRESS_RING (widget);
  double radius = (SIZE - LINE_WIDTH) / 2;
  GdkRGBA color;
  GdkRGBA pale;

  gtk_widget_get_color (widget, &color);
  pale = color;
  pale.alpha *= 0.25f;

  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot,
                          &GRAPHENE_POINT_INIT ((gtk_widget_get_width (widget) - SIZE) / 2.0f,
                                                (gtk_widget_get_height (widget) - SIZE) / 2.0f));
  draw_arc (snapshot, &pale, radius, 0, FULL_TURN);
  if (self->fraction < 0)
    draw_arc (snapshot, &color, radius, TOP + phase (self), FULL_TURN / 4);
  else if (self->fraction > 0)
    draw_arc (snapshot, &color, radius, TOP, FULL_TURN * MIN (self->fraction, 1));
  gtk_snapshot_restore (snapshot);
}

static void
vtr_progress_ring_measure (GtkWidget      *widget,
                           GtkOrientation  orientation,
                           int             for_size,
                           int            *minimum,
                           int            *natural,
                           int            *minimum_baseline,
                           int            *natural_baseline)
{
  *minimum = *natural = SIZE;
}

static void
vtr_progress_ring_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (vtr_progress_ring_parent_class)->map (widget);
  update_tick (VTR_PROGRESS_RING (widget));
}

static void
vtr_progress_ring_unmap (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (vtr_progress_ring_parent_class)->unmap (widget);
  update_tick (VTR_PROGRESS_RING (widget));
}

static void
vtr_progress_ring_class_init (VtrProgressRingClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->map = vtr_progress_ring_map;
  widget_class->measure = vtr_progress_ring_measure;
  widget_class->snapshot = vtr_progress_ring_snapshot;
  widget_class->unmap = vtr_progress_ring_unmap;

  gtk_widget_class_set_css_name (widget_class, "progress-ring");
  /* Whoever shows it says the same in words. */
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
vtr_progress_ring_init (VtrProgressRing *self)
{
  self->fraction = -1;
}

void
vtr_progress_ring_set_fraction (VtrProgressRing *self,
                                double           fraction)
{
  if (self->fraction == fraction)
    return;

  self->fraction = fraction;
  update_tick (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
