/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include "base/vtr-history.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define VTR_GRAPH_LINE_WIDTH 1.5f

/* A history as a line over a soft fill, for whoever draws: a graph by itself, or a cell of a table
 * that cannot afford a widget for it. The newest sample stands at the end side. */
typedef struct
{
  graphene_rect_t area;
  GdkRGBA         color;
  gint64          span; /* microseconds */
  double          maximum;
  gboolean        mirrored;
  const float    *dash;
  guint           n_dash;
} VtrGraphPlot;

void vtr_graph_plot_draw (const VtrGraphPlot *self,
                          const VtrHistory   *history,
                          GtkSnapshot        *snapshot);

G_END_DECLS
