/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-vnc-session.h"

#include "vtr-vnc-clipboard.h"

#include "console/vtr-console-session-private.h"
#include "console/vtr-console-trouble.h"
#include "console/vtr-key-codes.h"

#include <glib/gi18n.h>
#include <gvnc.h>
#include <unistd.h>

/* A relative motion is told as a position around this middle. */
#define RELATIVE_ORIGIN 0x7fff

struct _VtrVncSession
{
  VtrConsoleSession parent_instance;

  /* owned */
  VncConnection *connection;
  GSignalGroup *signals;
  GCancellable *cancellable;
  VtrTrouble *trouble;
  GArray *wanted; /* of VncConnectionCredential, until all are answered */
  char *username;
  char *password;
  VncFramebuffer *framebuffer;

  /* state */
  gboolean password_refused;
  gboolean encrypting;
  guint width;
  guint height;
  int x;
  int y;
  guint buttons;
};

G_DEFINE_FINAL_TYPE (VtrVncSession, vtr_vnc_session, VTR_TYPE_CONSOLE_SESSION)

/* How each kind of link is best used: raw pixels cost a local socket nothing, and compressing them
 * costs more than half of the frames; over a slow line loss is better than lag. */
static const gint32 local_encodings[] = {
  VNC_CONNECTION_ENCODING_RAW,
  VNC_CONNECTION_ENCODING_COPY_RECT,
};
static const gint32 fast_encodings[] = {
  VNC_CONNECTION_ENCODING_TIGHT,   VNC_CONNECTION_ENCODING_ZRLE,
  VNC_CONNECTION_ENCODING_HEXTILE, VNC_CONNECTION_ENCODING_COPY_RECT,
  VNC_CONNECTION_ENCODING_RAW,
};
static const gint32 slow_encodings[] = {
  VNC_CONNECTION_ENCODING_TIGHT,       VNC_CONNECTION_ENCODING_ZRLE,
  VNC_CONNECTION_ENCODING_HEXTILE,     VNC_CONNECTION_ENCODING_COPY_RECT,
  VNC_CONNECTION_ENCODING_TIGHT_JPEG5, VNC_CONNECTION_ENCODING_RAW,
};
static const gint32 extensions[] = {
  VNC_CONNECTION_ENCODING_EXTENDED_DESKTOP_RESIZE, VNC_CONNECTION_ENCODING_DESKTOP_RESIZE,
  VNC_CONNECTION_ENCODING_DESKTOP_NAME,            VNC_CONNECTION_ENCODING_LAST_RECT,
  VNC_CONNECTION_ENCODING_WMVi,                    VNC_CONNECTION_ENCODING_ALPHA_CURSOR,
  VNC_CONNECTION_ENCODING_RICH_CURSOR,             VNC_CONNECTION_ENCODING_XCURSOR,
  VNC_CONNECTION_ENCODING_POINTER_CHANGE,          VNC_CONNECTION_ENCODING_EXT_KEY_EVENT,
  VNC_CONNECTION_ENCODING_LED_STATE,
};

/* What security type is preferred where a server offers several: the strongest that gvnc has. */
static const guint auth_order[] = {
  VNC_CONNECTION_AUTH_VENCRYPT, VNC_CONNECTION_AUTH_TLS,  VNC_CONNECTION_AUTH_SASL,
  VNC_CONNECTION_AUTH_ARD,      VNC_CONNECTION_AUTH_VNC,  VNC_CONNECTION_AUTH_MSLOGONII,
  VNC_CONNECTION_AUTH_MSLOGON,  VNC_CONNECTION_AUTH_NONE,
};
static const guint subtype_order[] = {
  VNC_CONNECTION_AUTH_VENCRYPT_X509SASL,  VNC_CONNECTION_AUTH_VENCRYPT_X509PLAIN,
  VNC_CONNECTION_AUTH_VENCRYPT_X509VNC,   VNC_CONNECTION_AUTH_VENCRYPT_X509NONE,
  VNC_CONNECTION_AUTH_VENCRYPT_TLSSASL,   VNC_CONNECTION_AUTH_VENCRYPT_TLSPLAIN,
  VNC_CONNECTION_AUTH_VENCRYPT_TLSVNC,    VNC_CONNECTION_AUTH_VENCRYPT_TLSNONE,
  VNC_CONNECTION_AUTH_VENCRYPT_PLAIN,     VNC_CONNECTION_AUTH_SASL,
  VNC_CONNECTION_AUTH_VNC,                VNC_CONNECTION_AUTH_NONE,
};

static VtrVncClipboard *
get_clipboard (VtrVncSession *self)
{
  return VTR_VNC_CLIPBOARD (vtr_console_session_get_clipboard (VTR_CONSOLE_SESSION (self)));
}

G_GNUC_BEGIN_IGNORE_DEPRECATIONS

static guint
choose (GValueArray *offered,
        const guint *order,
        gsize        length)
{
  for (gsize i = 0; i < length; i++)
    for (guint j = 0; j < offered->n_values; j++)
      if ((guint) g_value_get_enum (g_value_array_get_nth (offered, j)) == order[i])
        return order[i];

  return VNC_CONNECTION_AUTH_INVALID;
}

static void
refuse_auth (VtrVncSession *self)
{
  VtrTrouble *trouble =
    vtr_trouble_new (_("The machine's display asks for a way of signing in that is not known."));

  trouble->remedy = g_strdup (_("Set the display to use a password, SASL or TLS certificates."));
  g_clear_pointer (&self->trouble, vtr_trouble_free);
  self->trouble = trouble;
  vnc_connection_shutdown (self->connection);
}

static void
on_auth_choose_type_cb (VtrVncSession *self,
                        GValueArray   *types)
{
  guint type = choose (types, auth_order, G_N_ELEMENTS (auth_order));

  if (type == VNC_CONNECTION_AUTH_INVALID)
    refuse_auth (self);
  else
    vnc_connection_set_auth_type (self->connection, type);
}

static void
on_auth_choose_subtype_cb (VtrVncSession *self,
                           guint          type,
                           GValueArray   *subtypes)
{
  guint subtype = choose (subtypes, subtype_order, G_N_ELEMENTS (subtype_order));

  if (subtype == VNC_CONNECTION_AUTH_INVALID)
    refuse_auth (self);
  else
    {
      self->encrypting = type != VNC_CONNECTION_AUTH_VENCRYPT
                         || (subtype >= VNC_CONNECTION_AUTH_VENCRYPT_TLSNONE
                             && subtype <= VNC_CONNECTION_AUTH_VENCRYPT_TLSSASL);
      vnc_connection_set_auth_subtype (self->connection, subtype);
    }
}

static gboolean
is_wanted (VtrVncSession *self,
           int            kind)
{
  for (guint i = 0; i < self->wanted->len; i++)
    if (g_array_index (self->wanted, int, i) == kind)
      return TRUE;

  return FALSE;
}

static const char *
get_credential (VtrVncSession *self,
                int            kind)
{
  switch (kind)
    {
    case VNC_CONNECTION_CREDENTIAL_PASSWORD:
      return self->password;
    case VNC_CONNECTION_CREDENTIAL_USERNAME:
      return self->username;
    case VNC_CONNECTION_CREDENTIAL_CLIENTNAME:
      return "libvirt"; /* the folder of certificates that administrators fill */
#if VNC_CHECK_VERSION(1, 4, 0)
    case VNC_CONNECTION_CREDENTIAL_CA_CERT_DATA:
      return vtr_console_endpoint_get_ca (
        vtr_console_session_get_endpoint (VTR_CONSOLE_SESSION (self)));
#endif
    default:
      return NULL;
    }
}

/* The library waits until everything that it asked for has been answered. */
static void
answer_credentials (VtrVncSession *self)
{
  g_autoptr (GArray) wanted = g_steal_pointer (&self->wanted);

  for (guint i = 0; i < wanted->len; i++)
    {
      int kind = g_array_index (wanted, int, i);
      const char *value = get_credential (self, kind);

      if (value == NULL || !vnc_connection_set_credential (self->connection, kind, value))
        g_debug ("VNC credential %d was not taken", kind);
    }
}

static void
on_auth_credential_cb (VtrVncSession *self,
                       GValueArray   *credentials)
{
  gboolean needs_username, needs_password;

  g_clear_pointer (&self->wanted, g_array_unref);
  self->wanted = g_array_new (FALSE, FALSE, sizeof (int));
  for (guint i = 0; i < credentials->n_values; i++)
    {
      int kind = g_value_get_enum (g_value_array_get_nth (credentials, i));

      g_array_append_val (self->wanted, kind);
    }
  needs_username = is_wanted (self, VNC_CONNECTION_CREDENTIAL_USERNAME);
  needs_password = is_wanted (self, VNC_CONNECTION_CREDENTIAL_PASSWORD);
  /* Words are exchanged once the line is safe. */
  if (needs_username || needs_password)
    self->encrypting = FALSE;

  if ((needs_password && self->password == NULL) || (needs_username && self->username == NULL))
    vtr_console_session_ask (VTR_CONSOLE_SESSION (self),
                             needs_username,
                             g_steal_pointer (&self->trouble));
  else
    answer_credentials (self);
}

G_GNUC_END_IGNORE_DEPRECATIONS

static void
vtr_vnc_session_set_credentials (VtrConsoleSession *session,
                                 const char        *username,
                                 const char        *password)
{
  VtrVncSession *self = VTR_VNC_SESSION (session);

  g_set_str (&self->username, username);
  g_set_str (&self->password, password);
  if (self->wanted != NULL)
    answer_credentials (self);
  else if (vtr_console_session_get_state (session) == VTR_CONSOLE_CONNECTING
           && self->connection == NULL)
    VTR_CONSOLE_SESSION_GET_CLASS (self)->open (session);
}

static void
on_auth_failure_cb (VtrVncSession *self,
                    const char    *reason)
{
  VtrTrouble *trouble = vtr_trouble_new (_("That password was not accepted."));

  trouble->details = g_strdup (reason);
  g_clear_pointer (&self->trouble, vtr_trouble_free);
  self->trouble = trouble;
  g_clear_pointer (&self->password, g_free);
  self->password_refused = TRUE;
}

static void
on_auth_unsupported_cb (VtrVncSession *self,
                        guint          type)
{
  refuse_auth (self);
}

static void
on_error_cb (VtrVncSession *self,
             const char    *message)
{
  g_debug ("VNC: %s", message);
  if (self->trouble != NULL)
    return;

  if (self->encrypting)
    self->trouble = vtr_console_trouble_with_tls ();
  else
    self->trouble = vtr_trouble_new (_("The connection to the machine's screen broke."));
  self->trouble->details = g_strdup (message);
}

static void
request_update (VtrVncSession *self,
                gboolean       incremental)
{
  vnc_connection_framebuffer_update_request (self->connection,
                                             incremental,
                                             0,
                                             0,
                                             self->width,
                                             self->height);
}

/* The pixels belong to the library's framebuffer, which may be written to for as long as it lives.
 * The old one goes only after both sides have been told of the new one. */
static void
use_size (VtrVncSession *self,
          guint          width,
          guint          height)
{
  const VncPixelFormat *remote = vnc_connection_get_pixel_format (self->connection);
  VncPixelFormat local = {
    .bits_per_pixel = 32, .depth = 24, .byte_order = G_BYTE_ORDER, .true_color_flag = TRUE,
    .red_max = 255, .green_max = 255, .blue_max = 255,
    .red_shift = 16, .green_shift = 8, .blue_shift = 0,
  };
  g_autoptr (GObject) old = (GObject *) g_steal_pointer (&self->framebuffer);
  gsize stride = (gsize) width * 4;
  guint8 *pixels = g_malloc0 (MAX (stride * height, 1));

  self->width = width;
  self->height = height;
  self->framebuffer = VNC_FRAMEBUFFER (
    vnc_base_framebuffer_new (pixels, width, height, (int) stride, &local, remote));
  g_object_set_data_full (G_OBJECT (self->framebuffer), "pixels", pixels, g_free);
  vnc_connection_set_framebuffer (self->connection, self->framebuffer);
  vtr_framebuffer_set_pixels (
    vtr_console_session_ensure_monitor (VTR_CONSOLE_SESSION (self), 0),
    VTR_PIXELS_XRGB8888,
    width,
    height,
    stride,
    pixels);
}

static void
choose_encodings (VtrVncSession *self)
{
  VtrConsoleEndpoint *endpoint = vtr_console_session_get_endpoint (VTR_CONSOLE_SESSION (self));
  g_autoptr (GArray) encodings = g_array_new (FALSE, FALSE, sizeof (gint32));

  switch (vtr_console_endpoint_get_link (endpoint))
    {
    case VTR_CONSOLE_LINK_LOCAL:
      g_array_append_vals (encodings, local_encodings, G_N_ELEMENTS (local_encodings));
      break;
    case VTR_CONSOLE_LINK_FAST:
      g_array_append_vals (encodings, fast_encodings, G_N_ELEMENTS (fast_encodings));
      break;
    case VTR_CONSOLE_LINK_SLOW:
    default:
      g_array_append_vals (encodings, slow_encodings, G_N_ELEMENTS (slow_encodings));
    }
  g_array_append_vals (encodings, extensions, G_N_ELEMENTS (extensions));
  vnc_connection_set_encodings (self->connection, encodings->len, (gint32 *) encodings->data);
}

static void
on_initialized_cb (VtrVncSession *self)
{
  VtrConsoleSession *session = VTR_CONSOLE_SESSION (self);
  VncPixelFormat format = *vnc_connection_get_pixel_format (self->connection);

  /* Asking for our own format spares a conversion of every pixel. */
  format.bits_per_pixel = 32;
  format.depth = 24;
  format.byte_order = G_BYTE_ORDER;
  format.true_color_flag = TRUE;
  format.red_max = format.green_max = format.blue_max = 255;
  format.red_shift = 16;
  format.green_shift = 8;
  format.blue_shift = 0;
  vnc_connection_set_pixel_format (self->connection, &format);

  choose_encodings (self);
  use_size (self,
            vnc_connection_get_width (self->connection),
            vnc_connection_get_height (self->connection));
  vtr_console_session_set_title (session, vnc_connection_get_name (self->connection));
  vtr_console_session_set_relative (session, !vnc_connection_get_abs_pointer (self->connection));
  vtr_console_session_set_features (session,
                                    VTR_CONSOLE_CAN_RESIZE,
                                    VTR_CONSOLE_CAN_RESIZE);
  self->encrypting = FALSE;
  vtr_vnc_clipboard_set_connection (get_clipboard (self), self->connection);
  vtr_console_session_set_state (session, VTR_CONSOLE_CONNECTED);
  request_update (self, FALSE);
}

static void
on_framebuffer_update_cb (VtrVncSession *self,
                          guint          x,
                          guint          y,
                          guint          width,
                          guint          height)
{
  VtrFramebuffer *picture =
    vtr_console_session_ensure_monitor (VTR_CONSOLE_SESSION (self), 0);

  vtr_framebuffer_damage (picture, (int) x, (int) y, (int) width, (int) height);
  request_update (self, TRUE);
}

static void
on_desktop_resize_cb (VtrVncSession *self,
                      guint          width,
                      guint          height)
{
  /* It also comes with the size that there is already, several times over. */
  if (self->framebuffer == NULL || (width == self->width && height == self->height))
    return;

  use_size (self, width, height);
  request_update (self, FALSE);
}

static void
on_pixel_format_changed_cb (VtrVncSession *self)
{
  if (self->framebuffer != NULL)
    use_size (self, self->width, self->height);
}

static void
on_desktop_rename_cb (VtrVncSession *self,
                      const char    *name)
{
  vtr_console_session_set_title (VTR_CONSOLE_SESSION (self), name);
}

static void
on_cursor_changed_cb (VtrVncSession *self,
                      VncCursor     *cursor)
{
  if (cursor == NULL)
    vtr_console_session_set_cursor (VTR_CONSOLE_SESSION (self), NULL);
  else
    vtr_console_session_take_cursor (VTR_CONSOLE_SESSION (self),
                                     vnc_cursor_get_data (cursor),
                                     vnc_cursor_get_width (cursor),
                                     vnc_cursor_get_height (cursor),
                                     vnc_cursor_get_hotx (cursor),
                                     vnc_cursor_get_hoty (cursor));
}

static void
on_pointer_mode_changed_cb (VtrVncSession *self,
                            gboolean       absolute)
{
  vtr_console_session_set_relative (VTR_CONSOLE_SESSION (self), !absolute);
}

static void
on_led_state_cb (VtrVncSession *self)
{
  vtr_console_session_guest_locks (VTR_CONSOLE_SESSION (self),
                                   vnc_connection_get_ledstate (self->connection) & 7);
}

/* The library's header says that it is a GString, and its signal that it is not. */
static void
on_server_cut_text_cb (VtrVncSession *self,
                       const char    *text)
{
  vtr_vnc_clipboard_take_cut_text (get_clipboard (self), text);
}

static void
forget_connection (VtrVncSession *self)
{
  VtrConsoleSession *session = VTR_CONSOLE_SESSION (self);
  GListModel *monitors = vtr_console_session_get_monitors (session);
  g_autoptr (VtrFramebuffer) picture = g_list_model_get_item (monitors, 0);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_signal_group_set_target (self->signals, NULL);
  vtr_vnc_clipboard_set_connection (get_clipboard (self), NULL);
  g_clear_object (&self->connection);
  g_clear_pointer (&self->wanted, g_array_unref);
  if (picture != NULL)
    vtr_framebuffer_release (picture);
  g_clear_object (&self->framebuffer);
  self->buttons = 0;
}

static void
on_disconnected_cb (VtrVncSession *self)
{
  VtrConsoleSession *session = VTR_CONSOLE_SESSION (self);
  VtrTrouble *trouble = g_steal_pointer (&self->trouble);

  forget_connection (self);
  if (trouble == NULL)
    trouble = vtr_trouble_new (_("The connection to the machine's screen broke."));

  if (self->password_refused)
    vtr_console_session_ask (session, vtr_console_session_needs_username (session), trouble);
  else
    vtr_console_session_fail (session, trouble);
}

static void
on_endpoint_open_fd_cb (GObject      *source,
                        GAsyncResult *result,
                        gpointer      user_data)
{
  g_autoptr (VtrVncSession) self = user_data;
  g_autoptr (GError) error = NULL;
  VtrConsoleEndpoint *endpoint = VTR_CONSOLE_ENDPOINT (source);
  const char *host = vtr_console_endpoint_get_host (endpoint);
  GTask *task = G_TASK (result);
  int fd = vtr_console_endpoint_open_fd_finish (endpoint, result, &error);

  if (g_cancellable_is_cancelled (g_task_get_cancellable (task)))
    {
      if (fd >= 0)
        close (fd);
      return;
    }
  if (fd < 0)
    {
      forget_connection (self);
      vtr_console_session_fail (VTR_CONSOLE_SESSION (self),
                                vtr_console_trouble_from_error (error));
      return;
    }

  self->connection = vnc_connection_new ();
  g_signal_group_set_target (self->signals, self->connection);
  vnc_connection_set_shared (self->connection, TRUE);
  vnc_connection_open_fd_with_hostname (self->connection, fd, host != NULL ? host : "localhost");
}

static void
vtr_vnc_session_open (VtrConsoleSession *session)
{
  VtrVncSession *self = VTR_VNC_SESSION (session);

  g_clear_pointer (&self->trouble, vtr_trouble_free);
  self->password_refused = FALSE;
  self->encrypting = FALSE;
  self->cancellable = g_cancellable_new ();
  vtr_console_endpoint_open_fd_async (vtr_console_session_get_endpoint (session),
                                      self->cancellable,
                                      on_endpoint_open_fd_cb,
                                      g_object_ref (self));
}

static void
vtr_vnc_session_close (VtrConsoleSession *session)
{
  VtrVncSession *self = VTR_VNC_SESSION (session);
  g_autoptr (VncConnection) connection = NULL;

  if (self->connection != NULL)
    connection = g_object_ref (self->connection);
  forget_connection (self);
  if (connection != NULL)
    vnc_connection_shutdown (connection);
}

static void
vtr_vnc_session_key (VtrConsoleSession *session,
                     guint              key,
                     guint              keysym,
                     gboolean           pressed)
{
  VtrVncSession *self = VTR_VNC_SESSION (session);
  guint qnum = vtr_key_to_qnum (key);

  if (keysym == 0)
    keysym = vtr_key_to_keysym (key);
  /* There is no shifted Tab in the protocol's book of symbols. */
  if (keysym == GDK_KEY_ISO_Left_Tab)
    keysym = GDK_KEY_Tab;
  if (qnum == 0 && keysym == 0)
    g_debug ("key %u has no VNC code", key);
  else
    vnc_connection_key_event (self->connection, pressed, keysym, qnum);
}

/* The protocol has no way to set lock keys, only to press them. */
static void
vtr_vnc_session_set_locks (VtrConsoleSession *session,
                           VtrLockKeys        locks)
{
  static const struct
  {
    VtrLockKeys lock;
    guint key;
    guint keysym;
  } keys[] = {
    { VTR_LOCK_SCROLL, 70, GDK_KEY_Scroll_Lock },
    { VTR_LOCK_NUM, 69, GDK_KEY_Num_Lock },
    { VTR_LOCK_CAPS, VTR_KEY_CAPSLOCK, GDK_KEY_Caps_Lock },
  };
  VtrVncSession *self = VTR_VNC_SESSION (session);
  int state = vnc_connection_get_ledstate (self->connection);

  /* A server that does not tell the state cannot be brought in step by toggling. */
  if (state < 0)
    return;

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    if ((locks ^ (guint) state) & keys[i].lock)
      {
        vtr_vnc_session_key (session, keys[i].key, keys[i].keysym, TRUE);
        vtr_vnc_session_key (session, keys[i].key, keys[i].keysym, FALSE);
      }
}

static void
send_pointer (VtrVncSession *self,
              int            x,
              int            y)
{
  vnc_connection_pointer_event (self->connection,
                                (guint8) self->buttons,
                                (guint16) CLAMP (x, 0, G_MAXUINT16),
                                (guint16) CLAMP (y, 0, G_MAXUINT16));
}

static void
vtr_vnc_session_pointer_to (VtrConsoleSession *session,
                            guint              monitor,
                            int                x,
                            int                y)
{
  VtrVncSession *self = VTR_VNC_SESSION (session);

  self->x = CLAMP (x, 0, (int) self->width - 1);
  self->y = CLAMP (y, 0, (int) self->height - 1);
  send_pointer (self, self->x, self->y);
}

static void
vtr_vnc_session_pointer_by (VtrConsoleSession *session,
                            int                dx,
                            int                dy)
{
  send_pointer (VTR_VNC_SESSION (session), RELATIVE_ORIGIN + dx, RELATIVE_ORIGIN + dy);
}

static void
vtr_vnc_session_button (VtrConsoleSession *session,
                        VtrButton          button,
                        gboolean           pressed)
{
  VtrVncSession *self = VTR_VNC_SESSION (session);

  if (button > 8)
    return;

  if (pressed)
    self->buttons |= 1u << (button - 1);
  else
    self->buttons &= ~(1u << (button - 1));

  if (vtr_console_session_get_relative (session))
    vtr_vnc_session_pointer_by (session, 0, 0);
  else
    send_pointer (self, self->x, self->y);
}

static void
vtr_vnc_session_resize (VtrConsoleSession *session,
                        guint              monitor,
                        guint              width,
                        guint              height)
{
  VtrVncSession *self = VTR_VNC_SESSION (session);

  /* Only "unsupported" can be believed; the rest is told by the picture's size. */
  if (vnc_connection_set_size (self->connection, width, height)
      == VNC_CONNECTION_RESIZE_STATUS_UNSUPPORTED)
    vtr_console_session_set_features (session, VTR_CONSOLE_CAN_RESIZE, 0);
}

static const char *
vtr_vnc_session_get_encoding (VtrConsoleSession *session)
{
  switch (vtr_console_endpoint_get_link (vtr_console_session_get_endpoint (session)))
    {
    case VTR_CONSOLE_LINK_LOCAL:
      return "VNC raw";
    case VTR_CONSOLE_LINK_FAST:
      return "VNC tight";
    case VTR_CONSOLE_LINK_SLOW:
    default:
      return "VNC tight, JPEG";
    }
}

/**
 * vtr_vnc_session_new:
 *
 * Returns: (transfer full): a session that is not connected yet
 */
VtrConsoleSession *
vtr_vnc_session_new (VtrConsoleEndpoint *endpoint)
{
  return g_object_new (VTR_TYPE_VNC_SESSION, "endpoint", endpoint, NULL);
}

static void
vtr_vnc_session_dispose (GObject *object)
{
  VtrVncSession *self = VTR_VNC_SESSION (object);

  if (self->signals != NULL)
    vtr_vnc_session_close (VTR_CONSOLE_SESSION (self));
  g_clear_object (&self->signals);

  G_OBJECT_CLASS (vtr_vnc_session_parent_class)->dispose (object);
}

static void
vtr_vnc_session_finalize (GObject *object)
{
  VtrVncSession *self = VTR_VNC_SESSION (object);

  g_clear_pointer (&self->trouble, vtr_trouble_free);
  g_clear_pointer (&self->username, g_free);
  g_clear_pointer (&self->password, g_free);

  G_OBJECT_CLASS (vtr_vnc_session_parent_class)->finalize (object);
}

static void
vtr_vnc_session_class_init (VtrVncSessionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  VtrConsoleSessionClass *session_class = VTR_CONSOLE_SESSION_CLASS (klass);

  object_class->dispose = vtr_vnc_session_dispose;
  object_class->finalize = vtr_vnc_session_finalize;
  session_class->open = vtr_vnc_session_open;
  session_class->close = vtr_vnc_session_close;
  session_class->set_credentials = vtr_vnc_session_set_credentials;
  session_class->key = vtr_vnc_session_key;
  session_class->set_locks = vtr_vnc_session_set_locks;
  session_class->pointer_to = vtr_vnc_session_pointer_to;
  session_class->pointer_by = vtr_vnc_session_pointer_by;
  session_class->button = vtr_vnc_session_button;
  session_class->resize = vtr_vnc_session_resize;
  session_class->get_encoding = vtr_vnc_session_get_encoding;
}

static void
vtr_vnc_session_init (VtrVncSession *self)
{
  static const struct
  {
    const char *name;
    GCallback callback;
  } handlers[] = {
    { "vnc-auth-choose-type", G_CALLBACK (on_auth_choose_type_cb) },
    { "vnc-auth-choose-subtype", G_CALLBACK (on_auth_choose_subtype_cb) },
    { "vnc-auth-credential", G_CALLBACK (on_auth_credential_cb) },
    { "vnc-auth-failure", G_CALLBACK (on_auth_failure_cb) },
    { "vnc-auth-unsupported", G_CALLBACK (on_auth_unsupported_cb) },
    { "vnc-initialized", G_CALLBACK (on_initialized_cb) },
    { "vnc-disconnected", G_CALLBACK (on_disconnected_cb) },
    { "vnc-error", G_CALLBACK (on_error_cb) },
    { "vnc-framebuffer-update", G_CALLBACK (on_framebuffer_update_cb) },
    { "vnc-desktop-resize", G_CALLBACK (on_desktop_resize_cb) },
    { "vnc-desktop-rename", G_CALLBACK (on_desktop_rename_cb) },
    { "vnc-pixel-format-changed", G_CALLBACK (on_pixel_format_changed_cb) },
    { "vnc-cursor-changed", G_CALLBACK (on_cursor_changed_cb) },
    { "vnc-pointer-mode-changed", G_CALLBACK (on_pointer_mode_changed_cb) },
    { "vnc-server-cut-text", G_CALLBACK (on_server_cut_text_cb) },
    { "vnc-led-state", G_CALLBACK (on_led_state_cb) },
  };
  g_autoptr (VtrGuestClipboard) clipboard = vtr_vnc_clipboard_new ();

  vtr_console_session_set_clipboard (VTR_CONSOLE_SESSION (self), clipboard);
  self->signals = g_signal_group_new (VNC_TYPE_CONNECTION);
  for (guint i = 0; i < G_N_ELEMENTS (handlers); i++)
    {
      GClosure *closure = g_cclosure_new_swap (handlers[i].callback, self, NULL);

      /* The library declares "vnc-led-state" with a marshaller that cannot deliver it. */
      g_closure_set_marshal (closure, g_cclosure_marshal_generic);
      g_signal_group_connect_closure (self->signals, handlers[i].name, closure, FALSE);
    }
}
