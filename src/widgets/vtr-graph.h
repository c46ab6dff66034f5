/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include "base/vtr-history.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef enum
{
  VTR_GRAPH_ACCENT,
  VTR_GRAPH_BLUE,
  VTR_GRAPH_PURPLE,
  VTR_GRAPH_ORANGE,
  VTR_GRAPH_GREEN,
} VtrGraphColor;

#define VTR_TYPE_GRAPH_COLOR (vtr_graph_color_get_type ())
GType        vtr_graph_color_get_type (void);
const char  *vtr_graph_color_get_css_class (VtrGraphColor  color);
const float *vtr_graph_color_get_dash      (VtrGraphColor  color,
                                            guint         *n_dash);

/* The last minutes of a history as a line over a soft fill. It has no timer and no data of its own:
 * whoever owns the history says when it changed, and must take it away before it goes.
 *
 * Give it an accessible label ("Processor of web-frontend"); its value it says by itself. */
#define VTR_TYPE_GRAPH (vtr_graph_get_type ())
G_DECLARE_FINAL_TYPE (VtrGraph, vtr_graph, VTR, GRAPH, GtkWidget)

GtkWidget *vtr_graph_new            (void);
GtkWidget *vtr_graph_new_line       (VtrGraphColor     color);
void       vtr_graph_set_history    (VtrGraph         *self,
                                     const VtrHistory *history);
void       vtr_graph_changed        (VtrGraph         *self);
void       vtr_graph_set_span       (VtrGraph         *self,
                                     guint             seconds);
guint      vtr_graph_get_span       (VtrGraph         *self);
void       vtr_graph_set_end        (VtrGraph         *self,
                                     gint64            end);
void       vtr_graph_set_maximum    (VtrGraph         *self,
                                     double            maximum);
double     vtr_graph_get_maximum    (VtrGraph         *self);
void       vtr_graph_set_color      (VtrGraph         *self,
                                     VtrGraphColor     color);
void       vtr_graph_set_compact    (VtrGraph         *self,
                                     gboolean          compact);
void       vtr_graph_set_value_text (VtrGraph         *self,
                                     const char       *text);

G_END_DECLS
