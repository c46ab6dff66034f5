/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "console/vtr-console-session-private.h"
#include "console/vtr-guest-sizer.h"
#include "vtr-wait.h"

#define REST_MS 30
#define PATIENCE_MS 60

typedef enum
{
  OBEYS,
  REFUSES,
  ROUNDS, /* to the next sixteen pixels */
} Manners;

/* A guest made up for the test, whose manners are known. */
#define TEST_TYPE_GUEST (test_guest_get_type ())
G_DECLARE_FINAL_TYPE (TestGuest, test_guest, TEST, GUEST, VtrConsoleSession)

struct _TestGuest
{
  VtrConsoleSession parent_instance;

  Manners manners;
  guint wishes;
  guint width;
  guint height;
};

G_DEFINE_FINAL_TYPE (TestGuest, test_guest, VTR_TYPE_CONSOLE_SESSION)

static guint32 pixels[1024 * 1024];

static void
show (VtrConsoleSession *session,
      guint              width,
      guint              height)
{
  vtr_framebuffer_set_pixels (vtr_console_session_ensure_monitor (session, 0),
                              VTR_PIXELS_XRGB8888, width, height, width * 4,
                              (const guint8 *) pixels);
}

static void
test_guest_open (VtrConsoleSession *session)
{
  show (session, 640, 480);
  vtr_console_session_set_state (session, VTR_CONSOLE_CONNECTED);
}

static void
test_guest_close (VtrConsoleSession *session)
{
}

static void
test_guest_resize (VtrConsoleSession *session,
                   guint              monitor,
                   guint              width,
                   guint              height)
{
  TestGuest *self = TEST_GUEST (session);

  self->wishes++;
  self->width = width;
  self->height = height;
  if (self->manners == OBEYS)
    show (session, width, height);
  else if (self->manners == ROUNDS)
    show (session, width / 16 * 16, height / 16 * 16);
}

static void
test_guest_class_init (TestGuestClass *klass)
{
  VtrConsoleSessionClass *session_class = VTR_CONSOLE_SESSION_CLASS (klass);

  session_class->open = test_guest_open;
  session_class->close = test_guest_close;
  session_class->resize = test_guest_resize;
}

static void
test_guest_init (TestGuest *self)
{
}

typedef struct
{
  TestGuest *guest;
  VtrGuestSizer *sizer;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  manners)
{
  VtrConsoleSession *session = g_object_new (TEST_TYPE_GUEST, NULL);

  fixture->guest = TEST_GUEST (session);
  fixture->guest->manners = (Manners) GPOINTER_TO_INT (manners);
  fixture->sizer = vtr_guest_sizer_new (REST_MS, PATIENCE_MS);
  vtr_guest_sizer_set_session (fixture->sizer, session, 0);
  vtr_guest_sizer_set_enabled (fixture->sizer, TRUE);
  vtr_console_session_open (session);
  vtr_console_session_set_features (session, VTR_CONSOLE_CAN_RESIZE, VTR_CONSOLE_CAN_RESIZE);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  manners)
{
  g_assert_finalize_object (fixture->sizer);
  g_assert_finalize_object (fixture->guest);
}

static void
wait_for_answer (Fixture       *fixture,
                 VtrSizeAnswer  answer)
{
  vtr_wait_until (vtr_guest_sizer_get_answer (fixture->sizer) == answer);
}

static gboolean
on_passed_cb (gpointer passed)
{
  *(gboolean *) passed = TRUE;
  return G_SOURCE_REMOVE;
}

/* That nothing happens can only be seen by giving it the time to. */
static void
let_rest_pass (void)
{
  gboolean passed = FALSE;

  g_timeout_add (REST_MS * 3, on_passed_cb, &passed);
  vtr_wait_until (passed);
}

static void
test_obeys (Fixture       *fixture,
            gconstpointer  manners)
{
  for (guint i = 0; i < 200; i++)
    vtr_guest_sizer_want (fixture->sizer, 700 + i, 500 + i);
  g_assert_cmpuint (fixture->guest->wishes, ==, 0);
  wait_for_answer (fixture, VTR_SIZE_TAKEN);
  g_assert_cmpuint (fixture->guest->wishes, ==, 1);
  g_assert_cmpuint (fixture->guest->width, ==, 899);
  g_assert_cmpuint (fixture->guest->height, ==, 699);

  /* A person inside the guest may choose another size, and is not fought with. */
  show (VTR_CONSOLE_SESSION (fixture->guest), 800, 600);
  let_rest_pass ();
  g_assert_cmpuint (fixture->guest->wishes, ==, 1);

  vtr_guest_sizer_want (fixture->sizer, 640, 480);
  vtr_wait_until (fixture->guest->wishes == 2);
  wait_for_answer (fixture, VTR_SIZE_TAKEN);
}

static void
test_refuses (Fixture       *fixture,
              gconstpointer  manners)
{
  vtr_guest_sizer_want (fixture->sizer, 700, 500);
  wait_for_answer (fixture, VTR_SIZE_ASKED);
  wait_for_answer (fixture, VTR_SIZE_REFUSED);
  g_assert_cmpuint (fixture->guest->wishes, ==, 2);
  let_rest_pass ();
  g_assert_cmpuint (fixture->guest->wishes, ==, 2);

  /* It may have been slow and not unwilling. */
  show (VTR_CONSOLE_SESSION (fixture->guest), 700, 500);
  g_assert_cmpint (vtr_guest_sizer_get_answer (fixture->sizer), ==, VTR_SIZE_TAKEN);

  /* Another window is another question, and an agent that comes is asked anew. */
  vtr_guest_sizer_want (fixture->sizer, 710, 500);
  wait_for_answer (fixture, VTR_SIZE_REFUSED);
  g_assert_cmpuint (fixture->guest->wishes, ==, 4);
  vtr_console_session_set_features (VTR_CONSOLE_SESSION (fixture->guest),
                                    VTR_CONSOLE_CAN_PLAY_SOUND, VTR_CONSOLE_CAN_PLAY_SOUND);
  let_rest_pass ();
  g_assert_cmpuint (fixture->guest->wishes, ==, 4);
  vtr_console_session_set_features (VTR_CONSOLE_SESSION (fixture->guest),
                                    VTR_CONSOLE_CAN_RESIZE, 0);
  vtr_console_session_set_features (VTR_CONSOLE_SESSION (fixture->guest),
                                    VTR_CONSOLE_CAN_RESIZE, VTR_CONSOLE_CAN_RESIZE);
  fixture->guest->manners = OBEYS;
  wait_for_answer (fixture, VTR_SIZE_TAKEN);
}

static void
test_rounds (Fixture       *fixture,
             gconstpointer  manners)
{
  vtr_guest_sizer_want (fixture->sizer, 701, 503);
  wait_for_answer (fixture, VTR_SIZE_OTHER);
  let_rest_pass ();
  g_assert_cmpuint (fixture->guest->wishes, ==, 1);
}

static void
test_switched_off (Fixture       *fixture,
                   gconstpointer  manners)
{
  vtr_guest_sizer_set_enabled (fixture->sizer, FALSE);
  vtr_guest_sizer_want (fixture->sizer, 701, 503);
  let_rest_pass ();
  g_assert_cmpuint (fixture->guest->wishes, ==, 0);
  g_assert_cmpint (vtr_guest_sizer_get_answer (fixture->sizer), ==, VTR_SIZE_NOT_ASKED);

  vtr_guest_sizer_set_enabled (fixture->sizer, TRUE);
  vtr_wait_until (fixture->guest->wishes == 1);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, manners, function) \
  g_test_add ("/guest-sizer/" name, Fixture, GINT_TO_POINTER (manners), set_up, function, tear_down)
  ADD ("obeys", OBEYS, test_obeys);
  ADD ("refuses", REFUSES, test_refuses);
  ADD ("rounds", ROUNDS, test_rounds);
  ADD ("switched-off", OBEYS, test_switched_off);

  return g_test_run ();
}
