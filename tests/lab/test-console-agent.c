/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

/* What takes an agent in the guest: the guest of guest/main.c has one. */

#include "vtr-lab-console.h"
#include "vtr-lab-guest.h"
#include "vtr-wait.h"

#include <spice/vd_agent.h>

#define VNC (&vtr_lab_protocols[0])
#define SPICE (&vtr_lab_protocols[1])

#define SPICE_AGENT "spicevmc,name=vdagent"
#define VNC_AGENT "qemu-vdagent,clipboard=on,mouse=off"

#define IMAGE_SIZE 300000

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

  guest = vtr_lab_guest_new (SPICE_AGENT, NULL);
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
  vtr_lab_guest_free (guest);
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

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  /* The SPICE library warns of servers that hang up, which is what servers do here. */
  g_log_set_always_fatal (G_LOG_FATAL_MASK | G_LOG_LEVEL_CRITICAL);

  g_test_add_func ("/console-agent/spice/clipboard", test_spice_clipboard);
  g_test_add_func ("/console-agent/vnc/clipboard", test_vnc_clipboard);

  return g_test_run ();
}
