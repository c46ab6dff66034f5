/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include "virt/vtr-auth-request.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* Listens to the program that ssh runs to ask something, and answers it.
 *
 * Signals: "question" (VtrAuthRequest), returns whether anybody took it, who then settles it;
 * "refused", where somebody cancelled or nobody took it. */
#define VTR_TYPE_SSH_ASKER (vtr_ssh_asker_get_type ())
G_DECLARE_FINAL_TYPE (VtrSshAsker, vtr_ssh_asker, VTR, SSH_ASKER, GObject)

VtrSshAsker *vtr_ssh_asker_new (const char  *path,
                                GError     **error);

G_END_DECLS
