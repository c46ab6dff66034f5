/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "app/vtr-about.h"
#include "base/vtr-time.h"
#include "fleet/ssh/vtr-ssh-prompt.h"
#include "pages/connect/vtr-auth-dialog.h"
#include "pages/connect/vtr-host-dialog.h"
#include "pages/preferences/vtr-preferences-dialog.h"
#include "pages/host/vtr-storage-page.h"
#include "storage/vtr-pool-dialog.h"
#include "storage/vtr-storage-chooser.h"
#include "storage/vtr-storage-questions.h"
#include "storage/vtr-volume-dialog.h"
#include "storage/vtr-volume-sheet.h"
#include "storage/vtr-volume-table.h"
#include "virt/storage/vtr-volume-jobs.h"
#include "virt/vtr-auth-request-private.h"
#include "virt/vtr-virt-error.h"
#include "vtr-ui-test.h"
#include "widgets/vtr-graph.h"
#include "widgets/vtr-question.h"
#include "widgets/vtr-trouble-dialog.h"
#include "widgets/vtr-trouble-view.h"

#include <glib/gstdio.h>
#include <math.h>

/* Takes a picture of every dialog and widget that stands alone: in light and dark, narrow and wide,
 * and from right to left. Usage: shots-widgets FOLDER [NAME] */

#define HEIGHT 720

typedef struct
{
  const char *name;
  void      (*show) (GtkWidget *window);
} Shot;

typedef struct
{
  const char      *name;
  int              width;
  gboolean         dark;
  GtkTextDirection direction;
} Look;

static const Look looks[] = {
  { "light-1000", 1000, FALSE, GTK_TEXT_DIR_LTR },
  { "dark-1000", 1000, TRUE, GTK_TEXT_DIR_LTR },
  { "light-360", 360, FALSE, GTK_TEXT_DIR_LTR },
  { "dark-360", 360, TRUE, GTK_TEXT_DIR_LTR },
  { "rtl-1000", 1000, FALSE, GTK_TEXT_DIR_RTL },
};

static VtrFleet *fleet;
static GPtrArray *histories;

static VtrTrouble *
make_trouble (void)
{
  VtrTrouble *trouble = vtr_trouble_new ("This host could not be connected");

  trouble->cause = g_strdup ("The service for virtual machines does not run on this computer.");
  trouble->remedy = g_strdup ("Start it, now and at each start of the computer:");
  trouble->command = g_strdup ("sudo systemctl enable --now virtqemud.socket virtnetworkd.socket");
  trouble->details = g_strdup ("Failed to connect socket to '/var/run/libvirt/virtqemud-sock': "
                               "No such file or directory (code 38, domain 7)");
  return trouble;
}

static VtrHistory *
make_history (guint  seed,
              double scale)
{
  VtrHistory *history = vtr_history_new ();
  gint64 now = vtr_time_now ();

  for (int i = 0; i < 120; i++)
    {
      double wave = 0.5 + 0.3 * sin (i / 9.0 + seed) + 0.18 * sin (i / (2.0 + seed));

      if (seed == 2 && i > 50 && i < 62)
        wave = NAN;
      vtr_history_push (history, now - (120 - i) * 2 * G_USEC_PER_SEC, (float) (wave * scale));
    }
  g_ptr_array_add (histories, history);
  return history;
}

static GtkWidget *
make_graph (guint    color,
            gboolean compact)
{
  GtkWidget *graph = vtr_graph_new ();

  vtr_graph_set_color (VTR_GRAPH (graph), color);
  vtr_graph_set_compact (VTR_GRAPH (graph), compact);
  vtr_graph_set_span (VTR_GRAPH (graph), compact ? 60 : 240);
  vtr_graph_set_history (VTR_GRAPH (graph), make_history (color, 1));
  gtk_widget_set_halign (graph, compact ? GTK_ALIGN_START : GTK_ALIGN_FILL);
  return graph;
}

static void
show_graphs (GtkWidget *window)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  g_object_set (box, "margin-top", 18, "margin-start", 18, "margin-end", 18, NULL);
  for (guint color = 0; color <= VTR_GRAPH_GREEN; color++)
    {
      gtk_box_append (GTK_BOX (box), make_graph (color, TRUE));
      gtk_box_append (GTK_BOX (box), make_graph (color, FALSE));
    }
  adw_window_set_content (ADW_WINDOW (window), box);
}

static void
show_add_host (GtkWidget *window)
{
  vtr_host_dialog_present (window, fleet, NULL);
}

static void
show_add_remote_host (GtkWidget *window)
{
  GtkWidget *row;

  vtr_host_dialog_present (window, fleet, NULL);
  vtr_wait_until ((row = vtr_ui_test_find (window, ADW_TYPE_EXPANDER_ROW, NULL)) != NULL);
  adw_expander_row_set_enable_expansion (ADW_EXPANDER_ROW (row), TRUE);
  vtr_ui_test_type (window, "Server, or Server:Port", "server 1");
}

static void
show_edit_host (GtkWidget *window)
{
  VtrHost *host = vtr_fleet_add_host (fleet, "qemu:///session", NULL, TRUE, FALSE);

  vtr_host_dialog_present (window, fleet, host);
}

static void
show_failed_host (GtkWidget *window)
{
  VtrHost *host = vtr_fleet_find_host (fleet, "test:///nowhere.xml");
  GtkWidget *row;

  if (host != NULL)
    vtr_fleet_remove_host (fleet, host);
  vtr_host_dialog_present (window, fleet, NULL);
  vtr_wait_until ((row = vtr_ui_test_find (window, ADW_TYPE_COMBO_ROW, NULL)) != NULL);
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), 7);
  vtr_ui_test_type (window, "Address", "test:///nowhere.xml");
  vtr_ui_test_click (window, "Add");
  vtr_wait_until (vtr_ui_test_find (window, GTK_TYPE_BUTTON, "Try Again") != NULL);
}

static void
show_auth (GtkWidget *window)
{
  static const virConnectCredential prompts[] = {
    { .type = VIR_CRED_AUTHNAME, .prompt = "Your name: ", .defresult = "root" },
    { .type = VIR_CRED_PASSPHRASE, .prompt = "Your password: " },
  };
  g_autoptr (VtrHost) host = vtr_host_new ("qemu+tls://server1.lan/system");
  g_autoptr (VtrAuthRequest) request = _vtr_auth_request_new (prompts, G_N_ELEMENTS (prompts));

  vtr_host_set_title (host, "QEMU/KVM on server1.lan");
  adw_dialog_present (vtr_auth_dialog_new (host, request), window);
}

/* What ssh asks, as it comes from there. */
static void
show_request (GtkWidget      *window,
              VtrAuthRequest *request)
{
  g_autoptr (VtrHost) host = vtr_host_new ("qemu+ssh://admin@server1.lan/system");

  vtr_host_set_title (host, "QEMU/KVM on server1.lan");
  adw_dialog_present (vtr_auth_dialog_new (host, request), window);
}

static void
show_password (GtkWidget *window)
{
  g_autoptr (VtrAuthRequest) request
      = vtr_ssh_prompt_read ("", "admin@server1.lan's password: ");

  vtr_auth_request_set_again (request, TRUE);
  show_request (window, request);
}

static void
show_passphrase (GtkWidget *window)
{
  g_autoptr (VtrAuthRequest) request
      = vtr_ssh_prompt_read ("", "Enter passphrase for key '/home/me/.ssh/id_ed25519': ");

  show_request (window, request);
}

static void
show_code (GtkWidget *window)
{
  g_autoptr (VtrAuthRequest) request
      = vtr_ssh_prompt_read ("", "(admin@server1.lan) Verification code: ");

  show_request (window, request);
}

static void
show_host_key (GtkWidget *window)
{
  g_autoptr (VtrAuthRequest) request = vtr_ssh_prompt_read (
      "", "The authenticity of host '[server1.lan]:2222 ([192.0.2.7]:2222)' can't be established.\n"
          "ED25519 key fingerprint is SHA256:Oe2KGcVZ1ZJjGQhwutANxCL0nVkFt3Mg8jtBm+cmMek.\n"
          "Are you sure you want to continue connecting (yes/no/[fingerprint])? ");

  vtr_auth_request_set_can_remember (request, TRUE);
  show_request (window, request);
}

static void
show_touch (GtkWidget *window)
{
  g_autoptr (VtrAuthRequest) request = vtr_ssh_prompt_read (
      "none", "Confirm user presence for key ED25519-SK "
              "SHA256:Oe2KGcVZ1ZJjGQhwutANxCL0nVkFt3Mg8jtBm+cmMek");

  show_request (window, request);
}

static void
on_answered_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      data)
{
  vtr_question_ask_finish (result, NULL, NULL);
}

static void
show_question (GtkWidget *window)
{
  static const char *const losses[] = { "/var/lib/libvirt/images/archive.qcow2",
                                        "Snapshot “before the update”", "4 KiB of firmware state",
                                        NULL };

  vtr_question_ask_async (window,
                          &(VtrQuestion) {
                              .heading = "Delete “archive”?",
                              .body = "This cannot be undone.",
                              .losses = losses,
                              .confirm_label = "_Delete",
                              .destructive = TRUE,
                              .offer_never = TRUE,
                          },
                          NULL, on_answered_cb, NULL);
}

static void
show_trouble (GtkWidget *window)
{
  g_autoptr (VtrTrouble) trouble = make_trouble ();

  adw_dialog_present (vtr_trouble_dialog_new (trouble), window);
}

static void
show_preferences (GtkWidget *window)
{
  adw_dialog_present (vtr_preferences_dialog_new (), window);
}

static void
show_questions_page (GtkWidget *window)
{
  AdwDialog *dialog = vtr_preferences_dialog_new ();

  adw_preferences_dialog_set_visible_page_name (ADW_PREFERENCES_DIALOG (dialog), "questions");
  adw_dialog_present (dialog, window);
}

static void
show_about (GtkWidget *window)
{
  adw_dialog_present (vtr_about_new (), window);
}

static VtrHost *storage_host;

static void
make_volume (VtrPool    *pool,
             const char *name,
             const char *format,
             guint64     gibibytes)
{
  g_autoptr (VtrVolumePlan) plan = vtr_volume_plan_new (name);
  g_autoptr (VtrJob) job = NULL;

  plan->capacity = gibibytes << 30;
  plan->format = g_strdup (format);
  job = vtr_volume_job_create (pool, plan, NULL);
  vtr_wait_until (vtr_job_get_state (job) != VTR_JOB_RUNNING);
}

static void
define_pool (VtrStorage *storage,
             const char *xml,
             gboolean    start)
{
  g_autoptr (VtrJob) job = vtr_storage_define (storage, xml, FALSE, FALSE, start, TRUE);

  vtr_wait_until (vtr_job_get_state (job) != VTR_JOB_RUNNING);
}

/* Once for all pictures: the test driver keeps what it was given. */
static VtrHost *
host_with_storage (void)
{
  VtrStorage *storage;
  VtrPool *pool;

  if (storage_host != NULL)
    return storage_host;

  vtr_virt_init ();

  storage_host = vtr_host_new ("test:///default");
  storage = vtr_storage_of (storage_host);
  vtr_storage_want (storage);
  vtr_host_connect (storage_host);
  vtr_wait_until (vtr_storage_get_load_state (storage) == VTR_LOAD_DONE);
  pool = vtr_storage_find_pool (storage, "default-pool");
  vtr_wait_until (vtr_pool_is_active (pool));
  make_volume (pool, "web-frontend.qcow2", "qcow2", 20);
  make_volume (pool, "mail.img", "raw", 8);
  make_volume (pool, "archive-of-the-accounting-department-2024.qcow2", "qcow2", 500);
  make_volume (pool, "debian-13.1.0-amd64-netinst.iso", "raw", 1);
  define_pool (storage, "<pool type='logical'><name>fast</name><source><name>vg0</name></source>"
                        "<target><path>/dev/vg0</path></target></pool>", TRUE);
  define_pool (storage, "<pool type='netfs'><name>nas</name><source><host name='nas.lan'/>"
                        "<dir path='/export/vms'/></source><target><path>/mnt/nas</path></target>"
                        "</pool>", FALSE);
  return storage_host;
}

static void
on_storage_chosen_cb (GObject      *source,
                      GAsyncResult *result,
                      gpointer      data)
{
  g_autoptr (VtrStorageChoice) choice = vtr_storage_chooser_ask_finish (result, NULL);
}

static void
show_storage_chooser (GtkWidget *window)
{
  GtkWidget *table;

  vtr_storage_chooser_ask_async (window, host_with_storage (), VTR_STORAGE_FOR_DISK, NULL,
                                 on_storage_chosen_cb, NULL);
  vtr_wait_until ((table = vtr_ui_test_find (window, VTR_TYPE_VOLUME_TABLE, NULL)) != NULL);
  vtr_volume_table_select (VTR_VOLUME_TABLE (table), "mail.img");
}

static void
show_storage_chooser_empty (GtkWidget *window)
{
  vtr_storage_chooser_ask_async (window, host_with_storage (), VTR_STORAGE_FOR_FLOPPY, NULL,
                                 on_storage_chosen_cb, NULL);
}

static void
show_storage_page (GtkWidget *window)
{
  adw_window_set_content (ADW_WINDOW (window), vtr_storage_page_new (host_with_storage ()));
}

static GtkWidget *
show_volumes (GtkWidget  *window,
              const char *selected)
{
  GtkWidget *table;

  show_storage_page (window);
  if (gtk_widget_get_width (window) < 640)
    {
      GtkWidget *row;

      vtr_wait_until ((row = vtr_ui_test_find (window, GTK_TYPE_LIST_BOX_ROW, NULL)) != NULL);
      gtk_widget_activate (row);
    }
  vtr_wait_until ((table = vtr_ui_test_find (window, VTR_TYPE_VOLUME_TABLE, NULL)) != NULL);
  vtr_wait_until (vtr_volume_table_get_n_rows (VTR_VOLUME_TABLE (table)) >= 4);
  vtr_volume_table_select (VTR_VOLUME_TABLE (table), selected);
  return table;
}

static void
show_storage_volumes (GtkWidget *window)
{
  show_volumes (window, "web-frontend.qcow2");
}

static void
show_storage_stopped (GtkWidget *window)
{
  GtkListBoxRow *row;
  GtkWidget *list;

  show_storage_page (window);
  vtr_wait_until ((list = vtr_ui_test_find (window, GTK_TYPE_LIST_BOX, NULL)) != NULL
                  && gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), 2) != NULL);
  row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), 2);
  gtk_list_box_select_row (GTK_LIST_BOX (list), row);
  gtk_widget_activate (GTK_WIDGET (row));
}

static void
show_create_pool (GtkWidget *window)
{
  vtr_pool_dialog_present (window, vtr_storage_of (host_with_storage ()), NULL);
}

static void
show_create_pool_form (GtkWidget *window)
{
  GtkWidget *row;

  show_create_pool (window);
  vtr_wait_until ((row = vtr_ui_test_find (window, ADW_TYPE_ACTION_ROW, "Network Folder")) != NULL);
  gtk_widget_activate (row);
}

static void
show_edit_pool (GtkWidget *window)
{
  VtrStorage *storage = vtr_storage_of (host_with_storage ());
  VtrPool *pool;

  vtr_wait_until ((pool = vtr_storage_find_pool (storage, "nas")) != NULL
                  && vtr_pool_get_definition (pool) != NULL);
  vtr_pool_dialog_present (window, storage, pool);
}

static VtrVolume *
find_volume (const char *name)
{
  VtrPool *pool = vtr_storage_find_pool (vtr_storage_of (host_with_storage ()), "default-pool");

  vtr_pool_want_volumes (pool);
  vtr_wait_until (vtr_pool_find_volume (pool, name) != NULL);
  return vtr_pool_find_volume (pool, name);
}

static void
show_new_volume (GtkWidget *window)
{
  vtr_volume_dialog_present (window, vtr_volume_get_pool (find_volume ("mail.img")), NULL);
}

static void
show_copy_volume (GtkWidget *window)
{
  VtrVolume *volume = find_volume ("mail.img");

  vtr_volume_want (volume);
  vtr_wait_until (vtr_volume_get_load_state (volume) == VTR_LOAD_DONE);
  vtr_volume_dialog_present (window, vtr_volume_get_pool (volume), volume);
}

static void
show_volume_sheet (GtkWidget *window)
{
  vtr_volume_sheet_present (window, find_volume ("web-frontend.qcow2"));
}

static void
show_delete_pool (GtkWidget *window)
{
  vtr_storage_ask_remove_pool (window, vtr_volume_get_pool (find_volume ("mail.img")), TRUE);
}

static const Shot shots[] = {
  { "graphs", show_graphs },
  { "add-host", show_add_host },
  { "add-remote-host", show_add_remote_host },
  { "edit-host", show_edit_host },
  { "failed-host", show_failed_host },
  { "auth", show_auth },
  { "auth-password", show_password },
  { "auth-passphrase", show_passphrase },
  { "auth-code", show_code },
  { "auth-host-key", show_host_key },
  { "auth-touch", show_touch },
  { "question", show_question },
  { "trouble", show_trouble },
  { "preferences", show_preferences },
  { "preferences-questions", show_questions_page },
  { "about", show_about },
  { "storage-chooser", show_storage_chooser },
  { "storage-chooser-empty", show_storage_chooser_empty },
  { "storage-page", show_storage_page },
  { "storage-volumes", show_storage_volumes },
  { "storage-stopped", show_storage_stopped },
  { "create-pool", show_create_pool },
  { "create-pool-form", show_create_pool_form },
  { "edit-pool", show_edit_pool },
  { "new-volume", show_new_volume },
  { "copy-volume", show_copy_volume },
  { "volume-sheet", show_volume_sheet },
  { "delete-pool", show_delete_pool },
};

static void
on_frame_cb (GdkFrameClock *clock,
             guint         *n_frames)
{
  (*n_frames)++;
}

/* Sizes and states settle over a few frames. */
static void
wait_for_frames (GtkWidget *window)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (window);
  guint n_frames = 0;
  gulong handler = g_signal_connect (clock, "after-paint", G_CALLBACK (on_frame_cb), &n_frames);

  gdk_frame_clock_begin_updating (clock);
  vtr_wait_until (n_frames > 15);
  gdk_frame_clock_end_updating (clock);
  g_signal_handler_disconnect (clock, handler);
}

/* Without a window manager the frame is drawn inside of the size that was asked for. */
static void
set_inner_size (GtkWidget *window,
                int        width,
                int        height)
{
  int asked;
  int frame;

  wait_for_frames (window);
  gtk_window_get_default_size (GTK_WINDOW (window), &asked, NULL);
  frame = asked - gtk_widget_get_width (window);
  gtk_window_set_default_size (GTK_WINDOW (window), width + frame, height + frame);
  vtr_wait_until (gtk_widget_get_width (window) == width);
}

static void
save_picture (GtkWidget  *window,
              const char *path)
{
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (window);
  g_autoptr (GtkSnapshot) snapshot = gtk_snapshot_new ();
  g_autoptr (GskRenderNode) node = NULL;
  g_autoptr (GdkTexture) texture = NULL;
  int width = gtk_widget_get_width (window);
  int height = gtk_widget_get_height (window);

  gdk_paintable_snapshot (paintable, snapshot, width, height);
  node = gtk_snapshot_to_node (snapshot);
  texture = gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (window)), node,
                                         &GRAPHENE_RECT_INIT (0, 0, width, height));
  g_assert_true (gdk_texture_save_to_png (texture, path));
}

static void
take (const Shot *shot,
      const Look *look,
      const char *folder)
{
  gboolean contrast = adw_style_manager_get_high_contrast (adw_style_manager_get_default ());
  g_autofree char *name = g_strdup_printf ("%s-%s%s.png", shot->name, look->name,
                                           contrast ? "-contrast" : "");
  g_autofree char *path = g_build_filename (folder, name, NULL);
  GtkWidget *window;

  gtk_widget_set_default_direction (look->direction);
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      look->dark ? ADW_COLOR_SCHEME_FORCE_DARK
                                                 : ADW_COLOR_SCHEME_FORCE_LIGHT);
  window = vtr_ui_test_window (NULL);
  set_inner_size (window, look->width, HEIGHT);
  shot->show (window);
  wait_for_frames (window);
  save_picture (window, path);
  vtr_ui_test_close (window);
}

static const char *folder_of_shots;
static const char *wanted;

static void
take_all (void)
{
  fleet = vtr_fleet_new (NULL);
  histories = g_ptr_array_new_with_free_func ((GDestroyNotify) vtr_history_free);
  g_mkdir_with_parents (folder_of_shots, 0755);
  for (guint i = 0; i < G_N_ELEMENTS (shots); i++)
    for (guint l = 0; l < G_N_ELEMENTS (looks); l++)
      if (wanted == NULL || g_str_equal (wanted, shots[i].name))
        take (&shots[i], &looks[l], folder_of_shots);
  g_ptr_array_unref (histories);
}

int
main (int    argc,
      char **argv)
{
  int n_arguments = 1;

  folder_of_shots = argc > 1 ? argv[1] : "shots";
  wanted = argc > 2 ? argv[2] : NULL;
  return vtr_ui_test_main (n_arguments, argv, take_all);
}
