/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

/* What QEMU does not do over VNC, such as to tell its clipboard, is tried on a server of our own. */

#include "console/vnc/vtr-vnc-session.h"
#include "vtr-wait.h"

#include <gio/gunixsocketaddress.h>
#include <glib/gstdio.h>

#define EXTENDED_DESKTOP_SIZE (-308)

typedef struct
{
  char *folder;
  GSocket *listener;
  GSocketConnection *client;
  GThread *thread;
  gboolean obeys;
  guint width;
  guint height;

  /* shared with the thread */
  GMutex mutex;
  char *cut_text;
  gboolean told; /* that the size can be changed */
} Server;

static gboolean
read_all (Server *server,
          void   *data,
          gsize   size)
{
  return g_input_stream_read_all (g_io_stream_get_input_stream (G_IO_STREAM (server->client)), data,
                                  size, &size, NULL, NULL)
         && size > 0;
}

static void
write_all (Server     *server,
           const void *data,
           gsize       size)
{
  g_mutex_lock (&server->mutex);
  g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (server->client)), data,
                             size, NULL, NULL, NULL);
  g_mutex_unlock (&server->mutex);
}

static void
append_16 (GByteArray *bytes,
           guint       value)
{
  guint16 big = GUINT16_TO_BE ((guint16) value);

  g_byte_array_append (bytes, (guint8 *) &big, sizeof big);
}

static void
append_32 (GByteArray *bytes,
           guint       value)
{
  guint32 big = GUINT32_TO_BE (value);

  g_byte_array_append (bytes, (guint8 *) &big, sizeof big);
}

/* An update with one rectangle, which says how large the screen is and why. */
static void
send_size (Server *server,
           guint   reason,
           guint   status)
{
  static const guint8 head[] = { 0, 0, 0, 1 };
  static const guint8 one_screen[] = { 1, 0, 0, 0 };
  g_autoptr (GByteArray) bytes = g_byte_array_new ();

  g_byte_array_append (bytes, head, sizeof head);
  append_16 (bytes, reason);
  append_16 (bytes, status);
  append_16 (bytes, server->width);
  append_16 (bytes, server->height);
  append_32 (bytes, (guint) EXTENDED_DESKTOP_SIZE);
  g_byte_array_append (bytes, one_screen, sizeof one_screen);
  append_32 (bytes, 0);
  append_32 (bytes, 0);
  append_16 (bytes, server->width);
  append_16 (bytes, server->height);
  append_32 (bytes, 0);
  write_all (server, bytes->data, bytes->len);
}

static void
greet (Server *server)
{
  static const guint8 no_security[] = { 1, 1 };
  static const guint8 accepted[] = { 0, 0, 0, 0 };
  static const guint8 format[] = { 32, 24, 0, 1, 0, 255, 0, 255, 0, 255, 16, 8, 0, 0, 0, 0 };
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  char buffer[12];

  write_all (server, "RFB 003.008\n", 12);
  read_all (server, buffer, 12);
  write_all (server, no_security, sizeof no_security);
  read_all (server, buffer, 1);
  write_all (server, accepted, sizeof accepted);
  read_all (server, buffer, 1);
  append_16 (bytes, server->width);
  append_16 (bytes, server->height);
  g_byte_array_append (bytes, format, sizeof format);
  append_32 (bytes, 4);
  g_byte_array_append (bytes, (const guint8 *) "desk", 4);
  write_all (server, bytes->data, bytes->len);
}

static void
take_cut_text (Server *server)
{
  guint8 head[7];
  guint32 length;
  char *text;

  read_all (server, head, sizeof head);
  memcpy (&length, head + 3, sizeof length);
  length = GUINT32_FROM_BE (length);
  text = g_malloc0 (length + 1);
  read_all (server, text, length);
  g_mutex_lock (&server->mutex);
  g_free (server->cut_text);
  server->cut_text = text;
  g_mutex_unlock (&server->mutex);
}

static void
take_size (Server *server)
{
  guint8 wish[7], screen[16];

  read_all (server, wish, sizeof wish);
  for (guint i = 0; i < wish[5]; i++)
    read_all (server, screen, sizeof screen);
  if (server->obeys)
    {
      server->width = (guint) wish[1] << 8 | wish[2];
      server->height = (guint) wish[3] << 8 | wish[4];
    }
  send_size (server, 1, server->obeys ? 0 : 1);
}

static void
skip (Server *server,
      gsize   size)
{
  g_autofree guint8 *rest = g_malloc (size + 1);

  if (size > 0)
    read_all (server, rest, size);
}

static gboolean
has_told (Server *server)
{
  gboolean told;

  g_mutex_lock (&server->mutex);
  told = server->told;
  g_mutex_unlock (&server->mutex);

  return told;
}

/* With the first picture, and only once. */
static void
tell_size (Server *server)
{
  if (has_told (server))
    return;

  send_size (server, 0, 0);
  g_mutex_lock (&server->mutex);
  server->told = TRUE;
  g_mutex_unlock (&server->mutex);
}

static void
skip_encodings (Server *server)
{
  guint8 head[3];

  read_all (server, head, sizeof head);
  skip (server, ((gsize) head[1] << 8 | head[2]) * 4);
}

static gpointer
serve_in_thread (gpointer data)
{
  Server *server = data;
  g_autoptr (GSocket) socket = g_socket_accept (server->listener, NULL, NULL);
  guint8 type;

  server->client = g_socket_connection_factory_create_connection (socket);
  greet (server);
  while (read_all (server, &type, 1))
    switch (type)
      {
      case 0:
        skip (server, 19);
        break;
      case 2:
        skip_encodings (server);
        break;
      case 3:
        skip (server, 9);
        tell_size (server);
        break;
      case 6:
        take_cut_text (server);
        break;
      case 251:
        take_size (server);
        break;
      default:
        skip (server, type == 4 ? 7 : 5);
      }

  return NULL;
}

static gboolean
on_poll_cb (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

static Server *
server_new (VtrConsoleSession **session)
{
  Server *server = g_new0 (Server, 1);
  g_autofree char *path = NULL;
  g_autoptr (GSocketAddress) address = NULL;
  g_autoptr (VtrConsoleEndpoint) endpoint = NULL;
  guint poll;

  server->obeys = TRUE;
  server->width = 640;
  server->height = 480;
  g_mutex_init (&server->mutex);
  server->folder = g_dir_make_tmp ("vtr-vnc-XXXXXX", NULL);
  path = g_build_filename (server->folder, "vnc", NULL);
  address = g_unix_socket_address_new (path);
  server->listener =
    g_socket_new (G_SOCKET_FAMILY_UNIX, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_DEFAULT, NULL);
  g_assert_true (g_socket_bind (server->listener, address, FALSE, NULL));
  g_assert_true (g_socket_listen (server->listener, NULL));
  server->thread = g_thread_new ("server", serve_in_thread, server);

  endpoint = vtr_console_endpoint_new_socket (path);
  *session = vtr_vnc_session_new (endpoint);
  vtr_console_session_open (*session);
  vtr_wait_until (vtr_console_session_get_state (*session) == VTR_CONSOLE_CONNECTED);
  poll = g_timeout_add (10, on_poll_cb, NULL);
  vtr_wait_until (has_told (server));
  g_source_remove (poll);

  return server;
}

/* The client hangs up first, which ends the thread. */
static void
server_free (Server            *server,
             VtrConsoleSession *session)
{
  g_autofree char *path = g_build_filename (server->folder, "vnc", NULL);
  gpointer watched = session;

  vtr_console_session_close (session);
  g_object_add_weak_pointer (G_OBJECT (session), &watched);
  g_object_unref (session);
  vtr_wait_until (watched == NULL);
  g_socket_shutdown (g_socket_connection_get_socket (server->client), TRUE, TRUE, NULL);
  g_thread_join (server->thread);
  g_object_unref (server->client);
  g_object_unref (server->listener);
  g_unlink (path);
  g_rmdir (server->folder);
  g_free (server->folder);
  g_free (server->cut_text);
  g_mutex_clear (&server->mutex);
  g_free (server);
}

static gboolean
server_has (Server     *server,
            const char *text)
{
  gboolean has;

  g_mutex_lock (&server->mutex);
  has = g_strcmp0 (server->cut_text, text) == 0;
  g_mutex_unlock (&server->mutex);

  return has;
}

static void
send_cut_text (Server     *server,
               const char *text)
{
  static const guint8 head[] = { 3, 0, 0, 0 };
  g_autoptr (GByteArray) bytes = g_byte_array_new ();

  g_byte_array_append (bytes, head, sizeof head);
  append_32 (bytes, (guint) strlen (text));
  g_byte_array_append (bytes, (const guint8 *) text, (guint) strlen (text));
  write_all (server, bytes->data, bytes->len);
}

static void
on_clipboard_read_cb (GObject      *source,
                      GAsyncResult *result,
                      gpointer      user_data)
{
  *(GBytes **) user_data =
    vtr_guest_clipboard_read_finish (VTR_GUEST_CLIPBOARD (source), result, NULL);
}

static void
check_guest_text (VtrGuestClipboard *clipboard,
                  const char        *expected)
{
  g_autoptr (GBytes) bytes = NULL;

  vtr_wait_until (vtr_guest_clipboard_get_formats (clipboard) != NULL);
  vtr_guest_clipboard_read_async (clipboard, VTR_CLIPBOARD_TEXT, NULL, on_clipboard_read_cb,
                                  &bytes);
  vtr_wait_until (bytes != NULL);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), expected,
                   strlen (expected));
}

/* By the book it is Latin-1 both ways, and what is UTF-8 for certain is taken for that. */
static void
test_clipboard (void)
{
  VtrConsoleSession *session;
  Server *server = server_new (&session);
  VtrGuestClipboard *clipboard = vtr_console_session_get_clipboard (session);
  g_autoptr (GBytes) german = g_bytes_new_static ("Gr\xc3\xbc\xc3\x9f" "e", 7);
  g_autoptr (GBytes) greek = g_bytes_new_static ("\xce\xb1", 2);
  guint poll = g_timeout_add (10, on_poll_cb, NULL);

  vtr_guest_clipboard_answer (clipboard, VTR_CLIPBOARD_TEXT, german);
  vtr_wait_until (server_has (server, "Gr\xfc\xdf" "e"));
  vtr_guest_clipboard_answer (clipboard, VTR_CLIPBOARD_TEXT, greek);
  vtr_wait_until (server_has (server, "\xce\xb1"));
  g_source_remove (poll);

  send_cut_text (server, "Gr\xfc\xdf" "e");
  check_guest_text (clipboard, "Gr\xc3\xbc\xc3\x9f" "e");
  send_cut_text (server, "");
  vtr_wait_until (vtr_guest_clipboard_get_formats (clipboard) == NULL);
  send_cut_text (server, "\xce\xb1");
  check_guest_text (clipboard, "\xce\xb1");

  server_free (server, session);
}

static gboolean
has_size (VtrConsoleSession *session,
          guint              width,
          guint              height)
{
  g_autoptr (VtrFramebuffer) picture =
    g_list_model_get_item (vtr_console_session_get_monitors (session), 0);

  return vtr_framebuffer_get_width (picture) == width
         && vtr_framebuffer_get_height (picture) == height;
}

static void
test_resize (void)
{
  VtrConsoleSession *session;
  Server *server = server_new (&session);

  g_assert_true (has_size (session, 640, 480));
  /* What came before this has been heard by then. */
  send_cut_text (server, "now");
  vtr_wait_until (vtr_guest_clipboard_get_formats (vtr_console_session_get_clipboard (session))
                  != NULL);
  vtr_console_session_resize (session, 0, 801, 607);
  vtr_wait_until (has_size (session, 801, 607));

  server->obeys = FALSE;
  vtr_console_session_resize (session, 0, 1000, 700);
  send_cut_text (server, "");
  vtr_wait_until (vtr_guest_clipboard_get_formats (vtr_console_session_get_clipboard (session))
                  == NULL);
  g_assert_true (has_size (session, 801, 607));

  server_free (server, session);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/vnc-session/clipboard", test_clipboard);
  g_test_add_func ("/vnc-session/resize", test_resize);

  return g_test_run ();
}
