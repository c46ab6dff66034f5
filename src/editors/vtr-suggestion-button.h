/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* What there is to choose, beside an entry in which anything may be typed.
 *
 * Signal "chosen" (value). */
#define VTR_TYPE_SUGGESTION_BUTTON (vtr_suggestion_button_get_type ())
G_DECLARE_FINAL_TYPE (VtrSuggestionButton, vtr_suggestion_button, VTR, SUGGESTION_BUTTON, AdwBin)

GtkWidget *vtr_suggestion_button_new         (void);
void       vtr_suggestion_button_set_choices (VtrSuggestionButton *self,
                                              GPtrArray           *choices);

G_END_DECLS
