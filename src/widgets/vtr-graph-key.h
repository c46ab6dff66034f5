/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include "vtr-graph.h"

G_BEGIN_DECLS

/* A short piece of a line beside the words for it: its colour and its dash. */
#define VTR_TYPE_GRAPH_KEY (vtr_graph_key_get_type ())
G_DECLARE_FINAL_TYPE (VtrGraphKey, vtr_graph_key, VTR, GRAPH_KEY, GtkWidget)

GtkWidget *vtr_graph_key_new (VtrGraphColor color);

G_END_DECLS
