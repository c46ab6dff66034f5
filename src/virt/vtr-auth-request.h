/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* A host's questions before it lets somebody in: one or more prompts, answered together. The
 * host waits until vtr_auth_request_answer() or vtr_auth_request_cancel(); one of them is due.
 *
 * Signal: "settled", once either was called. */
#define VTR_TYPE_AUTH_REQUEST (vtr_auth_request_get_type ())
G_DECLARE_FINAL_TYPE (VtrAuthRequest, vtr_auth_request, VTR, AUTH_REQUEST, GObject)

guint       vtr_auth_request_get_n_prompts (VtrAuthRequest    *self);
const char *vtr_auth_request_get_prompt    (VtrAuthRequest    *self,
                                            guint              index);
const char *vtr_auth_request_get_default   (VtrAuthRequest    *self,
                                            guint              index);
gboolean    vtr_auth_request_is_secret     (VtrAuthRequest    *self,
                                            guint              index);
void        vtr_auth_request_answer        (VtrAuthRequest    *self,
                                            const char *const *answers);
void        vtr_auth_request_cancel        (VtrAuthRequest    *self);

G_END_DECLS
