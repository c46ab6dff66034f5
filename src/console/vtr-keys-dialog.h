/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include <adwaita.h>

#include "vtr-console-settings.h"

G_BEGIN_DECLS

/* Sends keys that stand in no menu, and keeps those that are wanted again. It activates
 * "console.send-keys" where it is shown. */
#define VTR_TYPE_KEYS_DIALOG (vtr_keys_dialog_get_type ())
G_DECLARE_FINAL_TYPE (VtrKeysDialog, vtr_keys_dialog, VTR, KEYS_DIALOG, AdwDialog)

AdwDialog *vtr_keys_dialog_new (VtrConsoleSettings *settings,
                                GActionGroup       *actions);

G_END_DECLS
