/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include "vtr-console-session.h"
#include "vtr-display-place.h"

G_BEGIN_DECLS

/* What is drawn round the guest's picture and over it. */
void vtr_display_paint_surround  (GtkSnapshot           *snapshot,
                                  const VtrDisplayRoom  *room,
                                  const graphene_rect_t *area);
void vtr_display_paint_cursor    (GtkSnapshot           *snapshot,
                                  VtrConsoleSession     *session,
                                  guint                  monitor,
                                  guint                  guest_width,
                                  const graphene_rect_t *area);
void vtr_display_paint_push_grey (GtkSnapshot           *snapshot);

G_END_DECLS
