/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-storage-chooser.h"

#include <glib/gi18n-lib.h>

#include "virt/storage/vtr-pool-verbs.h"
#include "virt/storage/vtr-transfer.h"

#include "vtr-pool-model.h"
#include "vtr-storage-text.h"
#include "vtr-volume-table.h"

struct _VtrStorageChooser
{
  AdwDialog          parent_instance;

  /* owned */
  VtrStorage        *storage;
  VtrPool           *pool; /* that is shown; NULL: none */
  VtrVolume         *selected; /* NULL: none */
  GTask             *task; /* NULL once it was answered */
  GCancellable      *cancellable;

  /* template children */
  GtkWidget         *search_bar;
  GtkWidget         *search_entry;
  GtkWidget         *files_list;
  GtkWidget         *upload_button;
  AdwActionRow      *file_row;
  GtkDropDown       *pool_drop_down;
  GtkStack          *stack;
  VtrVolumeTable    *table;
  AdwStatusPage     *status;
  GtkWidget         *status_button;
  GtkCheckButton    *show_all;

  /* state */
  VtrStoragePurpose  purpose;
};

G_DEFINE_FINAL_TYPE (VtrStorageChooser, vtr_storage_chooser, ADW_TYPE_DIALOG)

void
vtr_storage_choice_free (VtrStorageChoice *self)
{
  if (self == NULL)
    return;

  g_free (self->path);
  g_free (self->pool);
  g_free (self->volume);
  g_free (self->format);
  g_free (self);
}

/* What fits a purpose: by the name, which is known of all, and by the format where that is known. */

static gboolean
has_suffix (VtrVolume         *volume,
            const char *const *suffixes)
{
  g_autofree char *name = g_ascii_strdown (vtr_volume_get_name (volume), -1);

  for (guint i = 0; suffixes[i] != NULL; i++)
    if (g_str_has_suffix (name, suffixes[i]))
      return TRUE;
  return FALSE;
}

static gboolean
is_disk (VtrVolume *volume)
{
  static const char *const others[]
      = { ".iso", ".vfd", ".flp", ".fd", ".txt", ".xml", ".log", ".sha256", ".part", NULL };

  return !vtr_volume_is_folder (volume) && !has_suffix (volume, others)
         && g_strcmp0 (vtr_volume_get_format (volume), "iso") != 0;
}

static gboolean
is_disc (VtrVolume *volume)
{
  static const char *const suffixes[] = { ".iso", ".udf", ".cdr", NULL };

  return !vtr_volume_is_folder (volume)
         && (has_suffix (volume, suffixes)
             || g_strcmp0 (vtr_volume_get_format (volume), "iso") == 0);
}

static gboolean
is_floppy (VtrVolume *volume)
{
  static const char *const suffixes[] = { ".img", ".ima", ".vfd", ".flp", ".fd", ".raw", NULL };

  return !vtr_volume_is_folder (volume) && has_suffix (volume, suffixes);
}

static gboolean
is_folder (VtrVolume *volume)
{
  return vtr_volume_is_folder (volume) || vtr_volume_get_load_state (volume) != VTR_LOAD_DONE;
}

/* A folder is never a disk, also where everything is shown. */
static gboolean
is_no_folder (VtrVolume *volume)
{
  return !vtr_volume_is_folder (volume);
}

/* In the order of VtrStoragePurpose. */
static const struct
{
  const char        *title;
  const char        *file;
  VtrVolumeTest      test;
  const char        *filter_name;
  const char *const *suffixes;
} purposes[VTR_N_STORAGE_PURPOSES] = {
  { N_("Disk Image"), N_("A _File on This Computer"), is_disk, N_("Disk images"),
    (const char *const[]) { "qcow2", "img", "raw", "vmdk", "vdi", "vhd", "vhdx", "qed", NULL } },
  { N_("Disc Image"), N_("A _File on This Computer"), is_disc, N_("Disc images"),
    (const char *const[]) { "iso", "udf", "cdr", "img", NULL } },
  { N_("Floppy Image"), N_("A _File on This Computer"), is_floppy, N_("Floppy images"),
    (const char *const[]) { "img", "ima", "vfd", "flp", "fd", "raw", NULL } },
  { N_("Folder"), N_("A _Folder on This Computer"), is_folder, NULL, NULL },
};

/* Answering */

static void
answer (VtrStorageChooser *self,
        VtrStorageChoice  *choice)
{
  g_autoptr (GTask) task = g_steal_pointer (&self->task);

  if (task == NULL)
    {
      vtr_storage_choice_free (choice);
      return;
    }

  if (choice != NULL)
    g_task_return_pointer (task, choice, (GDestroyNotify) vtr_storage_choice_free);
  else
    g_task_return_new_error_literal (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "Nothing was chosen");
}

static void
choose_volume (VtrStorageChooser *self,
               VtrVolume         *volume)
{
  VtrStorageChoice *choice = g_new0 (VtrStorageChoice, 1);

  choice->path = g_strdup (vtr_volume_get_path (volume));
  choice->pool = g_strdup (self->pool != NULL ? vtr_pool_get_name (self->pool) : NULL);
  choice->volume = g_strdup (vtr_volume_get_name (volume));
  choice->format = g_strdup (vtr_volume_get_format (volume));
  choice->capacity = vtr_volume_get_capacity (volume);
  answer (self, choice);
  adw_dialog_close (ADW_DIALOG (self));
}

static void
choose_pool_folder (VtrStorageChooser *self)
{
  VtrStorageChoice *choice = g_new0 (VtrStorageChoice, 1);

  choice->path = g_strdup (vtr_pool_get_folder (self->pool));
  choice->pool = g_strdup (vtr_pool_get_name (self->pool));
  answer (self, choice);
  adw_dialog_close (ADW_DIALOG (self));
}

/* A file that lies in a pool is a volume of it, under which name the host finds it again. */
static void
choose_path (VtrStorageChooser *self,
             const char        *path)
{
  VtrStorageChoice *choice = g_new0 (VtrStorageChoice, 1);
  VtrPool *pool = vtr_storage_find_pool_of (self->storage, path);
  g_autofree char *name = g_path_get_basename (path);
  VtrVolume *volume = pool != NULL ? vtr_pool_find_volume (pool, name) : NULL;

  choice->path = g_strdup (path);
  if (volume != NULL)
    {
      choice->pool = g_strdup (vtr_pool_get_name (pool));
      choice->volume = g_steal_pointer (&name);
      choice->format = g_strdup (vtr_volume_get_format (volume));
      choice->capacity = vtr_volume_get_capacity (volume);
    }
  answer (self, choice);
  adw_dialog_close (ADW_DIALOG (self));
}

static void
on_file_chosen_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (VtrStorageChooser) self = user_data;
  GtkFileDialog *dialog = GTK_FILE_DIALOG (source);
  g_autoptr (GFile) file = self->purpose == VTR_STORAGE_FOR_FOLDER
                               ? gtk_file_dialog_select_folder_finish (dialog, result, NULL)
                               : gtk_file_dialog_open_finish (dialog, result, NULL);
  const char *path = file != NULL ? g_file_peek_path (file) : NULL;

  if (path != NULL && self->task != NULL)
    choose_path (self, path);
}

static void
add_filters (VtrStorageChooser *self,
             GtkFileDialog     *dialog)
{
  g_autoptr (GListStore) filters = g_list_store_new (GTK_TYPE_FILE_FILTER);
  g_autoptr (GtkFileFilter) usual = gtk_file_filter_new ();
  g_autoptr (GtkFileFilter) all = gtk_file_filter_new ();
  const char *const *suffixes = purposes[self->purpose].suffixes;

  if (suffixes == NULL)
    return;

  gtk_file_filter_set_name (usual, _(purposes[self->purpose].filter_name));
  for (guint i = 0; suffixes[i] != NULL; i++)
    gtk_file_filter_add_suffix (usual, suffixes[i]);
  gtk_file_filter_set_name (all, _("All files"));
  gtk_file_filter_add_pattern (all, "*");
  g_list_store_append (filters, usual);
  g_list_store_append (filters, all);
  gtk_file_dialog_set_filters (dialog, G_LIST_MODEL (filters));
}

static void
choose_file (GtkWidget  *widget,
             const char *action,
             GVariant   *parameter)
{
  VtrStorageChooser *self = VTR_STORAGE_CHOOSER (widget);
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (widget));

  gtk_file_dialog_set_title (dialog, _(purposes[self->purpose].title));
  add_filters (self, dialog);
  if (self->purpose == VTR_STORAGE_FOR_FOLDER)
    gtk_file_dialog_select_folder (dialog, window, self->cancellable, on_file_chosen_cb,
                                   g_object_ref (self));
  else
    gtk_file_dialog_open (dialog, window, self->cancellable, on_file_chosen_cb, g_object_ref (self));
}

static void
choose (GtkWidget  *widget,
        const char *action,
        GVariant   *parameter)
{
  VtrStorageChooser *self = VTR_STORAGE_CHOOSER (widget);
  g_autoptr (GPtrArray) selected = vtr_volume_table_get_selected (self->table);

  if (selected->len > 0)
    choose_volume (self, selected->pdata[0]);
  else if (self->purpose == VTR_STORAGE_FOR_FOLDER && self->pool != NULL)
    choose_pool_folder (self);
}

static void
cancel (GtkWidget  *widget,
        const char *action,
        GVariant   *parameter)
{
  adw_dialog_close (ADW_DIALOG (widget));
}

/* What is shown */

static gboolean
can_choose (VtrStorageChooser *self)
{
  g_autoptr (GPtrArray) selected = vtr_volume_table_get_selected (self->table);
  gboolean shown = g_str_equal (gtk_stack_get_visible_child_name (self->stack), "volumes");

  /* Without its path nobody could say what was chosen. */
  if (selected->len > 0)
    return shown && vtr_volume_get_path (selected->pdata[0]) != NULL
           && (self->purpose == VTR_STORAGE_FOR_FOLDER
               || !vtr_volume_is_folder (selected->pdata[0]));

  return self->purpose == VTR_STORAGE_FOR_FOLDER && self->pool != NULL
         && vtr_pool_get_folder (self->pool) != NULL;
}

static void
update_choose (VtrStorageChooser *self)
{
  if (self->table == NULL)
    return;

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "storage-chooser.choose", can_choose (self));
}

/* What is selected may still have to be read. */
static void
on_selection_cb (VtrStorageChooser *self)
{
  g_autoptr (GPtrArray) selected = vtr_volume_table_get_selected (self->table);
  VtrVolume *volume = selected->len > 0 ? selected->pdata[0] : NULL;

  if (self->selected != NULL && self->selected != volume)
    g_signal_handlers_disconnect_by_data (self->selected, self);
  if (g_set_object (&self->selected, volume) && volume != NULL)
    {
      g_signal_connect_object (volume, "notify::load-state", G_CALLBACK (update_choose), self,
                               G_CONNECT_SWAPPED);
      vtr_volume_want (volume);
    }
  update_choose (self);
}

static void
show_status (VtrStorageChooser *self,
             const char        *title,
             const char        *description,
             const char        *button,
             const char        *action)
{
  adw_status_page_set_title (self->status, title);
  adw_status_page_set_description (self->status, description);
  gtk_widget_set_visible (self->status_button, button != NULL);
  if (button != NULL)
    gtk_button_set_label (GTK_BUTTON (self->status_button), button);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->status_button), action);
  gtk_stack_set_visible_child_name (self->stack, "status");
}

static void
show_trouble (VtrStorageChooser *self,
              const VtrTrouble  *trouble,
              const char        *action)
{
  g_autofree char *words = NULL;

  if (trouble->cause != NULL)
    words = g_strjoin (" ", trouble->cause, trouble->remedy, NULL);
  g_autofree char *escaped
      = words != NULL || trouble->details != NULL
            ? g_markup_escape_text (words != NULL ? words : trouble->details, -1)
            : NULL;
  show_status (self, trouble->summary, escaped, _("Try Again"), action);
}

static void
show_no_pool (VtrStorageChooser *self)
{
  const VtrTrouble *trouble = vtr_storage_get_trouble (self->storage);
  VtrLoadState state = vtr_storage_get_load_state (self->storage);

  if (trouble != NULL)
    show_trouble (self, trouble, "storage-chooser.reload");
  else if (state == VTR_LOAD_DONE)
    show_status (self, _("No Storage Pools"),
                 _("Create one on the page of the host, under Storage."), NULL, NULL);
  else
    gtk_stack_set_visible_child_name (self->stack, "loading");
}

static void
update (VtrStorageChooser *self)
{
  VtrLoadState state = self->pool != NULL ? vtr_pool_get_volumes_state (self->pool) : VTR_LOAD_NONE;

  if (self->pool == NULL)
    show_no_pool (self);
  else if (vtr_pool_is_silent (self->pool))
    show_status (self, _("This Pool Does Not Answer"),
                 _("The host waits for it. Other pools can still be used."), NULL, NULL);
  else if (vtr_pool_get_state (self->pool) == VTR_POOL_INACTIVE)
    show_status (self, _("This Pool Is Stopped"), _("Its volumes can be seen once it runs."),
                 _("_Start"), "storage-chooser.start-pool");
  else if (state == VTR_LOAD_FAILED)
    show_trouble (self, vtr_pool_get_volumes_trouble (self->pool), "storage-chooser.refresh");
  else if (state != VTR_LOAD_DONE
           && g_list_model_get_n_items (vtr_pool_get_volumes (self->pool)) == 0)
    gtk_stack_set_visible_child_name (self->stack, "loading");
  else if (vtr_volume_table_get_n_rows (self->table) == 0)
    show_status (self, _("Nothing Here Fits"),
                 _("No volume of this pool is of that kind, or has such a name."), NULL, NULL);
  else
    gtk_stack_set_visible_child_name (self->stack, "volumes");
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "storage-chooser.upload",
                                 self->pool != NULL
                                     && vtr_pool_can (self->pool, VTR_POOL_MAKES_VOLUMES, NULL)
                                     && vtr_pool_can (self->pool, VTR_POOL_MOVES_DATA, NULL));
  on_selection_cb (self);
}

static void
set_pool (VtrStorageChooser *self,
          VtrPool           *pool)
{
  if (self->pool == pool)
    return;

  if (self->pool != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->pool, self);
      g_signal_handlers_disconnect_by_data (vtr_pool_get_volumes (self->pool), self);
    }
  g_set_object (&self->pool, pool);
  vtr_volume_table_set_pool (self->table, pool);
  if (pool != NULL)
    {
      g_signal_connect_object (pool, "notify::volumes-state", G_CALLBACK (update), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (pool, "notify::state-name", G_CALLBACK (update), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (vtr_pool_get_volumes (pool), "items-changed", G_CALLBACK (update),
                               self, G_CONNECT_SWAPPED | G_CONNECT_AFTER);
    }
}

static void
on_pool_changed_cb (VtrStorageChooser *self)
{
  set_pool (self, gtk_drop_down_get_selected_item (self->pool_drop_down));
  update (self);
}

static void
on_search_changed_cb (VtrStorageChooser *self)
{
  vtr_volume_table_set_search (self->table,
                               gtk_editable_get_text (GTK_EDITABLE (self->search_entry)));
  update (self);
}

static void
on_show_all_cb (VtrStorageChooser *self)
{
  vtr_volume_table_set_test (self->table, gtk_check_button_get_active (self->show_all)
                                              ? is_no_folder
                                              : purposes[self->purpose].test);
  update (self);
}

static void
on_volume_activated_cb (VtrStorageChooser *self,
                        VtrVolume         *volume)
{
  if (can_choose (self))
    choose_volume (self, volume);
}

/* Uploading: what is on its way can be chosen as soon as all of it is there. */

static void
on_uploaded_cb (VtrStorageChooser *self,
                VtrJob            *job)
{
  const char *name = g_object_get_data (G_OBJECT (job), "volume");

  if (vtr_job_get_state (job) == VTR_JOB_SUCCEEDED && vtr_job_get_subject (job) == (gpointer) self->pool)
    vtr_volume_table_select (self->table, name);
}

static void
on_upload_chosen_cb (GObject      *source,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  g_autoptr (VtrStorageChooser) self = user_data;
  g_autoptr (GFile) file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (source), result, NULL);
  g_autofree char *name = file != NULL ? g_file_get_basename (file) : NULL;
  g_autoptr (VtrJob) job = NULL;

  if (file == NULL || g_file_peek_path (file) == NULL || self->pool == NULL || self->task == NULL)
    return;

  job = vtr_pool_upload (self->pool, g_file_peek_path (file), name);
  g_object_set_data_full (G_OBJECT (job), "volume", g_steal_pointer (&name), g_free);
  g_signal_connect_object (job, "finished", G_CALLBACK (on_uploaded_cb), self, G_CONNECT_SWAPPED);
}

static void
upload (GtkWidget  *widget,
        const char *action,
        GVariant   *parameter)
{
  VtrStorageChooser *self = VTR_STORAGE_CHOOSER (widget);
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();

  gtk_file_dialog_set_title (dialog, _("Upload a File"));
  add_filters (self, dialog);
  gtk_file_dialog_open (dialog, GTK_WINDOW (gtk_widget_get_root (widget)), self->cancellable,
                        on_upload_chosen_cb, g_object_ref (self));
}

static void
refresh (GtkWidget  *widget,
         const char *action,
         GVariant   *parameter)
{
  VtrStorageChooser *self = VTR_STORAGE_CHOOSER (widget);

  if (self->pool != NULL && vtr_pool_may (self->pool, VTR_POOL_VERB_REFRESH, NULL))
    g_object_unref (vtr_pool_perform (self->pool, VTR_POOL_VERB_REFRESH));
}

static void
start_pool (GtkWidget  *widget,
            const char *action,
            GVariant   *parameter)
{
  VtrStorageChooser *self = VTR_STORAGE_CHOOSER (widget);

  if (self->pool != NULL && vtr_pool_may (self->pool, VTR_POOL_VERB_START, NULL))
    g_object_unref (vtr_pool_perform (self->pool, VTR_POOL_VERB_START));
}

static void
reload (GtkWidget  *widget,
        const char *action,
        GVariant   *parameter)
{
  vtr_storage_reload (VTR_STORAGE_CHOOSER (widget)->storage);
}

/* The pools: name and room in one line */

static void
update_pool_item (GtkListItem *item)
{
  VtrPool *pool = gtk_list_item_get_item (item);
  GtkWidget *box = gtk_list_item_get_child (item);
  g_autofree char *room = vtr_pool_describe_room (pool);

  gtk_label_set_label (GTK_LABEL (gtk_widget_get_first_child (box)), vtr_pool_get_name (pool));
  gtk_label_set_label (GTK_LABEL (gtk_widget_get_last_child (box)), room);
}

static void
on_pool_setup_cb (GtkSignalListItemFactory *factory,
                  GtkListItem              *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *name = gtk_label_new (NULL);
  GtkWidget *room = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_MIDDLE);
  gtk_widget_set_hexpand (name, TRUE);
  gtk_label_set_ellipsize (GTK_LABEL (room), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (room, "dim-label");
  gtk_widget_add_css_class (room, "numeric");
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (box), room);
  gtk_list_item_set_child (item, box);
}

static void
on_pool_bind_cb (GtkSignalListItemFactory *factory,
                 GtkListItem              *item)
{
  update_pool_item (item);
  g_signal_connect_object (gtk_list_item_get_item (item), "notify", G_CALLBACK (update_pool_item),
                           item, G_CONNECT_SWAPPED);
}

static void
on_pool_unbind_cb (GtkSignalListItemFactory *factory,
                   GtkListItem              *item)
{
  g_signal_handlers_disconnect_by_func (gtk_list_item_get_item (item), update_pool_item, item);
}

static GtkListItemFactory *
make_pool_factory (void)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (on_pool_setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (on_pool_bind_cb), NULL);
  g_signal_connect (factory, "unbind", G_CALLBACK (on_pool_unbind_cb), NULL);
  return factory;
}

/* The usual pool first, where there is one of that name. */
static void
select_usual_pool (VtrStorageChooser *self)
{
  GListModel *pools = gtk_drop_down_get_model (self->pool_drop_down);

  for (guint i = 0; i < g_list_model_get_n_items (pools); i++)
    {
      g_autoptr (VtrPool) pool = g_list_model_get_item (pools, i);

      if (g_str_equal (vtr_pool_get_name (pool), "default"))
        gtk_drop_down_set_selected (self->pool_drop_down, i);
    }
}

static void
on_storage_state_cb (VtrStorageChooser *self)
{
  if (vtr_storage_get_load_state (self->storage) == VTR_LOAD_DONE && self->pool == NULL)
    select_usual_pool (self);
  update (self);
}

static void
vtr_storage_chooser_closed (AdwDialog *dialog)
{
  answer (VTR_STORAGE_CHOOSER (dialog), NULL);
}

static void
vtr_storage_chooser_dispose (GObject *object)
{
  VtrStorageChooser *self = VTR_STORAGE_CHOOSER (object);

  g_cancellable_cancel (self->cancellable);
  answer (self, NULL);
  if (self->table != NULL)
    set_pool (self, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), VTR_TYPE_STORAGE_CHOOSER);
  g_clear_object (&self->selected);
  g_clear_object (&self->pool);
  g_clear_object (&self->storage);

  G_OBJECT_CLASS (vtr_storage_chooser_parent_class)->dispose (object);
}

static void
vtr_storage_chooser_finalize (GObject *object)
{
  VtrStorageChooser *self = VTR_STORAGE_CHOOSER (object);

  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (vtr_storage_chooser_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/vitrine/Vitrine/ui/storage/vtr-storage-chooser.ui");
  gtk_widget_class_bind_template_child (widget_class, VtrStorageChooser, search_bar);
  gtk_widget_class_bind_template_child (widget_class, VtrStorageChooser, search_entry);
  gtk_widget_class_bind_template_child (widget_class, VtrStorageChooser, files_list);
  gtk_widget_class_bind_template_child (widget_class, VtrStorageChooser, upload_button);
  gtk_widget_class_bind_template_child (widget_class, VtrStorageChooser, file_row);
  gtk_widget_class_bind_template_child (widget_class, VtrStorageChooser, pool_drop_down);
  gtk_widget_class_bind_template_child (widget_class, VtrStorageChooser, stack);
  gtk_widget_class_bind_template_child (widget_class, VtrStorageChooser, table);
  gtk_widget_class_bind_template_child (widget_class, VtrStorageChooser, status);
  gtk_widget_class_bind_template_child (widget_class, VtrStorageChooser, status_button);
  gtk_widget_class_bind_template_child (widget_class, VtrStorageChooser, show_all);
  gtk_widget_class_bind_template_callback (widget_class, on_pool_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_selection_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_show_all_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_volume_activated_cb);
}

static void
vtr_storage_chooser_class_init (VtrStorageChooserClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = vtr_storage_chooser_dispose;
  object_class->finalize = vtr_storage_chooser_finalize;
  ADW_DIALOG_CLASS (klass)->closed = vtr_storage_chooser_closed;

  g_type_ensure (VTR_TYPE_VOLUME_TABLE);
  bind_template (widget_class);
  gtk_widget_class_install_action (widget_class, "storage-chooser.cancel", NULL, cancel);
  gtk_widget_class_install_action (widget_class, "storage-chooser.choose", NULL, choose);
  gtk_widget_class_install_action (widget_class, "storage-chooser.choose-file", NULL, choose_file);
  gtk_widget_class_install_action (widget_class, "storage-chooser.refresh", NULL, refresh);
  gtk_widget_class_install_action (widget_class, "storage-chooser.reload", NULL, reload);
  gtk_widget_class_install_action (widget_class, "storage-chooser.upload", NULL, upload);
  gtk_widget_class_install_action (widget_class, "storage-chooser.start-pool", NULL, start_pool);
}

static void
vtr_storage_chooser_init (VtrStorageChooser *self)
{
  g_autoptr (GtkListItemFactory) factory = make_pool_factory ();

  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  vtr_volume_table_set_single (self->table);
  gtk_drop_down_set_factory (self->pool_drop_down, factory);
}

static void
set_up (VtrStorageChooser *self,
        VtrHost           *host,
        VtrStoragePurpose  purpose)
{
  g_autoptr (GListModel) pools = NULL;

  self->purpose = purpose;
  self->storage = g_object_ref (vtr_storage_of (host));
  pools = vtr_pool_model_new (self->storage);
  adw_dialog_set_title (ADW_DIALOG (self), _(purposes[purpose].title));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->file_row), _(purposes[purpose].file));
  adw_preferences_row_set_use_underline (ADW_PREFERENCES_ROW (self->file_row), TRUE);
  gtk_widget_set_visible (self->files_list, vtr_storage_is_here (self->storage));
  gtk_widget_set_visible (self->upload_button, !vtr_storage_is_here (self->storage)
                                                   && purpose != VTR_STORAGE_FOR_FOLDER);
  gtk_widget_set_visible (GTK_WIDGET (self->show_all), purpose != VTR_STORAGE_FOR_FOLDER);
  on_show_all_cb (self);
  gtk_drop_down_set_model (self->pool_drop_down, pools);
  g_signal_connect_object (self->storage, "notify", G_CALLBACK (on_storage_state_cb), self,
                           G_CONNECT_SWAPPED);
  vtr_storage_want (self->storage);
  vtr_storage_want_usage (self->storage);
  on_storage_state_cb (self);
}

/**
 * vtr_storage_chooser_ask_async:
 * @parent: a widget of the window that asks
 * @host: whose machine shall have it
 * @purpose: what for
 * @cancellable: (nullable): takes the question back
 * @callback: called with the answer
 * @user_data: for @callback
 */
void
vtr_storage_chooser_ask_async (GtkWidget           *parent,
                               VtrHost             *host,
                               VtrStoragePurpose    purpose,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  VtrStorageChooser *self = g_object_new (VTR_TYPE_STORAGE_CHOOSER, NULL);

  /* Without a source object: a task that held its window would keep it for ever. */
  self->task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (self->task, vtr_storage_chooser_ask_async);
  set_up (self, host, purpose);
  if (cancellable != NULL)
    g_signal_connect_object (cancellable, "cancelled", G_CALLBACK (adw_dialog_force_close), self,
                             G_CONNECT_SWAPPED);
  adw_dialog_present (ADW_DIALOG (self), parent);
}

/**
 * vtr_storage_chooser_ask_finish:
 * @result: what the callback was given
 * @error: %G_IO_ERROR_CANCELLED where nothing was chosen
 *
 * Returns: (transfer full) (nullable): what was chosen
 */
VtrStorageChoice *
vtr_storage_chooser_ask_finish (GAsyncResult *result,
                                GError      **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
