/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-display-paint.h"

static void
append_black (GtkSnapshot *snapshot,
              double       x,
              double       y,
              double       right,
              double       bottom)
{
  if (right > x && bottom > y)
    gtk_snapshot_append_color (snapshot,
                               &(GdkRGBA) { 0, 0, 0, 1 },
                               &GRAPHENE_RECT_INIT (x, y, right - x, bottom - y));
}

/**
 * vtr_display_paint_surround:
 * @area: where in @room the picture is
 */
void
vtr_display_paint_surround (GtkSnapshot           *snapshot,
                            const VtrDisplayRoom  *room,
                            const graphene_rect_t *area)
{
  double width = room->width;
  double height = room->height;
  double right = area->origin.x + area->size.width;
  double bottom = area->origin.y + area->size.height;

  append_black (snapshot, 0, 0, width, area->origin.y);
  append_black (snapshot, 0, bottom, width, height);
  append_black (snapshot, 0, area->origin.y, area->origin.x, bottom);
  append_black (snapshot, right, area->origin.y, width, bottom);
}

/**
 * vtr_display_paint_cursor:
 * @area: where the picture of that monitor is
 *
 * A guest that knows no positions moves a pointer of its own, which only we can show.
 */
void
vtr_display_paint_cursor (GtkSnapshot           *snapshot,
                          VtrConsoleSession     *session,
                          guint                  monitor,
                          guint                  guest_width,
                          const graphene_rect_t *area)
{
  GdkCursor *cursor;
  GdkTexture *texture;
  double scale;
  guint cursor_monitor;
  int x, y;

  if (!vtr_console_session_get_guest_cursor (session, &cursor_monitor, &x, &y)
      || cursor_monitor != monitor)
    return;

  cursor = vtr_console_session_get_cursor (session);
  texture = gdk_cursor_get_texture (cursor);
  if (texture == NULL)
    return;

  scale = area->size.width / guest_width;
  x -= gdk_cursor_get_hotspot_x (cursor);
  y -= gdk_cursor_get_hotspot_y (cursor);
  gtk_snapshot_append_texture (snapshot,
                               texture,
                               &GRAPHENE_RECT_INIT (area->origin.x + x * scale,
                                                    area->origin.y + y * scale,
                                                    gdk_texture_get_width (texture) * scale,
                                                    gdk_texture_get_height (texture) * scale));
}

/**
 * vtr_display_paint_push_grey:
 *
 * A lost guest's last picture goes grey, so that nobody waits for it to answer.
 */
void
vtr_display_paint_push_grey (GtkSnapshot *snapshot)
{
  graphene_matrix_t matrix;
  graphene_vec4_t offset;
  const float grey[] = {
    0.15f, 0.15f, 0.15f, 0, /**/
    0.30f, 0.30f, 0.30f, 0, /**/
    0.05f, 0.05f, 0.05f, 0, /**/
    0,     0,     0,     1,
  };

  graphene_matrix_init_from_float (&matrix, grey);
  graphene_vec4_init (&offset, 0.1f, 0.1f, 0.1f, 0);
  gtk_snapshot_push_color_matrix (snapshot, &matrix, &offset);
}
