/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include <spice-client.h>

#include "console/vtr-guest-clipboard.h"

G_BEGIN_DECLS

/* What the agent in a guest says of its clipboard. */
#define VTR_TYPE_SPICE_CLIPBOARD (vtr_spice_clipboard_get_type ())
G_DECLARE_FINAL_TYPE (VtrSpiceClipboard, vtr_spice_clipboard, VTR, SPICE_CLIPBOARD,
                      VtrGuestClipboard)

VtrGuestClipboard *vtr_spice_clipboard_new      (void);
void               vtr_spice_clipboard_set_main (VtrSpiceClipboard *self,
                                                 SpiceMainChannel  *main);

G_END_DECLS
