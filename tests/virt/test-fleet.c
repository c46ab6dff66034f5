/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "fleet/vtr-fleet.h"
#include "virt/machine/vtr-machine-verbs.h"
#include "virt/vtr-virt-error.h"

#include <glib/gstdio.h>

#include "vtr-wait.h"

typedef struct
{
  char     *folder;
  char     *path;
  char     *aside; /* where a file goes that cannot be read */
  VtrFleet *fleet;
} Fixture;

static void
set_up (Fixture      *fixture,
        gconstpointer user_data)
{
  fixture->folder = g_dir_make_tmp ("vitrine-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "sub", "hosts", NULL);
  fixture->aside = g_strconcat (fixture->path, ".unreadable", NULL);
  fixture->fleet = vtr_fleet_new (fixture->path);
}

static gboolean
is_saving (VtrFleet *fleet)
{
  gboolean saving;

  g_object_get (fleet, "saving", &saving, NULL);
  return saving;
}

static void
tear_down (Fixture      *fixture,
           gconstpointer user_data)
{
  g_autofree char *sub = g_build_filename (fixture->folder, "sub", NULL);
  gpointer fleet = fixture->fleet;

  vtr_wait_until (!is_saving (fixture->fleet));
  g_object_add_weak_pointer (fleet, &fleet);
  g_object_unref (fixture->fleet);
  vtr_wait_until (fleet == NULL);
  g_remove (fixture->path);
  g_remove (fixture->aside);
  g_rmdir (sub);
  g_rmdir (fixture->folder);
  g_free (fixture->path);
  g_free (fixture->aside);
  g_free (fixture->folder);
}

typedef struct
{
  gboolean done;
  gboolean found;
  GError  *error;
} Loaded;

static void
on_loaded_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  Loaded *loaded = user_data;

  loaded->found = vtr_fleet_load_finish (VTR_FLEET (source), result, &loaded->error);
  loaded->done = TRUE;
}

static Loaded
load (VtrFleet *fleet)
{
  Loaded loaded = { 0 };

  vtr_fleet_load_async (fleet, on_loaded_cb, &loaded);
  vtr_wait_until (loaded.done);
  return loaded;
}

static char *
spell (VtrFleet *fleet)
{
  GListModel *hosts = vtr_fleet_get_hosts (fleet);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (hosts); i++)
    {
      g_autoptr (VtrHost) host = g_list_model_get_item (hosts, i);

      g_string_append_printf (text, "%s=%s%s ", vtr_host_get_uri (host), vtr_host_get_title (host),
                              vtr_fleet_get_autoconnect (fleet, host) ? "*" : "");
    }

  return g_strdup (text->str);
}

static void
assert_hosts (VtrFleet   *fleet,
              const char *expected)
{
  g_autofree char *text = spell (fleet);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_nothing_remembered (Fixture      *fixture,
                         gconstpointer user_data)
{
  Loaded loaded = load (fixture->fleet);

  g_assert_false (loaded.found);
  g_assert_error (loaded.error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
  g_clear_error (&loaded.error);
}

static void
test_remembers (Fixture      *fixture,
                gconstpointer user_data)
{
  g_autoptr (VtrFleet) again = vtr_fleet_new (fixture->path);
  VtrHost *b;
  Loaded loaded;

  vtr_fleet_add_host (fixture->fleet, "test:///a", "First", TRUE, TRUE);
  b = vtr_fleet_add_host (fixture->fleet, "test:///b", "Böse = [x]\n", FALSE, TRUE);
  vtr_fleet_add_host (fixture->fleet, "test:///passing", "Gone", TRUE, FALSE);
  vtr_fleet_add_host (fixture->fleet, "test:///c", "Third", FALSE, TRUE);
  vtr_fleet_move_host (fixture->fleet, b, 0);
  g_assert_true (vtr_fleet_add_host (fixture->fleet, "test:///b", "Other", TRUE, TRUE) == b);
  vtr_wait_until (!is_saving (fixture->fleet));

  loaded = load (again);
  g_assert_no_error (loaded.error);
  g_assert_true (loaded.found);
  assert_hosts (again, "test:///b=Böse = [x]\n test:///a=First* test:///c=Third ");
}

static void
test_change_and_remove (Fixture      *fixture,
                        gconstpointer user_data)
{
  VtrHost *a = vtr_fleet_add_host (fixture->fleet, "test:///a", "First", TRUE, TRUE);

  vtr_fleet_add_host (fixture->fleet, "test:///b", "Second", FALSE, TRUE);
  vtr_fleet_change_host (fixture->fleet, a, "test:///a", "Renamed", FALSE);
  assert_hosts (fixture->fleet, "test:///a=Renamed test:///b=Second ");
  vtr_fleet_change_host (fixture->fleet, a, "test:///z", "Moved", TRUE);
  assert_hosts (fixture->fleet, "test:///z=Moved* test:///b=Second ");
  vtr_fleet_remove_host (fixture->fleet, vtr_fleet_find_host (fixture->fleet, "test:///z"));
  assert_hosts (fixture->fleet, "test:///b=Second ");
}

/* A host that was opened by its address before the file was read is the one in the file. */
static void
test_recalls (Fixture      *fixture,
              gconstpointer user_data)
{
  g_autoptr (VtrFleet) again = vtr_fleet_new (fixture->path);

  vtr_fleet_add_host (fixture->fleet, "test:///a", "First", TRUE, TRUE);
  vtr_fleet_add_host (fixture->fleet, "test:///b", "Second", TRUE, TRUE);
  vtr_wait_until (!is_saving (fixture->fleet));

  vtr_fleet_add_host (again, "test:///b", NULL, FALSE, FALSE);
  g_assert_true (load (again).found);
  assert_hosts (again, "test:///a=First* test:///b=Second* ");
}

/* What is added while the file is on its way does not take its place. */
static void
test_added_while_loading (Fixture      *fixture,
                          gconstpointer user_data)
{
  g_autoptr (VtrFleet) again = vtr_fleet_new (fixture->path);
  g_autoptr (VtrFleet) last = vtr_fleet_new (fixture->path);
  Loaded loaded = { 0 };

  vtr_fleet_add_host (fixture->fleet, "test:///a", "First", FALSE, TRUE);
  vtr_wait_until (!is_saving (fixture->fleet));

  vtr_fleet_load_async (again, on_loaded_cb, &loaded);
  vtr_fleet_add_host (again, "test:///b", "Second", FALSE, TRUE);
  vtr_wait_until (loaded.done && !is_saving (again));
  g_assert_true (load (last).found);
  assert_hosts (last, "test:///b=Second test:///a=First ");
}

static void
on_trouble_cb (VtrFleet         *fleet,
               const VtrTrouble *trouble,
               char            **told)
{
  g_assert_null (*told);
  *told = g_strdup (trouble->summary);
}

/* A damaged file is told of, and kept for whoever can mend it. */
static void
test_damaged (Fixture      *fixture,
              gconstpointer user_data)
{
  static const char damage[] = "[host 1]\nuri=test:///a\n\xff\x00rubbish";
  g_autofree char *folder = g_path_get_dirname (fixture->path);
  g_autofree char *told = NULL;
  g_autofree char *kept = NULL;
  g_autoptr (VtrFleet) again = vtr_fleet_new (fixture->path);
  Loaded loaded;

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (fixture->path, damage, -1, NULL));
  g_signal_connect (fixture->fleet, "trouble", G_CALLBACK (on_trouble_cb), &told);
  loaded = load (fixture->fleet);
  g_assert_false (loaded.found);
  g_assert_nonnull (loaded.error);
  g_clear_error (&loaded.error);
  g_assert_cmpstr (told, ==, "The list of hosts cannot be read");

  vtr_fleet_add_host (fixture->fleet, "test:///new", "New", FALSE, TRUE);
  vtr_wait_until (!is_saving (fixture->fleet));
  g_assert_true (g_file_get_contents (fixture->aside, &kept, NULL, NULL));
  g_assert_cmpstr (kept, ==, damage);
  g_assert_true (load (again).found);
  assert_hosts (again, "test:///new=New ");
}

/* Half a host, written by hand, is kept for the hand that wrote it. */
static void
test_unfinished (Fixture      *fixture,
                 gconstpointer user_data)
{
  g_autofree char *folder = g_path_get_dirname (fixture->path);
  g_autofree char *text = NULL;

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (fixture->path,
                                      "[host 1]\nuri=test:///a\n[host 2]\ntitle=Half\n", -1, NULL));
  g_assert_true (load (fixture->fleet).found);
  assert_hosts (fixture->fleet, "test:///a=Test Host (a) ");
  vtr_fleet_add_host (fixture->fleet, "test:///b", "B", FALSE, TRUE);
  vtr_wait_until (!is_saving (fixture->fleet));

  g_assert_true (g_file_get_contents (fixture->path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==,
                   "[host 2]\ntitle=Half\n\n[host 1]\nuri=test:///a\nautoconnect=false\n\n"
                   "[host 3]\nuri=test:///b\ntitle=B\nautoconnect=false\n");
}

/* A file that cannot be written costs the memory of it, not the program. */
static void
test_unwritable (Fixture      *fixture,
                 gconstpointer user_data)
{
  g_autoptr (VtrFleet) fleet = vtr_fleet_new ("/dev/null/hosts");
  g_autofree char *told = NULL;

  g_signal_connect (fleet, "trouble", G_CALLBACK (on_trouble_cb), &told);
  vtr_fleet_add_host (fleet, "test:///a", NULL, FALSE, TRUE);
  vtr_wait_until (!is_saving (fleet));
  g_assert_cmpstr (told, ==, "The list of hosts could not be saved");
  g_assert_nonnull (vtr_fleet_find_host (fleet, "test:///a"));
}

/* Questions: two hosts ask at once, a person is asked one after the other. */

typedef struct
{
  VtrAuthRequest *open;
  guint           n_asked;
  VtrHost        *last;
  guint           n_turns; /* how often another host asks than the last time */
} Asked;

static void
on_authenticate_cb (VtrFleet       *fleet,
                    VtrHost        *host,
                    VtrAuthRequest *request,
                    Asked          *asked)
{
  g_assert_null (asked->open);
  asked->open = g_object_ref (request);
  asked->n_asked++;
  asked->n_turns += host != asked->last ? 1 : 0;
  asked->last = host;
}

static char *
guarded_host (const char *name)
{
  g_autofree char *path = NULL;
  g_autofree char *xml = g_strdup_printf (
      "<node><!-- %s --><auth><user password='sesame'>ali</user></auth></node>", name);
  int file = g_file_open_tmp ("vitrine-XXXXXX.xml", &path, NULL);

  g_assert_true (g_close (file, NULL));
  g_assert_true (g_file_set_contents (path, xml, -1, NULL));
  return g_strdup_printf ("test://%s", path);
}

static void
answer (Asked *asked)
{
  g_autoptr (VtrAuthRequest) request = g_steal_pointer (&asked->open);
  const char *answers[] = { vtr_auth_request_is_secret (request, 0) ? "sesame" : "ali", NULL };

  vtr_auth_request_answer (request, answers);
}

static void
test_one_question_at_a_time (Fixture      *fixture,
                             gconstpointer user_data)
{
  g_autofree char *first_uri = guarded_host ("one");
  g_autofree char *second_uri = guarded_host ("two");
  VtrHost *first = vtr_fleet_add_host (fixture->fleet, first_uri, NULL, TRUE, FALSE);
  VtrHost *second = vtr_fleet_add_host (fixture->fleet, second_uri, NULL, TRUE, FALSE);
  Asked asked = { 0 };

  g_signal_connect (fixture->fleet, "authenticate", G_CALLBACK (on_authenticate_cb), &asked);
  vtr_fleet_connect_all (fixture->fleet);
  g_assert_false (vtr_fleet_is_complete (fixture->fleet));
  for (guint i = 0; i < 4; i++)
    {
      vtr_wait_until (asked.open != NULL);
      answer (&asked);
    }
  vtr_wait_until (vtr_fleet_is_complete (fixture->fleet));
  g_assert_cmpuint (asked.n_asked, ==, 4);
  g_assert_cmpuint (asked.n_turns, ==, 2);
  g_assert_cmpint (vtr_host_get_state (first), ==, VTR_HOST_CONNECTED);
  g_assert_cmpint (vtr_host_get_state (second), ==, VTR_HOST_CONNECTED);
  vtr_fleet_remove_host (fixture->fleet, first);
  vtr_fleet_remove_host (fixture->fleet, second);
}

static gboolean
count_question_cb (GSignalInvocationHint *hint,
                   guint                  n_params,
                   const GValue          *params,
                   gpointer               n_questions)
{
  ++*(guint *) n_questions;
  return TRUE;
}

/* Nobody is asked for the password of a host that was let go before its turn came. */
static void
test_question_of_a_host_let_go (Fixture      *fixture,
                                gconstpointer user_data)
{
  g_autofree char *first_uri = guarded_host ("one");
  g_autofree char *second_uri = guarded_host ("two");
  VtrHost *first = vtr_fleet_add_host (fixture->fleet, first_uri, NULL, FALSE, FALSE);
  VtrHost *second = vtr_fleet_add_host (fixture->fleet, second_uri, NULL, FALSE, FALSE);
  guint signal = g_signal_lookup ("authenticate", VTR_TYPE_HOST);
  Asked asked = { 0 };
  guint n_questions = 0;
  gulong hook = g_signal_add_emission_hook (signal, 0, count_question_cb, &n_questions, NULL);

  g_signal_connect (fixture->fleet, "authenticate", G_CALLBACK (on_authenticate_cb), &asked);
  vtr_host_connect (first);
  vtr_wait_until (asked.open != NULL);
  vtr_host_connect (second);
  vtr_wait_until (n_questions == 2);
  vtr_host_disconnect (second);
  for (guint i = 0; i < 2; i++)
    {
      vtr_wait_until (asked.open != NULL);
      answer (&asked);
    }
  vtr_wait_until (vtr_fleet_is_complete (fixture->fleet));
  g_assert_cmpint (vtr_host_get_state (first), ==, VTR_HOST_CONNECTED);
  g_assert_cmpint (vtr_host_get_state (second), ==, VTR_HOST_DISCONNECTED);
  g_assert_cmpuint (asked.n_asked, ==, 2);
  g_assert_null (asked.open);

  g_signal_remove_emission_hook (signal, hook);
  vtr_fleet_remove_host (fixture->fleet, first);
  vtr_fleet_remove_host (fixture->fleet, second);
}

/* Sums follow states; jobs of every host are in one list. */
static void
test_sums (Fixture      *fixture,
           gconstpointer user_data)
{
  VtrHost *host = vtr_fleet_add_host (fixture->fleet, "test:///default", NULL, TRUE, FALSE);
  VtrMachine *machine;
  g_autoptr (VtrJob) job = NULL;

  vtr_host_connect (host);
  vtr_wait_until (vtr_fleet_get_n_machines (fixture->fleet) == 1);
  g_assert_cmpuint (vtr_fleet_get_n_active (fixture->fleet), ==, 1);
  g_assert_cmpuint (vtr_fleet_get_n_attention (fixture->fleet), ==, 0);

  machine = vtr_host_find_machine (host, "test");
  job = vtr_machine_perform (machine, VTR_VERB_FORCE_OFF);
  g_assert_cmpuint (vtr_job_list_get_n_running (vtr_fleet_get_jobs (fixture->fleet)), ==, 1);
  vtr_wait_until (vtr_fleet_get_n_active (fixture->fleet) == 0);
  vtr_wait_until (vtr_job_list_get_n_running (vtr_fleet_get_jobs (fixture->fleet)) == 0);
  g_object_unref (vtr_machine_perform (machine, VTR_VERB_PAUSE));
  g_assert_cmpuint (vtr_job_list_get_n_failed (vtr_fleet_get_jobs (fixture->fleet)), ==, 1);
  vtr_job_list_dismiss_failures (vtr_fleet_get_jobs (fixture->fleet));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (vtr_fleet_get_jobs (fixture->fleet))),
                    ==, 0);
  vtr_host_disconnect (host);
  g_assert_cmpuint (vtr_fleet_get_n_machines (fixture->fleet), ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  static const struct
  {
    const char *path;
    void (*test) (Fixture *, gconstpointer);
  } tests[] = {
    { "/fleet/nothing-remembered", test_nothing_remembered },
    { "/fleet/remembers", test_remembers },
    { "/fleet/change-and-remove", test_change_and_remove },
    { "/fleet/recalls", test_recalls },
    { "/fleet/added-while-loading", test_added_while_loading },
    { "/fleet/damaged", test_damaged },
    { "/fleet/unfinished", test_unfinished },
    { "/fleet/unwritable", test_unwritable },
    { "/fleet/questions", test_one_question_at_a_time },
    { "/fleet/questions-let-go", test_question_of_a_host_let_go },
    { "/fleet/sums", test_sums },
  };

  g_test_init (&argc, &argv, NULL);
  vtr_virt_init ();

  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].test, tear_down);

  return g_test_run ();
}
