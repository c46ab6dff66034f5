/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include "vtr-graph.h"

G_BEGIN_DECLS

typedef char *(*VtrChartFormat) (double value);

#define VTR_CHART_LINES 3

/* Histories of the same unit over each other, which can be read: the pointer or the arrow keys choose
 * a moment, and what each line was then is told, also to who cannot see it.
 *
 * It has no timer and no data of its own: whoever owns the histories says when they changed, and must
 * take them away before they go.
 *
 * Signal: "reading-changed" (). */
#define VTR_TYPE_CHART (vtr_chart_get_type ())
G_DECLARE_FINAL_TYPE (VtrChart, vtr_chart, VTR, CHART, GtkWidget)

GtkWidget *vtr_chart_new         (void);
void       vtr_chart_set_title   (VtrChart         *self,
                                  const char       *title);
void       vtr_chart_set_format  (VtrChart         *self,
                                  VtrChartFormat    format);
void       vtr_chart_set_span    (VtrChart         *self,
                                  guint             seconds);
void       vtr_chart_set_maximum (VtrChart         *self,
                                  double            maximum,
                                  double            least_peak);
double     vtr_chart_get_maximum (VtrChart         *self);
guint      vtr_chart_add_line    (VtrChart         *self,
                                  const char       *label,
                                  VtrGraphColor     color);
void       vtr_chart_set_history (VtrChart         *self,
                                  guint             line,
                                  const VtrHistory *history);
void       vtr_chart_changed     (VtrChart         *self,
                                  gint64            end);
gint64     vtr_chart_get_reading (VtrChart         *self);
char      *vtr_chart_format_reading (VtrChart      *self);
double     vtr_chart_get_value   (VtrChart         *self,
                                  guint             line);

G_END_DECLS
