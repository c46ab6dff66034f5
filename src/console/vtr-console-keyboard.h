/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include "vtr-console-session.h"

G_BEGIN_DECLS

/* The keys that are down in a guest because of us. What goes down comes up again, with the same
 * meaning, also when this computer never hears of the release. */
#define VTR_TYPE_CONSOLE_KEYBOARD (vtr_console_keyboard_get_type ())
G_DECLARE_FINAL_TYPE (VtrConsoleKeyboard, vtr_console_keyboard, VTR, CONSOLE_KEYBOARD, GObject)

VtrConsoleKeyboard *vtr_console_keyboard_new         (void);
void                vtr_console_keyboard_set_session (VtrConsoleKeyboard *self,
                                                      VtrConsoleSession  *session);
void                vtr_console_keyboard_key         (VtrConsoleKeyboard *self,
                                                      guint               key,
                                                      guint               keysym,
                                                      gboolean            pressed);
void                vtr_console_keyboard_release_all (VtrConsoleKeyboard *self);
guint               vtr_console_keyboard_get_n_held  (VtrConsoleKeyboard *self);
void                vtr_console_keyboard_sync_locks  (VtrConsoleKeyboard *self,
                                                      GdkDevice          *device);
void                vtr_console_keyboard_send_chord  (VtrConsoleKeyboard *self,
                                                      const guint        *keys,
                                                      guint               n_keys);

G_END_DECLS
