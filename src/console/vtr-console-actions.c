/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-console-actions.h"

#include "vtr-console-screenshot.h"
#include "vtr-console-settings-page.h"
#include "vtr-key-codes.h"
#include "vtr-keys-dialog.h"
#include "vtr-typing.h"
#include "vtr-usb-dialog.h"

#include <glib/gi18n.h>

struct _VtrConsoleActions
{
  GObject parent_instance;

  /* owned */
  GSimpleActionGroup *group;
  VtrTyping *typing;

  /* borrowed: the view owns this object, and the window has the view */
  VtrConsoleView *view;
  GtkWindow *window;
};

G_DEFINE_FINAL_TYPE (VtrConsoleActions, vtr_console_actions, G_TYPE_OBJECT)

static VtrConsoleState
get_state (VtrConsoleActions *self)
{
  VtrConsoleSession *session = vtr_console_view_get_session (self->view);

  return session != NULL ? vtr_console_session_get_state (session) : VTR_CONSOLE_IDLE;
}

static GtkWindow *
get_window (VtrConsoleActions *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self->view));

  return GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL;
}

static void
set_state (VtrConsoleActions *self,
           const char        *name,
           GVariant          *state)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->group), name);

  g_simple_action_set_state (G_SIMPLE_ACTION (action), state);
}

/* The connection */

static void
on_connect_activate_cb (GSimpleAction *action,
                        GVariant      *parameter,
                        gpointer       user_data)
{
  VtrConsoleActions *self = user_data;

  if (vtr_console_view_get_session (self->view) != NULL)
    vtr_console_session_open (vtr_console_view_get_session (self->view));
}

static void
on_answer_activate_cb (GSimpleAction *action,
                       GVariant      *parameter,
                       gpointer       user_data)
{
  vtr_console_view_answer (VTR_CONSOLE_ACTIONS (user_data)->view);
}

static void
on_capture_activate_cb (GSimpleAction *action,
                        GVariant      *parameter,
                        gpointer       user_data)
{
  VtrConsoleActions *self = user_data;

  vtr_console_display_set_captured (vtr_console_view_get_display (self->view), TRUE);
}

/* The keyboard */

static void
on_send_keys_activate_cb (GSimpleAction *action,
                          GVariant      *parameter,
                          gpointer       user_data)
{
  VtrConsoleActions *self = user_data;
  g_autoptr (GArray) keys = vtr_keys_from_names (g_variant_get_string (parameter, NULL));

  if (keys != NULL)
    vtr_console_display_send_keys (vtr_console_view_get_display (self->view),
                                   (guint *) keys->data, keys->len);
}

static void
on_paste_as_keys_activate_cb (GSimpleAction *action,
                              GVariant      *parameter,
                              gpointer       user_data)
{
  vtr_typing_start (VTR_CONSOLE_ACTIONS (user_data)->typing);
}

static void
on_stop_typing_activate_cb (GSimpleAction *action,
                            GVariant      *parameter,
                            gpointer       user_data)
{
  vtr_typing_stop (VTR_CONSOLE_ACTIONS (user_data)->typing);
}

static void
on_other_keys_activate_cb (GSimpleAction *action,
                           GVariant      *parameter,
                           gpointer       user_data)
{
  VtrConsoleActions *self = user_data;

  adw_dialog_present (vtr_keys_dialog_new (vtr_console_view_get_settings (self->view),
                                           G_ACTION_GROUP (self->group)),
                      GTK_WIDGET (self->view));
}

static void
on_usb_activate_cb (GSimpleAction *action,
                    GVariant      *parameter,
                    gpointer       user_data)
{
  VtrConsoleActions *self = user_data;
  VtrConsoleSession *session = vtr_console_view_get_session (self->view);
  VtrUsbRedirection *usb = session != NULL ? vtr_console_session_get_usb (session) : NULL;

  if (usb != NULL)
    adw_dialog_present (vtr_usb_dialog_new (usb, vtr_console_view_get_settings (self->view)),
                        GTK_WIDGET (self->view));
}

static void
on_settings_activate_cb (GSimpleAction *action,
                         GVariant      *parameter,
                         gpointer       user_data)
{
  VtrConsoleActions *self = user_data;

  adw_dialog_present (vtr_console_settings_dialog_new (vtr_console_view_get_settings (self->view),
                                                       vtr_console_view_get_title (self->view)),
                      GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (self->view))));
}

/* The picture */

static void
on_copy_screenshot_activate_cb (GSimpleAction *action,
                                GVariant      *parameter,
                                gpointer       user_data)
{
  vtr_console_screenshot_copy (VTR_CONSOLE_ACTIONS (user_data)->view);
}

static void
on_save_screenshot_activate_cb (GSimpleAction *action,
                                GVariant      *parameter,
                                gpointer       user_data)
{
  vtr_console_screenshot_save (VTR_CONSOLE_ACTIONS (user_data)->view);
}

static void
on_scaling_change_state_cb (GSimpleAction *action,
                            GVariant      *value,
                            gpointer       user_data)
{
  VtrConsoleActions *self = user_data;
  VtrConsoleSession *session = vtr_console_view_get_session (self->view);
  const char *scaling = g_variant_get_string (value, NULL);

  vtr_console_settings_set_string (vtr_console_view_get_settings (self->view), "scaling", scaling);
  if (g_str_equal (scaling, "follow") && session != NULL
      && get_state (self) == VTR_CONSOLE_CONNECTED
      && !(vtr_console_session_get_features (session) & VTR_CONSOLE_CAN_RESIZE))
    vtr_console_view_add_toast (self->view,
                                _("The machine does not take another size, and is scaled"));
}

/* What is around the picture stays as large as it is. */
static void
on_fit_window_activate_cb (GSimpleAction *action,
                           GVariant      *parameter,
                           gpointer       user_data)
{
  VtrConsoleActions *self = user_data;
  VtrConsoleDisplay *display = vtr_console_view_get_display (self->view);
  VtrFramebuffer *framebuffer = vtr_console_display_get_framebuffer (display);
  GtkWindow *window = get_window (self);
  GdkSurface *surface;
  double scale;
  int width, height;

  if (framebuffer == NULL || window == NULL)
    return;

  surface = gtk_native_get_surface (GTK_NATIVE (window));
  scale = gdk_surface_get_scale (surface);
  gtk_window_get_default_size (window, &width, &height);
  width += (int) (vtr_framebuffer_get_width (framebuffer) / scale + 0.5)
           - gtk_widget_get_width (GTK_WIDGET (display));
  height += (int) (vtr_framebuffer_get_height (framebuffer) / scale + 0.5)
            - gtk_widget_get_height (GTK_WIDGET (display));
  gtk_window_unmaximize (window);
  gtk_window_set_default_size (window, width, height);
}

static void
on_full_screen_change_state_cb (GSimpleAction *action,
                                GVariant      *value,
                                gpointer       user_data)
{
  GtkWindow *window = get_window (user_data);

  if (window == NULL)
    return;
  if (g_variant_get_boolean (value))
    gtk_window_fullscreen (window);
  else
    gtk_window_unfullscreen (window);
}

static void
on_window_fullscreened_cb (VtrConsoleActions *self)
{
  GtkWindow *window = get_window (self);

  set_state (self, "full-screen",
             g_variant_new_boolean (window != NULL && gtk_window_is_fullscreen (window)));
  vtr_console_actions_update (self);
}

static void
on_view_root_cb (VtrConsoleActions *self)
{
  if (self->window != NULL)
    g_signal_handlers_disconnect_by_data (self->window, self);
  g_set_weak_pointer (&self->window, get_window (self));
  if (self->window != NULL)
    g_signal_connect_object (self->window, "notify::fullscreened",
                             G_CALLBACK (on_window_fullscreened_cb), self, G_CONNECT_SWAPPED);
  on_window_fullscreened_cb (self);
}

static void
on_statistics_change_state_cb (GSimpleAction *action,
                               GVariant      *value,
                               gpointer       user_data)
{
  VtrConsoleActions *self = user_data;

  g_simple_action_set_state (action, value);
  vtr_console_view_set_statistics (self->view, g_variant_get_boolean (value));
}

/* What reaches the guest, and what comes from it */

static void
on_view_only_change_state_cb (GSimpleAction *action,
                              GVariant      *value,
                              gpointer       user_data)
{
  VtrConsoleActions *self = user_data;

  g_simple_action_set_state (action, value);
  vtr_console_display_set_captured (vtr_console_view_get_display (self->view), FALSE);
  vtr_console_actions_update (self);
}

static void
on_muted_change_state_cb (GSimpleAction *action,
                          GVariant      *value,
                          gpointer       user_data)
{
  vtr_console_settings_set_boolean (
    vtr_console_view_get_settings (VTR_CONSOLE_ACTIONS (user_data)->view), "muted",
    g_variant_get_boolean (value));
}

static const GActionEntry entries[] = {
  { .name = "connect", .activate = on_connect_activate_cb },
  { .name = "answer", .activate = on_answer_activate_cb },
  { .name = "capture", .activate = on_capture_activate_cb },
  { .name = "send-keys", .activate = on_send_keys_activate_cb, .parameter_type = "s" },
  { .name = "other-keys", .activate = on_other_keys_activate_cb },
  { .name = "usb", .activate = on_usb_activate_cb },
  { .name = "settings", .activate = on_settings_activate_cb },
  { .name = "paste-as-keys", .activate = on_paste_as_keys_activate_cb },
  { .name = "stop-typing", .activate = on_stop_typing_activate_cb },
  { .name = "copy-screenshot", .activate = on_copy_screenshot_activate_cb },
  { .name = "save-screenshot", .activate = on_save_screenshot_activate_cb },
  { .name = "fit-window", .activate = on_fit_window_activate_cb },
  { .name = "scaling", .parameter_type = "s", .state = "'fit'",
    .change_state = on_scaling_change_state_cb },
  { .name = "full-screen", .state = "false", .change_state = on_full_screen_change_state_cb },
  { .name = "view-only", .state = "false", .change_state = on_view_only_change_state_cb },
  { .name = "muted", .state = "false", .change_state = on_muted_change_state_cb },
  { .name = "statistics", .state = "false", .change_state = on_statistics_change_state_cb },
};

static void
set_enabled (VtrConsoleActions *self,
             const char        *name,
             gboolean           enabled)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->group), name);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
}

static gboolean
can_be_resized (GtkWindow *window)
{
  return window != NULL && !gtk_window_is_fullscreen (window);
}

static void
share_clipboard (VtrConsoleSettings *settings,
                 VtrGuestClipboard  *clipboard)
{
  g_autoptr (GEnumClass) klass = g_type_class_ref (VTR_TYPE_CLIPBOARD_DIRECTION);
  g_autofree char *direction = vtr_console_settings_get_string (settings, "clipboard");
  GEnumValue *value = g_enum_get_value_by_nick (klass, direction);

  if (clipboard != NULL && value != NULL)
    vtr_guest_clipboard_set_direction (clipboard, value->value);
}

static void
update_session (VtrConsoleActions *self,
                VtrConsoleSession *session)
{
  VtrConsoleSettings *settings = vtr_console_view_get_settings (self->view);
  g_autofree char *scaling = vtr_console_settings_get_string (settings, "scaling");
  g_autoptr (GVariant) view_only =
    g_action_group_get_action_state (G_ACTION_GROUP (self->group), "view-only");
  gboolean muted = vtr_console_settings_get_boolean (settings, "muted");

  set_state (self, "scaling", g_variant_new_string (scaling));
  set_state (self, "muted", g_variant_new_boolean (muted));
  if (session == NULL)
    return;

  vtr_console_session_set_view_only (session, g_variant_get_boolean (view_only));
  share_clipboard (settings, vtr_console_session_get_clipboard (session));
  g_object_set (vtr_console_session_get_options (session), "muted", muted, "automatic-usb",
                vtr_console_settings_get_boolean (settings, "redirect-usb"), NULL);
}

/**
 * vtr_console_actions_update:
 *
 * Looks anew at what can be done, and hands the session what was chosen.
 */
void
vtr_console_actions_update (VtrConsoleActions *self)
{
  VtrConsoleSession *session;
  VtrConsoleState state;
  gboolean connected, seen, allowed;

  g_return_if_fail (VTR_IS_CONSOLE_ACTIONS (self));

  session = vtr_console_view_get_session (self->view);
  state = get_state (self);
  connected = state == VTR_CONSOLE_CONNECTED;
  seen = connected || state == VTR_CONSOLE_LOST;
  update_session (self, session);
  allowed = connected && !vtr_console_session_get_view_only (session);

  set_enabled (self, "connect", session != NULL
                                  && (state == VTR_CONSOLE_IDLE || state == VTR_CONSOLE_LOST
                                      || state == VTR_CONSOLE_REFUSED));
  set_enabled (self, "capture", allowed);
  allowed = allowed && !vtr_console_view_get_paused (self->view);
  set_enabled (self, "send-keys", allowed);
  set_enabled (self, "other-keys", allowed);
  set_enabled (self, "paste-as-keys", allowed);
  set_enabled (self, "usb", connected
                              && (vtr_console_session_get_features (session)
                                  & VTR_CONSOLE_CAN_TAKE_USB));
  set_enabled (self, "copy-screenshot", seen);
  set_enabled (self, "save-screenshot", seen);
  set_enabled (self, "statistics", session != NULL);
  set_enabled (self, "view-only", session != NULL);
  set_enabled (self, "fit-window", seen && can_be_resized (get_window (self)));
  set_enabled (self, "muted", connected
                                && (vtr_console_session_get_features (session)
                                    & VTR_CONSOLE_CAN_PLAY_SOUND));
}

/**
 * vtr_console_actions_get_group:
 *
 * Returns: (transfer none): the actions, for the prefix "console"
 */
GSimpleActionGroup *
vtr_console_actions_get_group (VtrConsoleActions *self)
{
  g_return_val_if_fail (VTR_IS_CONSOLE_ACTIONS (self), NULL);

  return self->group;
}

static void
vtr_console_actions_dispose (GObject *object)
{
  VtrConsoleActions *self = VTR_CONSOLE_ACTIONS (object);

  /* A menu elsewhere may hold the group longer than there is a view. */
  if (self->group != NULL)
    for (guint i = 0; i < G_N_ELEMENTS (entries); i++)
      g_action_map_remove_action (G_ACTION_MAP (self->group), entries[i].name);
  if (self->window != NULL)
    g_signal_handlers_disconnect_by_data (self->window, self);
  g_clear_weak_pointer (&self->window);
  g_clear_object (&self->typing);
  g_clear_object (&self->group);

  G_OBJECT_CLASS (vtr_console_actions_parent_class)->dispose (object);
}

static void
vtr_console_actions_class_init (VtrConsoleActionsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = vtr_console_actions_dispose;
}

static void
vtr_console_actions_init (VtrConsoleActions *self)
{
  self->group = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->group), entries, G_N_ELEMENTS (entries),
                                   self);
}

/**
 * vtr_console_actions_new:
 * @view: who owns the result
 *
 * Returns: (transfer full): what can be done with it
 */
VtrConsoleActions *
vtr_console_actions_new (VtrConsoleView *view)
{
  VtrConsoleActions *self = g_object_new (VTR_TYPE_CONSOLE_ACTIONS, NULL);

  self->view = view;
  self->typing = vtr_typing_new (view);
  g_signal_connect_object (view, "notify::root", G_CALLBACK (on_view_root_cb), self,
                           G_CONNECT_SWAPPED);
  return self;
}
