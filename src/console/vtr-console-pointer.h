/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include "vtr-console-session.h"

G_BEGIN_DECLS

/* The pointer of a guest as we move it: positions, distances, buttons and clicks of its wheel. */
#define VTR_TYPE_CONSOLE_POINTER (vtr_console_pointer_get_type ())
G_DECLARE_FINAL_TYPE (VtrConsolePointer, vtr_console_pointer, VTR, CONSOLE_POINTER, GObject)

VtrConsolePointer *vtr_console_pointer_new         (void);
void               vtr_console_pointer_set_session (VtrConsolePointer *self,
                                                    VtrConsoleSession *session);
void               vtr_console_pointer_move_to     (VtrConsolePointer *self,
                                                    guint              monitor,
                                                    int                x,
                                                    int                y);
void               vtr_console_pointer_move_by     (VtrConsolePointer *self,
                                                    double             dx,
                                                    double             dy);
void               vtr_console_pointer_button      (VtrConsolePointer *self,
                                                    guint              gdk_button,
                                                    gboolean           pressed);
void               vtr_console_pointer_scroll      (VtrConsolePointer *self,
                                                    GdkEvent          *event);
void               vtr_console_pointer_release_all (VtrConsolePointer *self);

G_END_DECLS
