/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "pages/create/vtr-create-dialog.h"
#include "virt/machine/vtr-machine.h"
#include "virt/vtr-virt-error.h"
#include "vtr-ui-test.h"

#include <glib/gstdio.h>

typedef struct
{
  GtkWidget *window;
  VtrFleet  *fleet;
  VtrHost   *host;
  char      *folder;
} Fixture;

/* What failed is told by the test, too. */
static void
on_job_finished_cb (VtrJobList *jobs,
                    VtrJob     *job,
                    gpointer    user_data)
{
  const VtrTrouble *trouble = vtr_job_get_trouble (job);
  g_autofree char *text = trouble != NULL ? vtr_trouble_to_text (trouble) : NULL;

  g_test_message ("%s: %s", vtr_job_get_title (job), text != NULL ? text : "done");
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autofree char *path = NULL;

  fixture->folder = g_dir_make_tmp ("vitrine-test-XXXXXX", NULL);
  path = g_build_filename (fixture->folder, "hosts", NULL);
  fixture->fleet = vtr_fleet_new (path);
  fixture->host = vtr_fleet_add_host (fixture->fleet, "test:///default", NULL, FALSE, FALSE);
  g_signal_connect (vtr_fleet_get_jobs (fixture->fleet), "job-finished", G_CALLBACK (on_job_finished_cb),
                    NULL);
  vtr_host_connect (fixture->host);
  vtr_wait_until (vtr_host_is_list_complete (fixture->host));
  fixture->window = vtr_ui_test_window (NULL);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  vtr_ui_test_close (fixture->window);
  vtr_fleet_remove_host (fixture->fleet, fixture->host);
  vtr_ui_test_finalize (fixture->fleet);
  g_rmdir (fixture->folder);
  g_free (fixture->folder);
}

static GtkWidget *
find (Fixture    *fixture,
      GType       type,
      const char *text)
{
  return vtr_ui_test_find (fixture->window, type, text);
}

static AdwDialog *
present (Fixture *fixture)
{
  AdwDialog *dialog;

  vtr_create_dialog_present (fixture->window, fixture->fleet, fixture->host);
  dialog = adw_window_get_visible_dialog (ADW_WINDOW (fixture->window));
  g_assert_true (VTR_IS_CREATE_DIALOG (dialog));
  vtr_wait_until (gtk_widget_get_mapped (GTK_WIDGET (dialog)));
  return dialog;
}

static void
activate_row (Fixture    *fixture,
              const char *title)
{
  vtr_wait_until (find (fixture, ADW_TYPE_ACTION_ROW, title) != NULL);
  gtk_widget_activate (find (fixture, ADW_TYPE_ACTION_ROW, title));
}

/* How long until it stands there is told, and not judged: the test's machine has other work, too. */
static void
test_opens (Fixture       *fixture,
            gconstpointer  data)
{
  for (guint i = 0; i < 3; i++)
    {
      gint64 start = g_get_monotonic_time ();
      AdwDialog *dialog = present (fixture);

      g_test_message ("mapped after %" G_GINT64_FORMAT " ms", (g_get_monotonic_time () - start) / 1000);
      vtr_wait_until (find (fixture, ADW_TYPE_ACTION_ROW, "Nothing Yet") != NULL);
      g_object_add_weak_pointer (G_OBJECT (dialog), (gpointer *) &dialog);
      adw_dialog_force_close (dialog);
      vtr_wait_until (dialog == NULL);
    }
}

static void
test_creates (Fixture       *fixture,
              gconstpointer  data)
{
  AdwDialog *dialog = present (fixture);
  GtkWidget *button;

  activate_row (fixture, "Nothing Yet");
  vtr_wait_until (find (fixture, ADW_TYPE_ENTRY_ROW, "Name") != NULL);
  vtr_ui_test_type (fixture->window, "Name", "test");
  button = find (fixture, GTK_TYPE_BUTTON, "Create");
  g_assert_nonnull (button);
  vtr_wait_until (find (fixture, ADW_TYPE_ACTION_ROW, "Another machine on this host has this name.") != NULL);
  g_assert_false (gtk_widget_is_sensitive (button));

  vtr_ui_test_type (fixture->window, "Name", "made-here");
  vtr_wait_until (gtk_widget_is_sensitive (button));
  g_object_add_weak_pointer (G_OBJECT (dialog), (gpointer *) &dialog);
  vtr_ui_test_click (fixture->window, "Create");
  vtr_wait_until (vtr_host_find_machine (fixture->host, "made-here") != NULL);
  vtr_wait_until (vtr_machine_is_active (vtr_host_find_machine (fixture->host, "made-here")));
  vtr_wait_until (dialog == NULL);
}

static void
add_tests (void)
{
  vtr_virt_init ();
  g_test_add ("/create-dialog/opens", Fixture, NULL, set_up, test_opens, tear_down);
  g_test_add ("/create-dialog/creates", Fixture, NULL, set_up, test_creates, tear_down);
}

int
main (int    argc,
      char **argv)
{
  return vtr_ui_test_main (argc, argv, add_tests);
}
