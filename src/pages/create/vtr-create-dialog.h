/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include "fleet/vtr-fleet.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Makes a machine: what it runs, then how big it is. What it makes goes on as a job when the dialog is
 * closed; once the machine is there, "win.show-machine" is activated with its UUID. */
#define VTR_TYPE_CREATE_DIALOG (vtr_create_dialog_get_type ())
G_DECLARE_FINAL_TYPE (VtrCreateDialog, vtr_create_dialog, VTR, CREATE_DIALOG, AdwDialog)

void vtr_create_dialog_present (GtkWidget *parent,
                                VtrFleet  *fleet,
                                VtrHost   *host);

G_END_DECLS
