/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include "vtr-console-view.h"

G_BEGIN_DECLS

/* What can be done with a screen, for its view and for every menu and bar that stands elsewhere in
 * its window:
 *
 * "connect", "answer", "capture", "send-keys" (a string such as "ctrl+alt+delete"),
 * "other-keys", "settings", "usb", "paste-as-keys", "stop-typing", "copy-screenshot", "save-screenshot", "fit-window", and with a
 * state "scaling" ("fit", "exact" or "follow"), "full-screen", "view-only", "muted" and
 * "statistics". */
#define VTR_TYPE_CONSOLE_ACTIONS (vtr_console_actions_get_type ())
G_DECLARE_FINAL_TYPE (VtrConsoleActions, vtr_console_actions, VTR, CONSOLE_ACTIONS, GObject)

VtrConsoleActions  *vtr_console_actions_new       (VtrConsoleView     *view);
GSimpleActionGroup *vtr_console_actions_get_group (VtrConsoleActions  *self);
void                vtr_console_actions_update    (VtrConsoleActions  *self);

G_END_DECLS
