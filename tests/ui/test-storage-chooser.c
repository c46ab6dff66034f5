/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "storage/vtr-storage-chooser.h"
#include "storage/vtr-volume-table.h"
#include "virt/storage/vtr-volume-jobs.h"
#include "virt/vtr-virt-error.h"
#include "vtr-ui-test.h"

typedef struct
{
  GtkWidget        *window;
  VtrHost          *host;
  VtrStorage       *storage;
  VtrPool          *pool;
  VtrStorageChoice *choice;
  GError           *error;
} Fixture;

static void
make_volume (Fixture    *fixture,
             const char *name,
             const char *format)
{
  g_autoptr (VtrVolumePlan) plan = vtr_volume_plan_new (name);
  g_autoptr (VtrJob) job = NULL;

  plan->capacity = 1 << 30;
  plan->format = g_strdup (format);
  job = vtr_volume_job_create (fixture->pool, plan, NULL);
  vtr_wait_until (vtr_job_get_state (job) == VTR_JOB_SUCCEEDED);
}

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  vtr_virt_init ();
  fixture->window = vtr_ui_test_window (NULL);
  fixture->host = vtr_host_new ("test:///default");
  fixture->storage = vtr_storage_of (fixture->host);
  vtr_storage_want (fixture->storage);
  vtr_host_connect (fixture->host);
  vtr_wait_until (vtr_storage_get_load_state (fixture->storage) == VTR_LOAD_DONE);
  fixture->pool = vtr_storage_find_pool (fixture->storage, "default-pool");
  vtr_wait_until (vtr_pool_get_state (fixture->pool) == VTR_POOL_RUNNING);
  make_volume (fixture, "web.qcow2", "qcow2");
  make_volume (fixture, "plain.img", "raw");
  make_volume (fixture, "setup.iso", "raw");
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  vtr_ui_test_close (fixture->window);
  vtr_host_disconnect (fixture->host);
  vtr_ui_test_finalize (fixture->host);
  g_clear_pointer (&fixture->choice, vtr_storage_choice_free);
  g_clear_error (&fixture->error);
}

static void
on_chosen_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  Fixture *fixture = user_data;

  fixture->choice = vtr_storage_chooser_ask_finish (result, &fixture->error);
}

static VtrVolumeTable *
ask (Fixture          *fixture,
     VtrStoragePurpose purpose)
{
  GtkWidget *table;

  vtr_storage_chooser_ask_async (fixture->window, fixture->host, purpose, NULL, on_chosen_cb, fixture);
  vtr_wait_until ((table = vtr_ui_test_find (fixture->window, VTR_TYPE_VOLUME_TABLE, NULL)) != NULL);
  return VTR_VOLUME_TABLE (table);
}

static void
test_choose (Fixture      *fixture,
             gconstpointer data)
{
  VtrVolumeTable *table = ask (fixture, VTR_STORAGE_FOR_DISK);

  vtr_wait_until (vtr_volume_table_get_n_rows (table) == 2);
  vtr_wait_until (vtr_ui_test_find (fixture->window, GTK_TYPE_INSCRIPTION, "web.qcow2") != NULL);
  g_assert_nonnull (vtr_ui_test_find (fixture->window, GTK_TYPE_INSCRIPTION, "plain.img"));
  g_assert_null (vtr_ui_test_find (fixture->window, GTK_TYPE_INSCRIPTION, "setup.iso"));
  g_assert_false (gtk_widget_is_sensitive (
      vtr_ui_test_find (fixture->window, GTK_TYPE_BUTTON, "Choose")));

  g_assert_true (vtr_volume_table_select (table, "web.qcow2"));
  vtr_ui_test_click (fixture->window, "Choose");
  vtr_wait_until (fixture->choice != NULL);
  g_assert_cmpstr (fixture->choice->path, ==, "/default-pool/web.qcow2");
  g_assert_cmpstr (fixture->choice->pool, ==, "default-pool");
  g_assert_cmpstr (fixture->choice->volume, ==, "web.qcow2");
  g_assert_cmpstr (fixture->choice->format, ==, "qcow2");
  g_assert_cmpuint (fixture->choice->capacity, ==, 1 << 30);
  vtr_wait_until (vtr_ui_test_find (fixture->window, VTR_TYPE_STORAGE_CHOOSER, NULL) == NULL);
}

static void
test_discs (Fixture      *fixture,
            gconstpointer data)
{
  VtrVolumeTable *table = ask (fixture, VTR_STORAGE_FOR_CD);
  GtkWidget *all;

  vtr_wait_until (vtr_volume_table_get_n_rows (table) == 1);
  vtr_wait_until (vtr_ui_test_find (fixture->window, GTK_TYPE_INSCRIPTION, "setup.iso") != NULL);
  all = vtr_ui_test_find (fixture->window, GTK_TYPE_CHECK_BUTTON, NULL);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (all), TRUE);
  vtr_wait_until (vtr_volume_table_get_n_rows (table) == 3);

  vtr_ui_test_click (fixture->window, "Cancel");
  vtr_wait_until (fixture->error != NULL);
  g_assert_error (fixture->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  vtr_wait_until (vtr_ui_test_find (fixture->window, VTR_TYPE_STORAGE_CHOOSER, NULL) == NULL);
}

/* Where the window goes away under it, whoever asked is told. */
static void
test_window_closed (Fixture      *fixture,
                    gconstpointer data)
{
  ask (fixture, VTR_STORAGE_FOR_FLOPPY);
  vtr_ui_test_close (fixture->window);
  vtr_wait_until (fixture->error != NULL);
  fixture->window = vtr_ui_test_window (NULL);
}

static void
add_tests (void)
{
  g_test_add ("/storage-chooser/choose", Fixture, NULL, set_up, test_choose, tear_down);
  g_test_add ("/storage-chooser/discs", Fixture, NULL, set_up, test_discs, tear_down);
  g_test_add ("/storage-chooser/window-closed", Fixture, NULL, set_up, test_window_closed, tear_down);
}

int
main (int    argc,
      char **argv)
{
  return vtr_ui_test_main (argc, argv, add_tests);
}
