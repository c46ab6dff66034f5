/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include <spice-client.h>

#include "console/vtr-usb-device.h"

G_BEGIN_DECLS

#define VTR_TYPE_SPICE_USB_DEVICE (vtr_spice_usb_device_get_type ())
G_DECLARE_FINAL_TYPE (VtrSpiceUsbDevice, vtr_spice_usb_device, VTR, SPICE_USB_DEVICE, VtrUsbDevice)

VtrUsbDevice *vtr_spice_usb_device_new      (SpiceUsbDeviceManager *manager,
                                             SpiceUsbDevice        *device);
gboolean      vtr_spice_usb_device_is       (VtrSpiceUsbDevice     *self,
                                             SpiceUsbDevice        *device);
void          vtr_spice_usb_device_refresh  (VtrSpiceUsbDevice     *self);
char         *vtr_spice_usb_device_describe (SpiceUsbDevice        *device);

G_END_DECLS
