/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "console/vtr-console-session-private.h"
#include "console/vtr-console-keyboard.h"
#include "console/vtr-console-view.h"
#include "console/vtr-file-drop.h"
#include "console/vtr-key-codes.h"
#include "vtr-ui-test.h"

#define WIDTH 500
#define HEIGHT 300

/* A guest made up for the test: its picture is a chessboard of single pixels. */
#define TEST_TYPE_GUEST (test_guest_get_type ())
G_DECLARE_FINAL_TYPE (TestGuest, test_guest, TEST, GUEST, VtrConsoleSession)

struct _TestGuest
{
  VtrConsoleSession parent_instance;

  GString *keys;
  VtrJob *sending;
};

G_DEFINE_FINAL_TYPE (TestGuest, test_guest, VTR_TYPE_CONSOLE_SESSION)

static guint32 pixels[HEIGHT][WIDTH];

static guint32
pixel_at (guint x,
          guint y)
{
  return (x + y) % 2 == 0 ? 0xf0f4f8 : 0x102030 + (x & 0xf);
}

static void
test_guest_open (VtrConsoleSession *session)
{
  for (guint y = 0; y < HEIGHT; y++)
    for (guint x = 0; x < WIDTH; x++)
      pixels[y][x] = pixel_at (x, y);
  vtr_framebuffer_set_pixels (vtr_console_session_ensure_monitor (session, 0),
                              VTR_PIXELS_XRGB8888, WIDTH, HEIGHT, sizeof pixels[0],
                              (const guint8 *) pixels);
  vtr_console_session_set_state (session, VTR_CONSOLE_CONNECTED);
}

static void
test_guest_close (VtrConsoleSession *session)
{
}

static void
test_guest_key (VtrConsoleSession *session,
                guint              key,
                guint              keysym,
                gboolean           pressed)
{
  g_string_append_printf (TEST_GUEST (session)->keys, "%c%u ", pressed ? '+' : '-', key);
}

static VtrJob *
test_guest_send_files (VtrConsoleSession *session,
                       GFile            **files)
{
  TestGuest *self = TEST_GUEST (session);

  g_assert_nonnull (files[0]);
  g_assert_null (files[1]);
  self->sending = vtr_job_new ("Sending letter.txt");
  vtr_job_set_can_cancel (self->sending, TRUE);
  return g_object_ref (self->sending);
}

static void
test_guest_finalize (GObject *object)
{
  g_string_free (TEST_GUEST (object)->keys, TRUE);
  g_clear_object (&TEST_GUEST (object)->sending);

  G_OBJECT_CLASS (test_guest_parent_class)->finalize (object);
}

static void
test_guest_class_init (TestGuestClass *klass)
{
  VtrConsoleSessionClass *session_class = VTR_CONSOLE_SESSION_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = test_guest_finalize;
  session_class->open = test_guest_open;
  session_class->close = test_guest_close;
  session_class->key = test_guest_key;
  session_class->send_files = test_guest_send_files;
}

static void
test_guest_init (TestGuest *self)
{
  self->keys = g_string_new (NULL);
}

static VtrConsoleView *
new_view (VtrConsoleSession **session,
          GtkWidget         **window)
{
  VtrConsoleView *view = VTR_CONSOLE_VIEW (vtr_console_view_new ());

  *session = g_object_new (TEST_TYPE_GUEST, NULL);
  *window = vtr_ui_test_window (GTK_WIDGET (view));
  vtr_console_view_set_session (view, *session);

  return view;
}

/* What the window's renderer makes of the widget, as the screen's pixels. */
static GBytes *
render (VtrConsoleDisplay *display,
        double             scale,
        gsize             *stride)
{
  GtkNative *native = gtk_widget_get_native (GTK_WIDGET (display));
  g_autoptr (GtkSnapshot) snapshot = gtk_snapshot_new ();
  g_autoptr (GskRenderNode) node = NULL;
  g_autoptr (GdkTexture) texture = NULL;
  g_autoptr (GdkTextureDownloader) downloader = NULL;
  VtrViewport viewport = {
    .area = GRAPHENE_RECT_INIT (0, 0, WIDTH / scale, HEIGHT / scale),
    .device_scale = scale,
    .kind = GSK_IS_CAIRO_RENDERER (gtk_native_get_renderer (native)) ? VTR_NODES_CAIRO
                                                                      : VTR_NODES_TEXTURE,
  };

  gtk_snapshot_scale (snapshot, (float) scale, (float) scale);
  vtr_framebuffer_snapshot (vtr_console_display_get_framebuffer (display), snapshot, &viewport);
  node = gtk_snapshot_to_node (snapshot);
  texture = gsk_renderer_render_texture (gtk_native_get_renderer (native), node,
                                         &GRAPHENE_RECT_INIT (0, 0, WIDTH, HEIGHT));
  downloader = gdk_texture_downloader_new (texture);
  gdk_texture_downloader_set_format (downloader, GDK_MEMORY_R8G8B8);

  return gdk_texture_downloader_download_bytes (downloader, stride);
}

/* One pixel of the guest is one of the screen, unchanged, at every scale. */
static void
test_exact_pixels (void)
{
  static const double scales[] = { 1, 1.25, 1.5, 1.75, 2 };
  VtrConsoleSession *session;
  GtkWidget *window;
  VtrConsoleView *view = new_view (&session, &window);

  vtr_console_session_open (session);
  for (guint i = 0; i < G_N_ELEMENTS (scales); i++)
    {
      gsize stride;
      g_autoptr (GBytes) bytes =
        render (vtr_console_view_get_display (view), scales[i], &stride);

      g_test_message ("at %g", scales[i]);
      for (guint y = 0; y < HEIGHT; y++)
        for (guint x = 0; x < WIDTH; x++)
          {
            const guint8 *rgb = (const guint8 *) g_bytes_get_data (bytes, NULL) + y * stride + x * 3;

            g_assert_cmphex ((guint32) (rgb[0] << 16 | rgb[1] << 8 | rgb[2]), ==,
                             pixel_at (x, y));
          }
    }

  vtr_console_view_set_session (view, NULL);
  vtr_ui_test_close (window);
  g_assert_finalize_object (session);
}

static void
test_pages (void)
{
  VtrConsoleSession *session;
  GtkWidget *window;
  VtrConsoleView *view = new_view (&session, &window);
  GtkWidget *stack = vtr_ui_test_find (window, GTK_TYPE_STACK, NULL);

  g_assert_cmpstr (gtk_stack_get_visible_child_name (GTK_STACK (stack)), ==, "idle");
  vtr_console_session_open (session);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (GTK_STACK (stack)), ==, "screen");
  vtr_console_session_fail (session, vtr_trouble_new ("Gone."));
  g_assert_cmpint (vtr_console_session_get_state (session), ==, VTR_CONSOLE_LOST);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (GTK_STACK (stack)), ==, "screen");
  vtr_console_session_close (session);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (GTK_STACK (stack)), ==, "idle");
  vtr_console_session_refuse (session, vtr_trouble_new ("No."));
  g_assert_cmpstr (gtk_stack_get_visible_child_name (GTK_STACK (stack)), ==, "refused");
  vtr_console_session_ask (session, TRUE, NULL);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (GTK_STACK (stack)), ==, "password");

  vtr_console_view_set_session (view, NULL);
  vtr_ui_test_close (window);
  g_assert_finalize_object (session);
}

static void
test_send_keys (void)
{
  VtrConsoleSession *session;
  GtkWidget *window;
  VtrConsoleView *view = new_view (&session, &window);

  vtr_console_session_open (session);
  gtk_widget_activate_action (GTK_WIDGET (view), "console.send-keys", "s", "ctrl+alt+delete");
  g_assert_cmpstr (TEST_GUEST (session)->keys->str, ==, "+29 +56 +111 -111 -56 -29 ");

  g_string_truncate (TEST_GUEST (session)->keys, 0);
  vtr_console_session_set_view_only (session, TRUE);
  gtk_widget_activate_action (GTK_WIDGET (view), "console.send-keys", "s", "f1");
  g_assert_cmpstr (TEST_GUEST (session)->keys->str, ==, "");

  vtr_console_view_set_session (view, NULL);
  vtr_ui_test_close (window);
  g_assert_finalize_object (session);
}

/* Files go to guests that take them, with a way to call it off, and what fails says so. */
static void
test_files (void)
{
  VtrConsoleSession *session;
  GtkWidget *window;
  VtrConsoleView *view = new_view (&session, &window);
  VtrFileDrop *drop;
  g_autoptr (GFile) file = g_file_new_for_path ("/nowhere/letter.txt");
  GSList files = { .data = file };

  vtr_console_session_open (session);
  drop = VTR_FILE_DROP (vtr_ui_test_find (window, VTR_TYPE_FILE_DROP, NULL));
  vtr_file_drop_send (drop, &files);
  g_assert_null (TEST_GUEST (session)->sending);

  vtr_console_session_set_features (session, VTR_CONSOLE_CAN_TAKE_FILES,
                                    VTR_CONSOLE_CAN_TAKE_FILES);
  vtr_file_drop_send (drop, &files);
  vtr_wait_until (vtr_ui_test_find (window, GTK_TYPE_LABEL, "Sending letter.txt") != NULL);
  vtr_job_fail (TEST_GUEST (session)->sending, vtr_trouble_new ("The machine's disk is full"));
  vtr_wait_until (vtr_ui_test_find (window, GTK_TYPE_LABEL, "The machine's disk is full") != NULL);

  g_clear_object (&TEST_GUEST (session)->sending);
  vtr_file_drop_send (drop, &files);
  vtr_ui_test_click (GTK_WIDGET (drop), "Close");
  g_assert_true (g_cancellable_is_cancelled (
    vtr_job_get_cancellable (TEST_GUEST (session)->sending)));

  vtr_console_view_set_session (view, NULL);
  vtr_ui_test_close (window);
  g_assert_finalize_object (session);
}

static gboolean
is_enabled (VtrConsoleView *view,
            const char     *action)
{
  return g_action_group_get_action_enabled (G_ACTION_GROUP (vtr_console_view_get_actions (view)),
                                            action);
}

/* Every menu offers what can be done now, and no more. */
static void
test_actions (void)
{
  VtrConsoleSession *session;
  GtkWidget *window;
  VtrConsoleView *view = new_view (&session, &window);

  g_assert_true (is_enabled (view, "connect"));
  g_assert_false (is_enabled (view, "send-keys"));
  g_assert_false (is_enabled (view, "save-screenshot"));
  vtr_console_session_open (session);
  g_assert_false (is_enabled (view, "connect"));
  g_assert_true (is_enabled (view, "send-keys"));
  g_assert_true (is_enabled (view, "save-screenshot"));
  g_assert_false (is_enabled (view, "usb"));
  g_assert_false (is_enabled (view, "muted"));
  vtr_console_session_set_features (session, ~0u,
                                    VTR_CONSOLE_CAN_TAKE_USB | VTR_CONSOLE_CAN_PLAY_SOUND);
  g_assert_true (is_enabled (view, "usb"));
  g_assert_true (is_enabled (view, "muted"));

  vtr_console_view_set_paused (view, TRUE);
  g_assert_false (is_enabled (view, "send-keys"));
  g_assert_true (is_enabled (view, "capture"));
  vtr_console_view_set_paused (view, FALSE);

  /* Who only looks sends nothing, by menu neither. */
  gtk_widget_activate_action (GTK_WIDGET (view), "console.view-only", NULL);
  g_assert_true (vtr_console_session_get_view_only (session));
  g_assert_false (is_enabled (view, "send-keys"));
  g_assert_false (is_enabled (view, "capture"));

  /* The last picture of a lost guest can still be kept. */
  vtr_console_session_fail (session, vtr_trouble_new ("Gone."));
  g_assert_true (is_enabled (view, "connect"));
  g_assert_true (is_enabled (view, "save-screenshot"));
  g_assert_false (is_enabled (view, "usb"));

  vtr_console_view_set_session (view, NULL);
  vtr_ui_test_close (window);
  g_assert_finalize_object (session);
}

static GListModel *
list_windows (void)
{
  return gtk_window_get_toplevels ();
}

/* Of several monitors one is shown, and each may have a window; what is gone is not shown on. */
static void
test_monitors (void)
{
  VtrConsoleSession *session;
  GtkWidget *window;
  VtrConsoleView *view = new_view (&session, &window);
  VtrConsoleDisplay *display = vtr_console_view_get_display (view);
  GMenuModel *menu = vtr_console_view_get_monitors_menu (view);
  guint n_windows;

  vtr_console_session_open (session);
  g_assert_cmpint (g_menu_model_get_n_items (menu), ==, 0);
  vtr_framebuffer_set_pixels (vtr_console_session_ensure_monitor (session, 1),
                              VTR_PIXELS_XRGB8888, WIDTH / 2, HEIGHT, sizeof pixels[0],
                              (const guint8 *) pixels);
  g_assert_cmpint (g_menu_model_get_n_items (menu), ==, 2);

  gtk_widget_activate_action (GTK_WIDGET (view), "console.monitor", "s", "1");
  g_assert_cmpuint (vtr_framebuffer_get_width (vtr_console_display_get_framebuffer (display)), ==,
                    WIDTH / 2);
  gtk_widget_activate_action (GTK_WIDGET (view), "console.monitor", "s", "7");
  g_assert_cmpuint (vtr_console_display_get_monitor (display), ==, 1);

  n_windows = g_list_model_get_n_items (list_windows ());
  gtk_widget_activate_action (GTK_WIDGET (view), "console.monitor-window", "s", "0");
  g_assert_cmpuint (g_list_model_get_n_items (list_windows ()), ==, n_windows + 1);

  vtr_console_session_drop_monitors (session, 1);
  g_assert_cmpint (g_menu_model_get_n_items (menu), ==, 0);
  g_assert_cmpuint (vtr_console_display_get_monitor (display), ==, 0);

  vtr_console_view_set_session (view, NULL);
  g_assert_cmpuint (g_list_model_get_n_items (list_windows ()), ==, n_windows);
  vtr_ui_test_close (window);
  g_assert_finalize_object (session);
}

/* A size that was chosen in one place holds in all. */
static void
test_scaling (void)
{
  g_autoptr (VtrConsoleSettings) settings = vtr_console_settings_new ("scaling-test");
  VtrConsoleSession *session;
  GtkWidget *window;
  VtrConsoleView *view = new_view (&session, &window);

  vtr_console_view_set_settings (view, settings);
  gtk_widget_activate_action (GTK_WIDGET (view), "console.scaling", "s", "exact");
  g_assert_cmpint (vtr_console_display_get_scaling (vtr_console_view_get_display (view)), ==,
                   VTR_SCALING_EXACT);
  vtr_console_settings_set_string (settings, "scaling", "fit");
  g_assert_cmpint (vtr_console_display_get_scaling (vtr_console_view_get_display (view)), ==,
                   VTR_SCALING_FIT);

  vtr_console_view_set_session (view, NULL);
  vtr_ui_test_close (window);
  g_assert_finalize_object (session);
}

/* What is held down when the guest loses our attention is let go, in the guest too. */
static void
test_held_keys_are_released (void)
{
  VtrConsoleSession *session = g_object_new (TEST_TYPE_GUEST, NULL);
  VtrConsoleKeyboard *keyboard = vtr_console_keyboard_new ();

  vtr_console_session_open (session);
  vtr_console_keyboard_set_session (keyboard, session);
  vtr_console_keyboard_key (keyboard, VTR_KEY_LEFTALT, GDK_KEY_Alt_L, TRUE);
  vtr_console_keyboard_key (keyboard, 15, GDK_KEY_Tab, TRUE);
  vtr_console_keyboard_key (keyboard, 15, GDK_KEY_ISO_Left_Tab, FALSE);
  vtr_console_keyboard_key (keyboard, 99, 0, FALSE);
  g_assert_cmpuint (vtr_console_keyboard_get_n_held (keyboard), ==, 1);
  vtr_console_keyboard_release_all (keyboard);
  g_assert_cmpuint (vtr_console_keyboard_get_n_held (keyboard), ==, 0);
  g_assert_cmpstr (TEST_GUEST (session)->keys->str, ==, "+56 +15 -15 -56 ");

  g_assert_finalize_object (keyboard);
  g_assert_finalize_object (session);
}

static void
test_accessible (void)
{
  VtrConsoleSession *session;
  GtkWidget *window;
  VtrConsoleView *view = new_view (&session, &window);
  GtkWidget *display = GTK_WIDGET (vtr_console_view_get_display (view));

  gtk_test_accessible_assert_role (display, GTK_ACCESSIBLE_ROLE_IMG);
  gtk_test_accessible_assert_property (display, GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Screen of the machine");
  g_assert_true (gtk_widget_get_focusable (display));

  vtr_console_view_set_session (view, NULL);
  vtr_ui_test_close (window);
  g_assert_finalize_object (session);
}

static void
add_tests (void)
{
  g_test_add_func ("/console-view/exact-pixels", test_exact_pixels);
  g_test_add_func ("/console-view/pages", test_pages);
  g_test_add_func ("/console-view/send-keys", test_send_keys);
  g_test_add_func ("/console-view/files", test_files);
  g_test_add_func ("/console-view/actions", test_actions);
  g_test_add_func ("/console-view/monitors", test_monitors);
  g_test_add_func ("/console-view/scaling", test_scaling);
  g_test_add_func ("/console-view/held-keys", test_held_keys_are_released);
  g_test_add_func ("/console-view/accessible", test_accessible);
}

int
main (int   argc,
      char *argv[])
{
  return vtr_ui_test_main (argc, argv, add_tests);
}
