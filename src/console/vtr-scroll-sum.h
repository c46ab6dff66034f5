/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Smooth scrolling, added up to the whole clicks that a guest's wheel knows. */
typedef struct
{
  double x;
  double y;
} VtrScrollSum;

void vtr_scroll_sum_add   (VtrScrollSum *self,
                           double        dx,
                           double        dy,
                           int          *clicks_x,
                           int          *clicks_y);
void vtr_scroll_sum_reset (VtrScrollSum *self);

G_END_DECLS
