/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include "virt/host/vtr-host.h"

G_BEGIN_DECLS

/* Passwords and passphrases that a person wanted kept, in the keyring of their desktop and nowhere
 * else. What is new is kept only once it has let somebody in. */
typedef struct _VtrKeyring VtrKeyring;

/* Nothing is kept for it, or what is kept did not do. */
typedef void (*VtrKeyringAskFunc)     (VtrHost        *host,
                                       VtrAuthRequest *request,
                                       gpointer        user_data);
typedef void (*VtrKeyringTroubleFunc) (VtrHost        *host,
                                       const GError   *error,
                                       gpointer        user_data);

VtrKeyring *vtr_keyring_new         (VtrKeyringAskFunc      ask,
                                     VtrKeyringTroubleFunc  tell,
                                     gpointer               user_data);
void        vtr_keyring_free        (VtrKeyring            *self);
void        vtr_keyring_take        (VtrKeyring            *self,
                                     VtrHost               *host,
                                     VtrAuthRequest        *request);
void        vtr_keyring_note_state  (VtrKeyring            *self,
                                     VtrHost               *host);

G_END_DECLS
