/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include <spice-client.h>

#include "console/vtr-console-session.h"

G_BEGIN_DECLS

/* Takes one display channel's pictures to the session's monitors. A channel is a graphics card:
 * it has one surface, and that is cut into one or more monitors. */
#define VTR_TYPE_SPICE_DISPLAY (vtr_spice_display_get_type ())
G_DECLARE_FINAL_TYPE (VtrSpiceDisplay, vtr_spice_display, VTR, SPICE_DISPLAY, GObject)

VtrSpiceDisplay *vtr_spice_display_new       (VtrConsoleSession *session,
                                              SpiceChannel      *channel);
SpiceChannel    *vtr_spice_display_get_channel (VtrSpiceDisplay *self);
gboolean         vtr_spice_display_locate    (VtrSpiceDisplay   *self,
                                              guint              monitor,
                                              int               *x,
                                              int               *y,
                                              int               *channel_id);

G_END_DECLS
