/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-screen-password.h"

#include "base/vtr-error.h"
#include "fleet/vtr-screen-keyring.h"

struct _VtrScreenPassword
{
  GObject            parent_instance;

  /* owned */
  VtrMachine        *machine;
  VtrConsoleSession *session;
  GSignalGroup      *signals;
  GCancellable      *cancellable;
  char              *entered; /* kept as soon as it has opened the screen */

  /* borrowed: the view's owner owns this object */
  VtrConsoleView    *view;

  /* state */
  gboolean           has_looked;
};

G_DEFINE_FINAL_TYPE (VtrScreenPassword, vtr_screen_password, G_TYPE_OBJECT)

static void
on_found_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (VtrScreenPassword) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *password
      = vtr_screen_keyring_find_finish (VTR_MACHINE (source), result, &error);

  if (vtr_error_is_cancelled (error) || self->session == NULL)
    return;

  if (error != NULL)
    g_debug ("keyring: %s", error->message);
  vtr_console_view_set_remember (self->view, error == NULL, password != NULL);
  if (password != NULL
      && vtr_console_session_get_state (self->session) == VTR_CONSOLE_NEEDS_PASSWORD
      && !vtr_console_session_needs_username (self->session))
    vtr_console_session_set_credentials (self->session, NULL, password);
}

/* What is kept is tried once; the person is asked where it does not do. */
static void
on_session_state_cb (VtrScreenPassword *self)
{
  VtrConsoleState state = vtr_console_session_get_state (self->session);

  if (state == VTR_CONSOLE_NEEDS_PASSWORD && !self->has_looked)
    {
      self->has_looked = TRUE;
      vtr_screen_keyring_find_async (self->machine, self->cancellable, on_found_cb,
                                     g_object_ref (self));
    }
  else if (state == VTR_CONSOLE_CONNECTED && self->entered != NULL)
    {
      vtr_screen_keyring_keep (self->machine, self->entered);
      g_clear_pointer (&self->entered, g_free);
    }
}

static void
on_credentials_entered_cb (VtrScreenPassword *self,
                           const char        *username,
                           const char        *password,
                           gboolean           remember)
{
  g_clear_pointer (&self->entered, g_free);
  if (remember)
    self->entered = g_strdup (password);
  else
    vtr_screen_keyring_forget (self->machine);
}

static void
vtr_screen_password_dispose (GObject *object)
{
  VtrScreenPassword *self = VTR_SCREEN_PASSWORD (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->signals);
  g_clear_object (&self->session);
  g_clear_object (&self->machine);
  g_clear_pointer (&self->entered, g_free);

  G_OBJECT_CLASS (vtr_screen_password_parent_class)->dispose (object);
}

static void
vtr_screen_password_class_init (VtrScreenPasswordClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = vtr_screen_password_dispose;
}

static void
vtr_screen_password_init (VtrScreenPassword *self)
{
  self->cancellable = g_cancellable_new ();
  self->signals = g_signal_group_new (VTR_TYPE_CONSOLE_SESSION);
  g_signal_group_connect_swapped (self->signals, "notify::state",
                                  G_CALLBACK (on_session_state_cb), self);
}

/**
 * vtr_screen_password_new:
 * @view: where the question is asked; it lives longer than the result
 * @machine: whose screen it is
 *
 * Returns: (transfer full): what answers for the person
 */
VtrScreenPassword *
vtr_screen_password_new (VtrConsoleView *view,
                         VtrMachine     *machine)
{
  VtrScreenPassword *self = g_object_new (VTR_TYPE_SCREEN_PASSWORD, NULL);

  self->view = view;
  self->machine = g_object_ref (machine);
  g_signal_connect_object (view, "credentials-entered", G_CALLBACK (on_credentials_entered_cb),
                           self, G_CONNECT_SWAPPED);
  return self;
}

/**
 * vtr_screen_password_watch:
 * @session: (nullable): what may ask from now on
 */
void
vtr_screen_password_watch (VtrScreenPassword *self,
                           VtrConsoleSession *session)
{
  g_return_if_fail (VTR_IS_SCREEN_PASSWORD (self));

  self->has_looked = FALSE;
  g_clear_pointer (&self->entered, g_free);
  g_set_object (&self->session, session);
  g_signal_group_set_target (self->signals, session);
}
