/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-console-capture.h"

#include "vtr-key-chord.h"
#include "vtr-key-codes.h"

struct _VtrConsoleCapture
{
  GObject parent_instance;

  /* owned */
  VtrConsoleKeyboard *keyboard;

  /* borrowed: the widget owns this object */
  GtkWidget *widget;
  GtkWidget *root;
  GtkEventController *root_keys;

  /* state */
  VtrKeyChord chord;
  GdkToplevel *inhibited;
  gboolean allowed;
  gboolean active;
  gboolean resume;
};

enum
{
  PROP_0,
  PROP_ACTIVE,
  PROP_INHIBITED,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (VtrConsoleCapture, vtr_console_capture, G_TYPE_OBJECT)

static gboolean
on_root_key_cb (VtrConsoleCapture *self,
                guint              keysym,
                guint              keycode,
                gboolean           pressed)
{
  guint key = vtr_key_from_gdk (keycode);
  gboolean leave = vtr_key_chord_key (&self->chord, key, pressed);

  vtr_console_keyboard_key (self->keyboard, key, keysym, pressed);
  if (leave)
    vtr_console_capture_stop (self);

  return GDK_EVENT_STOP;
}

static gboolean
on_root_key_pressed_cb (VtrConsoleCapture *self,
                        guint              keysym,
                        guint              keycode)
{
  return on_root_key_cb (self, keysym, keycode, TRUE);
}

static void
on_root_key_released_cb (VtrConsoleCapture *self,
                         guint              keysym,
                         guint              keycode)
{
  on_root_key_cb (self, keysym, keycode, FALSE);
}

static void
on_toplevel_inhibited_cb (VtrConsoleCapture *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_INHIBITED]);
}

static void
restore_shortcuts (VtrConsoleCapture *self)
{
  GdkToplevel *toplevel = g_steal_pointer (&self->inhibited);

  if (toplevel == NULL)
    return;

  g_signal_handlers_disconnect_by_data (toplevel, self);
  gdk_toplevel_restore_system_shortcuts (toplevel);
  g_object_unref (toplevel);
  on_toplevel_inhibited_cb (self);
}

/* A display server may ask the person, or refuse, or take it back: what holds is what the
 * toplevel's property says. On X11 it is a grab, which only a focused window can have. */
static void
inhibit_shortcuts (VtrConsoleCapture *self)
{
  GtkNative *native = gtk_widget_get_native (self->widget);
  GdkSurface *surface = native != NULL ? gtk_native_get_surface (native) : NULL;

  if (!GDK_IS_TOPLEVEL (surface) || self->inhibited != NULL)
    return;

  self->inhibited = GDK_TOPLEVEL (g_object_ref (surface));
  g_signal_connect_object (surface,
                           "notify::shortcuts-inhibited",
                           G_CALLBACK (on_toplevel_inhibited_cb),
                           self,
                           G_CONNECT_SWAPPED);
  gdk_toplevel_inhibit_system_shortcuts (self->inhibited, NULL);
}

/* Controllers run in the opposite order of being added, so this one comes before the shortcuts of
 * the window, which it has to keep from seeing the guest's keys. */
static void
watch_root (VtrConsoleCapture *self)
{
  self->root = GTK_WIDGET (gtk_widget_get_root (self->widget));
  g_object_add_weak_pointer (G_OBJECT (self->root), (gpointer *) &self->root);
  self->root_keys = gtk_event_controller_key_new ();
  gtk_event_controller_set_propagation_phase (self->root_keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (self->root_keys,
                           "key-pressed",
                           G_CALLBACK (on_root_key_pressed_cb),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->root_keys,
                           "key-released",
                           G_CALLBACK (on_root_key_released_cb),
                           self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (self->root, self->root_keys);
}

static void
unwatch_root (VtrConsoleCapture *self)
{
  if (self->root == NULL)
    return;

  gtk_widget_remove_controller (self->root, self->root_keys);
  g_object_remove_weak_pointer (G_OBJECT (self->root), (gpointer *) &self->root);
  self->root = NULL;
  self->root_keys = NULL;
}

gboolean
vtr_console_capture_get_active (VtrConsoleCapture *self)
{
  g_return_val_if_fail (VTR_IS_CONSOLE_CAPTURE (self), FALSE);

  return self->active;
}

/**
 * vtr_console_capture_get_inhibited:
 *
 * Returns: whether the desktop's own shortcuts reach the guest too
 */
gboolean
vtr_console_capture_get_inhibited (VtrConsoleCapture *self)
{
  gboolean inhibited = FALSE;

  g_return_val_if_fail (VTR_IS_CONSOLE_CAPTURE (self), FALSE);

  if (self->inhibited != NULL)
    g_object_get (self->inhibited, "shortcuts-inhibited", &inhibited, NULL);

  return inhibited;
}

void
vtr_console_capture_start (VtrConsoleCapture *self)
{
  g_return_if_fail (VTR_IS_CONSOLE_CAPTURE (self));

  if (self->active || !self->allowed || gtk_widget_get_root (self->widget) == NULL)
    return;

  self->active = TRUE;
  self->resume = FALSE;
  vtr_key_chord_reset (&self->chord);
  watch_root (self);
  inhibit_shortcuts (self);
  vtr_console_keyboard_sync_locks (
    self->keyboard,
    gdk_seat_get_keyboard (gdk_display_get_default_seat (gtk_widget_get_display (self->widget))));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ACTIVE]);
}

void
vtr_console_capture_stop (VtrConsoleCapture *self)
{
  g_return_if_fail (VTR_IS_CONSOLE_CAPTURE (self));

  self->resume = FALSE;
  if (!self->active)
    return;

  self->active = FALSE;
  vtr_key_chord_reset (&self->chord);
  vtr_console_keyboard_release_all (self->keyboard);
  restore_shortcuts (self);
  unwatch_root (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ACTIVE]);
}

/**
 * vtr_console_capture_set_allowed:
 *
 * Says whether there is a guest that takes keys at all.
 */
void
vtr_console_capture_set_allowed (VtrConsoleCapture *self,
                                 gboolean           allowed)
{
  g_return_if_fail (VTR_IS_CONSOLE_CAPTURE (self));

  self->allowed = allowed;
  if (!allowed)
    vtr_console_capture_stop (self);
}

/**
 * vtr_console_capture_set_chord:
 * @chord: names of keys joined by "+", such as "leftctrl+leftalt"
 *
 * Returns: whether it can be the way out
 */
gboolean
vtr_console_capture_set_chord (VtrConsoleCapture *self,
                               const char        *chord)
{
  g_return_val_if_fail (VTR_IS_CONSOLE_CAPTURE (self), FALSE);

  return vtr_key_chord_parse (&self->chord, chord);
}

/**
 * vtr_console_capture_get_label:
 *
 * Returns: (transfer full): the chord that ends the capture, as a person reads it
 */
char *
vtr_console_capture_get_label (VtrConsoleCapture *self)
{
  g_return_val_if_fail (VTR_IS_CONSOLE_CAPTURE (self), NULL);

  return vtr_key_chord_label (&self->chord);
}

/* Focused by keyboard but not captured: the same chord, or Enter, goes in; Tab moves on. */
static gboolean
on_widget_key_pressed_cb (VtrConsoleCapture *self,
                          guint              keysym,
                          guint              keycode)
{
  if (self->active)
    return GDK_EVENT_PROPAGATE;

  vtr_key_chord_key (&self->chord, vtr_key_from_gdk (keycode), TRUE);
  if (!self->allowed
      || (keysym != GDK_KEY_Return && keysym != GDK_KEY_KP_Enter && keysym != GDK_KEY_ISO_Enter))
    return GDK_EVENT_PROPAGATE;

  vtr_console_capture_start (self);
  return GDK_EVENT_STOP;
}

static void
on_widget_key_released_cb (VtrConsoleCapture *self,
                           guint              keysym,
                           guint              keycode)
{
  if (!self->active && vtr_key_chord_key (&self->chord, vtr_key_from_gdk (keycode), FALSE))
    vtr_console_capture_start (self);
}

static void
on_widget_focus_enter_cb (VtrConsoleCapture *self)
{
  if (self->resume)
    vtr_console_capture_start (self);
}

/* A window that merely lost the focus keeps its focus widget, and gets the capture back later. */
static void
on_widget_focus_leave_cb (VtrConsoleCapture *self)
{
  GtkRoot *root = gtk_widget_get_root (self->widget);
  gboolean resume = self->active && root != NULL && gtk_root_get_focus (root) == self->widget;

  vtr_console_capture_stop (self);
  self->resume = resume;
}

static void
watch_widget (VtrConsoleCapture *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (on_widget_key_pressed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (keys, "key-released", G_CALLBACK (on_widget_key_released_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (focus, "enter", G_CALLBACK (on_widget_focus_enter_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (focus, "leave", G_CALLBACK (on_widget_focus_leave_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->widget, "unmap", G_CALLBACK (vtr_console_capture_stop), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (self->widget, keys);
  gtk_widget_add_controller (self->widget, focus);
}

/**
 * vtr_console_capture_new:
 * @widget: (transfer none): the widget that has to own the result, and to be focused
 * @keyboard: (transfer none): where the keys go
 *
 * Returns: (transfer full): a capture that is not active
 */
VtrConsoleCapture *
vtr_console_capture_new (GtkWidget          *widget,
                         VtrConsoleKeyboard *keyboard)
{
  VtrConsoleCapture *self = g_object_new (VTR_TYPE_CONSOLE_CAPTURE, NULL);

  self->widget = widget;
  self->keyboard = g_object_ref (keyboard);
  watch_widget (self);

  return self;
}

static void
vtr_console_capture_get_property (GObject    *object,
                                  guint       prop_id,
                                  GValue     *value,
                                  GParamSpec *pspec)
{
  VtrConsoleCapture *self = VTR_CONSOLE_CAPTURE (object);

  switch (prop_id)
    {
    case PROP_ACTIVE:
      g_value_set_boolean (value, self->active);
      break;
    case PROP_INHIBITED:
      g_value_set_boolean (value, vtr_console_capture_get_inhibited (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
vtr_console_capture_dispose (GObject *object)
{
  VtrConsoleCapture *self = VTR_CONSOLE_CAPTURE (object);

  restore_shortcuts (self);
  unwatch_root (self);
  self->widget = NULL;
  g_clear_object (&self->keyboard);

  G_OBJECT_CLASS (vtr_console_capture_parent_class)->dispose (object);
}

static void
vtr_console_capture_class_init (VtrConsoleCaptureClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = vtr_console_capture_get_property;
  object_class->dispose = vtr_console_capture_dispose;

  properties[PROP_ACTIVE] = g_param_spec_boolean ("active", NULL, NULL,
                                                  FALSE,
                                                  G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_INHIBITED] = g_param_spec_boolean ("inhibited", NULL, NULL,
                                                     FALSE,
                                                     G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
vtr_console_capture_init (VtrConsoleCapture *self)
{
  vtr_key_chord_parse (&self->chord, "leftctrl+leftalt");
}
