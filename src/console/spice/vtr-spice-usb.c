/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-spice-usb.h"

#include "vtr-spice-usb-device.h"

#include <glib/gi18n.h>

struct _VtrSpiceUsb
{
  VtrUsbRedirection parent_instance;

  /* owned */
  VtrConsoleOptions *options;
  SpiceUsbDeviceManager *manager;

  /* state */
  gboolean watched;
};

G_DEFINE_FINAL_TYPE (VtrSpiceUsb, vtr_spice_usb, VTR_TYPE_USB_REDIRECTION)

static VtrSpiceUsbDevice *
find_device (VtrSpiceUsb    *self,
             SpiceUsbDevice *device,
             guint          *position)
{
  GListModel *devices = vtr_usb_redirection_get_devices (VTR_USB_REDIRECTION (self));

  for (guint i = 0; i < g_list_model_get_n_items (devices); i++)
    {
      g_autoptr (VtrSpiceUsbDevice) found = g_list_model_get_item (devices, i);

      *position = i;
      if (vtr_spice_usb_device_is (found, device))
        return found;
    }

  return NULL;
}

/* What one device gets, another cannot have: the guest has only so many sockets. */
static void
update_all (VtrSpiceUsb *self)
{
  GListModel *devices = vtr_usb_redirection_get_devices (VTR_USB_REDIRECTION (self));
  int room;

  g_object_get (self->manager, "free-channels", &room, NULL);
  vtr_usb_redirection_set_room (VTR_USB_REDIRECTION (self), (guint) MAX (room, 0));
  for (guint i = 0; i < g_list_model_get_n_items (devices); i++)
    {
      g_autoptr (VtrSpiceUsbDevice) device = g_list_model_get_item (devices, i);

      vtr_spice_usb_device_refresh (device);
    }
}

static void
on_device_redirected_cb (VtrSpiceUsb *self)
{
  if (self->manager != NULL)
    update_all (self);
}

static void
on_device_added_cb (VtrSpiceUsb    *self,
                    SpiceUsbDevice *device)
{
  g_autoptr (VtrUsbDevice) added = vtr_spice_usb_device_new (self->manager, device);

  g_signal_connect_object (added, "notify::busy", G_CALLBACK (on_device_redirected_cb), self,
                           G_CONNECT_SWAPPED);
  g_list_store_append (vtr_usb_redirection_get_store (VTR_USB_REDIRECTION (self)), added);
  update_all (self);
}

static void
on_device_removed_cb (VtrSpiceUsb    *self,
                      SpiceUsbDevice *device)
{
  guint position;

  if (find_device (self, device, &position) != NULL)
    g_list_store_remove (vtr_usb_redirection_get_store (VTR_USB_REDIRECTION (self)), position);
}

static void
on_device_error_cb (VtrSpiceUsb    *self,
                    SpiceUsbDevice *device,
                    const GError   *error)
{
  g_autofree char *name = vtr_spice_usb_device_describe (device);
  VtrTrouble *trouble = vtr_trouble_new (NULL);

  /* Translators: %s is the name of a USB device. */
  trouble->summary = g_strdup_printf (_("“%s” could not be given to the machine."), name);
  trouble->details = g_strdup (error->message);
  vtr_usb_redirection_fail (VTR_USB_REDIRECTION (self), trouble);
  update_all (self);
}

static void
apply_automatic (VtrSpiceUsb *self)
{
  gboolean automatic = self->watched && vtr_console_options_get_automatic_usb (self->options);

  if (self->manager != NULL)
    g_object_set (self->manager, "auto-connect", automatic, NULL);
}

static gboolean
vtr_spice_usb_add_disc (VtrUsbRedirection  *redirection,
                        const char         *path,
                        GError            **error)
{
  VtrSpiceUsb *self = VTR_SPICE_USB (redirection);
  g_autofree char *name = g_strdup (path);

  if (self->manager == NULL)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, "There is no USB redirection");
      return FALSE;
    }

  return spice_usb_device_manager_create_shared_cd_device (self->manager, name, error);
}

static void
vtr_spice_usb_set_watched (VtrUsbRedirection *redirection,
                           gboolean           watched)
{
  VTR_SPICE_USB (redirection)->watched = watched;
  apply_automatic (VTR_SPICE_USB (redirection));
}

static void
watch (VtrSpiceUsb *self)
{
  g_autoptr (GPtrArray) devices = spice_usb_device_manager_get_devices (self->manager);

  g_signal_connect_object (self->manager, "device-added", G_CALLBACK (on_device_added_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->manager, "device-removed", G_CALLBACK (on_device_removed_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->manager, "device-error", G_CALLBACK (on_device_error_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->manager, "auto-connect-failed", G_CALLBACK (on_device_error_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->manager, "notify::free-channels",
                           G_CALLBACK (on_device_redirected_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->options, "notify::automatic-usb", G_CALLBACK (apply_automatic),
                           self, G_CONNECT_SWAPPED);
  apply_automatic (self);
  for (guint i = 0; devices != NULL && i < devices->len; i++)
    on_device_added_cb (self, g_ptr_array_index (devices, i));
  update_all (self);
}

static VtrTrouble *
trouble_without_usb (const GError *error)
{
  VtrTrouble *trouble =
    vtr_trouble_new (_("No USB device of this computer can be given to the machine."));

  trouble->cause = g_strdup (_("The SPICE library was built without USB redirection, or it cannot "
                               "reach this computer’s USB devices."));
  trouble->details = error != NULL ? g_strdup (error->message) : NULL;

  return trouble;
}

/**
 * vtr_spice_usb_new:
 *
 * Returns: (transfer full): the devices that the guest of that connection can have
 */
VtrUsbRedirection *
vtr_spice_usb_new (VtrConsoleOptions *options,
                   SpiceSession      *spice)
{
  VtrSpiceUsb *self = g_object_new (VTR_TYPE_SPICE_USB, NULL);
  g_autoptr (GError) error = NULL;
  SpiceUsbDeviceManager *manager = spice_usb_device_manager_get (spice, &error);

  self->options = g_object_ref (options);
  if (manager == NULL)
    {
      vtr_usb_redirection_set_trouble (VTR_USB_REDIRECTION (self), trouble_without_usb (error));
    }
  else
    {
      self->manager = g_object_ref (manager);
      watch (self);
    }

  return VTR_USB_REDIRECTION (self);
}

/**
 * vtr_spice_usb_detach:
 *
 * The connection is gone, and the devices are back.
 */
void
vtr_spice_usb_detach (VtrSpiceUsb *self)
{
  if (self->manager != NULL)
    g_signal_handlers_disconnect_by_data (self->manager, self);
  g_clear_object (&self->manager);
  g_list_store_remove_all (vtr_usb_redirection_get_store (VTR_USB_REDIRECTION (self)));
  vtr_usb_redirection_set_room (VTR_USB_REDIRECTION (self), 0);
}

static void
vtr_spice_usb_dispose (GObject *object)
{
  VtrSpiceUsb *self = VTR_SPICE_USB (object);

  g_clear_object (&self->manager);
  g_clear_object (&self->options);

  G_OBJECT_CLASS (vtr_spice_usb_parent_class)->dispose (object);
}

static void
vtr_spice_usb_class_init (VtrSpiceUsbClass *klass)
{
  VtrUsbRedirectionClass *redirection_class = VTR_USB_REDIRECTION_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = vtr_spice_usb_dispose;
  redirection_class->add_disc = vtr_spice_usb_add_disc;
  redirection_class->set_watched = vtr_spice_usb_set_watched;
}

static void
vtr_spice_usb_init (VtrSpiceUsb *self)
{
}
