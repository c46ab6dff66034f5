/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A ring that fills. Below zero it turns instead: something goes on, and nobody knows how far it is. */
#define VTR_TYPE_PROGRESS_RING (vtr_progress_ring_get_type ())
G_DECLARE_FINAL_TYPE (VtrProgressRing, vtr_progress_ring, VTR, PROGRESS_RING, GtkWidget)

void vtr_progress_ring_set_fraction (VtrProgressRing *self,
                                     double           fraction);

G_END_DECLS
