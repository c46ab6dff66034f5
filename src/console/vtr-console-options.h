/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What a person has decided about a console, to be bound to settings and menus. A session looks at
 * it when it connects and, where that is possible, when it changes. */
#define VTR_TYPE_CONSOLE_OPTIONS (vtr_console_options_get_type ())
G_DECLARE_FINAL_TYPE (VtrConsoleOptions, vtr_console_options, VTR, CONSOLE_OPTIONS, GObject)

VtrConsoleOptions *vtr_console_options_new                 (void);
gboolean           vtr_console_options_get_muted           (VtrConsoleOptions *self);
gboolean           vtr_console_options_get_microphone      (VtrConsoleOptions *self);
gboolean           vtr_console_options_get_automatic_usb   (VtrConsoleOptions *self);
const char        *vtr_console_options_get_shared_folder   (VtrConsoleOptions *self);
gboolean           vtr_console_options_get_folder_writable (VtrConsoleOptions *self);

G_END_DECLS
