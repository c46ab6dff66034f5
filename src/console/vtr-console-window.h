/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include "vtr-console-frame.h"
#include "vtr-console-view.h"

G_BEGIN_DECLS

/* A window with nothing but a console. */
#define VTR_TYPE_CONSOLE_WINDOW (vtr_console_window_get_type ())
G_DECLARE_FINAL_TYPE (VtrConsoleWindow, vtr_console_window, VTR, CONSOLE_WINDOW,
                      AdwApplicationWindow)

GtkWidget       *vtr_console_window_new         (GtkApplication     *application,
                                                 GtkWidget          *content,
                                                 GSimpleActionGroup *actions);
GtkWidget       *vtr_console_window_steal_content (VtrConsoleWindow *self);
VtrConsoleTools *vtr_console_window_get_tools   (VtrConsoleWindow   *self);
void             vtr_console_window_set_title   (VtrConsoleWindow   *self,
                                                 const char         *title,
                                                 const char         *subtitle);

G_END_DECLS
