/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include <adwaita.h>

#include "vtr-console-display.h"

G_BEGIN_DECLS

/* A guest's screen with all that surrounds it: waiting, the password question, the reason why there
 * is nothing to see. It never connects by itself: whoever shows it calls
 * vtr_console_session_open ().
 *
 * Its actions are "console.connect", "console.capture", "console.scaling" (a string: "fit",
 * "exact" or "follow"), "console.send-keys" (a string such as "ctrl+alt+delete"),
 * "console.copy-screenshot", "console.paste-as-keys" and "console.statistics".
 *
 * "credentials-entered" tells a name, a password and whether to remember them. */
#define VTR_TYPE_CONSOLE_VIEW (vtr_console_view_get_type ())
G_DECLARE_FINAL_TYPE (VtrConsoleView, vtr_console_view, VTR, CONSOLE_VIEW, AdwBin)

GtkWidget         *vtr_console_view_new              (void);
VtrConsoleSession *vtr_console_view_get_session      (VtrConsoleView    *self);
void               vtr_console_view_set_session      (VtrConsoleView    *self,
                                                      VtrConsoleSession *session);
VtrConsoleDisplay *vtr_console_view_get_display      (VtrConsoleView    *self);
GtkWidget         *vtr_console_view_get_placeholder  (VtrConsoleView    *self);
void               vtr_console_view_set_placeholder  (VtrConsoleView    *self,
                                                      GtkWidget         *placeholder);
void               vtr_console_view_add_toast        (VtrConsoleView    *self,
                                                      const char        *title);

G_END_DECLS
