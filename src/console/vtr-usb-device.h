/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A device on this computer's bus that a guest may be given. */
#define VTR_TYPE_USB_DEVICE (vtr_usb_device_get_type ())
G_DECLARE_DERIVABLE_TYPE (VtrUsbDevice, vtr_usb_device, VTR, USB_DEVICE, GObject)

struct _VtrUsbDeviceClass
{
  GObjectClass parent_class;

  /* Returns TRUE or an error on the task, on the main thread. */
  void (*redirect) (VtrUsbDevice *self,
                    gboolean      redirect,
                    GTask        *task);
};

const char *vtr_usb_device_get_name        (VtrUsbDevice         *self);
gboolean    vtr_usb_device_get_redirected  (VtrUsbDevice         *self);
gboolean    vtr_usb_device_get_busy        (VtrUsbDevice         *self);
const char *vtr_usb_device_get_obstacle    (VtrUsbDevice         *self);
void        vtr_usb_device_redirect_async  (VtrUsbDevice         *self,
                                            gboolean              redirect,
                                            GCancellable         *cancellable,
                                            GAsyncReadyCallback   callback,
                                            gpointer              user_data);
gboolean    vtr_usb_device_redirect_finish (VtrUsbDevice         *self,
                                            GAsyncResult         *result,
                                            GError              **error);

/* For the classes that derive from it. */
void        vtr_usb_device_update          (VtrUsbDevice         *self,
                                            gboolean              redirected,
                                            const char           *obstacle);

G_END_DECLS
