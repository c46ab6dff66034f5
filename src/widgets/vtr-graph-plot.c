/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-graph-plot.h"

#include <math.h>

#define FILL_ALPHA 0.18f

/* One history on its way to two paths. Samples come newest first; all that fall into one column of
 * pixels become its highest point, so an hour costs no more than the graph is wide. */
typedef struct
{
  graphene_rect_t area;
  GskPathBuilder *line;
  GskPathBuilder *fill;
  gint64          newest;
  double          pixels_per_usec;
  double          maximum;
  gboolean        mirrored;
  graphene_point_t pending; /* the column that is being collected */
  graphene_point_t last;    /* where the line ends so far */
  guint           n_points; /* of this piece of the line */
  gboolean        has_pending;
} Plot;

static graphene_point_t
plot_place (const Plot *plot,
            VtrSample   sample)
{
  double offset = (plot->newest - sample.time) * plot->pixels_per_usec;
  double share = CLAMP (sample.value / plot->maximum, 0.0, 1.0);
  const graphene_rect_t *area = &plot->area;
  float x = plot->mirrored ? area->origin.x + offset : area->origin.x + area->size.width - offset;

  return GRAPHENE_POINT_INIT (x, area->origin.y + area->size.height * (float) (1.0 - share));
}

static void
plot_flush (Plot *plot)
{
  float bottom = plot->area.origin.y + plot->area.size.height;

  if (!plot->has_pending)
    return;

  plot->has_pending = FALSE;
  plot->last = plot->pending;
  if (plot->n_points++ == 0)
    {
      gsk_path_builder_move_to (plot->line, plot->last.x, plot->last.y);
      gsk_path_builder_move_to (plot->fill, plot->last.x, bottom);
    }
  else
    {
      gsk_path_builder_line_to (plot->line, plot->last.x, plot->last.y);
    }
  gsk_path_builder_line_to (plot->fill, plot->last.x, plot->last.y);
}

static void
plot_break (Plot *plot)
{
  float bottom = plot->area.origin.y + plot->area.size.height;

  plot_flush (plot);
  if (plot->n_points == 0)
    return;

  /* A value between two holes would be a line without length. */
  if (plot->n_points == 1)
    gsk_path_builder_rel_line_to (plot->line, plot->mirrored ? 1 : -1, 0);
  gsk_path_builder_line_to (plot->fill, plot->last.x, bottom);
  gsk_path_builder_close (plot->fill);
  plot->n_points = 0;
}

static void
plot_add (Plot             *plot,
          graphene_point_t  point)
{
  if (plot->has_pending && floorf (point.x) == floorf (plot->pending.x))
    {
      plot->pending.y = MIN (plot->pending.y, point.y);
      return;
    }

  plot_flush (plot);
  plot->pending = point;
  plot->has_pending = TRUE;
}

static void
plot_history (Plot             *plot,
              const VtrHistory *history,
              gint64            span)
{
  for (guint age = 0; age < vtr_history_size (history); age++)
    {
      VtrSample sample = vtr_history_get (history, age);

      if (isnan (sample.value))
        plot_break (plot);
      else
        plot_add (plot, plot_place (plot, sample));

      /* One sample further, for the line to reach the edge. */
      if (plot->newest - sample.time > span)
        break;
    }

  plot_break (plot);
}

/**
 * vtr_graph_plot_find_x:
 * @self: where and how, with an end
 * @time: a moment
 *
 * Returns: where that stands, which may be outside of the area
 */
float
vtr_graph_plot_find_x (const VtrGraphPlot *self,
                       gint64              time)
{
  float offset = (float) ((double) (self->end - time) / (double) self->span) * self->area.size.width;

  return self->mirrored ? self->area.origin.x + offset
                        : self->area.origin.x + self->area.size.width - offset;
}

/**
 * vtr_graph_plot_draw:
 * @self: where and how
 * @history: (nullable): what
 * @snapshot: onto what
 */
void
vtr_graph_plot_draw (const VtrGraphPlot *self,
                     const VtrHistory   *history,
                     GtkSnapshot        *snapshot)
{
  g_autoptr (GskPath) line = NULL;
  g_autoptr (GskPath) fill = NULL;
  g_autoptr (GskStroke) stroke = NULL;
  GdkRGBA soft = self->color;
  Plot plot;

  if (vtr_history_size (history) == 0)
    return;

  plot = (Plot) {
    .area = self->area,
    .line = gsk_path_builder_new (),
    .fill = gsk_path_builder_new (),
    .newest = self->end != 0 ? self->end : vtr_history_get (history, 0).time,
    .pixels_per_usec = self->area.size.width / (double) self->span,
    .maximum = self->maximum,
    .mirrored = self->mirrored,
  };
  plot_history (&plot, history, self->span);
  line = gsk_path_builder_free_to_path (plot.line);
  fill = gsk_path_builder_free_to_path (plot.fill);
  if (gsk_path_is_empty (line))
    return;

  stroke = gsk_stroke_new (VTR_GRAPH_LINE_WIDTH);
  gsk_stroke_set_line_join (stroke, GSK_LINE_JOIN_ROUND);
  if (self->n_dash > 0)
    gsk_stroke_set_dash (stroke, self->dash, self->n_dash);
  soft.alpha *= FILL_ALPHA;
  gtk_snapshot_append_fill (snapshot, fill, GSK_FILL_RULE_WINDING, &soft);
  gtk_snapshot_append_stroke (snapshot, line, stroke, &self->color);
}
