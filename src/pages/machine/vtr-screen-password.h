/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include "console/vtr-console-view.h"
#include "virt/machine/vtr-machine.h"

G_BEGIN_DECLS

/* Answers a screen's question with what is kept in the keyring, and keeps there what the person
 * wanted kept once it has opened the screen. */
#define VTR_TYPE_SCREEN_PASSWORD (vtr_screen_password_get_type ())
G_DECLARE_FINAL_TYPE (VtrScreenPassword, vtr_screen_password, VTR, SCREEN_PASSWORD, GObject)

VtrScreenPassword *vtr_screen_password_new   (VtrConsoleView    *view,
                                              VtrMachine        *machine);
void               vtr_screen_password_watch (VtrScreenPassword *self,
                                              VtrConsoleSession *session);

G_END_DECLS
