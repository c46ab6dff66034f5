/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-wayland-pointer-lock.h"

#ifdef VTR_HAVE_WAYLAND

#include "pointer-constraints-unstable-v1-client-protocol.h"
#include "relative-pointer-unstable-v1-client-protocol.h"

#include <gdk/wayland/gdkwayland.h>

#define VTR_TYPE_WAYLAND_POINTER_LOCK (vtr_wayland_pointer_lock_get_type ())
G_DECLARE_FINAL_TYPE (VtrWaylandPointerLock, vtr_wayland_pointer_lock, VTR, WAYLAND_POINTER_LOCK,
                      VtrPointerLock)

struct _VtrWaylandPointerLock
{
  VtrPointerLock parent_instance;

  /* owned */
  struct zwp_locked_pointer_v1 *locked;
  struct zwp_relative_pointer_v1 *relative;
};

G_DEFINE_FINAL_TYPE (VtrWaylandPointerLock, vtr_wayland_pointer_lock, VTR_TYPE_POINTER_LOCK)

/* What the compositor offers beyond what GDK asks it for; as long as the display lives. */
typedef struct
{
  struct zwp_pointer_constraints_v1 *constraints;
  struct zwp_relative_pointer_manager_v1 *relatives;
} Offers;

static void
on_registry_global_cb (void               *data,
                       struct wl_registry *registry,
                       uint32_t            name,
                       const char         *interface,
                       uint32_t            version)
{
  Offers *offers = data;

  if (g_str_equal (interface, zwp_pointer_constraints_v1_interface.name))
    offers->constraints =
      wl_registry_bind (registry, name, &zwp_pointer_constraints_v1_interface, 1);
  else if (g_str_equal (interface, zwp_relative_pointer_manager_v1_interface.name))
    offers->relatives =
      wl_registry_bind (registry, name, &zwp_relative_pointer_manager_v1_interface, 1);
}

static void
on_registry_global_remove_cb (void               *data,
                              struct wl_registry *registry,
                              uint32_t            name)
{
}

static const struct wl_registry_listener registry_listener = {
  .global = on_registry_global_cb,
  .global_remove = on_registry_global_remove_cb,
};

/* Asked once for a display; GDK's own dispatching brings the answer, without anybody waiting. */
static Offers *
get_offers (GdkDisplay *display)
{
  Offers *offers = g_object_get_data (G_OBJECT (display), "vtr-pointer-offers");

  if (offers == NULL)
    {
      struct wl_display *wl_display = gdk_wayland_display_get_wl_display (display);

      offers = g_new0 (Offers, 1);
      g_object_set_data_full (G_OBJECT (display), "vtr-pointer-offers", offers, g_free);
      wl_registry_add_listener (wl_display_get_registry (wl_display), &registry_listener, offers);
      wl_display_flush (wl_display);
    }

  return offers;
}

/* As the hand moved it: the guest has an acceleration of its own. */
static void
on_relative_motion_cb (void                           *data,
                       struct zwp_relative_pointer_v1 *relative,
                       uint32_t                        time_high,
                       uint32_t                        time_low,
                       wl_fixed_t                      dx,
                       wl_fixed_t                      dy,
                       wl_fixed_t                      dx_unaccelerated,
                       wl_fixed_t                      dy_unaccelerated)
{
  vtr_pointer_lock_move (data,
                         wl_fixed_to_double (dx_unaccelerated),
                         wl_fixed_to_double (dy_unaccelerated));
}

static const struct zwp_relative_pointer_v1_listener relative_listener = {
  .relative_motion = on_relative_motion_cb,
};

static gboolean
vtr_wayland_pointer_lock_engage (VtrPointerLock *lock)
{
  VtrWaylandPointerLock *self = VTR_WAYLAND_POINTER_LOCK (lock);
  GdkDisplay *display = gtk_widget_get_display (vtr_pointer_lock_get_widget (lock));
  GdkDevice *device = gdk_seat_get_pointer (gdk_display_get_default_seat (display));
  Offers *offers = get_offers (display);
  struct wl_pointer *pointer;

  pointer = device != NULL ? gdk_wayland_device_get_wl_pointer (device) : NULL;
  if (offers->constraints == NULL || offers->relatives == NULL || pointer == NULL)
    return FALSE;

  self->relative =
    zwp_relative_pointer_manager_v1_get_relative_pointer (offers->relatives, pointer);
  zwp_relative_pointer_v1_add_listener (self->relative, &relative_listener, self);
  self->locked = zwp_pointer_constraints_v1_lock_pointer (
    offers->constraints,
    gdk_wayland_surface_get_wl_surface (vtr_pointer_lock_get_surface (lock)),
    pointer,
    NULL,
    ZWP_POINTER_CONSTRAINTS_V1_LIFETIME_PERSISTENT);

  return TRUE;
}

static void
vtr_wayland_pointer_lock_release (VtrPointerLock *lock)
{
  VtrWaylandPointerLock *self = VTR_WAYLAND_POINTER_LOCK (lock);

  g_clear_pointer (&self->relative, zwp_relative_pointer_v1_destroy);
  g_clear_pointer (&self->locked, zwp_locked_pointer_v1_destroy);
}

static void
vtr_wayland_pointer_lock_class_init (VtrWaylandPointerLockClass *klass)
{
  VTR_POINTER_LOCK_CLASS (klass)->engage = vtr_wayland_pointer_lock_engage;
  VTR_POINTER_LOCK_CLASS (klass)->release = vtr_wayland_pointer_lock_release;
}

static void
vtr_wayland_pointer_lock_init (VtrWaylandPointerLock *self)
{
}

/**
 * vtr_wayland_pointer_lock_find_type:
 *
 * Returns: the class of locks on that display, or %G_TYPE_INVALID if it speaks another protocol
 */
GType
vtr_wayland_pointer_lock_find_type (GdkDisplay *display)
{
  if (!GDK_IS_WAYLAND_DISPLAY (display))
    return G_TYPE_INVALID;

  /* The compositor's answer is there by the time that somebody clicks. */
  get_offers (display);
  return VTR_TYPE_WAYLAND_POINTER_LOCK;
}

#else

GType
vtr_wayland_pointer_lock_find_type (GdkDisplay *display)
{
  return G_TYPE_INVALID;
}

#endif
