/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* What a host wants to know. */
typedef enum
{
  VTR_AUTH_LOGIN,      /* what the prompts say, most often a name and a password */
  VTR_AUTH_PASSPHRASE, /* of a key on this computer */
  VTR_AUTH_CODE,       /* that changes from time to time */
  VTR_AUTH_PIN,        /* of a security key */
  VTR_AUTH_HOST_KEY,   /* whether a server is the right one: yes, or cancelled */
  VTR_AUTH_CONFIRM,    /* yes, or cancelled */
  VTR_AUTH_TOUCH,      /* nothing: a security key is to be touched, the request settles itself */
} VtrAuthKind;

/* What is known of a server's key that was not seen before. */
typedef struct
{
  char *server; /* as it was asked for, perhaps with its address */
  char *type;   /* ED25519, RSA, … */
  char *fingerprint;
} VtrAuthHostKey;

/* A host's questions before it lets somebody in: one or more prompts, answered together. The
 * host waits until vtr_auth_request_answer() or vtr_auth_request_cancel(); one of them is due.
 *
 * Signal: "settled", once either was called. */
#define VTR_TYPE_AUTH_REQUEST (vtr_auth_request_get_type ())
G_DECLARE_FINAL_TYPE (VtrAuthRequest, vtr_auth_request, VTR, AUTH_REQUEST, GObject)

VtrAuthRequest *vtr_auth_request_new       (VtrAuthKind        kind,
                                            const char        *subject);
void        vtr_auth_request_add_prompt    (VtrAuthRequest    *self,
                                            const char        *text,
                                            const char        *fallback,
                                            gboolean           secret);
void        vtr_auth_request_set_host_key  (VtrAuthRequest    *self,
                                            const char        *server,
                                            const char        *type,
                                            const char        *fingerprint);
void        vtr_auth_request_set_can_remember (VtrAuthRequest *self,
                                               gboolean        can_remember);
void        vtr_auth_request_set_again     (VtrAuthRequest    *self,
                                            gboolean           again);
VtrAuthKind vtr_auth_request_get_kind      (VtrAuthRequest    *self);
const char *vtr_auth_request_get_subject   (VtrAuthRequest    *self);
const VtrAuthHostKey *vtr_auth_request_get_host_key (VtrAuthRequest *self);
gboolean    vtr_auth_request_get_can_remember (VtrAuthRequest *self);
gboolean    vtr_auth_request_get_again     (VtrAuthRequest    *self);

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
void        vtr_auth_request_set_remember  (VtrAuthRequest    *self,
                                            gboolean           remember);
gboolean    vtr_auth_request_get_remember  (VtrAuthRequest    *self);
gboolean    vtr_auth_request_is_settled    (VtrAuthRequest    *self);
char      **vtr_auth_request_get_answers   (VtrAuthRequest    *self);

G_END_DECLS
