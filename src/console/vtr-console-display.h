/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include "vtr-console-session.h"
#include "vtr-guest-sizer.h"

G_BEGIN_DECLS

typedef enum
{
  VTR_SCALING_FIT,    /* all of the picture, as large as there is room */
  VTR_SCALING_EXACT,  /* one pixel of the guest is one of the screen */
  VTR_SCALING_FOLLOW, /* the guest is asked to take the size of the room */
} VtrScaling;

#define VTR_TYPE_SCALING (vtr_scaling_get_type ())
GType vtr_scaling_get_type (void);

/* Shows one monitor of a guest, and takes keys and pointer for it. */
#define VTR_TYPE_CONSOLE_DISPLAY (vtr_console_display_get_type ())
G_DECLARE_FINAL_TYPE (VtrConsoleDisplay, vtr_console_display, VTR, CONSOLE_DISPLAY, GtkWidget)

GtkWidget         *vtr_console_display_new               (void);
VtrConsoleSession *vtr_console_display_get_session       (VtrConsoleDisplay *self);
void               vtr_console_display_set_session       (VtrConsoleDisplay *self,
                                                          VtrConsoleSession *session);
guint              vtr_console_display_get_monitor       (VtrConsoleDisplay *self);
void               vtr_console_display_set_monitor       (VtrConsoleDisplay *self,
                                                          guint              monitor);
VtrScaling         vtr_console_display_get_scaling       (VtrConsoleDisplay *self);
void               vtr_console_display_set_scaling       (VtrConsoleDisplay *self,
                                                          VtrScaling         scaling);
gboolean           vtr_console_display_get_captured      (VtrConsoleDisplay *self);
void               vtr_console_display_set_captured      (VtrConsoleDisplay *self,
                                                          gboolean           captured);
gboolean           vtr_console_display_set_release_chord (VtrConsoleDisplay *self,
                                                          const char        *chord);
char              *vtr_console_display_get_release_label (VtrConsoleDisplay *self);
VtrSizeAnswer      vtr_console_display_get_size_answer   (VtrConsoleDisplay *self);
VtrFramebuffer    *vtr_console_display_get_framebuffer   (VtrConsoleDisplay *self);
void               vtr_console_display_send_keys         (VtrConsoleDisplay *self,
                                                          const guint       *keys,
                                                          guint              n_keys);
gboolean           vtr_console_display_to_guest          (VtrConsoleDisplay *self,
                                                          double             x,
                                                          double             y,
                                                          int               *guest_x,
                                                          int               *guest_y);

G_END_DECLS
