/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include "virt/machine/vtr-machine.h"

G_BEGIN_DECLS

/* The passwords of machines' screens that a person wanted kept, in the keyring of their desktop and
 * nowhere else. */

void  vtr_screen_keyring_find_async  (VtrMachine           *machine,
                                      GCancellable         *cancellable,
                                      GAsyncReadyCallback   callback,
                                      gpointer              user_data);
char *vtr_screen_keyring_find_finish (VtrMachine           *machine,
                                      GAsyncResult         *result,
                                      GError              **error);
void  vtr_screen_keyring_keep        (VtrMachine           *machine,
                                      const char           *password);
void  vtr_screen_keyring_forget      (VtrMachine           *machine);

G_END_DECLS
