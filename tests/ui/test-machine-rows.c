/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "pages/machines/vtr-machine-rows.h"
#include "virt/machine/vtr-machine-verbs.h"
#include "virt/vtr-virt-error.h"

#include <glib/gstdio.h>

#include "vtr-wait.h"

typedef struct
{
  VtrFleet       *fleet;
  VtrHost        *host;
  VtrMachineRows *rows;
  guint           n_signals;
} Fixture;

/* A host with machines of these names; those in capitals run. */
static char *
write_host (const char *const *names)
{
  g_autoptr (GString) xml
      = g_string_new ("<node xmlns:test='http://libvirt.org/schemas/domain/test/1.0'>");
  g_autofree char *path = NULL;
  int file = g_file_open_tmp ("vitrine-XXXXXX.xml", &path, NULL);

  g_assert_true (g_close (file, NULL));
  for (guint i = 0; names[i] != NULL; i++)
    g_string_append_printf (
        xml,
        "<domain type='test' xmlns:test='http://libvirt.org/schemas/domain/test/1.0'>"
        "<name>%s</name><uuid>00000000-0000-4000-8000-00000000000%u</uuid><description>Notes on %s</description><memory>65536</memory>"
        "<os><type>hvm</type></os><test:runstate>%d</test:runstate></domain>",
        names[i], i, names[i], g_ascii_isupper (names[i][0]) ? 1 : 5);
  g_string_append (xml, "</node>");
  g_assert_true (g_file_set_contents (path, xml->str, -1, NULL));
  return g_strdup_printf ("test://%s", path);
}

static void
on_items_changed_cb (GListModel *model,
                     guint       position,
                     guint       removed,
                     guint       added,
                     Fixture    *fixture)
{
  fixture->n_signals++;
}

static void
set_up (Fixture      *fixture,
        gconstpointer names)
{
  g_autofree char *uri = write_host (names);

  fixture->fleet = vtr_fleet_new (NULL);
  fixture->host = vtr_fleet_add_host (fixture->fleet, uri, "Lab", FALSE, FALSE);
  fixture->rows = vtr_machine_rows_new (fixture->fleet);
  vtr_host_connect (fixture->host);
  vtr_wait_until (vtr_host_get_state (fixture->host) == VTR_HOST_CONNECTED);
  g_signal_connect (fixture->rows, "items-changed", G_CALLBACK (on_items_changed_cb), fixture);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer names)
{
  gpointer host = fixture->host;

  g_object_add_weak_pointer (host, &host);
  vtr_fleet_remove_host (fixture->fleet, fixture->host);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->rows)), ==, 0);
  g_assert_finalize_object (fixture->rows);
  g_assert_finalize_object (fixture->fleet);
  vtr_wait_until (host == NULL);
}

static void
assert_names (Fixture    *fixture,
              const char *expected)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (fixture->rows)); i++)
    {
      g_autoptr (VtrMachine) machine = g_list_model_get_item (G_LIST_MODEL (fixture->rows), i);
      guint position = G_MAXUINT;

      g_string_append_printf (names, "%s%s", i > 0 ? " " : "", vtr_machine_get_name (machine));
      g_assert_true (vtr_machine_rows_find (fixture->rows, machine, &position));
      g_assert_cmpuint (position, ==, i);
    }

  g_assert_cmpstr (names->str, ==, expected);
}

static void
test_order (Fixture      *fixture,
            gconstpointer names)
{
  assert_names (fixture, "a2 a10 B c");
  vtr_machine_rows_set_order (fixture->rows, vtr_machine_column_find ("name"), TRUE);
  assert_names (fixture, "c B a10 a2");
  vtr_machine_rows_set_order (fixture->rows, vtr_machine_column_find ("state"), FALSE);
  assert_names (fixture, "a2 a10 c B");
}

static void
test_scope_follows_state (Fixture      *fixture,
                          gconstpointer names)
{
  VtrMachine *machine = vtr_host_find_machine (fixture->host, "a10");

  vtr_machine_rows_set_scope (fixture->rows, VTR_SCOPE_RUNNING, NULL);
  assert_names (fixture, "B");

  fixture->n_signals = 0;
  g_object_unref (vtr_machine_perform (machine, VTR_VERB_START));
  vtr_wait_until (g_list_model_get_n_items (G_LIST_MODEL (fixture->rows)) == 2);
  assert_names (fixture, "a10 B");
  g_assert_cmpuint (fixture->n_signals, ==, 1);

  g_object_unref (vtr_machine_perform (machine, VTR_VERB_FORCE_OFF));
  vtr_wait_until (g_list_model_get_n_items (G_LIST_MODEL (fixture->rows)) == 1);
  vtr_machine_rows_set_scope (fixture->rows, VTR_SCOPE_HOST, fixture->host);
  assert_names (fixture, "a2 a10 B c");
  vtr_machine_rows_set_scope (fixture->rows, VTR_SCOPE_ATTENTION, NULL);
  assert_names (fixture, "");
}

static void
test_search (Fixture      *fixture,
             gconstpointer names)
{
  vtr_machine_rows_set_search (fixture->rows, "A1");
  assert_names (fixture, "a10");
  vtr_machine_rows_set_search (fixture->rows, "lab b");
  assert_names (fixture, "a2 a10 B c");
  vtr_machine_rows_set_search (fixture->rows, "notes");
  assert_names (fixture, "");

  /* What is found out later joins by itself. */
  vtr_host_load_all_details (fixture->host);
  vtr_wait_until (g_list_model_get_n_items (G_LIST_MODEL (fixture->rows)) == 4);
  vtr_machine_rows_set_search (fixture->rows, "  on   c ");
  assert_names (fixture, "c");
  vtr_machine_rows_set_search (fixture->rows, "");
  assert_names (fixture, "a2 a10 B c");
}

/* A machine stays selected while it moves, and is no longer once it is hidden. */
static void
test_selection_moves_with_the_machine (Fixture      *fixture,
                                       gconstpointer names)
{
  GtkSelectionModel *selection = GTK_SELECTION_MODEL (fixture->rows);
  VtrMachine *b = vtr_host_find_machine (fixture->host, "B");
  guint position = G_MAXUINT;

  gtk_selection_model_select_item (selection, 2, TRUE);
  gtk_selection_model_select_item (selection, 3, FALSE);
  g_assert_cmpuint (vtr_machine_rows_get_n_selected (fixture->rows), ==, 2);

  vtr_machine_rows_set_order (fixture->rows, vtr_machine_column_find ("name"), TRUE);
  g_assert_true (vtr_machine_rows_find (fixture->rows, b, &position));
  g_assert_cmpuint (position, ==, 1);
  g_assert_true (gtk_selection_model_is_selected (selection, 1));
  g_assert_true (gtk_selection_model_is_selected (selection, 0));
  g_assert_false (gtk_selection_model_is_selected (selection, 2));

  vtr_machine_rows_set_search (fixture->rows, "a10");
  g_assert_cmpuint (vtr_machine_rows_get_n_selected (fixture->rows), ==, 0);
  vtr_machine_rows_set_search (fixture->rows, NULL);
  gtk_selection_model_select_all (selection);
  g_assert_cmpuint (vtr_machine_rows_get_n_selected (fixture->rows), ==, 4);
  gtk_selection_model_unselect_range (selection, 1, 2);
  g_assert_cmpuint (vtr_machine_rows_get_n_selected (fixture->rows), ==, 2);
}

/* Another program removes a machine: one row goes. */
static void
test_vanished_machine (Fixture      *fixture,
                       gconstpointer names)
{
  gtk_selection_model_select_item (GTK_SELECTION_MODEL (fixture->rows), 3, TRUE);
  fixture->n_signals = 0;
  g_object_unref (
      vtr_machine_perform (vtr_host_find_machine (fixture->host, "c"), VTR_VERB_DELETE));
  vtr_wait_until (g_list_model_get_n_items (G_LIST_MODEL (fixture->rows)) == 3);
  assert_names (fixture, "a2 a10 B");
  g_assert_cmpuint (fixture->n_signals, ==, 1);
  g_assert_cmpuint (vtr_machine_rows_get_n_selected (fixture->rows), ==, 0);
}

static void
test_disconnected_host (Fixture      *fixture,
                        gconstpointer names)
{
  fixture->n_signals = 0;
  vtr_host_disconnect (fixture->host);
  assert_names (fixture, "");
  vtr_host_connect (fixture->host);
  vtr_wait_until (g_list_model_get_n_items (G_LIST_MODEL (fixture->rows)) == 4);
  assert_names (fixture, "a2 a10 B c");
}

static void
on_host_changed_cb (VtrMachineRows *rows,
                    VtrHost        *host,
                    guint          *n_changes)
{
  ++*n_changes;
}

/* What can be done to the machines of a host goes by its state: whoever shows them is told. */
static void
test_host_state (Fixture      *fixture,
                 gconstpointer names)
{
  guint n_changes = 0;

  g_signal_connect (fixture->rows, "host-changed", G_CALLBACK (on_host_changed_cb), &n_changes);
  vtr_host_disconnect (fixture->host);
  g_assert_cmpuint (n_changes, ==, 1);
}

int
main (int   argc,
      char *argv[])
{
  static const char *const names[] = { "c", "a10", "B", "a2", NULL };
  static const struct
  {
    const char *path;
    void (*test) (Fixture *, gconstpointer);
  } tests[] = {
    { "/machine-rows/order", test_order },
    { "/machine-rows/scope", test_scope_follows_state },
    { "/machine-rows/search", test_search },
    { "/machine-rows/selection", test_selection_moves_with_the_machine },
    { "/machine-rows/vanished", test_vanished_machine },
    { "/machine-rows/disconnected", test_disconnected_host },
    { "/machine-rows/host-state", test_host_state },
  };

  g_test_init (&argc, &argv, NULL);
  vtr_virt_init ();

  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, names, set_up, tests[i].test, tear_down);

  return g_test_run ();
}
