/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* The settings of the program. Each applies while it is changed. */
#define VTR_TYPE_PREFERENCES_DIALOG (vtr_preferences_dialog_get_type ())
G_DECLARE_FINAL_TYPE (VtrPreferencesDialog, vtr_preferences_dialog, VTR, PREFERENCES_DIALOG,
                      AdwPreferencesDialog)

AdwDialog *vtr_preferences_dialog_new (void);

G_END_DECLS
