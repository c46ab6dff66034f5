/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include <adwaita.h>

#include "vtr-console-settings.h"

G_BEGIN_DECLS

/* How consoles behave, for the preferences, or how the one of a machine does. */
#define VTR_TYPE_CONSOLE_SETTINGS_PAGE (vtr_console_settings_page_get_type ())
G_DECLARE_FINAL_TYPE (VtrConsoleSettingsPage, vtr_console_settings_page, VTR,
                      CONSOLE_SETTINGS_PAGE, AdwPreferencesPage)

AdwPreferencesPage *vtr_console_settings_page_new   (VtrConsoleSettings *settings);
AdwDialog          *vtr_console_settings_dialog_new (VtrConsoleSettings *settings,
                                                     const char         *title);

G_END_DECLS
