/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-usb-device.h"

typedef struct
{
  /* owned */
  char *name;
  char *obstacle;

  /* state */
  gboolean redirected;
  gboolean busy;
} VtrUsbDevicePrivate;

enum
{
  PROP_0,
  PROP_NAME,
  PROP_REDIRECTED,
  PROP_BUSY,
  PROP_OBSTACLE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (VtrUsbDevice, vtr_usb_device, G_TYPE_OBJECT)

#define PRIVATE(self) ((VtrUsbDevicePrivate *) vtr_usb_device_get_instance_private (self))

/**
 * vtr_usb_device_get_name:
 *
 * Returns: (transfer none): what its maker calls it
 */
const char *
vtr_usb_device_get_name (VtrUsbDevice *self)
{
  g_return_val_if_fail (VTR_IS_USB_DEVICE (self), NULL);

  return PRIVATE (self)->name;
}

/**
 * vtr_usb_device_get_redirected:
 *
 * Returns: whether the guest has it, and this computer has not
 */
gboolean
vtr_usb_device_get_redirected (VtrUsbDevice *self)
{
  g_return_val_if_fail (VTR_IS_USB_DEVICE (self), FALSE);

  return PRIVATE (self)->redirected;
}

/**
 * vtr_usb_device_get_busy:
 *
 * Returns: whether it is just being given or taken back
 */
gboolean
vtr_usb_device_get_busy (VtrUsbDevice *self)
{
  g_return_val_if_fail (VTR_IS_USB_DEVICE (self), FALSE);

  return PRIVATE (self)->busy;
}

/**
 * vtr_usb_device_get_obstacle:
 *
 * Returns: (transfer none) (nullable): why the guest cannot be given it
 */
const char *
vtr_usb_device_get_obstacle (VtrUsbDevice *self)
{
  g_return_val_if_fail (VTR_IS_USB_DEVICE (self), NULL);

  return PRIVATE (self)->obstacle;
}

static void
set_busy (VtrUsbDevice *self,
          gboolean      busy)
{
  PRIVATE (self)->busy = busy;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BUSY]);
}

/**
 * vtr_usb_device_update:
 * @obstacle: (nullable): why it cannot be redirected
 */
void
vtr_usb_device_update (VtrUsbDevice *self,
                       gboolean      redirected,
                       const char   *obstacle)
{
  VtrUsbDevicePrivate *priv;

  g_return_if_fail (VTR_IS_USB_DEVICE (self));

  priv = PRIVATE (self);
  if (g_set_str (&priv->obstacle, obstacle))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_OBSTACLE]);
  if (priv->redirected == redirected)
    return;

  priv->redirected = redirected;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_REDIRECTED]);
}

static void
on_task_completed_cb (VtrUsbDevice *self)
{
  set_busy (self, FALSE);
}

/**
 * vtr_usb_device_redirect_async:
 * @redirect: whether to give it to the guest, or to take it back
 */
void
vtr_usb_device_redirect_async (VtrUsbDevice        *self,
                               gboolean             redirect,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (VTR_IS_USB_DEVICE (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, vtr_usb_device_redirect_async);
  if (PRIVATE (self)->busy)
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_PENDING, "The device is being moved");
      return;
    }

  set_busy (self, TRUE);
  g_signal_connect_object (task, "notify::completed", G_CALLBACK (on_task_completed_cb), self,
                           G_CONNECT_SWAPPED);
  VTR_USB_DEVICE_GET_CLASS (self)->redirect (self, redirect, task);
}

gboolean
vtr_usb_device_redirect_finish (VtrUsbDevice  *self,
                                GAsyncResult  *result,
                                GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
vtr_usb_device_get_property (GObject    *object,
                             guint       prop_id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  VtrUsbDevicePrivate *priv = PRIVATE (VTR_USB_DEVICE (object));

  switch (prop_id)
    {
    case PROP_NAME:
      g_value_set_string (value, priv->name);
      break;
    case PROP_REDIRECTED:
      g_value_set_boolean (value, priv->redirected);
      break;
    case PROP_BUSY:
      g_value_set_boolean (value, priv->busy);
      break;
    case PROP_OBSTACLE:
      g_value_set_string (value, priv->obstacle);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
vtr_usb_device_set_property (GObject      *object,
                             guint         prop_id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  switch (prop_id)
    {
    case PROP_NAME:
      PRIVATE (VTR_USB_DEVICE (object))->name = g_value_dup_string (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
vtr_usb_device_finalize (GObject *object)
{
  VtrUsbDevicePrivate *priv = PRIVATE (VTR_USB_DEVICE (object));

  g_clear_pointer (&priv->name, g_free);
  g_clear_pointer (&priv->obstacle, g_free);

  G_OBJECT_CLASS (vtr_usb_device_parent_class)->finalize (object);
}

static void
vtr_usb_device_class_init (VtrUsbDeviceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = vtr_usb_device_get_property;
  object_class->set_property = vtr_usb_device_set_property;
  object_class->finalize = vtr_usb_device_finalize;

  properties[PROP_NAME] =
    g_param_spec_string ("name", NULL, NULL,
                         NULL,
                         G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_REDIRECTED] =
    g_param_spec_boolean ("redirected", NULL, NULL,
                          FALSE,
                          G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_BUSY] =
    g_param_spec_boolean ("busy", NULL, NULL,
                          FALSE,
                          G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_OBSTACLE] =
    g_param_spec_string ("obstacle", NULL, NULL,
                         NULL,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
vtr_usb_device_init (VtrUsbDevice *self)
{
}
