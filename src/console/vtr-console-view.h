/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include <adwaita.h>

#include "vtr-console-display.h"
#include "vtr-console-settings.h"

G_BEGIN_DECLS

/* A guest's screen with all that surrounds it: waiting, the password question, the reason why there
 * is nothing to see. It never connects by itself: whoever shows it calls
 * vtr_console_session_open ().
 *
 * Its actions are those of #VtrConsoleActions, with the prefix "console".
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
GSimpleActionGroup *vtr_console_view_get_actions     (VtrConsoleView    *self);
GMenuModel        *vtr_console_view_get_monitors_menu (VtrConsoleView   *self);
VtrConsoleSettings *vtr_console_view_get_settings    (VtrConsoleView    *self);
void               vtr_console_view_set_settings     (VtrConsoleView    *self,
                                                      VtrConsoleSettings *settings);
const char        *vtr_console_view_get_title        (VtrConsoleView    *self);
void               vtr_console_view_set_title        (VtrConsoleView    *self,
                                                      const char        *title);
gboolean           vtr_console_view_get_paused       (VtrConsoleView    *self);
void               vtr_console_view_set_paused       (VtrConsoleView    *self,
                                                      gboolean           paused);
void               vtr_console_view_set_statistics   (VtrConsoleView    *self,
                                                      gboolean           shown);
void               vtr_console_view_set_remember     (VtrConsoleView    *self,
                                                      gboolean           possible,
                                                      gboolean           active);
void               vtr_console_view_answer           (VtrConsoleView    *self);
void               vtr_console_view_add_toast        (VtrConsoleView    *self,
                                                      const char        *title);
void               vtr_console_view_show_toast       (VtrConsoleView    *self,
                                                      AdwToast          *toast);

G_END_DECLS
