/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include <gtk/gtk.h>

#include "vtr-console-keyboard.h"

G_BEGIN_DECLS

/* While it is active every key goes to the guest, those of this program and of the desktop too.
 * One chord always ends it, and so does losing the focus; it comes back with the focus. */
#define VTR_TYPE_CONSOLE_CAPTURE (vtr_console_capture_get_type ())
G_DECLARE_FINAL_TYPE (VtrConsoleCapture, vtr_console_capture, VTR, CONSOLE_CAPTURE, GObject)

VtrConsoleCapture *vtr_console_capture_new           (GtkWidget          *widget,
                                                      VtrConsoleKeyboard *keyboard);
gboolean           vtr_console_capture_get_active    (VtrConsoleCapture  *self);
gboolean           vtr_console_capture_get_inhibited (VtrConsoleCapture  *self);
void               vtr_console_capture_start         (VtrConsoleCapture  *self);
void               vtr_console_capture_stop          (VtrConsoleCapture  *self);
void               vtr_console_capture_set_allowed   (VtrConsoleCapture  *self,
                                                      gboolean            allowed);
gboolean           vtr_console_capture_set_chord     (VtrConsoleCapture  *self,
                                                      const char         *chord);
char              *vtr_console_capture_get_label     (VtrConsoleCapture  *self);

G_END_DECLS
