/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-terminal-keys.h"

#include "console/vtr-key-chord.h"
#include "console/vtr-key-codes.h"

#include <glib/gi18n.h>

#define WAY_OUT "leftctrl+leftalt"

struct _VtrTerminalKeys
{
  GObject parent_instance;

  /* borrowed */
  GtkWidget *terminal;
  GtkWidget *root;
  GtkEventController *root_keys;

  /* state */
  VtrKeyChord chord;
};

G_DEFINE_FINAL_TYPE (VtrTerminalKeys, vtr_terminal_keys, G_TYPE_OBJECT)

static gboolean
is_ours (guint           keysym,
         GdkModifierType state)
{
  gboolean ctrl = (state & GDK_CONTROL_MASK) != 0;
  gboolean shift = (state & GDK_SHIFT_MASK) != 0;

  switch (keysym)
    {
    case GDK_KEY_F11:
    case GDK_KEY_Menu:
      return TRUE;
    case GDK_KEY_F10:
      return shift;
    case GDK_KEY_plus:
    case GDK_KEY_equal:
    case GDK_KEY_minus:
    case GDK_KEY_0:
    case GDK_KEY_KP_Add:
    case GDK_KEY_KP_Subtract:
    case GDK_KEY_KP_0:
      return ctrl;
    default:
      return ctrl && shift;
    }
}

/* To the bar of a full screen, or to what stands before the terminal. */
static void
leave (VtrTerminalKeys *self)
{
  GtkWidget *root = self->root;

  gtk_accessible_announce (GTK_ACCESSIBLE (self->terminal), _("Keys are released."),
                           GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
  if (GTK_IS_WINDOW (root) && gtk_window_is_fullscreen (GTK_WINDOW (root)))
    gtk_widget_activate_action (self->terminal, "console-frame.leave", NULL);
  else
    gtk_widget_child_focus (root, GTK_DIR_TAB_BACKWARD);
}

static gboolean
on_key_pressed_cb (VtrTerminalKeys    *self,
                   guint               keysym,
                   guint               keycode,
                   GdkModifierType     state,
                   GtkEventController *controller)
{
  vtr_key_chord_key (&self->chord, vtr_key_from_gdk (keycode), TRUE);
  if (is_ours (keysym, state))
    return GDK_EVENT_PROPAGATE;

  return gtk_event_controller_key_forward (GTK_EVENT_CONTROLLER_KEY (controller), self->terminal);
}

static void
on_key_released_cb (VtrTerminalKeys *self,
                    guint            keysym,
                    guint            keycode)
{
  if (vtr_key_chord_key (&self->chord, vtr_key_from_gdk (keycode), FALSE))
    leave (self);
}

static void
unwatch (VtrTerminalKeys *self)
{
  if (self->root == NULL)
    return;

  gtk_widget_remove_controller (self->root, self->root_keys);
  self->root_keys = NULL;
  g_clear_weak_pointer (&self->root);
}

/* Controllers run in the opposite order of being added, so this one comes before the shortcuts of
 * the window. */
static void
watch (VtrTerminalKeys *self)
{
  unwatch (self);
  vtr_key_chord_reset (&self->chord);
  g_set_weak_pointer (&self->root, GTK_WIDGET (gtk_widget_get_root (self->terminal)));
  if (self->root == NULL)
    return;

  self->root_keys = gtk_event_controller_key_new ();
  gtk_event_controller_set_propagation_phase (self->root_keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (self->root_keys, "key-pressed", G_CALLBACK (on_key_pressed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->root_keys, "key-released", G_CALLBACK (on_key_released_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (self->root, self->root_keys);
}

static void
vtr_terminal_keys_dispose (GObject *object)
{
  VtrTerminalKeys *self = VTR_TERMINAL_KEYS (object);

  unwatch (self);
  self->terminal = NULL;

  G_OBJECT_CLASS (vtr_terminal_keys_parent_class)->dispose (object);
}

static void
vtr_terminal_keys_class_init (VtrTerminalKeysClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = vtr_terminal_keys_dispose;
}

static void
vtr_terminal_keys_init (VtrTerminalKeys *self)
{
  vtr_key_chord_parse (&self->chord, WAY_OUT);
}

/**
 * vtr_terminal_keys_new:
 * @terminal: a terminal that lives longer than the result
 *
 * Returns: (transfer full): what watches its keys
 */
VtrTerminalKeys *
vtr_terminal_keys_new (GtkWidget *terminal)
{
  VtrTerminalKeys *self = g_object_new (VTR_TYPE_TERMINAL_KEYS, NULL);
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->terminal = terminal;
  g_signal_connect_object (focus, "enter", G_CALLBACK (watch), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (focus, "leave", G_CALLBACK (unwatch), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (terminal, "unmap", G_CALLBACK (unwatch), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (terminal, focus);
  return self;
}
