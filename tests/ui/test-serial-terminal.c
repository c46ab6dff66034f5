/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "base/vtr-error.h"
#include "console/serial/vtr-fd-serial-stream.h"
#include "console/serial/vtr-serial-terminal.h"
#include "vtr-ui-test.h"

#include <fcntl.h>
#include <sys/socket.h>
#include <glib/gstdio.h>
#include <unistd.h>

#define FLOOD (10 * 1024 * 1024)

/* A guest's serial port whose other end is in the test's hand. */
typedef struct
{
  int guest; /* the end that the guest would have */
  guint opened;
  gboolean busy;
} Port;

static void
open_port (GTask    *task,
           gpointer  user_data)
{
  Port *port = user_data;
  int ends[2];

  port->opened++;
  if (port->busy)
    {
      g_task_return_new_error (task, VTR_ERROR, VTR_ERROR_BUSY, "in use");
    }
  else
    {
      g_assert_no_errno (socketpair (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends));
      port->guest = ends[1];
      g_task_return_int (task, ends[0]);
    }
  g_object_unref (task);
}

static VtrSerialTerminal *
new_terminal (Port       *port,
              GtkWidget **window)
{
  g_autoptr (VtrConsoleEndpoint) endpoint = vtr_console_endpoint_new_fds (open_port, port, NULL);
  g_autoptr (VtrSerialStream) stream = vtr_fd_serial_stream_new (endpoint);
  VtrSerialTerminal *terminal = VTR_SERIAL_TERMINAL (vtr_serial_terminal_new ());

  *window = vtr_ui_test_window (GTK_WIDGET (terminal));
  vtr_serial_terminal_set_stream (terminal, stream);

  return terminal;
}

static gboolean
shows (VtrSerialTerminal *terminal,
       const char        *text)
{
  g_autofree char *shown = vtr_serial_terminal_get_text (terminal);

  return strstr (shown, text) != NULL;
}

static void
say (Port       *port,
     const char *text)
{
  g_assert_cmpint (write (port->guest, text, strlen (text)), ==, strlen (text));
}

static void
test_both_ways (void)
{
  Port port = { .guest = -1 };
  GtkWidget *window;
  VtrSerialTerminal *terminal = new_terminal (&port, &window);
  char heard[64] = { 0 };
  gssize length;

  g_assert_cmpint (vtr_serial_terminal_get_state (terminal), ==, VTR_SERIAL_IDLE);
  g_assert_cmpuint (port.opened, ==, 0);
  vtr_serial_terminal_open (terminal, FALSE);
  vtr_wait_until (vtr_serial_terminal_get_state (terminal) == VTR_SERIAL_OPEN);

  say (&port, "login: \r\n");
  vtr_wait_until (shows (terminal, "login:"));

  /* A character may be cut anywhere. */
  say (&port, "gr\xc3");
  say (&port, "\xbc\xc3\x9f dich \xe2\x82");
  say (&port, "\xac!\r\n");
  vtr_wait_until (shows (terminal, "grüß dich €!"));

  fcntl (port.guest, F_SETFL, O_NONBLOCK);
  vtr_serial_terminal_feed_guest (terminal, "root\r");
  vtr_wait_until ((length = read (port.guest, heard, sizeof heard - 1)) > 0);
  g_assert_cmpstr (heard, ==, "root\r");

  vtr_ui_test_close (window);
  close (port.guest);
}

/* The guest restarts: the terminal is there again, and nothing typed in between reaches it. */
static void
test_comes_back (void)
{
  Port port = { .guest = -1 };
  GtkWidget *window;
  VtrSerialTerminal *terminal = new_terminal (&port, &window);
  char heard[64];

  vtr_serial_terminal_open (terminal, FALSE);
  vtr_wait_until (vtr_serial_terminal_get_state (terminal) == VTR_SERIAL_OPEN);
  say (&port, "before\r\n");
  vtr_wait_until (shows (terminal, "before"));

  close (port.guest);
  vtr_wait_until (vtr_serial_terminal_get_state (terminal) == VTR_SERIAL_LOST);
  vtr_serial_terminal_feed_guest (terminal, "rm -rf\r");
  vtr_wait_until (vtr_serial_terminal_get_state (terminal) == VTR_SERIAL_OPEN);
  g_assert_cmpuint (port.opened, ==, 2);
  say (&port, "after\r\n");
  vtr_wait_until (shows (terminal, "after"));
  g_assert_true (shows (terminal, "before"));

  fcntl (port.guest, F_SETFL, O_NONBLOCK);
  g_assert_cmpint (read (port.guest, heard, sizeof heard), ==, -1);

  vtr_ui_test_close (window);
  close (port.guest);
}

static void
test_busy (void)
{
  Port port = { .guest = -1, .busy = TRUE };
  GtkWidget *window;
  VtrSerialTerminal *terminal = new_terminal (&port, &window);
  GtkWidget *banner;

  vtr_serial_terminal_open (terminal, FALSE);
  vtr_wait_until (vtr_serial_terminal_get_state (terminal) == VTR_SERIAL_BUSY);
  banner = vtr_ui_test_find (window, ADW_TYPE_BANNER, NULL);
  g_assert_true (adw_banner_get_revealed (ADW_BANNER (banner)));
  g_assert_cmpstr (adw_banner_get_button_label (ADW_BANNER (banner)), ==, "_Take Over");

  port.busy = FALSE;
  g_signal_emit_by_name (banner, "button-clicked");
  vtr_wait_until (vtr_serial_terminal_get_state (terminal) == VTR_SERIAL_OPEN);
  g_assert_false (adw_banner_get_revealed (ADW_BANNER (banner)));

  vtr_ui_test_close (window);
  close (port.guest);
}

static gpointer
flood_in_thread (gpointer user_data)
{
  int fd = GPOINTER_TO_INT (user_data);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint line = 0; text->len < FLOOD; line++)
    g_string_append_printf (text, "%08u \033[3%um the quick brown fox, jumping over dogs\033[m\r\n",
                            line, line % 8);
  g_string_append (text, "END OF FLOOD\r\n");
  for (gsize sent = 0; sent < text->len;)
    {
      gssize length = write (fd, text->str + sent, text->len - sent);

      g_assert_cmpint (length, >, 0);
      sent += (gsize) length;
    }

  return NULL;
}

static guint64
resident_bytes (void)
{
  g_autofree char *text = NULL;
  guint64 pages;

  g_assert_true (g_file_get_contents ("/proc/self/statm", &text, NULL, NULL));
  g_assert_cmpint (sscanf (text, "%*u %" G_GUINT64_FORMAT, &pages), ==, 1);

  return pages * (guint64) sysconf (_SC_PAGESIZE);
}

typedef struct
{
  gint64 last;
  gint64 longest;
} Heart;

static gboolean
on_heartbeat_cb (gpointer user_data)
{
  Heart *heart = user_data;
  gint64 now = g_get_monotonic_time ();

  heart->longest = MAX (heart->longest, now - heart->last);
  heart->last = now;

  return G_SOURCE_CONTINUE;
}

/* Ten megabytes at once: all of it arrives, the main loop goes on, and memory stays bounded. */
static void
test_flood (void)
{
  Port port = { .guest = -1 };
  GtkWidget *window;
  VtrSerialTerminal *terminal = new_terminal (&port, &window);
  g_autoptr (GThread) thread = NULL;
  Heart heart = { 0 };
  guint64 before;
  guint heartbeat;

  vtr_serial_terminal_open (terminal, FALSE);
  vtr_wait_until (vtr_serial_terminal_get_state (terminal) == VTR_SERIAL_OPEN);
  say (&port, "ready\r\n");
  vtr_wait_until (shows (terminal, "ready"));

  before = resident_bytes ();
  heart.last = g_get_monotonic_time ();
  heartbeat = g_timeout_add (5, on_heartbeat_cb, &heart);
  thread = g_thread_new ("flood", flood_in_thread, GINT_TO_POINTER (port.guest));
  vtr_wait_until (g_get_monotonic_time () - heart.last < 1000 && shows (terminal, "END OF FLOOD"));
  g_source_remove (heartbeat);
  g_thread_join (g_steal_pointer (&thread));

  g_test_message ("longest stall %" G_GINT64_FORMAT " ms, grown by %" G_GUINT64_FORMAT " KiB",
                  heart.longest / 1000, (resident_bytes () - before) / 1024);
  g_assert_cmpint (heart.longest, <, 500 * 1000);
  g_assert_cmpuint (resident_bytes () - MIN (before, resident_bytes ()), <, 48 * 1024 * 1024);

  vtr_ui_test_close (window);
  close (port.guest);
}

static void
test_log (void)
{
  Port port = { .guest = -1 };
  GtkWidget *window;
  VtrSerialTerminal *terminal = new_terminal (&port, &window);
  g_autofree char *path = g_build_filename (g_get_tmp_dir (), "vtr-serial-XXXXXX", NULL);
  g_autofree char *logged = NULL;
  g_autoptr (GFile) file = NULL;
  int fd = g_mkstemp (path);

  close (fd);
  file = g_file_new_for_path (path);
  vtr_serial_terminal_open (terminal, FALSE);
  vtr_wait_until (vtr_serial_terminal_get_state (terminal) == VTR_SERIAL_OPEN);
  vtr_serial_terminal_start_log (terminal, file);

  for (guint i = 0; logged == NULL || strstr (logged, "logged") == NULL; i++)
    {
      say (&port, "this is logged\r\n");
      g_main_context_iteration (NULL, TRUE);
      g_clear_pointer (&logged, g_free);
      g_assert_true (g_file_get_contents (path, &logged, NULL, NULL));
    }
  vtr_serial_terminal_stop_log (terminal);

  vtr_ui_test_close (window);
  close (port.guest);
  g_unlink (path);
}

static void
add_tests (void)
{
  g_test_add_func ("/serial-terminal/both-ways", test_both_ways);
  g_test_add_func ("/serial-terminal/comes-back", test_comes_back);
  g_test_add_func ("/serial-terminal/busy", test_busy);
  g_test_add_func ("/serial-terminal/flood", test_flood);
  g_test_add_func ("/serial-terminal/log", test_log);
}

int
main (int   argc,
      char *argv[])
{
  /* The terminal library listens to a signal of its own that it has deprecated. */
  g_setenv ("G_ENABLE_DIAGNOSTIC", "0", TRUE);

  return vtr_ui_test_main (argc, argv, add_tests);
}
