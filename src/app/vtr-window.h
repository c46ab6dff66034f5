/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include <adwaita.h>

#include "fleet/vtr-fleet.h"

G_BEGIN_DECLS

/* The main window: hosts and views at the side, and what is chosen there.
 *
 * Property "settled": whether all hosts that there are to know of are known, so that none at all
 * means that there is none. */
#define VTR_TYPE_WINDOW (vtr_window_get_type ())
G_DECLARE_FINAL_TYPE (VtrWindow, vtr_window, VTR, WINDOW, AdwApplicationWindow)

GtkWidget *vtr_window_new         (GtkApplication *application,
                                   VtrFleet       *fleet,
                                   GSettings      *settings);
void       vtr_window_set_settled (VtrWindow      *self,
                                   gboolean        settled);
void       vtr_window_say         (VtrWindow      *self,
                                   const char     *sentence);

G_END_DECLS
