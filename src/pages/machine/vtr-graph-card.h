/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include <adwaita.h>

#include "widgets/vtr-chart.h"

G_BEGIN_DECLS

/* One chart of a machine: a title, what each line is now or was at the moment that somebody reads,
 * and the lines. It draws histories that somebody else owns, and says when they changed. */
#define VTR_TYPE_GRAPH_CARD (vtr_graph_card_get_type ())
G_DECLARE_FINAL_TYPE (VtrGraphCard, vtr_graph_card, VTR, GRAPH_CARD, AdwBin)

GtkWidget  *vtr_graph_card_new         (const char       *title,
                                        VtrChartFormat    format);
const char *vtr_graph_card_get_title   (VtrGraphCard     *self);
void        vtr_graph_card_set_format  (VtrGraphCard     *self,
                                        VtrChartFormat    format);
void        vtr_graph_card_set_small   (VtrGraphCard     *self);
void        vtr_graph_card_set_span    (VtrGraphCard     *self,
                                        guint             seconds);
void        vtr_graph_card_set_maximum (VtrGraphCard     *self,
                                        double            maximum,
                                        double            least_peak);
guint       vtr_graph_card_add_line    (VtrGraphCard     *self,
                                        const char       *label,
                                        VtrGraphColor     color);
void        vtr_graph_card_set_history (VtrGraphCard     *self,
                                        guint             line,
                                        const VtrHistory *history);
void        vtr_graph_card_set_detail  (VtrGraphCard     *self,
                                        const char       *detail);
void        vtr_graph_card_set_note    (VtrGraphCard     *self,
                                        const char       *note);
void        vtr_graph_card_changed     (VtrGraphCard     *self,
                                        gint64            end);

G_END_DECLS
