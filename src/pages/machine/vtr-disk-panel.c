/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-disk-panel.h"

#include <glib/gi18n-lib.h>

#include "base/vtr-format.h"
#include "definition/device/vtr-disk-source.h"
#include "editors/vtr-suggestion-button.h"
#include "storage/vtr-storage-chooser.h"
#include "virt/edit/vtr-disk-job.h"
#include "widgets/vtr-trouble-dialog.h"

#include "vtr-applying.h"
#include "vtr-choose-file.h"
#include "vtr-grow-dialog.h"
#include "vtr-recent-media.h"

struct _VtrDiskPanel
{
  AdwPreferencesGroup   parent_instance;

  /* owned */
  VtrMachineDefinition *definition;
  GSettings            *settings;
  GCancellable         *cancellable;
  char                 *key;
  char                 *source;      /* what the size is of */
  VtrJob               *job;         /* that runs, or ran last */

  /* borrowed: it has this in its page */
  VtrItemEditor        *editor;

  /* own children */
  GtkWidget            *medium_row;
  GtkWidget            *eject_button;
  GtkWidget            *recent_button;
  GtkWidget            *size_row;
  GtkWidget            *move_row;
  GtkWidget            *move_button;
  GtkWidget            *job_row;
  GtkWidget            *progress;

  /* state */
  VtrDiskSize           size;
};

G_DEFINE_FINAL_TYPE (VtrDiskPanel, vtr_disk_panel, ADW_TYPE_PREFERENCES_GROUP)

static VtrMachine *
get_machine (VtrDiskPanel *self)
{
  return vtr_machine_definition_get_machine (self->definition);
}

/* The disk as it is now: what runs comes before what is saved. */
static VtrItem *
find_disk (VtrDiskPanel *self)
{
  VtrXmlDoc *running
      = self->editor != NULL ? vtr_item_editor_get_running (self->editor) : NULL;
  VtrXmlDoc *saved = self->editor != NULL ? vtr_item_editor_get_saved (self->editor) : NULL;
  VtrItem *item = running != NULL ? vtr_item_find (running, self->key) : NULL;

  return item != NULL || saved == NULL ? item : vtr_item_find (saved, self->key);
}

static gboolean
takes_media (const VtrItem *disk)
{
  g_autofree char *device = vtr_item_get (disk, "device");

  return g_strcmp0 (device, "cdrom") == 0 || g_strcmp0 (device, "floppy") == 0;
}

/* Media */

/* What was said about the old medium goes with it. */
static void
put_in (VtrDiskPanel *self,
        const char   *path)
{
  static const char *const others[] = { "source-dev", "source-pool", "source-volume", "source-dir",
                                        "source-protocol", "source-name" };
  GPtrArray *edits = g_ptr_array_new_with_free_func (vtr_edit_free);
  VtrEdit *edit = vtr_edit_new (VTR_EDIT_SET_VALUES, self->key, NULL);

  vtr_edit_set (edit, "type", "file");
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    vtr_edit_set (edit, others[i], NULL);
  vtr_edit_set (edit, "source-file", path);
  g_ptr_array_add (edits, edit);
  vtr_applying_start (GTK_WIDGET (self), self->definition, edits,
                      path != NULL ? _("The disc could not be put in")
                                   : _("The disc could not be taken out"),
                      NULL, NULL);
}

static void
insert (VtrDiskPanel *self,
        const char   *path)
{
  VtrHost *host = vtr_machine_get_host (get_machine (self));

  if (host != NULL)
    vtr_recent_media_add (self->settings, vtr_host_get_uri (host), path);
  put_in (self, path);
}

static void
on_recent_chosen_cb (VtrDiskPanel *self,
                     const char   *path)
{
  insert (self, path);
}

static void
on_medium_chosen_cb (GObject      *source,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  g_autoptr (VtrDiskPanel) self = user_data;
  g_autoptr (VtrStorageChoice) choice = vtr_storage_chooser_ask_finish (result, NULL);

  if (choice != NULL && self->definition != NULL && self->editor != NULL)
    insert (self, choice->path);
}

static void
insert_medium (GtkWidget  *widget,
               const char *action,
               GVariant   *parameter)
{
  VtrDiskPanel *self = VTR_DISK_PANEL (widget);
  g_autoptr (VtrItem) disk = find_disk (self);
  g_autofree char *device = disk != NULL ? vtr_item_get (disk, "device") : NULL;

  vtr_storage_chooser_ask_async (widget, vtr_machine_get_host (get_machine (self)),
                                 g_strcmp0 (device, "floppy") == 0 ? VTR_STORAGE_FOR_FLOPPY
                                                                   : VTR_STORAGE_FOR_CD,
                                 self->cancellable, on_medium_chosen_cb, g_object_ref (self));
}

static void
eject (GtkWidget  *widget,
       const char *action,
       GVariant   *parameter)
{
  put_in (VTR_DISK_PANEL (widget), NULL);
}

static void
list_recent (VtrDiskPanel *self)
{
  VtrHost *host = vtr_machine_get_host (get_machine (self));
  g_auto (GStrv) paths
      = host != NULL ? vtr_recent_media_list (self->settings, vtr_host_get_uri (host)) : NULL;
  g_autoptr (GPtrArray) choices = g_ptr_array_new_with_free_func (vtr_choice_free);

  for (guint i = 0; paths != NULL && paths[i] != NULL; i++)
    {
      g_autofree char *name = g_path_get_basename (paths[i]);
      g_autofree char *folder = g_path_get_dirname (paths[i]);

      g_ptr_array_add (choices, vtr_choice_new (paths[i], name, folder, NULL));
    }
  vtr_suggestion_button_set_choices (VTR_SUGGESTION_BUTTON (self->recent_button), choices);
}

/* Jobs */

static void
on_job_changed_cb (VtrDiskPanel *self)
{
  gboolean runs = vtr_job_get_state (self->job) == VTR_JOB_RUNNING;
  double fraction = vtr_job_get_fraction (self->job);
  const char *status = vtr_job_get_status (self->job);

  gtk_widget_set_visible (self->job_row, runs);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "disk.cancel", vtr_job_get_can_cancel (self->job));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->job_row),
                                 vtr_job_get_title (self->job));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->job_row), status != NULL ? status : "");
  if (fraction >= 0)
    gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->progress), fraction);
}

static void update (VtrDiskPanel *self);

static void
on_job_finished_cb (VtrDiskPanel *self)
{
  const VtrTrouble *trouble = vtr_job_get_trouble (self->job);

  on_job_changed_cb (self);
  g_clear_pointer (&self->source, g_free);
  update (self);
  if (vtr_job_get_state (self->job) == VTR_JOB_FAILED && gtk_widget_get_root (GTK_WIDGET (self)) != NULL)
    adw_dialog_present (vtr_trouble_dialog_new (trouble), GTK_WIDGET (self));
}

static void
follow (VtrDiskPanel *self,
        VtrJob       *job)
{
  if (self->job != NULL)
    g_signal_handlers_disconnect_by_data (self->job, self);
  g_clear_object (&self->job);
  self->job = job;
  g_signal_connect_object (job, "notify", G_CALLBACK (on_job_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (job, "finished", G_CALLBACK (on_job_finished_cb), self,
                           G_CONNECT_SWAPPED);
  if (vtr_job_get_state (job) == VTR_JOB_RUNNING)
    on_job_changed_cb (self);
  else
    on_job_finished_cb (self);
}

static void
cancel (GtkWidget  *widget,
        const char *action,
        GVariant   *parameter)
{
  VtrDiskPanel *self = VTR_DISK_PANEL (widget);

  if (self->job != NULL)
    vtr_job_cancel (self->job);
}

static void
on_grow_cb (VtrDiskPanel *self,
            guint64       bytes)
{
  follow (self, vtr_machine_resize_disk (get_machine (self), self->key, bytes));
}

static void
grow (GtkWidget  *widget,
      const char *action,
      GVariant   *parameter)
{
  VtrDiskPanel *self = VTR_DISK_PANEL (widget);
  AdwDialog *dialog
      = vtr_grow_dialog_new (self->size.capacity, vtr_machine_is_active (get_machine (self)));

  g_signal_connect_object (dialog, "grow", G_CALLBACK (on_grow_cb), self, G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, widget);
}

static void
on_destination_chosen_cb (GObject      *source,
                          GAsyncResult *result,
                          gpointer      user_data)
{
  VtrDiskPanel *self = VTR_DISK_PANEL (source);
  g_autofree char *path = vtr_choose_file_finish (result);

  if (path != NULL && self->definition != NULL && self->editor != NULL)
    follow (self, vtr_machine_move_disk (get_machine (self), self->key, path));
}

static void
move (GtkWidget  *widget,
      const char *action,
      GVariant   *parameter)
{
  VtrDiskPanel *self = VTR_DISK_PANEL (widget);

  vtr_choose_file_async (widget, vtr_machine_get_host (get_machine (self)), self->source,
                         on_destination_chosen_cb, NULL);
}

/* What is shown */

static void
show_size (VtrDiskPanel *self,
           const char   *text)
{
  gboolean busy = self->job != NULL && vtr_job_get_state (self->job) == VTR_JOB_RUNNING;

  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->size_row), text);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "disk.grow",
                                 self->size.capacity > 0 && !busy
                                     && vtr_item_editor_get_reason (self->editor) == NULL);
}

static void
on_size_loaded_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (VtrDiskPanel) self = user_data;
  VtrDiskSize size = { 0 };
  g_autofree char *capacity = NULL;
  g_autofree char *allocation = NULL;
  g_autofree char *text = NULL;
  gboolean known
      = vtr_machine_load_disk_size_finish (VTR_MACHINE (source), result, &size, NULL);

  if (self->definition == NULL || self->editor == NULL)
    return;

  self->size = size;
  if (known)
    {
      capacity = vtr_format_bytes (size.capacity);
      allocation = vtr_format_bytes (size.allocation);
      /* Translators: the size of a disk, and how much of that the host has used for it */
      text = g_strdup_printf (_("%s, of which %s are in use on the host"), capacity, allocation);
    }
  show_size (self, known ? text : _("The host does not know"));
}

static void
update_medium (VtrDiskPanel *self)
{
  gboolean may = vtr_item_editor_get_reason (self->editor) == NULL;
  g_autofree char *name = self->source != NULL ? g_path_get_basename (self->source) : NULL;

  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->medium_row), name != NULL ? name : _("Empty"));
  gtk_widget_set_tooltip_text (self->medium_row, self->source);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "disk.insert", may);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "disk.eject", may && name != NULL);
  gtk_widget_set_sensitive (self->recent_button, may);
  list_recent (self);
}

static void
update_move (VtrDiskPanel *self)
{
  gboolean active = vtr_machine_is_active (get_machine (self));
  gboolean busy = self->job != NULL && vtr_job_get_state (self->job) == VTR_JOB_RUNNING;

  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->move_row),
                               active ? _("The machine goes on meanwhile; the old file stays")
                                      : _("Only while the machine runs"));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "disk.move",
                                 active && !busy
                                     && vtr_item_editor_get_reason (self->editor) == NULL);
}

static void
update (VtrDiskPanel *self)
{
  g_autoptr (VtrItem) disk = find_disk (self);
  g_autofree char *source = disk != NULL ? vtr_disk_source_get (disk->node) : NULL;
  gboolean media = disk != NULL && takes_media (disk);
  gboolean other;

  gtk_widget_set_visible (GTK_WIDGET (self), disk != NULL);
  if (disk == NULL)
    return;

  gtk_widget_set_visible (self->medium_row, media);
  gtk_widget_set_visible (self->size_row, !media);
  gtk_widget_set_visible (self->move_row, !media);
  other = g_set_str (&self->source, source);
  if (media)
    update_medium (self);
  else
    update_move (self);
  if (!media && other)
    {
      show_size (self, _("Asking the host…"));
      vtr_machine_load_disk_size_async (get_machine (self), self->key, self->cancellable,
                                        on_size_loaded_cb, g_object_ref (self));
    }
}

static GtkWidget *
make_row (VtrDiskPanel *self,
          const char   *title)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  return row;
}

static GtkWidget *
add_button (GtkWidget  *row,
            const char *label,
            const char *action)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  return button;
}

static void
build (VtrDiskPanel *self)
{
  self->medium_row = make_row (self, _("Medium"));
  self->eject_button = add_button (self->medium_row, _("_Eject"), "disk.eject");
  add_button (self->medium_row, _("_Insert…"), "disk.insert");
  self->recent_button = vtr_suggestion_button_new ();
  gtk_widget_set_tooltip_text (self->recent_button, _("Discs That Were Put In Last"));
  g_signal_connect_object (self->recent_button, "chosen", G_CALLBACK (on_recent_chosen_cb), self,
                           G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self->medium_row), self->recent_button);

  self->size_row = make_row (self, _("Size"));
  add_button (self->size_row, _("_Grow…"), "disk.grow");
  self->move_row = make_row (self, _("Move to Another Place"));
  self->move_button = add_button (self->move_row, _("_Move…"), "disk.move");

  self->job_row = make_row (self, "");
  self->progress = gtk_progress_bar_new ();
  gtk_widget_set_valign (self->progress, GTK_ALIGN_CENTER);
  gtk_widget_set_size_request (self->progress, 80, -1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self->job_row), self->progress);
  add_button (self->job_row, _("_Cancel"), "disk.cancel");
  gtk_widget_set_visible (self->job_row, FALSE);
}

static void
vtr_disk_panel_dispose (GObject *object)
{
  VtrDiskPanel *self = VTR_DISK_PANEL (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->definition);
  g_clear_object (&self->settings);
  g_clear_object (&self->job);
  g_clear_weak_pointer (&self->editor);

  G_OBJECT_CLASS (vtr_disk_panel_parent_class)->dispose (object);
}

static void
vtr_disk_panel_finalize (GObject *object)
{
  VtrDiskPanel *self = VTR_DISK_PANEL (object);

  g_object_unref (self->cancellable);
  g_free (self->key);
  g_free (self->source);

  G_OBJECT_CLASS (vtr_disk_panel_parent_class)->finalize (object);
}

static void
vtr_disk_panel_class_init (VtrDiskPanelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = vtr_disk_panel_dispose;
  object_class->finalize = vtr_disk_panel_finalize;

  gtk_widget_class_install_action (widget_class, "disk.insert", NULL, insert_medium);
  gtk_widget_class_install_action (widget_class, "disk.eject", NULL, eject);
  gtk_widget_class_install_action (widget_class, "disk.grow", NULL, grow);
  gtk_widget_class_install_action (widget_class, "disk.move", NULL, move);
  gtk_widget_class_install_action (widget_class, "disk.cancel", NULL, cancel);
}

static void
vtr_disk_panel_init (VtrDiskPanel *self)
{
  self->cancellable = g_cancellable_new ();
  self->settings = g_settings_new ("org.vitrine.Vitrine");
  build (self);
}

/**
 * vtr_disk_panel_new:
 * @place: which disk it is about
 *
 * Returns: (transfer floating): the panel
 */
GtkWidget *
vtr_disk_panel_new (const VtrPanelPlace *place)
{
  VtrDiskPanel *self = g_object_new (VTR_TYPE_DISK_PANEL, NULL);

  self->definition = g_object_ref (place->definition);
  g_set_weak_pointer (&self->editor, place->editor);
  self->key = g_strdup (place->key);
  g_signal_connect_object (place->editor, "filled", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}
