/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* The buttons of a console for a header bar or a bar over a full screen: its keys, its view, the
 * whole screen. They activate "console" actions, which have to be inserted around them. */
#define VTR_TYPE_CONSOLE_TOOLS (vtr_console_tools_get_type ())
G_DECLARE_FINAL_TYPE (VtrConsoleTools, vtr_console_tools, VTR, CONSOLE_TOOLS, AdwBin)

GtkWidget *vtr_console_tools_new         (void);
void       vtr_console_tools_set_is_text (VtrConsoleTools *self,
                                          gboolean         is_text);
void       vtr_console_tools_set_choices (VtrConsoleTools *self,
                                          GMenuModel      *choices);
void       vtr_console_tools_set_place   (VtrConsoleTools *self,
                                          GMenuModel      *place);
void       vtr_console_tools_set_monitors (VtrConsoleTools *self,
                                           GMenuModel      *monitors);
void       vtr_console_tools_set_chords  (VtrConsoleTools   *self,
                                          const char *const *chords);
void       vtr_console_tools_set_narrow  (VtrConsoleTools *self,
                                          gboolean         narrow);

G_END_DECLS
