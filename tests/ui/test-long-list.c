/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "vtr-ui-test.h"

#include "app/vtr-window.h"
#include "base/vtr-stall-watch.h"
#include "virt/machine/vtr-machine.h"
#include "virt/vtr-virt-error.h"

#include <glib/gstdio.h>

#define N_MACHINES 1000
#define MOST_READ 100
#define LONGEST_STALL (50 * 1000) /* microseconds of processor time */

typedef struct
{
  VtrFleet  *fleet;
  VtrHost   *host;
  GSettings *settings;
  GtkWidget *window;
  char      *machines_path;
  char      *log_path;
} Fixture;

static char *
temporary_file (void)
{
  char *path = NULL;
  int file = g_file_open_tmp ("vitrine-XXXXXX.xml", &path, NULL);

  g_assert_true (g_close (file, NULL));
  return path;
}

/* Titles run against the names. */
static void
write_machines (const char *path)
{
  const char *name_space = "xmlns:test='http://libvirt.org/schemas/domain/test/1.0'";
  g_autoptr (GString) xml = g_string_new (NULL);

  g_string_append_printf (xml, "<node %s>", name_space);
  for (guint i = 0; i < N_MACHINES; i++)
    g_string_append_printf (xml,
                            "<domain type='test' %s><name>m-%04u</name>"
                            "<uuid>00000000-0000-4000-8000-00000000%04u</uuid>"
                            "<title>The machine %04u</title><memory>65536</memory>"
                            "<os><type>hvm</type></os><test:runstate>5</test:runstate></domain>",
                            name_space, i, i, N_MACHINES - i);
  g_string_append (xml, "</node>");
  g_assert_true (g_file_set_contents (path, xml->str, -1, NULL));
}

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  g_autofree char *uri = NULL;

  fixture->machines_path = temporary_file ();
  fixture->log_path = temporary_file ();
  write_machines (fixture->machines_path);
  uri = g_strdup_printf ("test://%s", fixture->machines_path);
  vtr_stall_watch_start (fixture->log_path);

  fixture->fleet = vtr_fleet_new (NULL);
  fixture->settings = g_settings_new ("org.vitrine.Vitrine");
  fixture->window = vtr_window_new (GTK_APPLICATION (g_application_get_default ()), fixture->fleet,
                                    fixture->settings);
  gtk_window_present (GTK_WINDOW (fixture->window));
  fixture->host = vtr_fleet_add_host (fixture->fleet, uri, NULL, FALSE, FALSE);
  vtr_window_set_settled (VTR_WINDOW (fixture->window), TRUE);
  vtr_host_connect (fixture->host);
  vtr_wait_until (vtr_host_is_list_complete (fixture->host));
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  vtr_ui_test_close (fixture->window);
  vtr_ui_test_finalize (fixture->fleet);
  g_object_unref (fixture->settings);
  g_remove (fixture->machines_path);
  g_remove (fixture->log_path);
  g_free (fixture->machines_path);
  g_free (fixture->log_path);
}

static VtrMachine *
shown_at (Fixture *fixture,
          guint    position)
{
  GtkWidget *view = vtr_ui_test_find (fixture->window, GTK_TYPE_COLUMN_VIEW, NULL);
  g_autoptr (VtrMachine) machine = NULL;

  if (view != NULL)
    machine = g_list_model_get_item (
        G_LIST_MODEL (gtk_column_view_get_model (GTK_COLUMN_VIEW (view))), position);
  return machine;
}

static guint
count_read (Fixture *fixture)
{
  GListModel *machines = vtr_host_get_machines (fixture->host);
  guint n_read = 0;

  for (guint i = 0; i < g_list_model_get_n_items (machines); i++)
    {
      g_autoptr (VtrMachine) machine = g_list_model_get_item (machines, i);

      n_read += vtr_machine_has_details (machine) ? 1 : 0;
    }

  return n_read;
}

/* Other programs may hold us up, so only our own time counts. */
static void
assert_no_stall (Fixture *fixture)
{
  g_autofree char *log = NULL;
  g_auto (GStrv) lines = NULL;

  g_assert_true (g_file_get_contents (fixture->log_path, &log, NULL, NULL));
  lines = g_strsplit (log, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      const char *cpu = strstr (lines[i], "cpu_us=");

      if (cpu != NULL)
        g_assert_cmpint (g_ascii_strtoll (cpu + strlen ("cpu_us="), NULL, 10), <=, LONGEST_STALL);
    }
}

/* The list is whole, and only what is drawn was read of it. No row moved when its title came. */
static void
test_reads_what_is_drawn (Fixture      *fixture,
                          gconstpointer data)
{
  VtrMachine *first;

  vtr_wait_until (shown_at (fixture, N_MACHINES - 1) != NULL);
  first = shown_at (fixture, 0);
  vtr_wait_until (vtr_machine_has_details (first));
  g_assert_cmpstr (vtr_machine_get_display_name (first), ==, "The machine 1000");
  g_assert_true (shown_at (fixture, 0) == first);

  /* Definitions are read in the order in which they are wanted: once this one was, all were. */
  vtr_machine_want_details (shown_at (fixture, N_MACHINES - 1));
  vtr_wait_until (vtr_machine_has_details (shown_at (fixture, N_MACHINES - 1)));
  g_assert_cmpuint (count_read (fixture), <=, MOST_READ);
  g_assert_cmpstr (vtr_machine_get_name (shown_at (fixture, 1)), ==, "m-0001");
  assert_no_stall (fixture);
}

static void
add_tests (void)
{
  vtr_virt_init ();
  g_test_add ("/long-list/reads-what-is-drawn", Fixture, NULL, set_up, test_reads_what_is_drawn,
              tear_down);
}

int
main (int    argc,
      char **argv)
{
  return vtr_ui_test_main (argc, argv, add_tests);
}
