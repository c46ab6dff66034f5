/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "vtr-ui-test.h"
#include "widgets/vtr-trouble-dialog.h"
#include "widgets/vtr-trouble-view.h"

typedef struct
{
  GtkWidget  *window;
  GtkWidget  *view;
  VtrTrouble *trouble;
  char       *clipboard;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->trouble = vtr_trouble_new ("This host at qemu+ssh://server1.example/system is away");
  fixture->trouble->cause = g_strdup ("Nothing answers there.");
  fixture->trouble->remedy = g_strdup ("Check that the server is on.");
  fixture->trouble->command = g_strdup ("systemctl start libvirtd <now>");
  fixture->trouble->details = g_strdup ("error 38: Connection refused");
  fixture->view = g_object_ref (vtr_trouble_view_new ());
  fixture->window = vtr_ui_test_window (fixture->view);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  vtr_ui_test_close (fixture->window);
  g_assert_finalize_object (fixture->view);
  vtr_trouble_free (fixture->trouble);
  g_free (fixture->clipboard);
}

static GtkWidget *
find_label (Fixture    *fixture,
            const char *text)
{
  return vtr_ui_test_find (fixture->window, GTK_TYPE_LABEL, text);
}

static void
on_clipboard_read_cb (GObject      *source,
                      GAsyncResult *result,
                      gpointer      data)
{
  Fixture *fixture = data;

  fixture->clipboard = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);
}

static void
read_clipboard (Fixture *fixture)
{
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (fixture->window), NULL,
                                 on_clipboard_read_cb, fixture);
  vtr_wait_until (fixture->clipboard != NULL);
}

static void
test_shows_all (Fixture       *fixture,
                gconstpointer  data)
{
  vtr_trouble_view_set_trouble (VTR_TROUBLE_VIEW (fixture->view), fixture->trouble);
  vtr_wait_until (find_label (fixture, fixture->trouble->summary) != NULL);
  gtk_test_accessible_assert_role (find_label (fixture, fixture->trouble->summary),
                                   GTK_ACCESSIBLE_ROLE_HEADING);
  g_assert_nonnull (find_label (fixture, fixture->trouble->cause));
  g_assert_nonnull (find_label (fixture, fixture->trouble->remedy));
  g_assert_nonnull (find_label (fixture, fixture->trouble->command));
  g_assert_null (find_label (fixture, fixture->trouble->details));

  gtk_widget_activate (vtr_ui_test_find (fixture->window, GTK_TYPE_EXPANDER, NULL));
  vtr_wait_until (find_label (fixture, fixture->trouble->details) != NULL);
  g_assert_true (
      gtk_label_get_selectable (GTK_LABEL (find_label (fixture, fixture->trouble->details))));
}

static void
test_shows_no_empty_parts (Fixture       *fixture,
                           gconstpointer  data)
{
  g_autoptr (VtrTrouble) small = vtr_trouble_new ("It failed");

  vtr_trouble_view_set_trouble (VTR_TROUBLE_VIEW (fixture->view), fixture->trouble);
  vtr_trouble_view_set_trouble (VTR_TROUBLE_VIEW (fixture->view), small);
  vtr_wait_until (find_label (fixture, "It failed") != NULL);
  g_assert_null (vtr_ui_test_find (fixture->window, GTK_TYPE_BUTTON, "Copy Command"));
  g_assert_null (vtr_ui_test_find (fixture->window, GTK_TYPE_EXPANDER, NULL));

  vtr_trouble_view_set_trouble (VTR_TROUBLE_VIEW (fixture->view), NULL);
  g_assert_null (vtr_trouble_view_get_trouble (VTR_TROUBLE_VIEW (fixture->view)));
  g_assert_null (find_label (fixture, "It failed"));
}

static void
test_copies_the_command (Fixture       *fixture,
                         gconstpointer  data)
{
  vtr_trouble_view_set_trouble (VTR_TROUBLE_VIEW (fixture->view), fixture->trouble);
  vtr_ui_test_click (fixture->window, "Copy Command");
  read_clipboard (fixture);
  g_assert_cmpstr (fixture->clipboard, ==, fixture->trouble->command);
}

static void
test_copies_the_report (Fixture       *fixture,
                        gconstpointer  data)
{
  g_autofree char *expected = vtr_trouble_to_text (fixture->trouble);

  vtr_trouble_view_set_trouble (VTR_TROUBLE_VIEW (fixture->view), fixture->trouble);
  vtr_ui_test_click (fixture->window, "Copy Report");
  read_clipboard (fixture);
  g_assert_cmpstr (fixture->clipboard, ==, expected);
}

static void
test_dialog (Fixture       *fixture,
             gconstpointer  data)
{
  AdwDialog *dialog = vtr_trouble_dialog_new (fixture->trouble);

  g_object_ref_sink (dialog);
  adw_dialog_present (dialog, fixture->window);
  vtr_wait_until (find_label (fixture, fixture->trouble->cause) != NULL);
  g_assert_nonnull (find_label (fixture, fixture->trouble->summary));
  vtr_ui_test_click (fixture->window, "Close");
  vtr_wait_until (find_label (fixture, fixture->trouble->cause) == NULL);
  vtr_ui_test_finalize (dialog);
}

#define ADD(name, func) g_test_add ("/trouble-view/" name, Fixture, NULL, set_up, func, tear_down)

static void
add_tests (void)
{
  ADD ("all", test_shows_all);
  ADD ("parts", test_shows_no_empty_parts);
  ADD ("copy-command", test_copies_the_command);
  ADD ("copy-report", test_copies_the_report);
  ADD ("dialog", test_dialog);
}

int
main (int    argc,
      char **argv)
{
  return vtr_ui_test_main (argc, argv, add_tests);
}
