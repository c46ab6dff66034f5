/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

/* What takes an agent in the guest: the guest of guest/main.c has one. */

#include "console/vtr-guest-sizer.h"
#include "console/vtr-key-codes.h"
#include "vtr-lab-console.h"
#include "vtr-lab-guest.h"
#include "vtr-wait.h"

#include <spice/vd_agent.h>

#define VNC (&vtr_lab_protocols[0])
#define SPICE (&vtr_lab_protocols[1])

#define SPICE_AGENT "spicevmc,name=vdagent"
#define VNC_AGENT "qemu-vdagent,clipboard=on,mouse=off"

#define IMAGE_SIZE 300000

/* Booting takes the longest of all, so most tests share one guest. */
static VtrLabGuest *shared;

static VtrLabGuest *
get_guest (void)
{
  if (shared == NULL)
    shared = vtr_lab_guest_new (SPICE_AGENT, NULL);
  vtr_lab_guest_tell (shared, "manners 0");
  vtr_lab_guest_forget (shared);
  vtr_lab_qemu_forget (shared->qemu);

  return shared;
}

/* This computer's clipboard, as far as the guest is concerned. */
typedef struct
{
  char *wanted;
  GBytes *bytes;
  GError *error;
  gboolean done;
} Host;

static void
on_clipboard_wanted_cb (VtrGuestClipboard *clipboard,
                        const char        *format,
                        Host              *host)
{
  g_set_str (&host->wanted, format);
}

static void
on_clipboard_read_cb (GObject      *source,
                      GAsyncResult *result,
                      gpointer      user_data)
{
  Host *host = user_data;

  host->bytes =
    vtr_guest_clipboard_read_finish (VTR_GUEST_CLIPBOARD (source), result, &host->error);
  host->done = TRUE;
}

static void
host_clear (Host *host)
{
  g_clear_pointer (&host->wanted, g_free);
  g_clear_pointer (&host->bytes, g_bytes_unref);
  g_clear_error (&host->error);
  host->done = FALSE;
}

static void
read_guest (VtrGuestClipboard *clipboard,
            const char        *format,
            Host              *host)
{
  host_clear (host);
  vtr_guest_clipboard_read_async (clipboard, format, NULL, on_clipboard_read_cb, host);
  vtr_wait_until (host->done);
}

static gboolean
guest_offers (VtrGuestClipboard *clipboard,
              const char        *format)
{
  const char *const *formats = vtr_guest_clipboard_get_formats (clipboard);

  return formats != NULL && g_strv_contains (formats, format);
}

static guint32
sum (GBytes *bytes)
{
  gsize length;
  const guint8 *data = g_bytes_get_data (bytes, &length);
  guint32 result = 0;

  for (gsize i = 0; i < length; i++)
    result = result * 31 + data[i];

  return result;
}

/* The agent asks when it likes, and gets what it asked for. */
static void
give_guest (VtrLabGuest       *guest,
            VtrGuestClipboard *clipboard,
            Host              *host,
            guint              type,
            const char        *format,
            GBytes            *bytes)
{
  const char *formats[] = { format, NULL };
  g_autofree char *offered = g_strdup_printf ("host-offers selection=0 types= %u.", type);
  g_autofree char *ask = g_strdup_printf ("ask %u", type);
  g_autofree char *got = g_strdup_printf ("host-data type=%u size=%zu sum=%08x", type,
                                          g_bytes_get_size (bytes), sum (bytes));

  host_clear (host);
  vtr_lab_guest_forget (guest);
  vtr_guest_clipboard_offer (clipboard, formats);
  vtr_wait_until (vtr_lab_guest_heard (guest, offered));
  g_assert_null (host->wanted);
  vtr_lab_guest_tell (guest, ask);
  vtr_wait_until (host->wanted != NULL);
  g_assert_cmpstr (host->wanted, ==, format);
  vtr_guest_clipboard_answer (clipboard, format, bytes);
  vtr_wait_until (vtr_lab_guest_heard (guest, got));
}

static GBytes *
make_image (void)
{
  guint8 *data = g_malloc (IMAGE_SIZE);

  for (guint i = 0; i < IMAGE_SIZE; i++)
    data[i] = (guint8) (i * 13);

  return g_bytes_new_take (data, IMAGE_SIZE);
}

static void
check_from_guest (VtrLabGuest       *guest,
                  VtrGuestClipboard *clipboard,
                  Host              *host)
{
  vtr_lab_guest_tell (guest, "offer a word from within");
  vtr_wait_until (guest_offers (clipboard, VTR_CLIPBOARD_TEXT));
  read_guest (clipboard, VTR_CLIPBOARD_TEXT, host);
  g_assert_no_error (host->error);
  g_assert_cmpmem (g_bytes_get_data (host->bytes, NULL), g_bytes_get_size (host->bytes),
                   "a word from within", 18);

  vtr_lab_guest_tell (guest, "offer-image 300000");
  vtr_wait_until (guest_offers (clipboard, VTR_CLIPBOARD_PNG));
  g_assert_false (guest_offers (clipboard, VTR_CLIPBOARD_TEXT));
  read_guest (clipboard, VTR_CLIPBOARD_PNG, host);
  g_assert_no_error (host->error);
  g_assert_cmpuint (g_bytes_get_size (host->bytes), ==, IMAGE_SIZE);
  read_guest (clipboard, VTR_CLIPBOARD_TEXT, host);
  g_assert_nonnull (host->error);

  vtr_lab_guest_tell (guest, "release");
  vtr_wait_until (vtr_guest_clipboard_get_formats (clipboard) == NULL);
}

static void
test_spice_clipboard (void)
{
  VtrLabGuest *guest;
  VtrConsoleSession *session;
  VtrGuestClipboard *clipboard;
  g_autoptr (GBytes) text = g_bytes_new_static ("Gr\xc3\xbc\xc3\x9f" "e", 7);
  g_autoptr (GBytes) image = make_image ();
  Host host = { 0 };

  if (!vtr_lab_guest_can ())
    return;

  guest = get_guest ();
  session = vtr_lab_console_new (guest->qemu, SPICE);
  clipboard = vtr_console_session_get_clipboard (session);
  g_assert_false (vtr_guest_clipboard_get_usable (clipboard));
  g_signal_connect (clipboard, "wanted", G_CALLBACK (on_clipboard_wanted_cb), &host);
  vtr_lab_console_connect (session);
  vtr_wait_until (vtr_guest_clipboard_get_usable (clipboard));

  give_guest (guest, clipboard, &host, VD_AGENT_CLIPBOARD_UTF8_TEXT, VTR_CLIPBOARD_TEXT, text);
  give_guest (guest, clipboard, &host, VD_AGENT_CLIPBOARD_IMAGE_PNG, VTR_CLIPBOARD_PNG, image);
  vtr_guest_clipboard_offer (clipboard, NULL);
  vtr_wait_until (vtr_lab_guest_heard (guest, "host-releases selection=0."));
  check_from_guest (guest, clipboard, &host);

  vtr_console_session_close (session);
  g_assert_false (vtr_guest_clipboard_get_usable (clipboard));
  host_clear (&host);
  g_assert_finalize_object (session);
}

/* Without extended cut text, which the library does not have, QEMU takes text and gives none. */
static void
test_vnc_clipboard (void)
{
  static const char *formats[] = { VTR_CLIPBOARD_TEXT, NULL };
  VtrLabGuest *guest;
  VtrConsoleSession *session;
  VtrGuestClipboard *clipboard;
  g_autoptr (GBytes) text = g_bytes_new_static ("Gr\xc3\xbc\xc3\x9f" "e", 7);
  Host host = { 0 };

  if (!vtr_lab_guest_can ())
    return;

  guest = vtr_lab_guest_new (VNC_AGENT, NULL);
  session = vtr_lab_console_new (guest->qemu, VNC);
  clipboard = vtr_console_session_get_clipboard (session);
  g_signal_connect (clipboard, "wanted", G_CALLBACK (on_clipboard_wanted_cb), &host);
  vtr_lab_console_connect (session);
  g_assert_true (vtr_guest_clipboard_get_usable (clipboard));

  vtr_guest_clipboard_offer (clipboard, formats);
  g_assert_cmpstr (host.wanted, ==, VTR_CLIPBOARD_TEXT);
  vtr_guest_clipboard_answer (clipboard, VTR_CLIPBOARD_TEXT, text);
  vtr_wait_until (vtr_lab_guest_heard (guest, "host-offers selection=0 types= 1."));
  vtr_lab_guest_tell (guest, "ask 1");
  vtr_wait_until (vtr_lab_guest_heard (guest, "text=Gr\xc3\xbc\xc3\x9f" "e."));

  vtr_console_session_close (session);
  host_clear (&host);
  vtr_lab_guest_free (guest);
  g_assert_finalize_object (session);
}

static gboolean
has_size (VtrConsoleSession *session,
          guint              width,
          guint              height)
{
  g_autoptr (VtrFramebuffer) picture =
    g_list_model_get_item (vtr_console_session_get_monitors (session), 0);

  return picture != NULL && vtr_framebuffer_get_width (picture) == width
         && vtr_framebuffer_get_height (picture) == height;
}

static gboolean
can_resize (VtrConsoleSession *session)
{
  return (vtr_console_session_get_features (session) & VTR_CONSOLE_CAN_RESIZE) != 0;
}

static guint
count_wishes (VtrLabGuest *guest)
{
  guint count = 0;

  for (const char *p = guest->heard->str; (p = strstr (p, " wants ")) != NULL; p++)
    count++;

  return count;
}

static void
test_spice_resize (void)
{
  VtrLabGuest *guest;
  VtrConsoleSession *session;
  VtrGuestSizer *sizer;

  if (!vtr_lab_guest_can ())
    return;

  guest = get_guest ();
  session = vtr_lab_console_new (guest->qemu, SPICE);
  sizer = vtr_guest_sizer_new (100, 1000);
  vtr_guest_sizer_set_session (sizer, session, 0);
  vtr_guest_sizer_set_enabled (sizer, TRUE);
  vtr_lab_console_connect (session);
  vtr_wait_until (can_resize (session));

  /* A window whose edge is dragged about: one wish, and the guest's picture has that size. */
  vtr_lab_guest_forget (guest);
  for (guint i = 0; i < 100; i++)
    vtr_guest_sizer_want (sizer, 700 + i, 500 + i);
  vtr_guest_sizer_want (sizer, 808, 602);
  vtr_wait_until (vtr_guest_sizer_get_answer (sizer) == VTR_SIZE_TAKEN);
  g_assert_true (has_size (session, 808, 602));
  g_assert_cmpuint (count_wishes (guest), ==, 1);
  vtr_lab_console_wait_for_picture (guest->qemu, session);

  vtr_lab_guest_tell (guest, "manners 1");
  vtr_guest_sizer_want (sizer, 900, 650);
  vtr_wait_until (vtr_guest_sizer_get_answer (sizer) == VTR_SIZE_REFUSED);
  g_assert_cmpuint (count_wishes (guest), ==, 3);

  vtr_lab_guest_tell (guest, "manners 2");
  vtr_guest_sizer_want (sizer, 1280, 800);
  vtr_wait_until (vtr_guest_sizer_get_answer (sizer) == VTR_SIZE_OTHER);
  g_assert_true (has_size (session, 640, 400));

  g_assert_finalize_object (sizer);
  vtr_console_session_close (session);
  g_assert_finalize_object (session);
}

/* The guest's own idea of its size, as often as it likes and while it paints without rest. */
static void
test_size_storm (gconstpointer data)
{
  const VtrLabProtocol *protocol = data;
  VtrLabGuest *guest;
  VtrConsoleSession *session;

  if (!vtr_lab_guest_can ())
    return;

  guest = get_guest ();
  session = vtr_lab_console_new (guest->qemu, protocol);
  vtr_lab_console_connect (session);
  vtr_lab_guest_tell (guest, "flood 1");
  for (guint i = 0; i < 60; i++)
    {
      g_autofree char *line = g_strdup_printf ("size %u %u", 320 + i % 7 * 160, 240 + i % 5 * 120);

      vtr_lab_guest_tell (guest, line);
    }
  vtr_lab_guest_tell (guest, "flood 0");
  vtr_lab_guest_tell (guest, "size 1024 768");
  vtr_wait_until (has_size (session, 1024, 768));
  vtr_lab_console_wait_for_picture (guest->qemu, session);

  vtr_console_session_close (session);
  g_assert_finalize_object (session);
}

static void
press (VtrConsoleSession *session,
       guint              key)
{
  vtr_console_session_key (session, key, 0, TRUE);
  vtr_console_session_key (session, key, 0, FALSE);
}

static gboolean
on_press_timeout_cb (gpointer session)
{
  press (session, VTR_KEY_LEFTSHIFT);

  return G_SOURCE_CONTINUE;
}

static gboolean
was_pressed (VtrLabGuest *guest)
{
  g_autofree char *trace = vtr_lab_qemu_trace (guest->qemu);

  return strstr (trace, "input_event_key") != NULL;
}

/* The channel for keys opens after the one for the picture. */
static void
wait_for_keyboard (VtrLabGuest       *guest,
                   VtrConsoleSession *session)
{
  guint presses = g_timeout_add (50, on_press_timeout_cb, session);

  vtr_wait_until (was_pressed (guest));
  g_source_remove (presses);
}

/* The lights of the guest's keyboard are what its lock keys are; ours follow, and lead. */
static void
test_lock_keys (gconstpointer data)
{
  const VtrLabProtocol *protocol = data;
  VtrLabGuest *guest;
  VtrConsoleSession *session;

  if (!vtr_lab_guest_can ())
    return;

  guest = get_guest ();
  session = vtr_lab_console_new (guest->qemu, protocol);
  vtr_lab_console_connect (session);
  wait_for_keyboard (guest, session);
  press (session, VTR_KEY_CAPSLOCK);
  vtr_wait_until (vtr_console_session_get_locks (session) == VTR_LOCK_CAPS);

  vtr_console_session_set_locks (session, VTR_LOCK_NUM);
  vtr_wait_until (vtr_console_session_get_locks (session) == VTR_LOCK_NUM);
  vtr_console_session_set_locks (session, 0);
  vtr_wait_until (vtr_console_session_get_locks (session) == 0);

  vtr_console_session_close (session);
  g_assert_finalize_object (session);
}

int
main (int   argc,
      char *argv[])
{
  int result;

  vtr_lab_console_init (&argc, &argv);

  g_test_add_func ("/console-agent/spice/clipboard", test_spice_clipboard);
  g_test_add_func ("/console-agent/vnc/clipboard", test_vnc_clipboard);
  g_test_add_func ("/console-agent/spice/resize", test_spice_resize);
  g_test_add_data_func ("/console-agent/spice/size-storm", SPICE, test_size_storm);
  g_test_add_data_func ("/console-agent/vnc/size-storm", VNC, test_size_storm);
  g_test_add_data_func ("/console-agent/spice/lock-keys", SPICE, test_lock_keys);
  g_test_add_data_func ("/console-agent/vnc/lock-keys", VNC, test_lock_keys);

  result = g_test_run ();
  g_clear_pointer (&shared, vtr_lab_guest_free);

  return result;
}
