/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include <gvnc.h>

#include "console/vtr-guest-clipboard.h"

G_BEGIN_DECLS

/* The "cut text" of the protocol: text only, and sent at once, whether or not anybody wants it. */
#define VTR_TYPE_VNC_CLIPBOARD (vtr_vnc_clipboard_get_type ())
G_DECLARE_FINAL_TYPE (VtrVncClipboard, vtr_vnc_clipboard, VTR, VNC_CLIPBOARD, VtrGuestClipboard)

VtrGuestClipboard *vtr_vnc_clipboard_new            (void);
void               vtr_vnc_clipboard_set_connection (VtrVncClipboard *self,
                                                     VncConnection   *connection);
void               vtr_vnc_clipboard_take_cut_text  (VtrVncClipboard *self,
                                                     const char      *text);

G_END_DECLS
