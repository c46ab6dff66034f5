/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include <gdk/gdk.h>

#include "vtr-guest-clipboard.h"

G_BEGIN_DECLS

/* Joins a guest's clipboard and this computer's, as far as its direction allows, and only while it
 * is told that the guest is what the person is working in. The selection that a mere mouse drag
 * makes is never looked at. */
#define VTR_TYPE_CONSOLE_CLIPBOARD (vtr_console_clipboard_get_type ())
G_DECLARE_FINAL_TYPE (VtrConsoleClipboard, vtr_console_clipboard, VTR, CONSOLE_CLIPBOARD, GObject)

VtrConsoleClipboard *vtr_console_clipboard_new        (GdkClipboard        *host);
void                 vtr_console_clipboard_set_guest  (VtrConsoleClipboard *self,
                                                       VtrGuestClipboard   *guest);
void                 vtr_console_clipboard_set_active (VtrConsoleClipboard *self,
                                                       gboolean             active);

G_END_DECLS
