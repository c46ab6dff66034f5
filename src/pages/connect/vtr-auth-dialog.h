/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include "virt/host/vtr-host.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* A host's questions before it lets somebody in. Every way out of it answers or cancels. */
#define VTR_TYPE_AUTH_DIALOG (vtr_auth_dialog_get_type ())
G_DECLARE_FINAL_TYPE (VtrAuthDialog, vtr_auth_dialog, VTR, AUTH_DIALOG, AdwAlertDialog)

AdwDialog *vtr_auth_dialog_new (VtrHost        *host,
                                VtrAuthRequest *request);

G_END_DECLS
