/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-x11-pointer-lock.h"

#ifdef VTR_HAVE_X11

#include <X11/extensions/XInput2.h>
#include <X11/extensions/Xfixes.h>
#include <gdk/x11/gdkx.h>
#include <math.h>

#define N_BARRIERS 4

#define VTR_TYPE_X11_POINTER_LOCK (vtr_x11_pointer_lock_get_type ())
G_DECLARE_FINAL_TYPE (VtrX11PointerLock, vtr_x11_pointer_lock, VTR, X11_POINTER_LOCK,
                      VtrPointerLock)

struct _VtrX11PointerLock
{
  VtrPointerLock parent_instance;

  /* owned by the X server, and by this object */
  PointerBarrier barriers[N_BARRIERS];

  /* borrowed: while it is engaged */
  GdkDisplay *display;
  GdkSurface *surface;

  /* state */
  int opcode;
  gulong xevent_id;
  gulong layout_id;
};

G_DEFINE_FINAL_TYPE (VtrX11PointerLock, vtr_x11_pointer_lock, VTR_TYPE_POINTER_LOCK)

static void
select_raw_motion (VtrX11PointerLock *self,
                   gboolean           on)
{
  unsigned char bits[XIMaskLen (XI_LASTEVENT)] = { 0 };
  XIEventMask mask = { XIAllMasterDevices, sizeof bits, bits };

  if (on)
    XISetMask (bits, XI_RawMotion);
  XISelectEvents (gdk_x11_display_get_xdisplay (self->display),
                  gdk_x11_display_get_xrootwindow (self->display), &mask, 1);
  XFlush (gdk_x11_display_get_xdisplay (self->display));
}

static void
remove_barriers (VtrX11PointerLock *self)
{
  Display *xdisplay = gdk_x11_display_get_xdisplay (self->display);

  gdk_x11_display_error_trap_push (self->display);
  for (guint i = 0; i < N_BARRIERS; i++)
    {
      if (self->barriers[i] != None)
        XFixesDestroyPointerBarrier (xdisplay, self->barriers[i]);
      self->barriers[i] = None;
    }
  gdk_x11_display_error_trap_pop_ignored (self->display);
}

/* Where the widget is on the screen, in the screen's pixels. */
static gboolean
get_area (VtrX11PointerLock *self,
          int               *left,
          int               *top,
          int               *right,
          int               *bottom)
{
  GtkWidget *widget = vtr_pointer_lock_get_widget (VTR_POINTER_LOCK (self));
  GtkNative *native = gtk_widget_get_native (widget);
  double scale = gdk_surface_get_scale (self->surface);
  graphene_rect_t bounds;
  double offset_x, offset_y;
  Window child;
  int root_x, root_y;

  if (native == NULL || !gtk_widget_compute_bounds (widget, GTK_WIDGET (native), &bounds))
    return FALSE;

  gtk_native_get_surface_transform (native, &offset_x, &offset_y);
  XTranslateCoordinates (gdk_x11_display_get_xdisplay (self->display),
                         gdk_x11_surface_get_xid (self->surface),
                         gdk_x11_display_get_xrootwindow (self->display), 0, 0, &root_x, &root_y,
                         &child);
  *left = root_x + (int) ceil ((bounds.origin.x + offset_x) * scale);
  *top = root_y + (int) ceil ((bounds.origin.y + offset_y) * scale);
  *right = root_x + (int) ((bounds.origin.x + bounds.size.width + offset_x) * scale);
  *bottom = root_y + (int) ((bounds.origin.y + bounds.size.height + offset_y) * scale);

  return TRUE;
}

/* A barrier keeps what moves from crossing it, without a grab that would take the pointer from GDK
 * as well. */
static void
put_barriers (VtrX11PointerLock *self)
{
  Display *xdisplay = gdk_x11_display_get_xdisplay (self->display);
  Window root = gdk_x11_display_get_xrootwindow (self->display);
  int left, top, right, bottom;

  remove_barriers (self);
  if (!get_area (self, &left, &top, &right, &bottom))
    return;

  gdk_x11_display_error_trap_push (self->display);
  self->barriers[0] =
    XFixesCreatePointerBarrier (xdisplay, root, left, top, left, bottom, 0, 0, NULL);
  self->barriers[1] =
    XFixesCreatePointerBarrier (xdisplay, root, right, top, right, bottom, 0, 0, NULL);
  self->barriers[2] =
    XFixesCreatePointerBarrier (xdisplay, root, left, top, right, top, 0, 0, NULL);
  self->barriers[3] =
    XFixesCreatePointerBarrier (xdisplay, root, left, bottom, right, bottom, 0, 0, NULL);
  gdk_x11_display_error_trap_pop_ignored (self->display);
}

static void
take_motion (VtrX11PointerLock *self,
             const XIRawEvent  *event)
{
  const double *value = event->raw_values;
  double moved[2] = { 0 };

  for (int axis = 0; axis < event->valuators.mask_len * 8; axis++)
    if (XIMaskIsSet (event->valuators.mask, axis))
      {
        if (axis < 2)
          moved[axis] = *value;
        value++;
      }
  if (moved[0] != 0 || moved[1] != 0)
    vtr_pointer_lock_move (VTR_POINTER_LOCK (self), moved[0], moved[1]);
}

static gboolean
on_display_xevent_cb (VtrX11PointerLock *self,
                      XEvent            *xevent)
{
  XGenericEventCookie *cookie = &xevent->xcookie;

  if (xevent->type != GenericEvent || cookie->extension != self->opcode
      || cookie->evtype != XI_RawMotion || cookie->data == NULL)
    return GDK_EVENT_PROPAGATE;

  take_motion (self, cookie->data);
  return GDK_EVENT_STOP;
}

static gboolean
vtr_x11_pointer_lock_engage (VtrPointerLock *lock)
{
  VtrX11PointerLock *self = VTR_X11_POINTER_LOCK (lock);
  int event, error;

  self->display = gtk_widget_get_display (vtr_pointer_lock_get_widget (lock));
  self->surface = g_object_ref (vtr_pointer_lock_get_surface (lock));
  if (!XQueryExtension (gdk_x11_display_get_xdisplay (self->display), "XInputExtension",
                        &self->opcode, &event, &error))
    return FALSE;

  put_barriers (self);
  select_raw_motion (self, TRUE);
  self->xevent_id = g_signal_connect_swapped (self->display, "xevent",
                                              G_CALLBACK (on_display_xevent_cb), self);
  self->layout_id = g_signal_connect_swapped (self->surface, "layout",
                                              G_CALLBACK (put_barriers), self);

  return TRUE;
}

static void
vtr_x11_pointer_lock_release (VtrPointerLock *lock)
{
  VtrX11PointerLock *self = VTR_X11_POINTER_LOCK (lock);

  g_clear_signal_handler (&self->xevent_id, self->display);
  g_clear_signal_handler (&self->layout_id, self->surface);
  remove_barriers (self);
  select_raw_motion (self, FALSE);
  g_clear_object (&self->surface);
}

static void
vtr_x11_pointer_lock_class_init (VtrX11PointerLockClass *klass)
{
  VTR_POINTER_LOCK_CLASS (klass)->engage = vtr_x11_pointer_lock_engage;
  VTR_POINTER_LOCK_CLASS (klass)->release = vtr_x11_pointer_lock_release;
}

static void
vtr_x11_pointer_lock_init (VtrX11PointerLock *self)
{
}

/**
 * vtr_x11_pointer_lock_find_type:
 *
 * Returns: the class of locks on that display, or %G_TYPE_INVALID if it speaks another protocol
 */
GType
vtr_x11_pointer_lock_find_type (GdkDisplay *display)
{
  return GDK_IS_X11_DISPLAY (display) ? VTR_TYPE_X11_POINTER_LOCK : G_TYPE_INVALID;
}

#else

GType
vtr_x11_pointer_lock_find_type (GdkDisplay *display)
{
  return G_TYPE_INVALID;
}

#endif
