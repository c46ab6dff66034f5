/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "osinfo/vtr-os-database.h"
#include "base/vtr-error.h"

#include "vtr-wait.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define GIB ((guint64) 1 << 30)

typedef struct
{
  VtrOsDatabase *database;
  GAsyncResult  *result;
} Fixture;

static void
take_result (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  Fixture *fixture = user_data;

  g_set_object (&fixture->result, result);
}

static void
wait_result (Fixture *fixture)
{
  while (fixture->result == NULL)
    g_main_context_iteration (NULL, TRUE);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->database = vtr_os_database_new ();
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_clear_object (&fixture->result);
  /* What a worker still holds comes home by itself. */
  vtr_wait_until (G_OBJECT (fixture->database)->ref_count == 1);
  g_assert_finalize_object (fixture->database);
}

static VtrOs *
find_os (Fixture    *fixture,
         const char *short_id)
{
  GListModel *systems = vtr_os_database_get_systems (fixture->database);

  for (guint i = 0; i < g_list_model_get_n_items (systems); i++)
    {
      g_autoptr (VtrOs) os = g_list_model_get_item (systems, i);

      if (g_strcmp0 (vtr_os_get_short_id (os), short_id) == 0)
        return os;
    }
  return NULL;
}

static void
load (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  vtr_os_database_load_async (fixture->database, NULL, take_result, fixture);
  wait_result (fixture);
  g_assert_true (vtr_os_database_load_finish (fixture->database, fixture->result, &error));
  g_assert_no_error (error);
  g_clear_object (&fixture->result);
}

static VtrOsFacts *
describe (Fixture    *fixture,
          const char *id)
{
  g_autoptr (GError) error = NULL;
  VtrOsFacts *facts;

  vtr_os_database_describe_async (fixture->database, id, "x86_64", NULL, take_result, fixture);
  wait_result (fixture);
  facts = vtr_os_database_describe_finish (fixture->database, fixture->result, &error);
  g_assert_no_error (error);
  g_clear_object (&fixture->result);
  return facts;
}

static void
test_catalogue (Fixture       *fixture,
                gconstpointer  data)
{
  const char *const words[] = { "bookworm", NULL };
  const char *const others[] = { "debian", "zzz", NULL };
  GListModel *systems = vtr_os_database_get_systems (fixture->database);
  VtrOs *debian;
  guint32 last = G_MAXUINT32;

  g_assert_cmpuint (g_list_model_get_n_items (systems), ==, 0);
  load (fixture);
  g_assert_cmpuint (g_list_model_get_n_items (systems), >, 500);
  for (guint i = 0; i < g_list_model_get_n_items (systems); i++)
    {
      g_autoptr (VtrOs) os = g_list_model_get_item (systems, i);

      g_assert_cmpuint (vtr_os_get_released (os), <=, last);
      last = vtr_os_get_released (os);
    }

  debian = find_os (fixture, "debian12");
  g_assert_nonnull (debian);
  g_assert_cmpstr (vtr_os_get_name (debian), ==, "Debian 12");
  g_assert_cmpuint (vtr_os_get_year (debian), ==, 2023);
  g_assert_true (vtr_os_matches (debian, words));
  g_assert_false (vtr_os_matches (debian, others));
  g_assert_false (vtr_os_has_ended (debian, vtr_os_get_ends (debian)));
  g_assert_true (vtr_os_has_ended (debian, vtr_os_get_ends (debian) + 1));
}

static void
test_facts (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr (VtrOsFacts) debian = describe (fixture, "http://debian.org/debian/12");
  g_autoptr (VtrOsFacts) windows = describe (fixture, "http://microsoft.com/win/11");
  g_autoptr (VtrOsFacts) nobody = describe (fixture, "http://example.org/nothing");

  g_assert_true (vtr_os_facts_drives (debian, VTR_OS_VIRTIO_DISK | VTR_OS_VIRTIO_NETWORK
                                                  | VTR_OS_VIRTIO_VIDEO | VTR_OS_Q35 | VTR_OS_USB3));
  g_assert_cmpuint (debian->needs, ==, 0);
  g_assert_cmpuint (debian->memory, ==, 2 * GIB);
  g_assert_cmpuint (debian->disk, ==, 20 * GIB);

  g_assert_cmpstr (windows->name, ==, "Windows 11");
  g_assert_true (vtr_os_facts_is_windows (windows));
  g_assert_false (vtr_os_facts_drives (windows, VTR_OS_VIRTIO_DISK));
  g_assert_true (vtr_os_facts_drives (windows, VTR_OS_Q35 | VTR_OS_E1000E));
  g_assert_cmpuint (windows->needs, ==, VTR_OS_NEEDS_EFI | VTR_OS_NEEDS_SECURE_BOOT | VTR_OS_NEEDS_TPM);
  g_assert_cmpuint (windows->least_processors, ==, 2);
  vtr_os_facts_complete (windows);
  g_assert_cmpuint (windows->memory, ==, 8 * GIB);
  g_assert_cmpuint (windows->disk, ==, 64 * GIB);
  g_assert_null (nobody);
}

static const struct
{
  const char *volume;
  const char *system;
  const char *publisher;
  const char *short_id; /* NULL: unknown */
  gboolean    is_guess;
  gboolean    is_live;
} discs[] = {
  { "Debian 12.5.0 amd64 n", "", "", "debian12", FALSE, FALSE },
  { "Debian 13.1.0 amd64 n", "", "", "debian13", TRUE, FALSE },
  { "Fedora-WS-Live-41-1-4", "LINUX", "", "fedora41", FALSE, TRUE },
  { "Fedora-S-dvd-x86_64-41", "LINUX", "", "fedora41", FALSE, FALSE },
  { "CCCOMA_X64FRE_EN-US_DV9", "", "MICROSOFT CORPORATION", "win11", FALSE, FALSE },
  { "MYCD", "", "", NULL, FALSE, FALSE },
  { "Debian", "", "", NULL, FALSE, FALSE },
  { "", "", "", NULL, FALSE, FALSE },
};

static void
test_discs (Fixture       *fixture,
            gconstpointer  data)
{
  for (guint i = 0; i < G_N_ELEMENTS (discs); i++)
    {
      const VtrDiscLabel label = { (char *) discs[i].system, (char *) discs[i].volume,
                                   (char *) discs[i].publisher, (char *) "", GIB, TRUE };
      g_autoptr (VtrOsMatch) match = NULL;

      vtr_os_database_identify_async (fixture->database, &label, "x86_64", NULL, take_result, fixture);
      wait_result (fixture);
      match = vtr_os_database_identify_finish (fixture->database, fixture->result, NULL);
      g_clear_object (&fixture->result);

      g_test_message ("%s: %s", discs[i].volume, match->os != NULL ? match->os->short_id : "unknown");
      g_assert_nonnull (match);
      if (g_strcmp0 (discs[i].short_id, "win11") == 0)
        g_assert_true (vtr_os_facts_is_windows (match->os));
      else
        g_assert_cmpstr (match->os != NULL ? match->os->short_id : NULL, ==, discs[i].short_id);
      g_assert_cmpint (match->is_guess, ==, discs[i].is_guess);
      g_assert_cmpint (match->is_live, ==, discs[i].is_live);
    }
}

static void
test_sources (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (GPtrArray) sources = NULL;
  guint n_of[3] = { 0 };

  vtr_os_database_list_sources_async (fixture->database, "http://debian.org/debian/12", "x86_64", NULL,
                                      take_result, fixture);
  wait_result (fixture);
  sources = vtr_os_database_list_sources_finish (fixture->database, fixture->result, NULL);

  for (guint i = 0; i < sources->len; i++)
    {
      const VtrOsSource *source = sources->pdata[i];

      n_of[source->sort]++;
      g_assert_true (g_str_has_prefix (source->url, "http"));
      if (source->sort == VTR_OS_SOURCE_TREE)
        g_assert_nonnull (source->kernel);
    }
  g_assert_cmpuint (n_of[VTR_OS_SOURCE_DISC], >=, 2);
  g_assert_cmpuint (n_of[VTR_OS_SOURCE_TREE], >=, 1);
  g_assert_cmpuint (n_of[VTR_OS_SOURCE_CLOUD], >=, 1);
}

/* Labels */

static void
fill_text (guint8     *at,
           const char *text,
           gsize       length)
{
  memset (at, ' ', length);
  memcpy (at, text, strlen (text));
}

static void
make_disc (guint8 *sectors)
{
  const guint8 blocks[] = { 0x10, 0x27, 0, 0 };
  const guint8 block_size[] = { 0, 8 };

  memset (sectors, 0, VTR_DISC_LABEL_LENGTH);
  memcpy (sectors, "\001CD001\001", 7);
  fill_text (sectors + 8, "LINUX", 32);
  fill_text (sectors + 40, "Tiny 1.0", 32);
  fill_text (sectors + 318, "TINY PUBLISHER", 128);
  fill_text (sectors + 574, "XORRISO", 128);
  memcpy (sectors + 80, blocks, sizeof blocks);
  memcpy (sectors + 128, block_size, sizeof block_size);
  memcpy (sectors + 2048, "\000CD001\001EL TORITO SPECIFICATION", 30);
}

static void
test_label (void)
{
  guint8 sectors[VTR_DISC_LABEL_LENGTH];
  VtrDiscLabel *label;

  make_disc (sectors);
  label = vtr_disc_label_parse (sectors, sizeof sectors);
  g_assert_nonnull (label);
  g_assert_cmpstr (label->system, ==, "LINUX");
  g_assert_cmpstr (label->volume, ==, "Tiny 1.0");
  g_assert_cmpstr (label->publisher, ==, "TINY PUBLISHER");
  g_assert_cmpstr (label->application, ==, "XORRISO");
  g_assert_cmpuint (label->size, ==, 10000 * 2048);
  g_assert_true (label->boots);
  vtr_disc_label_free (label);

  sectors[2048 + 7] = 'X';
  label = vtr_disc_label_parse (sectors, sizeof sectors);
  g_assert_false (label->boots);
  vtr_disc_label_free (label);

  g_assert_null (vtr_disc_label_parse (sectors, 100));
  sectors[1] = 'X';
  g_assert_null (vtr_disc_label_parse (sectors, sizeof sectors));
}

static void
test_label_of_file (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autofree char *folder = g_dir_make_tmp ("vitrine-test-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "disc.iso", NULL);
  guint8 disc[VTR_DISC_LABEL_OFFSET + VTR_DISC_LABEL_LENGTH] = { 0 };
  g_autoptr (GError) error = NULL;
  VtrDiscLabel *label;

  make_disc (disc + VTR_DISC_LABEL_OFFSET);
  g_assert_true (g_file_set_contents (path, (char *) disc, sizeof disc, NULL));
  vtr_disc_label_read_async (path, 20, NULL, take_result, fixture);
  wait_result (fixture);
  label = vtr_disc_label_read_finish (fixture->result, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (label->volume, ==, "Tiny 1.0");
  vtr_disc_label_free (label);
  g_clear_object (&fixture->result);

  g_assert_true (g_file_set_contents (path, "short", -1, NULL));
  vtr_disc_label_read_async (path, 20, NULL, take_result, fixture);
  wait_result (fixture);
  g_assert_null (vtr_disc_label_read_finish (fixture->result, &error));
  g_assert_no_error (error);
  g_clear_object (&fixture->result);

  g_assert_cmpint (g_remove (path), ==, 0);
  vtr_disc_label_read_async (path, 20, NULL, take_result, fixture);
  wait_result (fixture);
  g_assert_null (vtr_disc_label_read_finish (fixture->result, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

/* Nobody writes into this pipe: whoever reads it waits for ever. */
static void
test_label_of_nothing (Fixture       *fixture,
                       gconstpointer  data)
{
  g_autofree char *folder = g_dir_make_tmp ("vitrine-test-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "pipe", NULL);
  g_autoptr (GError) error = NULL;
  int writer;

  g_assert_cmpint (mkfifo (path, 0600), ==, 0);
  vtr_disc_label_read_async (path, 1, NULL, take_result, fixture);
  wait_result (fixture);
  g_assert_null (vtr_disc_label_read_finish (fixture->result, &error));
  g_assert_error (error, VTR_ERROR, VTR_ERROR_NOT_ANSWERING);

  writer = open (path, O_WRONLY);
  g_assert_cmpint (writer, >=, 0);
  close (writer);
  g_assert_cmpint (g_remove (path), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/disc-label/parse", test_label);
  g_test_add ("/disc-label/file", Fixture, NULL, set_up, test_label_of_file, tear_down);
  g_test_add ("/disc-label/limit", Fixture, NULL, set_up, test_label_of_nothing, tear_down);
  g_test_add ("/os-database/catalogue", Fixture, NULL, set_up, test_catalogue, tear_down);
  g_test_add ("/os-database/facts", Fixture, NULL, set_up, test_facts, tear_down);
  g_test_add ("/os-database/discs", Fixture, NULL, set_up, test_discs, tear_down);
  g_test_add ("/os-database/sources", Fixture, NULL, set_up, test_sources, tear_down);

  return g_test_run ();
}
