/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* How a console behaves. What nobody chose for one machine is as the preferences say, and follows
 * them. "changed" is detailed with the name of the key. */
#define VTR_TYPE_CONSOLE_SETTINGS (vtr_console_settings_get_type ())
G_DECLARE_FINAL_TYPE (VtrConsoleSettings, vtr_console_settings, VTR, CONSOLE_SETTINGS, GObject)

VtrConsoleSettings *vtr_console_settings_new         (const char         *machine);
char               *vtr_console_settings_get_string  (VtrConsoleSettings *self,
                                                      const char         *key);
void                vtr_console_settings_set_string  (VtrConsoleSettings *self,
                                                      const char         *key,
                                                      const char         *value);
gboolean            vtr_console_settings_get_boolean (VtrConsoleSettings *self,
                                                      const char         *key);
void                vtr_console_settings_set_boolean (VtrConsoleSettings *self,
                                                      const char         *key,
                                                      gboolean            value);
char              **vtr_console_settings_get_words   (VtrConsoleSettings *self,
                                                      const char         *key);
gboolean            vtr_console_settings_is_own      (VtrConsoleSettings *self,
                                                      const char         *key);
void                vtr_console_settings_reset       (VtrConsoleSettings *self);
GSettings          *vtr_console_settings_get_defaults (VtrConsoleSettings *self);

G_END_DECLS
