/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "pages/host/vtr-storage-page.h"
#include "storage/vtr-pool-dialog.h"
#include "storage/vtr-volume-dialog.h"
#include "storage/vtr-volume-sheet.h"
#include "storage/vtr-volume-table.h"
#include "virt/storage/vtr-pool-verbs.h"
#include "virt/storage/vtr-volume-jobs.h"
#include "virt/vtr-virt-error.h"
#include "vtr-ui-test.h"
#include "widgets/vtr-xml-view.h"

typedef struct
{
  GtkWidget  *window;
  VtrHost    *host;
  VtrStorage *storage;
} Fixture;

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  vtr_virt_init ();
  fixture->host = vtr_host_new ("test:///default");
  vtr_host_connect (fixture->host);
  vtr_wait_until (vtr_host_get_state (fixture->host) == VTR_HOST_CONNECTED);
  fixture->window = vtr_ui_test_window (vtr_storage_page_new (fixture->host));
  fixture->storage = vtr_storage_of (fixture->host);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 900, 700);
  vtr_wait_until (vtr_ui_test_find (fixture->window, GTK_TYPE_LABEL, "default-pool") != NULL);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  vtr_ui_test_close (fixture->window);
  vtr_host_disconnect (fixture->host);
  vtr_ui_test_finalize (fixture->host);
}

static void
activate (Fixture    *fixture,
          GType       type,
          const char *text)
{
  GtkWidget *widget;

  vtr_wait_until ((widget = vtr_ui_test_find (fixture->window, type, text)) != NULL);
  gtk_widget_activate (widget);
}

static VtrPool *
create_folder_pool (Fixture    *fixture,
                    const char *name)
{
  gtk_widget_activate_action (vtr_ui_test_find (fixture->window, VTR_TYPE_STORAGE_PAGE, NULL),
                              "storage.create-pool", NULL);
  activate (fixture, ADW_TYPE_ACTION_ROW, "Folder");
  vtr_ui_test_type (fixture->window, "Name", name);
  vtr_ui_test_click (fixture->window, "Create");
  vtr_wait_until (vtr_storage_find_pool (fixture->storage, name) != NULL
                  && vtr_pool_is_active (vtr_storage_find_pool (fixture->storage, name)));
  return vtr_storage_find_pool (fixture->storage, name);
}

static void
remove_pool (Fixture    *fixture,
             const char *name)
{
  g_object_unref (vtr_pool_delete (vtr_storage_find_pool (fixture->storage, name), FALSE));
  vtr_wait_until (vtr_storage_find_pool (fixture->storage, name) == NULL);
}

static void
test_create_pool (Fixture      *fixture,
                  gconstpointer data)
{
  VtrPool *pool = create_folder_pool (fixture, "shelf");

  g_assert_cmpstr (vtr_pool_get_place (pool), ==, "/var/lib/libvirt/shelf");
  vtr_wait_until (vtr_pool_get_autostart (pool));
  vtr_wait_until (vtr_ui_test_find (fixture->window, GTK_TYPE_LABEL, "shelf") != NULL);
  vtr_wait_until (vtr_ui_test_find (fixture->window, VTR_TYPE_POOL_DIALOG, NULL) == NULL);
  remove_pool (fixture, "shelf");
  vtr_wait_until (vtr_ui_test_find (fixture->window, GTK_TYPE_LABEL, "shelf") == NULL);
}

/* A change of a pool keeps what is not on the form. */
static void
test_edit_pool (Fixture      *fixture,
                gconstpointer data)
{
  VtrPool *pool = create_folder_pool (fixture, "shelf");
  g_autofree char *uuid = g_strdup (vtr_pool_get_uuid (pool));

  g_object_unref (vtr_pool_perform (pool, VTR_POOL_VERB_STOP));
  vtr_wait_until (vtr_pool_get_state (pool) == VTR_POOL_INACTIVE);
  vtr_pool_dialog_present (fixture->window, fixture->storage, pool);
  vtr_ui_test_type (fixture->window, "Folder on the Host", "/srv/shelf");
  vtr_ui_test_click (fixture->window, "Apply");
  vtr_wait_until (g_strcmp0 (vtr_pool_get_place (pool), "/srv/shelf") == 0);
  g_assert_true (vtr_storage_find_pool (fixture->storage, uuid) == pool);
  remove_pool (fixture, "shelf");
}

/* What is written as XML is what is made, and a mistake in it is none that is made. */
static void
test_pool_xml (Fixture      *fixture,
               gconstpointer data)
{
  GtkWidget *view;
  GtkWidget *toggle;

  gtk_widget_activate_action (vtr_ui_test_find (fixture->window, VTR_TYPE_STORAGE_PAGE, NULL),
                              "storage.create-pool", NULL);
  activate (fixture, ADW_TYPE_ACTION_ROW, "Folder");
  vtr_wait_until ((toggle = vtr_ui_test_find (fixture->window, GTK_TYPE_TOGGLE_BUTTON, "XML")) != NULL);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (toggle), TRUE);
  vtr_wait_until ((view = vtr_ui_test_find (fixture->window, VTR_TYPE_XML_VIEW, NULL)) != NULL);
  vtr_xml_view_set_text (VTR_XML_VIEW (view), "<pool type='dir'>");
  vtr_ui_test_click (fixture->window, "Create");
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (toggle), FALSE);
  g_assert_true (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (toggle)));

  vtr_xml_view_set_text (VTR_XML_VIEW (view),
                         "<pool type='dir'><name>typed</name><target><path>/srv/typed</path></target></pool>");
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (toggle), FALSE);
  vtr_wait_until (vtr_ui_test_find (fixture->window, ADW_TYPE_ENTRY_ROW, "Name") != NULL);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (
                       vtr_ui_test_find (fixture->window, ADW_TYPE_ENTRY_ROW, "Name"))), ==, "typed");
  vtr_ui_test_click (fixture->window, "Create");
  vtr_wait_until (vtr_storage_find_pool (fixture->storage, "typed") != NULL);
  vtr_wait_until (g_strcmp0 (vtr_pool_get_place (vtr_storage_find_pool (fixture->storage, "typed")),
                             "/srv/typed") == 0);
  remove_pool (fixture, "typed");
}

/* What is missing or taken cannot be created. */
static void
test_pool_checks (Fixture      *fixture,
                  gconstpointer data)
{
  GtkWidget *create;

  gtk_widget_activate_action (vtr_ui_test_find (fixture->window, VTR_TYPE_STORAGE_PAGE, NULL),
                              "storage.create-pool", NULL);
  activate (fixture, ADW_TYPE_ACTION_ROW, "Network Folder");
  vtr_wait_until ((create = vtr_ui_test_find (fixture->window, GTK_TYPE_BUTTON, "Create")) != NULL);
  g_assert_false (gtk_widget_is_sensitive (create));
  vtr_ui_test_type (fixture->window, "Server", "nas.lan");
  vtr_ui_test_type (fixture->window, "Folder on the Server", "/export");
  g_assert_true (gtk_widget_is_sensitive (create));
  vtr_ui_test_type (fixture->window, "Folder on the Host", "relative");
  g_assert_false (gtk_widget_is_sensitive (create));
  vtr_ui_test_type (fixture->window, "Folder on the Host", "/mnt/nas");
  g_assert_true (gtk_widget_is_sensitive (create));
  vtr_ui_test_type (fixture->window, "Name", "default-pool");
  g_assert_false (gtk_widget_is_sensitive (create));
}

static VtrVolumeTable *
find_table (Fixture *fixture)
{
  GtkWidget *table;

  vtr_wait_until ((table = vtr_ui_test_find (fixture->window, VTR_TYPE_VOLUME_TABLE, NULL)) != NULL);
  return VTR_VOLUME_TABLE (table);
}

static void
test_volume (Fixture      *fixture,
             gconstpointer data)
{
  VtrPool *pool = vtr_storage_find_pool (fixture->storage, "default-pool");

  vtr_ui_test_click (fixture->window, "New Volume…");
  vtr_ui_test_type (fixture->window, "Name", "web");
  vtr_ui_test_click (fixture->window, "Create");
  vtr_wait_until (vtr_pool_find_volume (pool, "web.qcow2") != NULL);
  vtr_wait_until (vtr_ui_test_find (fixture->window, VTR_TYPE_VOLUME_DIALOG, NULL) == NULL);

  vtr_volume_table_select (find_table (fixture), "web.qcow2");
  vtr_ui_test_click (fixture->window, "Properties");
  vtr_wait_until (vtr_ui_test_find (fixture->window, VTR_TYPE_VOLUME_SHEET, NULL) != NULL);
  adw_dialog_force_close (
      ADW_DIALOG (vtr_ui_test_find (fixture->window, VTR_TYPE_VOLUME_SHEET, NULL)));

  vtr_ui_test_click (fixture->window, "Copy or Convert");
  vtr_ui_test_click (fixture->window, "Create");
  vtr_wait_until (vtr_pool_find_volume (pool, "web-copy.qcow2") != NULL);
  vtr_wait_until (vtr_ui_test_find (fixture->window, VTR_TYPE_VOLUME_DIALOG, NULL) == NULL);

  vtr_volume_table_select (find_table (fixture), "web.qcow2");
  vtr_ui_test_click (fixture->window, "Delete");
  vtr_wait_until (vtr_ui_test_find (fixture->window, ADW_TYPE_ALERT_DIALOG, NULL) != NULL);
  vtr_ui_test_click (vtr_ui_test_find (fixture->window, ADW_TYPE_ALERT_DIALOG, NULL), "Delete");
  vtr_wait_until (vtr_pool_find_volume (pool, "web.qcow2") == NULL);
  g_object_unref (vtr_volume_job_delete (vtr_pool_find_volume (pool, "web-copy.qcow2")));
  vtr_wait_until (vtr_pool_find_volume (pool, "web-copy.qcow2") == NULL);
}

/* A pool that is stopped under the page says so, and starts from there. */
static void
test_stopped (Fixture      *fixture,
              gconstpointer data)
{
  VtrPool *pool = vtr_storage_find_pool (fixture->storage, "default-pool");

  vtr_wait_until (vtr_pool_get_volumes_state (pool) == VTR_LOAD_DONE);
  g_object_unref (vtr_pool_perform (pool, VTR_POOL_VERB_STOP));
  vtr_wait_until (vtr_ui_test_find (fixture->window, GTK_TYPE_LABEL, "This Pool Is Stopped") != NULL);
  vtr_ui_test_click (fixture->window, "Start");
  vtr_wait_until (vtr_pool_is_active (pool));
  vtr_wait_until (vtr_ui_test_find (fixture->window, GTK_TYPE_LABEL, "No Volumes") != NULL);
}

static void
on_frame_cb (GdkFrameClock *clock,
             gint64        *longest)
{
  static gint64 last;
  gint64 now = g_get_monotonic_time ();

  if (last > 0)
    *longest = MAX (*longest, now - last);
  last = now;
}

static void
fill_pool (VtrPool *pool,
           guint    n_volumes)
{
  VtrJob *last = NULL;

  for (guint i = 0; i < n_volumes; i++)
    {
      g_autofree char *name = g_strdup_printf ("volume-%05u", i);
      g_autoptr (VtrVolumePlan) plan = vtr_volume_plan_new (name);

      plan->capacity = 1 << 20;
      g_clear_object (&last);
      last = vtr_volume_job_create (pool, plan, NULL);
    }
  vtr_wait_until (vtr_job_get_state (last) != VTR_JOB_RUNNING);
  g_object_unref (last);
}

/* However long the list is, as many rows are read as are seen, and scrolling stays smooth. */
static void
test_long_list (Fixture      *fixture,
                gconstpointer data)
{
  VtrPool *pool = create_folder_pool (fixture, "crowd");
  GListModel *volumes = vtr_pool_get_volumes (pool);
  GtkAdjustment *adjustment;
  GdkFrameClock *clock;
  gint64 longest = 0;
  guint n_read = 0;

  fill_pool (pool, 2000);
  activate (fixture, GTK_TYPE_LIST_BOX_ROW, NULL);
  vtr_wait_until (vtr_ui_test_find (fixture->window, GTK_TYPE_LABEL, "crowd") != NULL);
  for (GtkWidget *row = gtk_widget_get_parent (vtr_ui_test_find (fixture->window, GTK_TYPE_LABEL, "crowd"));
       row != NULL; row = gtk_widget_get_parent (row))
    if (GTK_IS_LIST_BOX_ROW (row))
      gtk_list_box_select_row (GTK_LIST_BOX (gtk_widget_get_parent (row)), GTK_LIST_BOX_ROW (row));
  vtr_wait_until (vtr_volume_table_get_n_rows (find_table (fixture)) == 2000);

  adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (
      gtk_widget_get_first_child (GTK_WIDGET (find_table (fixture)))));
  clock = gtk_widget_get_frame_clock (fixture->window);
  g_signal_connect (clock, "after-paint", G_CALLBACK (on_frame_cb), &longest);
  for (double at = 0; at < 1; at += 0.02)
    {
      double value = at * gtk_adjustment_get_upper (adjustment);
      gint64 before = gdk_frame_clock_get_frame_counter (clock);

      gtk_adjustment_set_value (adjustment, value);
      vtr_wait_until (gdk_frame_clock_get_frame_counter (clock) > before);
    }
  g_signal_handlers_disconnect_by_func (clock, on_frame_cb, &longest);
  g_test_message ("longest frame: %" G_GINT64_FORMAT " ms", longest / 1000);
  for (guint i = 0; i < g_list_model_get_n_items (volumes); i++)
    {
      g_autoptr (VtrVolume) volume = g_list_model_get_item (volumes, i);

      n_read += vtr_volume_get_load_state (volume) == VTR_LOAD_DONE ? 1 : 0;
    }
  g_assert_cmpuint (n_read, <, 1900);
  remove_pool (fixture, "crowd");
}

static void
add_tests (void)
{
#define ADD(path, func) g_test_add ("/storage-page/" path, Fixture, NULL, set_up, func, tear_down)
  ADD ("create-pool", test_create_pool);
  ADD ("edit-pool", test_edit_pool);
  ADD ("pool-xml", test_pool_xml);
  ADD ("pool-checks", test_pool_checks);
  ADD ("volume", test_volume);
  ADD ("stopped", test_stopped);
  ADD ("long-list", test_long_list);
}

int
main (int    argc,
      char **argv)
{
  return vtr_ui_test_main (argc, argv, add_tests);
}
