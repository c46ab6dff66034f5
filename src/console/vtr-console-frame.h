/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include "vtr-console-tools.h"

G_BEGIN_DECLS

/* Lays a bar over a console that fills the whole screen. The bar comes when the pointer touches the
 * upper edge, and by keyboard once the keys are released: "console-frame.leave" goes to it, or, in
 * a window, to what stands before the console. Escape leads back. */
#define VTR_TYPE_CONSOLE_FRAME (vtr_console_frame_get_type ())
G_DECLARE_FINAL_TYPE (VtrConsoleFrame, vtr_console_frame, VTR, CONSOLE_FRAME, AdwBin)

GtkWidget       *vtr_console_frame_new         (void);
void             vtr_console_frame_set_content (VtrConsoleFrame *self,
                                                GtkWidget       *content);
VtrConsoleTools *vtr_console_frame_get_tools   (VtrConsoleFrame *self);
void             vtr_console_frame_set_title   (VtrConsoleFrame *self,
                                                const char      *title);

G_END_DECLS
