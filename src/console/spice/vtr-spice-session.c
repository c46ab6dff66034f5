/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-spice-session.h"

#include "vtr-spice-clipboard.h"
#include "vtr-spice-display.h"
#include "vtr-spice-files.h"
#include "vtr-spice-sound.h"
#include "vtr-spice-usb.h"

#include "console/vtr-console-session-private.h"
#include "console/vtr-console-trouble.h"
#include "console/vtr-key-codes.h"

#include <glib/gi18n.h>
#include <spice-client.h>
#include <unistd.h>

/* A server that is just seeing off another client, such as our own last one, hangs up on the next;
 * it does not do so for long. */
#define HANG_UPS_TAKEN 4
#define HANG_UP_DELAY_MS 250

/* A server with several screens dies, and its guest with it, of a client that leaves while the
 * screens are just being set up for it. */
#define LINGER_MS 500

struct _VtrSpiceSession
{
  VtrConsoleSession parent_instance;

  /* owned */
  SpiceSession *spice;
  SpiceMainChannel *main;
  SpiceInputsChannel *inputs;
  SpiceChannel *folder;
  VtrSpiceSound *sound;
  VtrUsbRedirection *usb;
  GPtrArray *displays;
  GCancellable *cancellable;
  char *username;
  char *password;

  /* state */
  int buttons;
  gboolean watched;
  gint64 last_display_time;
  guint hang_ups;
  guint again_id;
};

G_DEFINE_FINAL_TYPE (VtrSpiceSession, vtr_spice_session, VTR_TYPE_CONSOLE_SESSION)

/* What a pending request for a descriptor is for. */
typedef struct
{
  VtrSpiceSession *self;
  SpiceSession *spice;
  SpiceChannel *channel; /* NULL: the first one, of the main channel */
  GCancellable *cancellable;
} FdRequest;

static void
fd_request_free (FdRequest *request)
{
  g_clear_object (&request->self);
  g_clear_object (&request->spice);
  g_clear_object (&request->channel);
  g_clear_object (&request->cancellable);
  g_free (request);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FdRequest, fd_request_free)

static VtrSpiceClipboard *
get_clipboard (VtrSpiceSession *self)
{
  return VTR_SPICE_CLIPBOARD (vtr_console_session_get_clipboard (VTR_CONSOLE_SESSION (self)));
}

static void
hang_up (SpiceSession *spice)
{
  for (GList *l = spice_session_get_channels (spice), *next; l != NULL; l = next)
    {
      /* A channel that is just opening would go on to look at a session that is no more. */
      spice_channel_disconnect (l->data, SPICE_CHANNEL_NONE);
      next = g_list_delete_link (l, l);
    }
  spice_session_disconnect (spice);
}

static gboolean
on_linger_timeout_cb (gpointer spice)
{
  hang_up (spice);

  return G_SOURCE_REMOVE;
}

static void
forget_connection (VtrSpiceSession *self)
{
  SpiceSession *spice = g_steal_pointer (&self->spice);
  gboolean several = self->displays->len > 1;

  g_clear_handle_id (&self->again_id, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_ptr_array_set_size (self->displays, 0);
  vtr_spice_clipboard_set_main (get_clipboard (self), NULL);
  g_clear_object (&self->main);
  g_clear_object (&self->inputs);
  g_clear_object (&self->folder);
  g_clear_object (&self->sound);
  if (self->usb != NULL)
    vtr_spice_usb_detach (VTR_SPICE_USB (self->usb));
  g_clear_object (&self->usb);
  self->buttons = 0;
  if (spice == NULL)
    return;

  for (GList *l = spice_session_get_channels (spice), *next; l != NULL; l = next)
    {
      g_signal_handlers_disconnect_by_data (l->data, self);
      next = g_list_delete_link (l, l);
    }
  g_signal_handlers_disconnect_by_data (spice, self);
  if (several && g_get_monotonic_time () - self->last_display_time < LINGER_MS * 1000)
    g_timeout_add_full (G_PRIORITY_DEFAULT, LINGER_MS, on_linger_timeout_cb,
                        spice, g_object_unref);
  else
    {
      hang_up (spice);
      g_object_unref (spice);
    }
}

static void
fail (VtrSpiceSession *self,
      VtrTrouble      *trouble)
{
  forget_connection (self);
  vtr_console_session_fail (VTR_CONSOLE_SESSION (self), trouble);
}

static void
on_endpoint_open_fd_cb (GObject      *source,
                        GAsyncResult *result,
                        gpointer      user_data)
{
  g_autoptr (FdRequest) request = user_data;
  g_autoptr (GError) error = NULL;
  int fd = vtr_console_endpoint_open_fd_finish (VTR_CONSOLE_ENDPOINT (source), result, &error);

  if (g_cancellable_is_cancelled (request->cancellable))
    {
      if (fd >= 0)
        close (fd);
    }
  else if (fd >= 0 && request->channel != NULL)
    spice_channel_open_fd (request->channel, fd);
  else if (fd >= 0)
    spice_session_open_fd (request->spice, fd);
  else if (request->channel != NULL)
    spice_channel_disconnect (request->channel, SPICE_CHANNEL_ERROR_CONNECT);
  else
    fail (request->self, vtr_console_trouble_from_error (error));
}

static void
request_fd (VtrSpiceSession *self,
            SpiceChannel    *channel)
{
  FdRequest *request = g_new0 (FdRequest, 1);

  request->self = g_object_ref (self);
  request->spice = g_object_ref (self->spice);
  request->channel = channel != NULL ? g_object_ref (channel) : NULL;
  request->cancellable = g_object_ref (self->cancellable);
  vtr_console_endpoint_open_fd_async (
    vtr_console_session_get_endpoint (VTR_CONSOLE_SESSION (self)),
    self->cancellable,
    on_endpoint_open_fd_cb,
    request);
}

static void
on_channel_open_fd_cb (VtrSpiceSession *self,
                       int              with_tls,
                       SpiceChannel    *channel)
{
  request_fd (self, channel);
}

static VtrTrouble *
trouble_from_channel (SpiceChannel      *channel,
                      SpiceChannelEvent  event)
{
  const GError *error = spice_channel_get_error (channel);
  VtrTrouble *trouble;

  switch (event)
    {
    case SPICE_CHANNEL_ERROR_CONNECT:
      trouble = vtr_trouble_new (_("The screen cannot be reached."));
      trouble->remedy = g_strdup (_("Check that the machine is running and that its display "
                                    "has this address."));
      break;
    case SPICE_CHANNEL_ERROR_TLS:
      trouble = vtr_console_trouble_with_tls ();
      break;
    case SPICE_CHANNEL_ERROR_LINK:
      trouble = vtr_trouble_new (_("What answers there is not a SPICE display."));
      break;
    case SPICE_CHANNEL_NONE:
    case SPICE_CHANNEL_OPENED:
    case SPICE_CHANNEL_SWITCHING:
    case SPICE_CHANNEL_CLOSED:
    case SPICE_CHANNEL_ERROR_AUTH:
    case SPICE_CHANNEL_ERROR_IO:
    default:
      trouble = vtr_trouble_new (_("The connection to the machine's screen broke."));
    }
  if (error != NULL)
    trouble->details = g_strdup (error->message);

  return trouble;
}

static void
ask_for_password (VtrSpiceSession *self,
                  SpiceChannel    *channel)
{
  const GError *error = spice_channel_get_error (channel);
  gboolean username = error != NULL && error->domain == SPICE_CLIENT_ERROR
                      && (error->code == SPICE_CLIENT_ERROR_AUTH_NEEDS_USERNAME
                          || error->code == SPICE_CLIENT_ERROR_AUTH_NEEDS_PASSWORD_AND_USERNAME);
  VtrTrouble *trouble = NULL;

  if (self->password != NULL)
    trouble = vtr_trouble_new (_("That password was not accepted."));
  g_clear_pointer (&self->password, g_free);
  forget_connection (self);
  vtr_console_session_ask (VTR_CONSOLE_SESSION (self), username, trouble);
}

static gboolean
on_again_timeout_cb (gpointer user_data)
{
  VtrSpiceSession *self = user_data;

  self->again_id = 0;
  VTR_CONSOLE_SESSION_GET_CLASS (self)->open (VTR_CONSOLE_SESSION (self));

  return G_SOURCE_REMOVE;
}

static gboolean
try_again (VtrSpiceSession *self)
{
  if (vtr_console_session_get_state (VTR_CONSOLE_SESSION (self)) != VTR_CONSOLE_CONNECTING
      || self->hang_ups >= HANG_UPS_TAKEN)
    {
      self->hang_ups = 0;
      return FALSE;
    }

  self->hang_ups++;
  forget_connection (self);
  self->again_id = g_timeout_add (HANG_UP_DELAY_MS, on_again_timeout_cb, self);

  return TRUE;
}

static void
on_main_event_cb (VtrSpiceSession   *self,
                  SpiceChannelEvent  event,
                  SpiceChannel      *channel)
{
  switch (event)
    {
    case SPICE_CHANNEL_OPENED:
      vtr_console_session_set_state (VTR_CONSOLE_SESSION (self), VTR_CONSOLE_CONNECTED);
      break;
    case SPICE_CHANNEL_ERROR_AUTH:
      ask_for_password (self, channel);
      break;
    case SPICE_CHANNEL_CLOSED:
    case SPICE_CHANNEL_ERROR_LINK:
    case SPICE_CHANNEL_ERROR_IO:
      if (!try_again (self))
        fail (self, trouble_from_channel (channel, event));
      break;
    case SPICE_CHANNEL_ERROR_CONNECT:
    case SPICE_CHANNEL_ERROR_TLS:
      fail (self, trouble_from_channel (channel, event));
      break;
    case SPICE_CHANNEL_NONE:
    case SPICE_CHANNEL_SWITCHING:
    default:
      break;
    }
}

/* Without its screen or its keyboard a session is of no use, even if the server is still there. */
static void
on_vital_event_cb (VtrSpiceSession   *self,
                   SpiceChannelEvent  event,
                   SpiceChannel      *channel)
{
  VtrConsoleSession *session = VTR_CONSOLE_SESSION (self);

  if (event != SPICE_CHANNEL_CLOSED && event < SPICE_CHANNEL_ERROR_CONNECT)
    return;

  if (g_list_model_get_n_items (vtr_console_session_get_monitors (session)) == 0)
    vtr_console_session_set_state (session, VTR_CONSOLE_CONNECTING);
  if (!try_again (self))
    fail (self, trouble_from_channel (channel, event));
}

static void
on_main_mouse_update_cb (VtrSpiceSession *self)
{
  int mode;

  if (self->main == NULL)
    return;

  g_object_get (self->main, "mouse-mode", &mode, NULL);
  vtr_console_session_set_relative (VTR_CONSOLE_SESSION (self), mode == SPICE_MOUSE_MODE_SERVER);
}

static void
on_main_agent_update_cb (VtrSpiceSession *self)
{
  VtrConsoleFeatures features = 0;
  gboolean connected;

  if (self->main == NULL)
    return;

  g_object_get (self->main, "agent-connected", &connected, NULL);
  if (connected)
    features |= VTR_CONSOLE_CAN_RESIZE;
  if (vtr_spice_files_can_send (self->main))
    features |= VTR_CONSOLE_CAN_TAKE_FILES;
  vtr_console_session_set_features (VTR_CONSOLE_SESSION (self),
                                    VTR_CONSOLE_CAN_RESIZE | VTR_CONSOLE_CAN_TAKE_FILES,
                                    features);
}

static void
on_spice_name_cb (VtrSpiceSession *self)
{
  g_autofree char *name = NULL;

  if (self->spice == NULL)
    return;

  g_object_get (self->spice, "name", &name, NULL);
  vtr_console_session_set_title (VTR_CONSOLE_SESSION (self), name);
}

static void
on_inputs_modifiers_cb (VtrSpiceSession *self)
{
  int modifiers;

  if (self->inputs == NULL)
    return;

  /* Their bits are those of VtrLockKeys, because both are those of a keyboard's lights. */
  g_object_get (self->inputs, "key-modifiers", &modifiers, NULL);
  vtr_console_session_guest_locks (VTR_CONSOLE_SESSION (self), (VtrLockKeys) modifiers & 7);
}

static void
on_cursor_set_cb (VtrSpiceSession *self,
                  int              width,
                  int              height,
                  int              hot_x,
                  int              hot_y,
                  gpointer         rgba)
{
  if (rgba != NULL)
    vtr_console_session_take_cursor (VTR_CONSOLE_SESSION (self),
                                     rgba, width, height, hot_x, hot_y);
}

static void
on_cursor_move_cb (VtrSpiceSession *self,
                   int              x,
                   int              y,
                   SpiceChannel    *channel)
{
  int channel_id;

  g_object_get (channel, "channel-id", &channel_id, NULL);
  vtr_console_session_move_guest_cursor (VTR_CONSOLE_SESSION (self), (guint) channel_id, x, y);
}

static void
on_cursor_hide_cb (VtrSpiceSession *self)
{
  g_autoptr (GdkCursor) none = gdk_cursor_new_from_name ("none", NULL);

  vtr_console_session_set_cursor (VTR_CONSOLE_SESSION (self), none);
}

static void
on_cursor_reset_cb (VtrSpiceSession *self)
{
  vtr_console_session_set_cursor (VTR_CONSOLE_SESSION (self), NULL);
}

static void
connect_to (VtrSpiceSession *self,
            gpointer         channel,
            const char      *signal,
            GCallback        callback)
{
  g_signal_connect_object (channel, signal, callback, self, G_CONNECT_SWAPPED);
}

static void
add_main (VtrSpiceSession *self,
          SpiceChannel    *channel)
{
  g_set_object (&self->main, SPICE_MAIN_CHANNEL (channel));
  vtr_spice_clipboard_set_main (get_clipboard (self), self->main);
  connect_to (self, channel, "channel-event", G_CALLBACK (on_main_event_cb));
  connect_to (self, channel, "main-mouse-update", G_CALLBACK (on_main_mouse_update_cb));
  connect_to (self, channel, "main-agent-update", G_CALLBACK (on_main_agent_update_cb));
  connect_to (self, channel, "notify::agent-caps-0", G_CALLBACK (on_main_agent_update_cb));
}

static void
add_inputs (VtrSpiceSession *self,
            SpiceChannel    *channel)
{
  g_set_object (&self->inputs, SPICE_INPUTS_CHANNEL (channel));
  connect_to (self, channel, "channel-event", G_CALLBACK (on_vital_event_cb));
  connect_to (self, channel, "inputs-modifiers", G_CALLBACK (on_inputs_modifiers_cb));
  spice_channel_connect (channel);
}

static void
add_cursor (VtrSpiceSession *self,
            SpiceChannel    *channel)
{
  connect_to (self, channel, "cursor-set", G_CALLBACK (on_cursor_set_cb));
  connect_to (self, channel, "cursor-move", G_CALLBACK (on_cursor_move_cb));
  connect_to (self, channel, "cursor-hide", G_CALLBACK (on_cursor_hide_cb));
  connect_to (self, channel, "cursor-reset", G_CALLBACK (on_cursor_reset_cb));
  spice_channel_connect (channel);
}

static void
add_display (VtrSpiceSession *self,
             SpiceChannel    *channel)
{
  connect_to (self, channel, "channel-event", G_CALLBACK (on_vital_event_cb));
  self->last_display_time = g_get_monotonic_time ();
  g_ptr_array_add (self->displays, vtr_spice_display_new (VTR_CONSOLE_SESSION (self), channel));
  spice_channel_connect (channel);
}

/* Without a folder of the person's choice the library would share one of its own. */
static void
apply_folder (VtrSpiceSession *self)
{
  VtrConsoleOptions *options = vtr_console_session_get_options (VTR_CONSOLE_SESSION (self));
  const char *path = vtr_console_options_get_shared_folder (options);

  if (self->folder == NULL)
    return;

  g_object_set (self->spice,
                "shared-dir", path,
                "share-dir-ro", !vtr_console_options_get_folder_writable (options),
                NULL);
  if (path != NULL)
    spice_channel_connect (self->folder);
  else
    spice_channel_disconnect (self->folder, SPICE_CHANNEL_NONE);
}

static void
add_folder (VtrSpiceSession *self,
            SpiceChannel    *channel)
{
  g_set_object (&self->folder, channel);
  vtr_console_session_set_features (VTR_CONSOLE_SESSION (self),
                                    VTR_CONSOLE_CAN_SEE_FOLDER,
                                    VTR_CONSOLE_CAN_SEE_FOLDER);
  apply_folder (self);
}

static void apply_watched (VtrSpiceSession *self);

static void
add_usb (VtrSpiceSession *self)
{
  vtr_console_session_set_features (VTR_CONSOLE_SESSION (self),
                                    VTR_CONSOLE_CAN_TAKE_USB,
                                    VTR_CONSOLE_CAN_TAKE_USB);
  apply_watched (self);
}

static void
on_spice_channel_new_cb (VtrSpiceSession *self,
                         SpiceChannel    *channel)
{
  connect_to (self, channel, "open-fd", G_CALLBACK (on_channel_open_fd_cb));

  if (SPICE_IS_MAIN_CHANNEL (channel))
    add_main (self, channel);
  else if (SPICE_IS_DISPLAY_CHANNEL (channel))
    add_display (self, channel);
  else if (SPICE_IS_INPUTS_CHANNEL (channel))
    add_inputs (self, channel);
  else if (SPICE_IS_CURSOR_CHANNEL (channel))
    add_cursor (self, channel);
  else if (SPICE_IS_WEBDAV_CHANNEL (channel))
    add_folder (self, channel);
  else if (SPICE_IS_USBREDIR_CHANNEL (channel))
    add_usb (self);
}

static void
on_spice_channel_destroy_cb (VtrSpiceSession *self,
                             SpiceChannel    *channel)
{
  if ((SpiceChannel *) self->inputs == channel)
    g_clear_object (&self->inputs);
  if (self->folder == channel)
    g_clear_object (&self->folder);

  for (guint i = 0; i < self->displays->len; i++)
    if (vtr_spice_display_get_channel (g_ptr_array_index (self->displays, i)) == channel)
      {
        g_ptr_array_remove_index (self->displays, i);
        break;
      }
}

static void
set_address (VtrSpiceSession    *self,
             VtrConsoleEndpoint *endpoint)
{
  g_autofree char *port = g_strdup_printf ("%u", vtr_console_endpoint_get_port (endpoint));
  g_autofree char *tls_port = g_strdup_printf ("%u", vtr_console_endpoint_get_tls_port (endpoint));
  const char *ca = vtr_console_endpoint_get_ca (endpoint);
  g_autoptr (GByteArray) ca_bytes = NULL;

  g_object_set (self->spice,
                "host", vtr_console_endpoint_get_host (endpoint),
                "port", vtr_console_endpoint_get_port (endpoint) != 0 ? port : NULL,
                "tls-port", vtr_console_endpoint_get_tls_port (endpoint) != 0 ? tls_port : NULL,
                "cert-subject", vtr_console_endpoint_get_subject (endpoint),
                "proxy", vtr_console_endpoint_get_proxy (endpoint),
                NULL);
  if (ca != NULL)
    {
      ca_bytes = g_byte_array_new ();
      g_byte_array_append (ca_bytes, (const guint8 *) ca, strlen (ca));
      g_object_set (self->spice, "ca", ca_bytes, NULL);
    }
}

static void
vtr_spice_session_open (VtrConsoleSession *session)
{
  VtrSpiceSession *self = VTR_SPICE_SESSION (session);
  VtrConsoleEndpoint *endpoint = vtr_console_session_get_endpoint (session);

  forget_connection (self);
  self->cancellable = g_cancellable_new ();
  self->spice = spice_session_new ();
  g_object_set (self->spice,
                "username", self->username,
                "password", self->password,
                "enable-audio", TRUE,
                "enable-usbredir", TRUE,
                NULL);
  connect_to (self, self->spice, "channel-new", G_CALLBACK (on_spice_channel_new_cb));
  connect_to (self, self->spice, "channel-destroy", G_CALLBACK (on_spice_channel_destroy_cb));
  connect_to (self, self->spice, "notify::name", G_CALLBACK (on_spice_name_cb));
  self->sound = vtr_spice_sound_new (session, self->spice);

  if (vtr_console_endpoint_get_host (endpoint) == NULL)
    {
      request_fd (self, NULL);
      return;
    }
  set_address (self, endpoint);
  if (!spice_session_connect (self->spice))
    fail (self, vtr_trouble_new (_("The screen cannot be reached.")));
}

static void
vtr_spice_session_close (VtrConsoleSession *session)
{
  VTR_SPICE_SESSION (session)->hang_ups = 0;
  forget_connection (VTR_SPICE_SESSION (session));
}

static void
vtr_spice_session_set_credentials (VtrConsoleSession *session,
                                   const char        *username,
                                   const char        *password)
{
  VtrSpiceSession *self = VTR_SPICE_SESSION (session);

  g_set_str (&self->username, username);
  g_set_str (&self->password, password);
  if (vtr_console_session_get_state (session) == VTR_CONSOLE_CONNECTING && self->spice == NULL)
    vtr_spice_session_open (session);
}

static void
vtr_spice_session_key (VtrConsoleSession *session,
                       guint              key,
                       guint              keysym,
                       gboolean           pressed)
{
  VtrSpiceSession *self = VTR_SPICE_SESSION (session);
  guint scancode = vtr_key_to_scancode (key);

  if (self->inputs == NULL)
    return;

  if (scancode == 0)
    g_debug ("key %u has no scan code", key);
  else if (pressed)
    spice_inputs_channel_key_press (self->inputs, scancode);
  else
    spice_inputs_channel_key_release (self->inputs, scancode);
}

static void
vtr_spice_session_set_locks (VtrConsoleSession *session,
                             VtrLockKeys        locks)
{
  VtrSpiceSession *self = VTR_SPICE_SESSION (session);

  if (self->inputs != NULL)
    spice_inputs_channel_set_key_locks (self->inputs, locks);
}

static void
vtr_spice_session_pointer_to (VtrConsoleSession *session,
                              guint              monitor,
                              int                x,
                              int                y)
{
  VtrSpiceSession *self = VTR_SPICE_SESSION (session);
  int channel_id;

  if (self->inputs == NULL)
    return;

  for (guint i = 0; i < self->displays->len; i++)
    if (vtr_spice_display_locate (g_ptr_array_index (self->displays, i),
                                  monitor, &x, &y, &channel_id))
      {
        spice_inputs_channel_position (self->inputs, x, y, channel_id, self->buttons);
        return;
      }
}

static void
vtr_spice_session_pointer_by (VtrConsoleSession *session,
                              int                dx,
                              int                dy)
{
  VtrSpiceSession *self = VTR_SPICE_SESSION (session);

  if (self->inputs != NULL)
    spice_inputs_channel_motion (self->inputs, dx, dy, self->buttons);
}

static void
vtr_spice_session_button (VtrConsoleSession *session,
                          VtrButton          button,
                          gboolean           pressed)
{
  VtrSpiceSession *self = VTR_SPICE_SESSION (session);
  int bit = 1 << (button - 1);

  self->buttons = pressed ? self->buttons | bit : self->buttons & ~bit;
  if (self->inputs == NULL)
    return;

  if (pressed)
    spice_inputs_channel_button_press (self->inputs, (int) button, self->buttons);
  else
    spice_inputs_channel_button_release (self->inputs, (int) button, self->buttons);
}

static void
vtr_spice_session_resize (VtrConsoleSession *session,
                          guint              monitor,
                          guint              width,
                          guint              height)
{
  VtrSpiceSession *self = VTR_SPICE_SESSION (session);

  if (self->main == NULL)
    return;

  spice_main_channel_update_display_enabled (self->main, (int) monitor, TRUE, FALSE);
  /* Sent at once, because who asks has waited already. */
  spice_main_channel_update_display (self->main, (int) monitor, 0, 0, (int) width, (int) height,
                                     FALSE);
  spice_main_channel_send_monitor_config (self->main);
}

static guint64
vtr_spice_session_get_received (VtrConsoleSession *session)
{
  VtrSpiceSession *self = VTR_SPICE_SESSION (session);
  guint64 received = 0;

  for (guint i = 0; i < self->displays->len; i++)
    {
      gulong bytes;

      g_object_get (vtr_spice_display_get_channel (g_ptr_array_index (self->displays, i)),
                    "total-read-bytes", &bytes, NULL);
      received += bytes;
    }

  return received;
}

static const char *
vtr_spice_session_get_encoding (VtrConsoleSession *session)
{
  return "SPICE";
}

static VtrJob *
vtr_spice_session_send_files (VtrConsoleSession *session,
                              GFile            **files)
{
  return vtr_spice_files_send (VTR_SPICE_SESSION (session)->main, files);
}

static VtrUsbRedirection *
vtr_spice_session_get_usb (VtrConsoleSession *session)
{
  VtrSpiceSession *self = VTR_SPICE_SESSION (session);

  if (self->usb == NULL && self->spice != NULL)
    {
      self->usb = vtr_spice_usb_new (vtr_console_session_get_options (session), self->spice);
      vtr_usb_redirection_set_watched (self->usb, self->watched);
    }

  return self->usb;
}

/* The bus is not looked at before somebody wants something of it. */
static void
apply_watched (VtrSpiceSession *self)
{
  VtrConsoleSession *session = VTR_CONSOLE_SESSION (self);

  if (self->watched
      && vtr_console_options_get_automatic_usb (vtr_console_session_get_options (session)))
    vtr_console_session_get_usb (session);
  if (self->usb != NULL)
    vtr_usb_redirection_set_watched (self->usb, self->watched);
}

static void
vtr_spice_session_set_watched (VtrConsoleSession *session,
                               gboolean           watched)
{
  VTR_SPICE_SESSION (session)->watched = watched;
  apply_watched (VTR_SPICE_SESSION (session));
}

/**
 * vtr_spice_session_new:
 *
 * Returns: (transfer full): a session that is not connected yet
 */
VtrConsoleSession *
vtr_spice_session_new (VtrConsoleEndpoint *endpoint)
{
  return g_object_new (VTR_TYPE_SPICE_SESSION, "endpoint", endpoint, NULL);
}

static void
vtr_spice_session_dispose (GObject *object)
{
  forget_connection (VTR_SPICE_SESSION (object));

  G_OBJECT_CLASS (vtr_spice_session_parent_class)->dispose (object);
}

static void
vtr_spice_session_finalize (GObject *object)
{
  VtrSpiceSession *self = VTR_SPICE_SESSION (object);

  g_clear_pointer (&self->displays, g_ptr_array_unref);
  g_clear_pointer (&self->username, g_free);
  g_clear_pointer (&self->password, g_free);

  G_OBJECT_CLASS (vtr_spice_session_parent_class)->finalize (object);
}

static void
vtr_spice_session_class_init (VtrSpiceSessionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  VtrConsoleSessionClass *session_class = VTR_CONSOLE_SESSION_CLASS (klass);

  object_class->dispose = vtr_spice_session_dispose;
  object_class->finalize = vtr_spice_session_finalize;
  session_class->open = vtr_spice_session_open;
  session_class->close = vtr_spice_session_close;
  session_class->set_credentials = vtr_spice_session_set_credentials;
  session_class->key = vtr_spice_session_key;
  session_class->set_locks = vtr_spice_session_set_locks;
  session_class->pointer_to = vtr_spice_session_pointer_to;
  session_class->pointer_by = vtr_spice_session_pointer_by;
  session_class->button = vtr_spice_session_button;
  session_class->resize = vtr_spice_session_resize;
  session_class->send_files = vtr_spice_session_send_files;
  session_class->get_usb = vtr_spice_session_get_usb;
  session_class->set_watched = vtr_spice_session_set_watched;
  session_class->get_received = vtr_spice_session_get_received;
  session_class->get_encoding = vtr_spice_session_get_encoding;
}

static void
vtr_spice_session_init (VtrSpiceSession *self)
{
  g_autoptr (VtrGuestClipboard) clipboard = vtr_spice_clipboard_new ();
  VtrConsoleOptions *options = vtr_console_session_get_options (VTR_CONSOLE_SESSION (self));

  vtr_console_session_set_clipboard (VTR_CONSOLE_SESSION (self), clipboard);
  connect_to (self, options, "notify::automatic-usb", G_CALLBACK (apply_watched));
  connect_to (self, options, "notify::shared-folder", G_CALLBACK (apply_folder));
  connect_to (self, options, "notify::folder-writable", G_CALLBACK (apply_folder));
  self->displays = g_ptr_array_new_with_free_func (g_object_unref);
}
