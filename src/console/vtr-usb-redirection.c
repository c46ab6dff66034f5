/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-usb-redirection.h"

typedef struct
{
  /* owned */
  GListStore *devices;
  VtrTrouble *trouble;

  /* state */
  guint room;
} VtrUsbRedirectionPrivate;

enum
{
  PROP_0,
  PROP_DEVICES,
  PROP_TROUBLE,
  PROP_ROOM,
  N_PROPS
};

enum
{
  SIGNAL_FAILED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (VtrUsbRedirection, vtr_usb_redirection, G_TYPE_OBJECT)

#define PRIVATE(self) \
  ((VtrUsbRedirectionPrivate *) vtr_usb_redirection_get_instance_private (self))

/**
 * vtr_usb_redirection_get_devices:
 *
 * Returns: (transfer none): the devices, as #VtrUsbDevice
 */
GListModel *
vtr_usb_redirection_get_devices (VtrUsbRedirection *self)
{
  g_return_val_if_fail (VTR_IS_USB_REDIRECTION (self), NULL);

  return G_LIST_MODEL (PRIVATE (self)->devices);
}

/**
 * vtr_usb_redirection_get_store:
 *
 * Returns: (transfer none): the devices, to be changed
 */
GListStore *
vtr_usb_redirection_get_store (VtrUsbRedirection *self)
{
  g_return_val_if_fail (VTR_IS_USB_REDIRECTION (self), NULL);

  return PRIVATE (self)->devices;
}

/**
 * vtr_usb_redirection_get_trouble:
 *
 * Returns: (transfer none) (nullable): why no device at all can be given to the guest
 */
const VtrTrouble *
vtr_usb_redirection_get_trouble (VtrUsbRedirection *self)
{
  g_return_val_if_fail (VTR_IS_USB_REDIRECTION (self), NULL);

  return PRIVATE (self)->trouble;
}

/**
 * vtr_usb_redirection_set_trouble:
 * @trouble: (transfer full) (nullable): why no device can be given to the guest
 */
void
vtr_usb_redirection_set_trouble (VtrUsbRedirection *self,
                                 VtrTrouble        *trouble)
{
  VtrUsbRedirectionPrivate *priv;

  g_return_if_fail (VTR_IS_USB_REDIRECTION (self));

  priv = PRIVATE (self);
  if (priv->trouble == NULL && trouble == NULL)
    return;

  g_clear_pointer (&priv->trouble, vtr_trouble_free);
  priv->trouble = trouble;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TROUBLE]);
}

/**
 * vtr_usb_redirection_get_room:
 *
 * Returns: how many more devices the guest can take
 */
guint
vtr_usb_redirection_get_room (VtrUsbRedirection *self)
{
  g_return_val_if_fail (VTR_IS_USB_REDIRECTION (self), 0);

  return PRIVATE (self)->room;
}

void
vtr_usb_redirection_set_room (VtrUsbRedirection *self,
                              guint              room)
{
  g_return_if_fail (VTR_IS_USB_REDIRECTION (self));

  if (PRIVATE (self)->room == room)
    return;

  PRIVATE (self)->room = room;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ROOM]);
}

/**
 * vtr_usb_redirection_fail:
 * @trouble: (transfer full): what happened to a device that nobody just asked about
 */
void
vtr_usb_redirection_fail (VtrUsbRedirection *self,
                          VtrTrouble        *trouble)
{
  g_autoptr (VtrTrouble) owned = trouble;

  g_signal_emit (self, signals[SIGNAL_FAILED], 0, owned);
}

/**
 * vtr_usb_redirection_add_disc:
 * @path: an image of a disc
 *
 * It then is one of the devices, and can be redirected as they can.
 *
 * Returns: whether it can be shared
 */
gboolean
vtr_usb_redirection_add_disc (VtrUsbRedirection  *self,
                              const char         *path,
                              GError            **error)
{
  g_return_val_if_fail (VTR_IS_USB_REDIRECTION (self), FALSE);

  return VTR_USB_REDIRECTION_GET_CLASS (self)->add_disc (self, path, error);
}

/**
 * vtr_usb_redirection_set_watched:
 * @watched: whether the person is working in the guest
 */
void
vtr_usb_redirection_set_watched (VtrUsbRedirection *self,
                                 gboolean           watched)
{
  g_return_if_fail (VTR_IS_USB_REDIRECTION (self));

  VTR_USB_REDIRECTION_GET_CLASS (self)->set_watched (self, watched);
}

static void
vtr_usb_redirection_get_property (GObject    *object,
                                  guint       prop_id,
                                  GValue     *value,
                                  GParamSpec *pspec)
{
  VtrUsbRedirectionPrivate *priv = PRIVATE (VTR_USB_REDIRECTION (object));

  switch (prop_id)
    {
    case PROP_DEVICES:
      g_value_set_object (value, priv->devices);
      break;
    case PROP_TROUBLE:
      g_value_set_boxed (value, priv->trouble);
      break;
    case PROP_ROOM:
      g_value_set_uint (value, priv->room);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
vtr_usb_redirection_finalize (GObject *object)
{
  VtrUsbRedirectionPrivate *priv = PRIVATE (VTR_USB_REDIRECTION (object));

  g_clear_object (&priv->devices);
  g_clear_pointer (&priv->trouble, vtr_trouble_free);

  G_OBJECT_CLASS (vtr_usb_redirection_parent_class)->finalize (object);
}

static void
vtr_usb_redirection_class_init (VtrUsbRedirectionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = vtr_usb_redirection_get_property;
  object_class->finalize = vtr_usb_redirection_finalize;

  properties[PROP_DEVICES] = g_param_spec_object ("devices", NULL, NULL,
                                                  G_TYPE_LIST_MODEL,
                                                  G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_TROUBLE] = g_param_spec_boxed ("trouble", NULL, NULL,
                                                 VTR_TYPE_TROUBLE,
                                                 G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_ROOM] = g_param_spec_uint ("room", NULL, NULL,
                                             0, G_MAXUINT, 0,
                                             G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[SIGNAL_FAILED] = g_signal_new ("failed",
                                         VTR_TYPE_USB_REDIRECTION,
                                         G_SIGNAL_RUN_LAST,
                                         0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 1, VTR_TYPE_TROUBLE);
}

static void
vtr_usb_redirection_init (VtrUsbRedirection *self)
{
  PRIVATE (self)->devices = g_list_store_new (VTR_TYPE_USB_DEVICE);
}
