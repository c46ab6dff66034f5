/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include "base/vtr-history.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define VTR_GRAPH_LINE_WIDTH 1.5f
#define VTR_GRAPH_AXIS_ALPHA 0.2f

/* A history as a line over a soft fill, for whoever draws: a graph by itself, or a cell of a table
 * that cannot afford a widget for it. The newest sample stands at the end side, or a moment that several lines share. */
typedef struct
{
  graphene_rect_t area;
  GdkRGBA         color;
  gint64          span; /* microseconds */
  gint64          end;  /* what the end side stands for; 0 for the newest sample */
  double          maximum;
  gboolean        mirrored;
  const float    *dash;
  guint           n_dash;
} VtrGraphPlot;

float vtr_graph_plot_find_x (const VtrGraphPlot *self,
                             gint64              time);
void  vtr_graph_plot_draw (const VtrGraphPlot *self,
                           const VtrHistory   *history,
                           GtkSnapshot        *snapshot);

G_END_DECLS
