/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-display-place.h"

#include <math.h>

/* Guests round the size that they are asked for down to what their hardware can do. That close,
 * sharp with a thin border is better than blurred without. */
#define ROUNDED_OFF 16

static gboolean
is_unscaled (const VtrDisplayRoom *room,
             double                device_width,
             double                device_height)
{
  double spare_x = device_width - room->guest_width;
  double spare_y = device_height - room->guest_height;

  if (room->scaling == VTR_SCALING_EXACT)
    return TRUE;

  return room->scaling == VTR_SCALING_FOLLOW && spare_x >= 0 && spare_y >= 0
         && spare_x < ROUNDED_OFF && spare_y < ROUNDED_OFF;
}

/**
 * vtr_display_place:
 *
 * Returns: the picture's rectangle, in the widget's logical coordinates, with its edges on device
 *   pixels
 */
graphene_rect_t
vtr_display_place (const VtrDisplayRoom *room)
{
  double device_width = room->width * room->scale;
  double device_height = room->height * room->scale;
  double width = room->guest_width, height = room->guest_height, left, top;

  if (room->guest_width == 0 || room->guest_height == 0)
    return GRAPHENE_RECT_INIT (0, 0, 0, 0);

  if (!is_unscaled (room, device_width, device_height))
    {
      double factor = MIN (device_width / width, device_height / height);

      width = MAX (round (width * factor), 1);
      height = MAX (round (height * factor), 1);
    }

  /* What does not fit begins at the corner, from where it is scrolled. */
  left = room->origin_x + MAX ((device_width - width) / 2, 0);
  top = room->origin_y + MAX ((device_height - height) / 2, 0);

  return GRAPHENE_RECT_INIT ((floor (left + 0.25) - room->origin_x) / room->scale,
                             (floor (top + 0.25) - room->origin_y) / room->scale,
                             width / room->scale,
                             height / room->scale);
}

/**
 * vtr_display_to_guest:
 * @area: what vtr_display_place () said
 * @guest_x: (out): the pixel of the guest there, or the nearest one
 * @guest_y: (out): the pixel of the guest there, or the nearest one
 */
void
vtr_display_to_guest (const VtrDisplayRoom  *room,
                      const graphene_rect_t *area,
                      double                 x,
                      double                 y,
                      int                   *guest_x,
                      int                   *guest_y)
{
  double across = (x - area->origin.x) / MAX (area->size.width, 1e-9);
  double down = (y - area->origin.y) / MAX (area->size.height, 1e-9);

  *guest_x = (int) CLAMP (floor (across * room->guest_width), 0, (double) room->guest_width - 1);
  *guest_y = (int) CLAMP (floor (down * room->guest_height), 0, (double) room->guest_height - 1);
}
