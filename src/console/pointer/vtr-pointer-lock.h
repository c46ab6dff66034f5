/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Keeps the pointer in a widget and tells how far the hand moved it, which is all that a guest with
 * a mere mouse understands: at the edge of a window, or of the screen, the guest's pointer goes on.
 * GTK knows neither, so each display server has its own way. */
#define VTR_TYPE_POINTER_LOCK (vtr_pointer_lock_get_type ())
G_DECLARE_DERIVABLE_TYPE (VtrPointerLock, vtr_pointer_lock, VTR, POINTER_LOCK, GObject)

struct _VtrPointerLockClass
{
  GObjectClass parent_class;

  gboolean (*engage)  (VtrPointerLock *self);
  void     (*release) (VtrPointerLock *self);
};

VtrPointerLock *vtr_pointer_lock_new         (GtkWidget      *widget);
void            vtr_pointer_lock_engage      (VtrPointerLock *self);
void            vtr_pointer_lock_release     (VtrPointerLock *self);
gboolean        vtr_pointer_lock_get_engaged (VtrPointerLock *self);

/* For the classes that derive from it. */
GtkWidget      *vtr_pointer_lock_get_widget  (VtrPointerLock *self);
GdkSurface     *vtr_pointer_lock_get_surface (VtrPointerLock *self);
void            vtr_pointer_lock_move        (VtrPointerLock *self,
                                              double          dx,
                                              double          dy);

G_END_DECLS
