/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include "fleet/vtr-fleet.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Adds a host or edits one. A new one is connected at once; where that fails, the person sees why
 * and decides what becomes of it. When it is connected, "win.show-host" is activated with its URI. */
#define VTR_TYPE_HOST_DIALOG (vtr_host_dialog_get_type ())
G_DECLARE_FINAL_TYPE (VtrHostDialog, vtr_host_dialog, VTR, HOST_DIALOG, AdwDialog)

AdwDialog *vtr_host_dialog_new     (VtrFleet  *fleet,
                                    VtrHost   *host);
void       vtr_host_dialog_present (GtkWidget *parent,
                                    VtrFleet  *fleet,
                                    VtrHost   *host);

G_END_DECLS
