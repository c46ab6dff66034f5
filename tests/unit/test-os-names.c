/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "osinfo/vtr-os-names.h"

#include <glib/gstdio.h>

static const struct
{
  const char *id;
  const char *name;
} fallbacks[] = {
  { "http://debian.org/debian/13", "Debian 13" },
  { "http://example.org/tiny-linux/4.2", "Tiny Linux 4.2" },
  { "http://example.org", "http://example.org" },
  { "something-else", "Something Else" },
  { "", "" },
  { "://", "://" },
};

typedef struct
{
  char        *folders[3]; /* mine, the system's, NULL */
  VtrOsNames  *names;
  char       **result;
  GError      *error;
} Fixture;

static void
put_os (const char *database,
        const char *file,
        const char *id,
        const char *name)
{
  g_autofree char *path = g_build_filename (database, "os/example.org", file, NULL);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *text = g_strdup_printf ("<libosinfo version='0.0.1'><os id='%s'>"
                                           "<name xml:lang='xx'>Other</name><short-id>x</short-id>"
                                           "<name>%s</name><variant id='v'><name>No</name>"
                                           "</variant></os></libosinfo>",
                                           id, name);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->folders[0] = g_dir_make_tmp ("vitrine-test-XXXXXX", NULL);
  fixture->folders[1] = g_dir_make_tmp ("vitrine-test-XXXXXX", NULL);
  put_os (fixture->folders[1], "plain-1.xml", "http://example.org/plain/1", "Plain System 1");
  put_os (fixture->folders[1], "win-11.xml", "http://example.org/win/11", "Microsoft Windows 11");
  put_os (fixture->folders[1], "mine-2.xml", "http://example.org/mine/2", "The System's Name");
  put_os (fixture->folders[0], "mine-2.xml", "http://example.org/mine/2", "My Own Name");
  put_os (fixture->folders[1], "lie-3.xml", "http://example.org/other/3", "Another System");
  fixture->names = vtr_os_names_new ((const char *const *) fixture->folders);
}

static void
remove_tree (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_tree (child);
    }
  g_remove (path);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  /* The worker sends its task home, which holds the last other reference. */
  while (g_main_context_iteration (NULL, FALSE))
    ;
  while (G_OBJECT (fixture->names)->ref_count > 1)
    g_main_context_iteration (NULL, TRUE);
  g_assert_finalize_object (fixture->names);
  g_strfreev (fixture->result);
  g_clear_error (&fixture->error);
  for (guint i = 0; i < 2; i++)
    {
      remove_tree (fixture->folders[i]);
      g_free (fixture->folders[i]);
    }
}

static void
on_loaded_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      data)
{
  Fixture *fixture = data;

  fixture->result = vtr_os_names_load_finish (VTR_OS_NAMES (source), result, &fixture->error);
}

static void
load (Fixture           *fixture,
      const char *const *ids,
      GCancellable      *cancellable)
{
  vtr_os_names_load_async (fixture->names, ids, cancellable, on_loaded_cb, fixture);
  while (fixture->result == NULL && fixture->error == NULL)
    g_main_context_iteration (NULL, TRUE);
}

static void
test_reads_one_file_each (Fixture       *fixture,
                          gconstpointer  data)
{
  const char *ids[] = { "http://example.org/plain/1", "http://example.org/win/11",
                        "http://example.org/mine/2",  "http://example.org/lie/3",
                        "http://example.org/gone/4",  "http://../../etc/passwd",
                        "http://example.org/../../x", NULL };
  const char *names[] = { "Plain System 1", "Windows 11", "My Own Name", "Lie 3",
                          "Gone 4",         NULL,         NULL };
  g_autofree char *peeked = NULL;

  g_assert_null (vtr_os_names_peek (fixture->names, ids[0]));
  load (fixture, ids, NULL);
  g_assert_no_error (fixture->error);
  g_assert_cmpuint (g_strv_length (fixture->result), ==, G_N_ELEMENTS (names));
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (names[i] != NULL)
      g_assert_cmpstr (fixture->result[i], ==, names[i]);

  peeked = vtr_os_names_peek (fixture->names, ids[1]);
  g_assert_cmpstr (peeked, ==, "Windows 11");
}

static void
test_remembers (Fixture       *fixture,
                gconstpointer  data)
{
  const char *ids[] = { "http://example.org/plain/1", NULL };

  load (fixture, ids, NULL);
  g_clear_pointer (&fixture->result, g_strfreev);
  put_os (fixture->folders[1], "plain-1.xml", ids[0], "Changed");
  load (fixture, ids, NULL);
  g_assert_cmpstr (fixture->result[0], ==, "Plain System 1");
}

static void
test_cancelled (Fixture       *fixture,
                gconstpointer  data)
{
  const char *ids[] = { "http://example.org/plain/1", NULL };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  g_cancellable_cancel (cancellable);
  load (fixture, ids, cancellable);
  g_assert_error (fixture->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_fallback (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (fallbacks); i++)
    {
      g_autofree char *name = vtr_os_name_from_id (fallbacks[i].id);

      g_assert_cmpstr (name, ==, fallbacks[i].name);
    }
}

/* The database that a system really has. */
static void
test_of_the_system (void)
{
  const char *ids[] = { "http://debian.org/debian/12", "http://microsoft.com/win/11", NULL };
  Fixture fixture = { .names = vtr_os_names_new (NULL) };

  if (!g_file_test ("/usr/share/osinfo/os", G_FILE_TEST_IS_DIR))
    {
      g_object_unref (fixture.names);
      g_test_skip ("osinfo-db is not installed");
      return;
    }

  load (&fixture, ids, NULL);
  g_assert_cmpstr (fixture.result[0], ==, "Debian 12");
  g_assert_cmpstr (fixture.result[1], ==, "Windows 11");
  g_strfreev (fixture.result);
  while (G_OBJECT (fixture.names)->ref_count > 1)
    g_main_context_iteration (NULL, TRUE);
  g_assert_finalize_object (fixture.names);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/os-names/one-file-each", Fixture, NULL,
              set_up, test_reads_one_file_each, tear_down);
  g_test_add ("/os-names/remembers", Fixture, NULL, set_up, test_remembers, tear_down);
  g_test_add ("/os-names/cancelled", Fixture, NULL, set_up, test_cancelled, tear_down);
  g_test_add_func ("/os-names/fallback", test_fallback);
  g_test_add_func ("/os-names/system", test_of_the_system);

  return g_test_run ();
}
