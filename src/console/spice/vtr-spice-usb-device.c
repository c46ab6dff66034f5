/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-spice-usb-device.h"

struct _VtrSpiceUsbDevice
{
  VtrUsbDevice parent_instance;

  /* owned */
  SpiceUsbDeviceManager *manager;
  SpiceUsbDevice *device;
};

G_DEFINE_FINAL_TYPE (VtrSpiceUsbDevice, vtr_spice_usb_device, VTR_TYPE_USB_DEVICE)

/**
 * vtr_spice_usb_device_describe:
 *
 * Returns: (transfer full): maker and product, without the numbers that the library adds
 */
char *
vtr_spice_usb_device_describe (SpiceUsbDevice *device)
{
  char *name = spice_usb_device_get_description (device, "%s %s");

  return g_strstrip (name);
}

gboolean
vtr_spice_usb_device_is (VtrSpiceUsbDevice *self,
                         SpiceUsbDevice    *device)
{
  return self->device == device;
}

/**
 * vtr_spice_usb_device_refresh:
 *
 * Asks the library how things stand.
 */
void
vtr_spice_usb_device_refresh (VtrSpiceUsbDevice *self)
{
  g_autoptr (GError) error = NULL;
  gboolean redirected =
    spice_usb_device_manager_is_device_connected (self->manager, self->device);

  if (!redirected)
    spice_usb_device_manager_can_redirect_device (self->manager, self->device, &error);
  vtr_usb_device_update (VTR_USB_DEVICE (self), redirected, error != NULL ? error->message : NULL);
}

static void
on_manager_connect_cb (GObject      *source,
                       GAsyncResult *result,
                       gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (spice_usb_device_manager_connect_device_finish (SPICE_USB_DEVICE_MANAGER (source), result,
                                                      &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
on_manager_disconnect_cb (GObject      *source,
                          GAsyncResult *result,
                          gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (spice_usb_device_manager_disconnect_device_finish (SPICE_USB_DEVICE_MANAGER (source), result,
                                                         &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
vtr_spice_usb_device_redirect (VtrUsbDevice *device,
                               gboolean      redirect,
                               GTask        *task)
{
  VtrSpiceUsbDevice *self = VTR_SPICE_USB_DEVICE (device);
  GCancellable *cancellable = g_task_get_cancellable (task);

  if (redirect)
    spice_usb_device_manager_connect_device_async (self->manager, self->device, cancellable,
                                                   on_manager_connect_cb, g_object_ref (task));
  else
    spice_usb_device_manager_disconnect_device_async (self->manager, self->device, cancellable,
                                                      on_manager_disconnect_cb,
                                                      g_object_ref (task));
}

/**
 * vtr_spice_usb_device_new:
 *
 * Returns: (transfer full): the device as the interface knows it
 */
VtrUsbDevice *
vtr_spice_usb_device_new (SpiceUsbDeviceManager *manager,
                          SpiceUsbDevice        *device)
{
  g_autofree char *name = vtr_spice_usb_device_describe (device);
  VtrSpiceUsbDevice *self = g_object_new (VTR_TYPE_SPICE_USB_DEVICE, "name", name, NULL);

  self->manager = g_object_ref (manager);
  self->device = g_boxed_copy (SPICE_TYPE_USB_DEVICE, device);
  vtr_spice_usb_device_refresh (self);

  return VTR_USB_DEVICE (self);
}

static void
vtr_spice_usb_device_finalize (GObject *object)
{
  VtrSpiceUsbDevice *self = VTR_SPICE_USB_DEVICE (object);

  g_boxed_free (SPICE_TYPE_USB_DEVICE, self->device);
  g_clear_object (&self->manager);

  G_OBJECT_CLASS (vtr_spice_usb_device_parent_class)->finalize (object);
}

static void
vtr_spice_usb_device_class_init (VtrSpiceUsbDeviceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = vtr_spice_usb_device_finalize;
  VTR_USB_DEVICE_CLASS (klass)->redirect = vtr_spice_usb_device_redirect;
}

static void
vtr_spice_usb_device_init (VtrSpiceUsbDevice *self)
{
}
