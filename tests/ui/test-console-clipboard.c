/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "console/vtr-console-clipboard.h"
#include "console/vtr-guest-content.h"
#include "vtr-ui-test.h"

/* A guest made up for the test: it notes what it is offered and answered. */
#define TEST_TYPE_CLIPBOARD (test_clipboard_get_type ())
G_DECLARE_FINAL_TYPE (TestClipboard, test_clipboard, TEST, CLIPBOARD, VtrGuestClipboard)

struct _TestClipboard
{
  VtrGuestClipboard parent_instance;

  char *offered;
  GBytes *answer;
  gboolean answered;
  GBytes *own;
};

G_DEFINE_FINAL_TYPE (TestClipboard, test_clipboard, VTR_TYPE_GUEST_CLIPBOARD)

static const char *text_only[] = { VTR_CLIPBOARD_TEXT, NULL };

static void
test_clipboard_offer (VtrGuestClipboard *clipboard,
                      const char *const *formats)
{
  g_autofree char *joined = formats != NULL ? g_strjoinv (" ", (GStrv) formats) : NULL;

  g_set_str (&TEST_CLIPBOARD (clipboard)->offered, joined);
}

static void
test_clipboard_answer (VtrGuestClipboard *clipboard,
                       const char        *format,
                       GBytes            *data)
{
  TestClipboard *self = TEST_CLIPBOARD (clipboard);

  g_clear_pointer (&self->answer, g_bytes_unref);
  self->answer = data != NULL ? g_bytes_ref (data) : NULL;
  self->answered = TRUE;
}

static void
test_clipboard_ask (VtrGuestClipboard *clipboard,
                    const char        *format)
{
  vtr_guest_clipboard_take_data (clipboard, format, TEST_CLIPBOARD (clipboard)->own);
}

static void
test_clipboard_finalize (GObject *object)
{
  TestClipboard *self = TEST_CLIPBOARD (object);

  g_free (self->offered);
  g_clear_pointer (&self->answer, g_bytes_unref);
  g_clear_pointer (&self->own, g_bytes_unref);

  G_OBJECT_CLASS (test_clipboard_parent_class)->finalize (object);
}

static void
test_clipboard_class_init (TestClipboardClass *klass)
{
  VtrGuestClipboardClass *clipboard_class = VTR_GUEST_CLIPBOARD_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = test_clipboard_finalize;
  clipboard_class->offer = test_clipboard_offer;
  clipboard_class->answer = test_clipboard_answer;
  clipboard_class->ask = test_clipboard_ask;
}

static void
test_clipboard_init (TestClipboard *self)
{
}

typedef struct
{
  GdkClipboard *host;
  TestClipboard *guest;
  VtrConsoleClipboard *joint;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->host = gdk_display_get_clipboard (gdk_display_get_default ());
  gdk_clipboard_set_content (fixture->host, NULL);
  fixture->guest = g_object_new (TEST_TYPE_CLIPBOARD, NULL);
  fixture->joint = vtr_console_clipboard_new (fixture->host);
  vtr_console_clipboard_set_guest (fixture->joint, VTR_GUEST_CLIPBOARD (fixture->guest));
  vtr_guest_clipboard_set_usable (VTR_GUEST_CLIPBOARD (fixture->guest), TRUE);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_assert_finalize_object (fixture->joint);
  gdk_clipboard_set_content (fixture->host, NULL);
  /* The display server lets the content go in its own time. */
  while (G_OBJECT (fixture->guest)->ref_count > 1)
    g_main_context_iteration (NULL, TRUE);
  g_assert_finalize_object (fixture->guest);
}

static GBytes *
ask_host (Fixture    *fixture,
          const char *format)
{
  fixture->guest->answered = FALSE;
  vtr_guest_clipboard_want (VTR_GUEST_CLIPBOARD (fixture->guest), format);
  vtr_wait_until (fixture->guest->answered);

  return fixture->guest->answer;
}

static void
guest_copies (Fixture    *fixture,
              const char *text)
{
  g_clear_pointer (&fixture->guest->own, g_bytes_unref);
  fixture->guest->own = g_bytes_new (text, strlen (text));
  vtr_guest_clipboard_set_formats (VTR_GUEST_CLIPBOARD (fixture->guest), text_only);
}

static gboolean
host_has_guest (Fixture *fixture)
{
  return VTR_IS_GUEST_CONTENT (gdk_clipboard_get_content (fixture->host));
}

static void
on_text_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GError) error = NULL;
  char **text = user_data;

  *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, &error);
  if (*text == NULL)
    *text = g_strdup (error->message);
}

static char *
read_host (Fixture *fixture)
{
  char *text = NULL;

  gdk_clipboard_read_text_async (fixture->host, NULL, on_text_cb, &text);
  vtr_wait_until (text != NULL);

  return text;
}

static void
test_to_guest (Fixture       *fixture,
               gconstpointer  data)
{
  g_autofree char *long_text = g_strnfill (VTR_CLIPBOARD_MOST + 1, 'x');

  gdk_clipboard_set_text (fixture->host, "a word");
  g_assert_null (fixture->guest->offered);
  g_assert_null (ask_host (fixture, VTR_CLIPBOARD_TEXT));

  vtr_console_clipboard_set_active (fixture->joint, TRUE);
  g_assert_cmpstr (fixture->guest->offered, ==, VTR_CLIPBOARD_TEXT);
  g_assert_cmpmem (g_bytes_get_data (ask_host (fixture, VTR_CLIPBOARD_TEXT), NULL), 6, "a word", 6);
  g_assert_null (ask_host (fixture, VTR_CLIPBOARD_PNG));
  g_assert_null (ask_host (fixture, "image/bmp"));

  gdk_clipboard_set_text (fixture->host, "another");
  g_assert_cmpuint (g_bytes_get_size (ask_host (fixture, VTR_CLIPBOARD_TEXT)), ==, 7);

  vtr_console_clipboard_set_active (fixture->joint, FALSE);
  g_assert_null (fixture->guest->offered);
  g_assert_null (ask_host (fixture, VTR_CLIPBOARD_TEXT));

  gdk_clipboard_set_text (fixture->host, long_text);
  vtr_console_clipboard_set_active (fixture->joint, TRUE);
  g_assert_cmpstr (fixture->guest->offered, ==, VTR_CLIPBOARD_TEXT);
  g_assert_null (ask_host (fixture, VTR_CLIPBOARD_TEXT));
}

static void
test_picture_to_guest (Fixture       *fixture,
                       gconstpointer  data)
{
  g_autoptr (GBytes) pixels = g_bytes_new_take (g_malloc0 (16 * 16 * 4), 16 * 16 * 4);
  g_autoptr (GdkTexture) texture =
    gdk_memory_texture_new (16, 16, GDK_MEMORY_B8G8R8X8, pixels, 16 * 4);
  g_autoptr (GdkTexture) arrived = NULL;

  vtr_console_clipboard_set_active (fixture->joint, TRUE);
  gdk_clipboard_set_texture (fixture->host, texture);
  g_assert_cmpstr (fixture->guest->offered, ==, VTR_CLIPBOARD_PNG);
  arrived = gdk_texture_new_from_bytes (ask_host (fixture, VTR_CLIPBOARD_PNG), NULL);
  g_assert_nonnull (arrived);
  g_assert_cmpint (gdk_texture_get_width (arrived), ==, 16);

  gdk_clipboard_set_content (fixture->host, NULL);
  g_assert_null (fixture->guest->offered);
}

static void
test_to_host (Fixture       *fixture,
              gconstpointer  data)
{
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *third = NULL;

  vtr_console_clipboard_set_active (fixture->joint, TRUE);
  guest_copies (fixture, "from within");
  g_assert_true (host_has_guest (fixture));
  /* What came from the guest is not offered to it again. */
  g_assert_null (fixture->guest->offered);
  first = read_host (fixture);
  g_assert_cmpstr (first, ==, "from within");

  guest_copies (fixture, "once more");
  second = read_host (fixture);
  g_assert_cmpstr (second, ==, "once more");

  /* It can still be pasted elsewhere, which is what it was copied for. */
  vtr_console_clipboard_set_active (fixture->joint, FALSE);
  third = read_host (fixture);
  g_assert_cmpstr (third, ==, "once more");

  vtr_guest_clipboard_set_usable (VTR_GUEST_CLIPBOARD (fixture->guest), FALSE);
  g_assert_false (host_has_guest (fixture));
}

/* What a guest does unwatched reaches the host when it is looked at again, unless the person has
 * copied something else meanwhile. */
static void
test_unwatched (Fixture       *fixture,
                gconstpointer  data)
{
  gdk_clipboard_set_text (fixture->host, "mine");
  guest_copies (fixture, "behind your back");
  g_assert_false (host_has_guest (fixture));
  vtr_console_clipboard_set_active (fixture->joint, TRUE);
  g_assert_true (host_has_guest (fixture));

  vtr_console_clipboard_set_active (fixture->joint, FALSE);
  guest_copies (fixture, "again");
  gdk_clipboard_set_text (fixture->host, "newer");
  vtr_console_clipboard_set_active (fixture->joint, TRUE);
  g_assert_false (host_has_guest (fixture));
  g_assert_cmpstr (fixture->guest->offered, ==, VTR_CLIPBOARD_TEXT);
}

static void
test_directions (Fixture       *fixture,
                 gconstpointer  data)
{
  VtrGuestClipboard *guest = VTR_GUEST_CLIPBOARD (fixture->guest);

  vtr_console_clipboard_set_active (fixture->joint, TRUE);
  vtr_guest_clipboard_set_direction (guest, VTR_CLIPBOARD_OFF);
  gdk_clipboard_set_text (fixture->host, "mine");
  g_assert_null (fixture->guest->offered);
  guest_copies (fixture, "its own");
  g_assert_false (host_has_guest (fixture));

  vtr_guest_clipboard_set_direction (guest, VTR_CLIPBOARD_TO_HOST);
  g_assert_true (host_has_guest (fixture));
  gdk_clipboard_set_text (fixture->host, "mine");
  g_assert_null (fixture->guest->offered);

  vtr_guest_clipboard_set_direction (guest, VTR_CLIPBOARD_TO_GUEST);
  g_assert_cmpstr (fixture->guest->offered, ==, VTR_CLIPBOARD_TEXT);
  guest_copies (fixture, "its own");
  g_assert_false (host_has_guest (fixture));

  vtr_guest_clipboard_set_direction (guest, VTR_CLIPBOARD_TO_HOST);
  g_assert_null (fixture->guest->offered);
}

static void
add_tests (void)
{
#define ADD(name, function) \
  g_test_add ("/console-clipboard/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("to-guest", test_to_guest);
  ADD ("picture-to-guest", test_picture_to_guest);
  ADD ("to-host", test_to_host);
  ADD ("unwatched", test_unwatched);
  ADD ("directions", test_directions);
}

int
main (int   argc,
      char *argv[])
{
  return vtr_ui_test_main (argc, argv, add_tests);
}
