/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include "fleet/vtr-fleet.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What can be done with one host, as actions that are on exactly when they make sense: "connect",
 * "disconnect", "edit", "move-up", "move-down", "remove" and "details". Whoever shows a host
 * inserts them as "host". */
#define VTR_TYPE_HOST_ACTIONS (vtr_host_actions_get_type ())
G_DECLARE_FINAL_TYPE (VtrHostActions, vtr_host_actions, VTR, HOST_ACTIONS, GObject)

VtrHostActions *vtr_host_actions_new       (VtrFleet       *fleet,
                                            VtrHost        *host,
                                            GtkWidget      *widget);
GActionGroup   *vtr_host_actions_get_group (VtrHostActions *self);

G_END_DECLS
