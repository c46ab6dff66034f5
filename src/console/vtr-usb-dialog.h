/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include <adwaita.h>

#include "vtr-console-settings.h"
#include "vtr-usb-redirection.h"

G_BEGIN_DECLS

/* The devices of this computer, each with a switch that gives it to the machine. */
#define VTR_TYPE_USB_DIALOG (vtr_usb_dialog_get_type ())
G_DECLARE_FINAL_TYPE (VtrUsbDialog, vtr_usb_dialog, VTR, USB_DIALOG, AdwDialog)

AdwDialog *vtr_usb_dialog_new (VtrUsbRedirection  *usb,
                               VtrConsoleSettings *settings);

G_END_DECLS
