/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include <gtk/gtk.h>

#include "vtr-console-display.h"
#include "vtr-framebuffer.h"

G_BEGIN_DECLS

/* Where the picture lies in a widget of a size. Pure, so that it can be tried at every scale. */
typedef struct
{
  double width;  /* of the widget, logical */
  double height;
  double scale;  /* device pixels a logical one */
  double origin_x; /* of the widget's corner, in device pixels */
  double origin_y;
  guint guest_width;
  guint guest_height;
  VtrScaling scaling;
} VtrDisplayRoom;

graphene_rect_t vtr_display_place    (const VtrDisplayRoom  *room);
void            vtr_display_to_guest (const VtrDisplayRoom  *room,
                                      const graphene_rect_t *area,
                                      double                 x,
                                      double                 y,
                                      int                   *guest_x,
                                      int                   *guest_y);

G_END_DECLS
