/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-console-keyboard.h"

#include "vtr-key-codes.h"

struct _VtrConsoleKeyboard
{
  GObject parent_instance;

  /* owned */
  VtrConsoleSession *session;
  GHashTable *held; /* key: the symbol it was pressed with */
};

G_DEFINE_FINAL_TYPE (VtrConsoleKeyboard, vtr_console_keyboard, G_TYPE_OBJECT)

/**
 * vtr_console_keyboard_new:
 *
 * Returns: (transfer full): a keyboard without a guest
 */
VtrConsoleKeyboard *
vtr_console_keyboard_new (void)
{
  return g_object_new (VTR_TYPE_CONSOLE_KEYBOARD, NULL);
}

/**
 * vtr_console_keyboard_set_session:
 * @session: (nullable): who gets the keys
 */
void
vtr_console_keyboard_set_session (VtrConsoleKeyboard *self,
                                  VtrConsoleSession  *session)
{
  g_return_if_fail (VTR_IS_CONSOLE_KEYBOARD (self));

  if (self->session == session)
    return;

  vtr_console_keyboard_release_all (self);
  g_set_object (&self->session, session);
}

/**
 * vtr_console_keyboard_key:
 * @keysym: what the key means here; for a release, what it meant when it was pressed counts
 */
void
vtr_console_keyboard_key (VtrConsoleKeyboard *self,
                          guint               key,
                          guint               keysym,
                          gboolean            pressed)
{
  gpointer known;

  g_return_if_fail (VTR_IS_CONSOLE_KEYBOARD (self));

  if (self->session == NULL || key == VTR_KEY_NONE)
    return;

  if (g_hash_table_lookup_extended (self->held, GUINT_TO_POINTER (key), NULL, &known))
    keysym = GPOINTER_TO_UINT (known);
  else if (!pressed)
    return;

  if (pressed)
    g_hash_table_insert (self->held, GUINT_TO_POINTER (key), GUINT_TO_POINTER (keysym));
  else
    g_hash_table_remove (self->held, GUINT_TO_POINTER (key));

  vtr_console_session_key (self->session, key, keysym, pressed);
}

void
vtr_console_keyboard_release_all (VtrConsoleKeyboard *self)
{
  GHashTableIter iter;
  gpointer key, keysym;

  g_return_if_fail (VTR_IS_CONSOLE_KEYBOARD (self));

  g_hash_table_iter_init (&iter, self->held);
  while (g_hash_table_iter_next (&iter, &key, &keysym))
    {
      g_hash_table_iter_remove (&iter);
      vtr_console_session_key (self->session,
                               GPOINTER_TO_UINT (key),
                               GPOINTER_TO_UINT (keysym),
                               FALSE);
    }
}

guint
vtr_console_keyboard_get_n_held (VtrConsoleKeyboard *self)
{
  g_return_val_if_fail (VTR_IS_CONSOLE_KEYBOARD (self), 0);

  return g_hash_table_size (self->held);
}

/**
 * vtr_console_keyboard_sync_locks:
 * @device: (nullable): this computer's keyboard
 *
 * Makes Caps Lock and its like mean in the guest what they mean here.
 */
void
vtr_console_keyboard_sync_locks (VtrConsoleKeyboard *self,
                                 GdkDevice          *device)
{
  VtrLockKeys locks = 0;

  g_return_if_fail (VTR_IS_CONSOLE_KEYBOARD (self));

  if (self->session == NULL || device == NULL)
    return;

  if (gdk_device_get_caps_lock_state (device))
    locks |= VTR_LOCK_CAPS;
  if (gdk_device_get_num_lock_state (device))
    locks |= VTR_LOCK_NUM;
  if (gdk_device_get_scroll_lock_state (device))
    locks |= VTR_LOCK_SCROLL;
  vtr_console_session_set_locks (self->session, locks);
}

/**
 * vtr_console_keyboard_send_chord:
 * @keys: (array length=n_keys): evdev codes, modifiers first
 *
 * Presses the keys one after the other and lets them go in the opposite order.
 */
void
vtr_console_keyboard_send_chord (VtrConsoleKeyboard *self,
                                 const guint        *keys,
                                 guint               n_keys)
{
  g_return_if_fail (VTR_IS_CONSOLE_KEYBOARD (self));

  if (self->session == NULL)
    return;

  for (guint i = 0; i < n_keys; i++)
    vtr_console_session_key (self->session, keys[i], 0, TRUE);
  for (guint i = n_keys; i > 0; i--)
    vtr_console_session_key (self->session, keys[i - 1], 0, FALSE);
}

static void
vtr_console_keyboard_dispose (GObject *object)
{
  VtrConsoleKeyboard *self = VTR_CONSOLE_KEYBOARD (object);

  vtr_console_keyboard_release_all (self);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (vtr_console_keyboard_parent_class)->dispose (object);
}

static void
vtr_console_keyboard_finalize (GObject *object)
{
  VtrConsoleKeyboard *self = VTR_CONSOLE_KEYBOARD (object);

  g_clear_pointer (&self->held, g_hash_table_unref);

  G_OBJECT_CLASS (vtr_console_keyboard_parent_class)->finalize (object);
}

static void
vtr_console_keyboard_class_init (VtrConsoleKeyboardClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = vtr_console_keyboard_dispose;
  object_class->finalize = vtr_console_keyboard_finalize;
}

static void
vtr_console_keyboard_init (VtrConsoleKeyboard *self)
{
  self->held = g_hash_table_new (NULL, NULL);
}
