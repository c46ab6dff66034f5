/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include "vtr-console-session.h"

G_BEGIN_DECLS

/* What a guest made of the last size that it was asked for. */
typedef enum
{
  VTR_SIZE_NOT_ASKED,
  VTR_SIZE_ASKED,   /* it has not answered yet */
  VTR_SIZE_TAKEN,   /* it has that size */
  VTR_SIZE_OTHER,   /* it took another one, the next that it has */
  VTR_SIZE_REFUSED, /* it stayed as it was */
} VtrSizeAnswer;

#define VTR_TYPE_SIZE_ANSWER (vtr_size_answer_get_type ())
GType vtr_size_answer_get_type (void);

/* Asks a guest to take the size of its window: once the hand that drags the edge has come to rest,
 * never twice for the same size, and it looks whether the guest did. */
#define VTR_TYPE_GUEST_SIZER (vtr_guest_sizer_get_type ())
G_DECLARE_FINAL_TYPE (VtrGuestSizer, vtr_guest_sizer, VTR, GUEST_SIZER, GObject)

VtrGuestSizer *vtr_guest_sizer_new         (guint              rest_ms,
                                            guint              patience_ms);
void           vtr_guest_sizer_set_session (VtrGuestSizer     *self,
                                            VtrConsoleSession *session,
                                            guint              monitor);
void           vtr_guest_sizer_set_enabled (VtrGuestSizer     *self,
                                            gboolean           enabled);
void           vtr_guest_sizer_want        (VtrGuestSizer     *self,
                                            guint              width,
                                            guint              height);
VtrSizeAnswer  vtr_guest_sizer_get_answer  (VtrGuestSizer     *self);

G_END_DECLS
