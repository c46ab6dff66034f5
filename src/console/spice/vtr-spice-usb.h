/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include <spice-client.h>

#include "console/vtr-console-options.h"
#include "console/vtr-usb-redirection.h"

G_BEGIN_DECLS

/* The devices that SPICE can carry to its guest. */
#define VTR_TYPE_SPICE_USB (vtr_spice_usb_get_type ())
G_DECLARE_FINAL_TYPE (VtrSpiceUsb, vtr_spice_usb, VTR, SPICE_USB, VtrUsbRedirection)

VtrUsbRedirection *vtr_spice_usb_new    (VtrConsoleOptions *options,
                                         SpiceSession      *spice);
void               vtr_spice_usb_detach (VtrSpiceUsb       *self);

G_END_DECLS
