/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include "vtr-console-session.h"

G_BEGIN_DECLS

/* For the classes that derive from #VtrConsoleSession. */

void            vtr_console_session_set_state     (VtrConsoleSession *self,
                                                   VtrConsoleState    state);
void            vtr_console_session_fail          (VtrConsoleSession *self,
                                                   VtrTrouble        *trouble);
void            vtr_console_session_refuse        (VtrConsoleSession *self,
                                                   VtrTrouble        *trouble);
void            vtr_console_session_ask           (VtrConsoleSession *self,
                                                   gboolean           username,
                                                   VtrTrouble        *trouble);
void            vtr_console_session_set_title     (VtrConsoleSession *self,
                                                   const char        *title);
VtrFramebuffer *vtr_console_session_ensure_monitor (VtrConsoleSession *self,
                                                    guint              monitor);
void            vtr_console_session_drop_monitors (VtrConsoleSession *self,
                                                   guint              keep);
void            vtr_console_session_set_features  (VtrConsoleSession *self,
                                                   VtrConsoleFeatures mask,
                                                   VtrConsoleFeatures features);
void            vtr_console_session_set_clipboard (VtrConsoleSession *self,
                                                   VtrGuestClipboard *clipboard);
void            vtr_console_session_set_cursor    (VtrConsoleSession *self,
                                                   GdkCursor         *cursor);
void            vtr_console_session_take_cursor   (VtrConsoleSession *self,
                                                   const guint8      *rgba,
                                                   int                width,
                                                   int                height,
                                                   int                hot_x,
                                                   int                hot_y);
void            vtr_console_session_set_relative  (VtrConsoleSession *self,
                                                   gboolean           relative);
void            vtr_console_session_move_guest_cursor (VtrConsoleSession *self,
                                                       guint              monitor,
                                                       int                x,
                                                       int                y);
void            vtr_console_session_guest_locks   (VtrConsoleSession *self,
                                                   VtrLockKeys        locks);

G_END_DECLS
