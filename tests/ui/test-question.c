/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "vtr-ui-test.h"
#include "widgets/vtr-question.h"

static const char *const losses[] = { "disk.qcow2", "<snapshot> & co", NULL };

static const VtrQuestion question = {
  .heading = "Delete “archive”?",
  .body = "This cannot be undone.",
  .losses = losses,
  .confirm_label = "_Delete",
  .destructive = TRUE,
  .offer_never = TRUE,
};

typedef struct
{
  GtkWidget    *window;
  GCancellable *cancellable;
  gboolean      answered;
  gboolean      confirmed;
  gboolean      never_again;
  GError       *error;
} Fixture;

static void
on_answered_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      data)
{
  Fixture *fixture = data;

  fixture->confirmed = vtr_question_ask_finish (result, &fixture->never_again, &fixture->error);
  fixture->answered = TRUE;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->cancellable = g_cancellable_new ();
  fixture->window = vtr_ui_test_window (NULL);
  vtr_question_ask_async (fixture->window, &question, fixture->cancellable,
                          on_answered_cb, fixture);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  vtr_ui_test_close (fixture->window);
  g_assert_finalize_object (fixture->cancellable);
  g_clear_error (&fixture->error);
}

static void
test_names_what_goes (Fixture       *fixture,
                      gconstpointer  data)
{
  vtr_wait_until (
      vtr_ui_test_find (fixture->window, GTK_TYPE_LABEL, "Delete “archive”?") != NULL);
  g_assert_nonnull (vtr_ui_test_find (fixture->window, ADW_TYPE_ACTION_ROW, losses[0]));
  g_assert_nonnull (vtr_ui_test_find (fixture->window, ADW_TYPE_ACTION_ROW, losses[1]));
  vtr_ui_test_click (fixture->window, "Cancel");
  vtr_wait_until (fixture->answered);
  g_assert_false (fixture->confirmed);
}

static void
test_confirm (Fixture       *fixture,
              gconstpointer  data)
{
  vtr_ui_test_click (fixture->window, "Delete");
  vtr_wait_until (fixture->answered);
  g_assert_true (fixture->confirmed);
  g_assert_false (fixture->never_again);
}

static void
tick_never (Fixture *fixture)
{
  GtkWidget *check;

  vtr_wait_until ((check = vtr_ui_test_find (fixture->window, GTK_TYPE_CHECK_BUTTON,
                                                     "Do not ask again")) != NULL);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), TRUE);
}

static void
test_never_again (Fixture       *fixture,
                  gconstpointer  data)
{
  tick_never (fixture);
  vtr_ui_test_click (fixture->window, "Delete");
  vtr_wait_until (fixture->answered);
  g_assert_true (fixture->confirmed);
  g_assert_true (fixture->never_again);
}

static void
test_refusing_decides_nothing (Fixture       *fixture,
                               gconstpointer  data)
{
  tick_never (fixture);
  vtr_ui_test_click (fixture->window, "Cancel");
  vtr_wait_until (fixture->answered);
  g_assert_false (fixture->never_again);
}

static void
test_taken_back (Fixture       *fixture,
                 gconstpointer  data)
{
  vtr_wait_until (
      vtr_ui_test_find (fixture->window, GTK_TYPE_BUTTON, "Delete") != NULL);
  g_cancellable_cancel (fixture->cancellable);
  vtr_wait_until (fixture->answered);
  g_assert_error (fixture->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_false (fixture->confirmed);
}

/* Nobody answers any more, and nobody waits. */
static void
test_window_goes (void)
{
  Fixture fixture = { .window = vtr_ui_test_window (NULL) };

  vtr_question_ask_async (fixture.window, &question, NULL, on_answered_cb, &fixture);
  vtr_wait_until (vtr_ui_test_find (fixture.window, GTK_TYPE_BUTTON, "Delete") != NULL);
  vtr_ui_test_close (fixture.window);
  vtr_wait_until (fixture.answered);
  g_assert_false (fixture.confirmed);
  g_assert_no_error (fixture.error);
}

#define ADD(name, func) g_test_add ("/question/" name, Fixture, NULL, set_up, func, tear_down)

static void
add_tests (void)
{
  ADD ("losses", test_names_what_goes);
  ADD ("confirm", test_confirm);
  ADD ("never-again", test_never_again);
  ADD ("refuse", test_refusing_decides_nothing);
  ADD ("cancel", test_taken_back);
  g_test_add_func ("/question/window-goes", test_window_goes);
}

int
main (int    argc,
      char **argv)
{
  return vtr_ui_test_main (argc, argv, add_tests);
}
