/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "console/vtr-key-codes.h"
#include "vtr-lab-console.h"
#include "vtr-wait.h"

#define MEMTEST "/boot/memtest86+x64.bin"

/* A key that Korean keyboards have, and that is not among the others here. */
#define SENTINEL 122
#define SENTINEL_QCODE "lang1"

/* Every key of a PC keyboard, and what QEMU calls it. */
static const struct
{
  guint key;
  const char *qcode;
} keys[] = {
  { 1, "esc" },          { 2, "1" },           { 3, "2" },           { 4, "3" },
  { 5, "4" },            { 6, "5" },           { 7, "6" },           { 8, "7" },
  { 9, "8" },            { 10, "9" },          { 11, "0" },          { 12, "minus" },
  { 13, "equal" },       { 14, "backspace" },  { 15, "tab" },        { 16, "q" },
  { 17, "w" },           { 18, "e" },          { 19, "r" },          { 20, "t" },
  { 21, "y" },           { 22, "u" },          { 23, "i" },          { 24, "o" },
  { 25, "p" },           { 26, "bracket_left" }, { 27, "bracket_right" }, { 28, "ret" },
  { 29, "ctrl" },        { 30, "a" },          { 31, "s" },          { 32, "d" },
  { 33, "f" },           { 34, "g" },          { 35, "h" },          { 36, "j" },
  { 37, "k" },           { 38, "l" },          { 39, "semicolon" },  { 40, "apostrophe" },
  { 41, "grave_accent" }, { 42, "shift" },     { 43, "backslash" },  { 44, "z" },
  { 45, "x" },           { 46, "c" },          { 47, "v" },          { 48, "b" },
  { 49, "n" },           { 50, "m" },          { 51, "comma" },      { 52, "dot" },
  { 53, "slash" },       { 54, "shift_r" },    { 55, "kp_multiply" }, { 56, "alt" },
  { 57, "spc" },         { 58, "caps_lock" },  { 59, "f1" },         { 60, "f2" },
  { 61, "f3" },          { 62, "f4" },         { 63, "f5" },         { 64, "f6" },
  { 65, "f7" },          { 66, "f8" },         { 67, "f9" },         { 68, "f10" },
  { 69, "num_lock" },    { 70, "scroll_lock" }, { 71, "kp_7" },      { 72, "kp_8" },
  { 73, "kp_9" },        { 74, "kp_subtract" }, { 75, "kp_4" },      { 76, "kp_5" },
  { 77, "kp_6" },        { 78, "kp_add" },     { 79, "kp_1" },       { 80, "kp_2" },
  { 81, "kp_3" },        { 82, "kp_0" },       { 83, "kp_decimal" }, { 86, "less" },
  { 87, "f11" },         { 88, "f12" },        { 89, "ro" },         { 91, "hiragana" },
  { 92, "henkan" },      { 93, "katakanahiragana" }, { 94, "muhenkan" }, { 96, "kp_enter" },
  { 97, "ctrl_r" },      { 98, "kp_divide" },  { 99, "print" },      { 100, "alt_r" },
  { 102, "home" },       { 103, "up" },        { 104, "pgup" },      { 105, "left" },
  { 106, "right" },      { 107, "end" },       { 108, "down" },      { 109, "pgdn" },
  { 110, "insert" },     { 111, "delete" },    { 113, "audiomute" }, { 114, "volumedown" },
  { 115, "volumeup" },   { 116, "power" },     { 117, "kp_equals" }, { 119, "pause" },
  { 121, "kp_comma" },   { 124, "yen" },       { 125, "meta_l" },    { 126, "meta_r" },
  { 127, "compose" },    { 128, "stop" },      { 129, "again" },     { 130, "props" },
  { 131, "undo" },       { 132, "front" },     { 133, "copy" },      { 134, "open" },
  { 135, "paste" },      { 136, "find" },      { 137, "cut" },       { 138, "help" },
  { 139, "menu" },       { 140, "calculator" }, { 142, "sleep" },    { 143, "wake" },
  { 155, "mail" },       { 156, "ac_bookmarks" }, { 157, "computer" }, { 158, "ac_back" },
  { 159, "ac_forward" }, { 163, "audionext" }, { 164, "audioplay" }, { 165, "audioprev" },
  { 166, "audiostop" },  { 172, "ac_home" },   { 173, "ac_refresh" }, { 226, "mediaselect" },
};

static gboolean
on_poll_cb (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

/* A screen with something on it: one that is all black would be equal by chance. */
static gboolean
is_colourful (VtrLabQemu *qemu)
{
  int width, height;
  g_autoptr (GBytes) picture = vtr_lab_qemu_screendump (qemu, &width, &height);
  gsize length;
  const guint8 *data = g_bytes_get_data (picture, &length);
  gsize bright = 0;

  for (gsize i = 0; i < length; i++)
    bright += data[i] > 100;

  return bright > length / 100;
}

static VtrLabQemu *
start_memtest (void)
{
  VtrLabQemu *qemu = vtr_lab_qemu_new ("-m", "128", "-M", "q35", "-kernel", MEMTEST, "-device",
                                       "usb-ehci", "-device", "usb-tablet", NULL);
  guint poll = g_timeout_add (100, on_poll_cb, NULL);

  vtr_wait_until (is_colourful (qemu));
  g_source_remove (poll);

  return qemu;
}

static gboolean
can_run (void)
{
  if (vtr_lab_qemu_is_there () && g_file_test (MEMTEST, G_FILE_TEST_EXISTS))
    return TRUE;

  g_test_skip ("QEMU and " MEMTEST " are needed");
  return FALSE;
}

static void
test_picture (gconstpointer data)
{
  const VtrLabProtocol *protocol = data;
  VtrConsoleSession *session;
  VtrLabQemu *qemu;

  if (!can_run ())
    return;

  qemu = start_memtest ();
  session = vtr_lab_console_new (qemu, protocol);
  vtr_lab_console_connect (session);
  vtr_lab_qemu_command (qemu, "{\"execute\":\"stop\"}");
  vtr_lab_console_wait_for_picture (qemu, session);

  /* And again after it went on, and after it changed its size by starting anew. */
  vtr_lab_qemu_command (qemu, "{\"execute\":\"cont\"}");
  vtr_lab_qemu_command (qemu, "{\"execute\":\"system_reset\"}");
  vtr_lab_qemu_command (qemu, "{\"execute\":\"stop\"}");
  vtr_lab_console_wait_for_picture (qemu, session);

  vtr_console_session_close (session);
  g_assert_cmpint (vtr_console_session_get_state (session), ==, VTR_CONSOLE_IDLE);
  vtr_lab_qemu_free (qemu);
  g_assert_finalize_object (session);
}

static guint
count_lines (const char *text,
             const char *needle)
{
  guint count = 0;

  for (const char *p = strstr (text, needle); p != NULL; p = strstr (p + 1, needle))
    count++;

  return count;
}

static gboolean
guest_heard (VtrLabQemu *qemu,
             const char *what)
{
  g_autofree char *trace = vtr_lab_qemu_trace (qemu);

  return count_lines (trace, what) > 0;
}

/* Some keys come by number and some by name, depending on the protocol. */
static guint
count_key (VtrLabQemu *qemu,
           const char *qcode,
           gboolean    pressed)
{
  g_autofree char *trace = vtr_lab_qemu_trace (qemu);
  g_autofree char *by_number = g_strdup_printf ("[%s], down %d", qcode, pressed);
  g_autofree char *by_name = g_strdup_printf ("qcode %s, down %d", qcode, pressed);

  return count_lines (trace, by_number) + count_lines (trace, by_name);
}

static void
press_and_release (VtrConsoleSession *session,
                   guint              key)
{
  vtr_console_session_key (session, key, 0, TRUE);
  vtr_console_session_key (session, key, 0, FALSE);
}

/* A known key follows each one, so that one that does not arrive is not waited for. */
static void
check_key (VtrLabQemu        *qemu,
           VtrConsoleSession *session,
           guint              key,
           const char        *qcode)
{
  g_autofree char *trace = NULL;

  vtr_lab_qemu_forget (qemu);
  press_and_release (session, key);
  press_and_release (session, SENTINEL);
  vtr_wait_until (count_key (qemu, SENTINEL_QCODE, FALSE) > 0);
  trace = vtr_lab_qemu_trace (qemu);
  if (count_key (qemu, qcode, TRUE) != 1 || count_key (qemu, qcode, FALSE) != 1)
    g_test_fail_printf ("key %u is not %s: %s", key, qcode, trace);
}

static gboolean
on_sentinel_timeout_cb (gpointer session)
{
  press_and_release (session, SENTINEL);

  return G_SOURCE_CONTINUE;
}

/* Servers say only with their first picture that they understand places on the keyboard, and some
 * channels open after others. Guests are not pressed faster than QEMU passes keys on. */
static void
wait_for_keyboard (VtrLabQemu        *qemu,
                   VtrConsoleSession *session)
{
  guint sentinel = g_timeout_add (100, on_sentinel_timeout_cb, session);

  vtr_wait_until (count_key (qemu, SENTINEL_QCODE, FALSE) > 0);
  g_source_remove (sentinel);
}

static void
test_keys (gconstpointer data)
{
  const VtrLabProtocol *protocol = data;
  VtrConsoleSession *session;
  VtrLabQemu *qemu;
  guint poll;

  if (!can_run ())
    return;

  qemu = vtr_lab_qemu_new ("-m", "32", "-S", NULL);
  session = vtr_lab_console_new (qemu, protocol);
  vtr_lab_console_connect (session);
  vtr_lab_qemu_command (qemu, "{\"execute\":\"cont\"}");

  poll = g_timeout_add (5, on_poll_cb, NULL);
  wait_for_keyboard (qemu, session);
  press_and_release (session, 16);
  vtr_wait_until (count_key (qemu, "q", FALSE) > 0);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    check_key (qemu, session, keys[i].key, keys[i].qcode);
  g_source_remove (poll);

  vtr_console_session_close (session);
  vtr_lab_qemu_free (qemu);
  g_assert_finalize_object (session);
}

/* With a tablet the pointer is where we say; with a mouse it moves as far as we say. */
static void
test_pointer (gconstpointer data)
{
  const VtrLabProtocol *protocol = data;
  VtrConsoleSession *session;
  VtrLabQemu *qemu;
  guint poll;

  if (!can_run ())
    return;

  qemu = start_memtest ();
  session = vtr_lab_console_new (qemu, protocol);
  vtr_lab_console_connect (session);
  poll = g_timeout_add (10, on_poll_cb, NULL);
  /* As a guest's driver for the tablet would. */
  vtr_lab_qemu_command (qemu, "{\"execute\":\"human-monitor-command\","
                              "\"arguments\":{\"command-line\":\"mouse_set 3\"}}");
  vtr_wait_until (!vtr_console_session_get_relative (session));
  vtr_console_session_pointer_to (session, 0, 0, 0);
  vtr_console_session_pointer_to (session, 0, 719, 399);
  vtr_wait_until (guest_heard (qemu, "axis x, value 0x7f"));
  vtr_console_session_button (session, VTR_BUTTON_LEFT, TRUE);
  vtr_console_session_button (session, VTR_BUTTON_LEFT, FALSE);
  vtr_wait_until (guest_heard (qemu, "button left, down 1"));
  vtr_wait_until (guest_heard (qemu, "button left, down 0"));
  vtr_console_session_button (session, VTR_BUTTON_DOWN, TRUE);
  vtr_console_session_button (session, VTR_BUTTON_DOWN, FALSE);
  vtr_wait_until (guest_heard (qemu, "button wheel-down, down 1"));
  vtr_console_session_close (session);
  vtr_lab_qemu_free (qemu);
  g_assert_finalize_object (session);

  qemu = vtr_lab_qemu_new ("-m", "64", "-kernel", MEMTEST, NULL);
  session = vtr_lab_console_new (qemu, protocol);
  vtr_lab_console_connect (session);
  vtr_wait_until (vtr_console_session_get_relative (session));
  wait_for_keyboard (qemu, session);
  vtr_console_session_pointer_by (session, 20, -7);
  vtr_wait_until (guest_heard (qemu, "axis x, value 20"));
  vtr_wait_until (guest_heard (qemu, "axis y, value -7"));
  g_source_remove (poll);
  vtr_console_session_close (session);
  vtr_lab_qemu_free (qemu);
  g_assert_finalize_object (session);
}

/* QEMU dies and is started again: the last picture stays, and the new one comes by itself. */
static void
test_comes_back (gconstpointer data)
{
  const VtrLabProtocol *protocol = data;
  const char *arguments[] = { "-m", "128", "-M", "q35", "-kernel", MEMTEST, NULL };
  VtrConsoleSession *session;
  g_autoptr (VtrFramebuffer) last = NULL;
  g_autoptr (GdkTexture) picture = NULL;
  VtrLabQemu *qemu;
  guint poll;

  if (!can_run ())
    return;

  qemu = start_memtest ();
  session = vtr_lab_console_new (qemu, protocol);
  vtr_lab_console_connect (session);
  last = g_list_model_get_item (vtr_console_session_get_monitors (session), 0);
  vtr_lab_qemu_kill (qemu);
  vtr_wait_until (vtr_console_session_get_state (session) == VTR_CONSOLE_LOST);
  g_assert_nonnull (vtr_console_session_get_trouble (session));
  g_assert_cmpint (vtr_console_session_get_retry_time (session), >, 0);
  picture = vtr_framebuffer_to_texture (last);
  g_assert_nonnull (picture);

  vtr_lab_qemu_start (qemu, (GStrv) arguments);
  vtr_wait_until (vtr_console_session_get_state (session) == VTR_CONSOLE_CONNECTED);
  poll = g_timeout_add (100, on_poll_cb, NULL);
  vtr_wait_until (is_colourful (qemu));
  g_source_remove (poll);
  vtr_lab_qemu_command (qemu, "{\"execute\":\"stop\"}");
  vtr_lab_console_wait_for_picture (qemu, session);

  vtr_console_session_close (session);
  vtr_lab_qemu_free (qemu);
  g_assert_finalize_object (session);
}

static guint
count_entries (const char *path)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  guint count = 0;

  g_assert_nonnull (folder);
  while (g_dir_read_name (folder) != NULL)
    count++;

  return count;
}

static void
connect_once (VtrLabQemu           *qemu,
              const VtrLabProtocol *protocol)
{
  VtrConsoleSession *session = vtr_lab_console_new (qemu, protocol);
  gpointer watched = session;

  vtr_lab_console_connect (session);
  vtr_console_session_close (session);
  g_object_add_weak_pointer (G_OBJECT (session), &watched);
  g_object_unref (session);
  vtr_wait_until (watched == NULL);
}

static void
test_no_leaks (gconstpointer data)
{
  const VtrLabProtocol *protocol = data;
  VtrLabQemu *qemu;
  guint fds, threads, poll;

  if (!can_run ())
    return;

  qemu = start_memtest ();
  poll = g_timeout_add (20, on_poll_cb, NULL);
  for (guint i = 0; i < 5; i++)
    connect_once (qemu, protocol);
  fds = count_entries ("/proc/self/fd");
  threads = count_entries ("/proc/self/task");

  for (guint i = 0; i < 50; i++)
    connect_once (qemu, protocol);
  g_test_message ("%u descriptors and %u threads before, %u and %u after", fds, threads,
                  count_entries ("/proc/self/fd"), count_entries ("/proc/self/task"));
  vtr_wait_until (count_entries ("/proc/self/fd") <= fds);
  vtr_wait_until (count_entries ("/proc/self/task") <= threads);
  g_source_remove (poll);
  vtr_lab_qemu_free (qemu);
}

static void
add_tests (const char    *name,
           GTestDataFunc  function)
{
  for (guint i = 0; i < VTR_LAB_N_PROTOCOLS; i++)
    {
      g_autofree char *path = g_strdup_printf ("/console/%s/%s", vtr_lab_protocols[i].socket, name);

      g_test_add_data_func (path, &vtr_lab_protocols[i], function);
    }
}

int
main (int   argc,
      char *argv[])
{
  vtr_lab_console_init (&argc, &argv);

  add_tests ("picture", test_picture);
  add_tests ("keys", test_keys);
  add_tests ("pointer", test_pointer);
  add_tests ("comes-back", test_comes_back);
  add_tests ("no-leaks", test_no_leaks);

  return g_test_run ();
}
