/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include <adwaita.h>

#include "base/vtr-history.h"
#include "widgets/vtr-graph.h"

G_BEGIN_DECLS

/* One value of a machine: its name, what it is now, and the last hour of it.
 *
 * Properties: "title", "color" (VtrGraphColor). */
#define VTR_TYPE_GRAPH_CARD (vtr_graph_card_get_type ())
G_DECLARE_FINAL_TYPE (VtrGraphCard, vtr_graph_card, VTR, GRAPH_CARD, AdwBin)

void vtr_graph_card_set_maximum (VtrGraphCard     *self,
                                 double            maximum);
void vtr_graph_card_update      (VtrGraphCard     *self,
                                 const VtrHistory *history,
                                 const char       *value,
                                 const char       *detail);

G_END_DECLS
