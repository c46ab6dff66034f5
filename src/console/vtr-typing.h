/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include "vtr-console-view.h"

G_BEGIN_DECLS

/* Types the clipboard in a guest that shares none: shows first what it is going to be, and can be
 * stopped. */
#define VTR_TYPE_TYPING (vtr_typing_get_type ())
G_DECLARE_FINAL_TYPE (VtrTyping, vtr_typing, VTR, TYPING, GObject)

VtrTyping *vtr_typing_new   (VtrConsoleView *view);
void       vtr_typing_start (VtrTyping      *self);
void       vtr_typing_stop  (VtrTyping      *self);

G_END_DECLS
