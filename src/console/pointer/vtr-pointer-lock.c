/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-pointer-lock.h"

#include "vtr-wayland-pointer-lock.h"
#include "vtr-x11-pointer-lock.h"

typedef struct
{
  /* borrowed: it owns this object */
  GtkWidget *widget;

  /* state */
  gboolean engaged;
} VtrPointerLockPrivate;

enum
{
  PROP_0,
  PROP_WIDGET,
  N_PROPS
};

enum
{
  SIGNAL_MOVED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (VtrPointerLock, vtr_pointer_lock, G_TYPE_OBJECT)

#define PRIVATE(self) ((VtrPointerLockPrivate *) vtr_pointer_lock_get_instance_private (self))

/**
 * vtr_pointer_lock_new:
 * @widget: what has to own the result, and to keep the pointer
 *
 * Returns: (transfer full) (nullable): a lock that is open; %NULL where the display server has none
 */
VtrPointerLock *
vtr_pointer_lock_new (GtkWidget *widget)
{
  GType type = vtr_wayland_pointer_lock_find_type (gtk_widget_get_display (widget));

  if (type == G_TYPE_INVALID)
    type = vtr_x11_pointer_lock_find_type (gtk_widget_get_display (widget));

  return type != G_TYPE_INVALID ? g_object_new (type, "widget", widget, NULL) : NULL;
}

/**
 * vtr_pointer_lock_get_widget:
 *
 * Returns: (transfer none): what keeps the pointer
 */
GtkWidget *
vtr_pointer_lock_get_widget (VtrPointerLock *self)
{
  return PRIVATE (self)->widget;
}

/**
 * vtr_pointer_lock_get_surface:
 *
 * Returns: (transfer none) (nullable): the window that the widget is in
 */
GdkSurface *
vtr_pointer_lock_get_surface (VtrPointerLock *self)
{
  GtkNative *native = gtk_widget_get_native (PRIVATE (self)->widget);

  return native != NULL ? gtk_native_get_surface (native) : NULL;
}

/**
 * vtr_pointer_lock_get_engaged:
 *
 * Returns: whether motion is told by "moved", and only there
 */
gboolean
vtr_pointer_lock_get_engaged (VtrPointerLock *self)
{
  g_return_val_if_fail (VTR_IS_POINTER_LOCK (self), FALSE);

  return PRIVATE (self)->engaged;
}

void
vtr_pointer_lock_engage (VtrPointerLock *self)
{
  g_return_if_fail (VTR_IS_POINTER_LOCK (self));

  if (!PRIVATE (self)->engaged && vtr_pointer_lock_get_surface (self) != NULL)
    PRIVATE (self)->engaged = VTR_POINTER_LOCK_GET_CLASS (self)->engage (self);
}

void
vtr_pointer_lock_release (VtrPointerLock *self)
{
  g_return_if_fail (VTR_IS_POINTER_LOCK (self));

  if (!PRIVATE (self)->engaged)
    return;

  PRIVATE (self)->engaged = FALSE;
  VTR_POINTER_LOCK_GET_CLASS (self)->release (self);
}

void
vtr_pointer_lock_move (VtrPointerLock *self,
                       double          dx,
                       double          dy)
{
  g_signal_emit (self, signals[SIGNAL_MOVED], 0, dx, dy);
}

static void
vtr_pointer_lock_set_property (GObject      *object,
                               guint         prop_id,
                               const GValue *value,
                               GParamSpec   *pspec)
{
  switch (prop_id)
    {
    case PROP_WIDGET:
      PRIVATE (VTR_POINTER_LOCK (object))->widget = g_value_get_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
vtr_pointer_lock_dispose (GObject *object)
{
  vtr_pointer_lock_release (VTR_POINTER_LOCK (object));

  G_OBJECT_CLASS (vtr_pointer_lock_parent_class)->dispose (object);
}

static void
vtr_pointer_lock_class_init (VtrPointerLockClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->set_property = vtr_pointer_lock_set_property;
  object_class->dispose = vtr_pointer_lock_dispose;

  properties[PROP_WIDGET] =
    g_param_spec_object ("widget", NULL, NULL,
                         GTK_TYPE_WIDGET,
                         G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[SIGNAL_MOVED] = g_signal_new ("moved",
                                        VTR_TYPE_POINTER_LOCK,
                                        G_SIGNAL_RUN_LAST,
                                        0, NULL, NULL, NULL,
                                        G_TYPE_NONE, 2, G_TYPE_DOUBLE, G_TYPE_DOUBLE);
}

static void
vtr_pointer_lock_init (VtrPointerLock *self)
{
}
