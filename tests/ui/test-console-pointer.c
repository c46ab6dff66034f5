/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

/* The pointer of a guest that has a mere mouse, on X11 and on Wayland. */

#include "console/vtr-console-display.h"
#include "console/vtr-console-session-private.h"
#include "vtr-test-hand.h"
#include "vtr-ui-test.h"

#define STEPS 40
#define STEP_X 100
#define STEP_Y -60

#define TEST_TYPE_GUEST (test_guest_get_type ())
G_DECLARE_FINAL_TYPE (TestGuest, test_guest, TEST, GUEST, VtrConsoleSession)

struct _TestGuest
{
  VtrConsoleSession parent_instance;

  int x;
  int y;
};

G_DEFINE_FINAL_TYPE (TestGuest, test_guest, VTR_TYPE_CONSOLE_SESSION)

static guint32 pixels[300][400];

static void
test_guest_open (VtrConsoleSession *session)
{
  vtr_framebuffer_set_pixels (vtr_console_session_ensure_monitor (session, 0),
                              VTR_PIXELS_XRGB8888, 400, 300, sizeof pixels[0],
                              (const guint8 *) pixels);
  vtr_console_session_set_relative (session, TRUE);
  vtr_console_session_set_state (session, VTR_CONSOLE_CONNECTED);
}

static void
test_guest_close (VtrConsoleSession *session)
{
}

static void
test_guest_pointer_by (VtrConsoleSession *session,
                       int                dx,
                       int                dy)
{
  TEST_GUEST (session)->x += dx;
  TEST_GUEST (session)->y += dy;
}

static void
test_guest_pointer_to (VtrConsoleSession *session,
                       guint              monitor,
                       int                x,
                       int                y)
{
}

static void
test_guest_button (VtrConsoleSession *session,
                   VtrButton          button,
                   gboolean           pressed)
{
}

static void
test_guest_class_init (TestGuestClass *klass)
{
  VtrConsoleSessionClass *session_class = VTR_CONSOLE_SESSION_CLASS (klass);

  session_class->open = test_guest_open;
  session_class->close = test_guest_close;
  session_class->pointer_by = test_guest_pointer_by;
  session_class->pointer_to = test_guest_pointer_to;
  session_class->button = test_guest_button;
}

static void
test_guest_init (TestGuest *self)
{
}

static gboolean
on_nudge_timeout_cb (gpointer dx)
{
  vtr_test_hand_move (GPOINTER_TO_INT (dx), 0);

  return G_SOURCE_CONTINUE;
}

static void
wait_for_motion (TestGuest *guest,
                 int        dx)
{
  guint nudges = g_timeout_add (20, on_nudge_timeout_cb, GINT_TO_POINTER (dx));

  vtr_wait_until (guest->x != 0);
  g_source_remove (nudges);
}

/* Where a hand goes on and on, the guest's pointer does, although the screen has long ended. */
static void
test_relative (void)
{
  GtkWidget *display = vtr_console_display_new ();
  VtrConsoleSession *session = g_object_new (TEST_TYPE_GUEST, NULL);
  TestGuest *guest = TEST_GUEST (session);
  GtkWidget *window = vtr_ui_test_window (display);

  vtr_console_session_open (session);
  vtr_console_display_set_session (VTR_CONSOLE_DISPLAY (display), session);
  vtr_test_hand_move (-5000, -5000);
  vtr_test_hand_move (150, 150);
  /* The compositor of this test has no keyboard, and thus no active window. */
  if (vtr_test_hand_is_x11 ())
    vtr_wait_until (gtk_window_is_active (GTK_WINDOW (window)));
  vtr_console_display_set_captured (VTR_CONSOLE_DISPLAY (display), TRUE);
  vtr_wait_until (vtr_console_display_get_captured (VTR_CONSOLE_DISPLAY (display)));

  /* A lock takes hold when the display server says so, which is when motion comes. */
  wait_for_motion (guest, 1);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  guest->x = 0;
  guest->y = 0;
  for (guint i = 0; i < STEPS; i++)
    vtr_test_hand_move (STEP_X, STEP_Y);
  vtr_wait_until (guest->x >= STEPS * STEP_X);
  g_assert_cmpint (guest->x, ==, STEPS * STEP_X);
  g_assert_cmpint (guest->y, ==, STEPS * STEP_Y);

  vtr_console_display_set_captured (VTR_CONSOLE_DISPLAY (display), FALSE);
  guest->x = 0;
  vtr_test_hand_move (-70, 0);
  vtr_test_hand_move (-70, 0);
  vtr_console_display_set_captured (VTR_CONSOLE_DISPLAY (display), TRUE);
  wait_for_motion (guest, -1);
  g_assert_cmpint (guest->x, >, -70);

  vtr_console_display_set_session (VTR_CONSOLE_DISPLAY (display), NULL);
  vtr_ui_test_close (window);
  g_assert_finalize_object (session);
}

static void
add_tests (void)
{
  g_test_add_func ("/console-pointer/relative", test_relative);
}

int
main (int   argc,
      char *argv[])
{
  /* GTK's own stand-in for assistive technology has no ears for announcements, and crashes. */
  g_setenv ("GTK_A11Y", "none", TRUE);

  return vtr_ui_test_main (argc, argv, add_tests);
}
