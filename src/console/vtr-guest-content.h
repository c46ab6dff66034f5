/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include <gdk/gdk.h>

#include "vtr-guest-clipboard.h"

G_BEGIN_DECLS

/* What a guest offers, in this computer's clipboard: fetched when somebody pastes it, and not
 * before. */
#define VTR_TYPE_GUEST_CONTENT (vtr_guest_content_get_type ())
G_DECLARE_FINAL_TYPE (VtrGuestContent, vtr_guest_content, VTR, GUEST_CONTENT, GdkContentProvider)

GdkContentProvider *vtr_guest_content_new      (VtrGuestClipboard *clipboard);
gboolean            vtr_guest_content_is_from  (VtrGuestContent   *self,
                                                VtrGuestClipboard *clipboard);

G_END_DECLS
