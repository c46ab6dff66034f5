/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-volume-sheet.h"

#include <glib/gi18n-lib.h>

#include "virt/machine/vtr-machine.h"
#include "virt/storage/vtr-storage.h"
#include "virt/storage/vtr-volume-jobs.h"
#include "virt/storage/vtr-volume-snapshots.h"
#include "widgets/vtr-size-row.h"

#include "vtr-storage-questions.h"
#include "vtr-storage-text.h"

struct _VtrVolumeSheet
{
  AdwDialog     parent_instance;

  /* owned */
  VtrVolume    *volume;
  GCancellable *cancellable;

  /* template children */
  AdwActionRow *path_row;
  AdwActionRow *format_row;
  AdwActionRow *backing_row;
  AdwActionRow *overlays_row;
  AdwActionRow *users_row;
  AdwActionRow *snapshots_row;
  AdwActionRow *taken_row;
  VtrSizeRow   *size_row;

  /* state */
  guint64       shown_capacity;
  gboolean      has_asked; /* for its snapshots */
};

G_DEFINE_FINAL_TYPE (VtrVolumeSheet, vtr_volume_sheet, ADW_TYPE_DIALOG)

static void
show (AdwActionRow *row,
      const char   *text)
{
  adw_action_row_set_subtitle (row, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (row), text != NULL && text[0] != '\0');
}

/* Why its size stays; NULL where it can be changed. */
static const char *
find_obstacle (VtrVolumeSheet *self)
{
  VtrPool *pool = vtr_volume_get_pool (self->volume);
  g_autoptr (GPtrArray) users = vtr_volume_list_users (self->volume);
  const char *why_not = NULL;

  if (pool == NULL)
    return _("It is not there any more");
  if (!vtr_pool_can (pool, VTR_POOL_RESIZES_VOLUMES, &why_not))
    return why_not;
  for (guint i = 0; i < users->len; i++)
    if (vtr_machine_is_active (users->pdata[i]))
      return _("A machine that runs uses it: change the size there");
  return NULL;
}

static void
update_resize (VtrVolumeSheet *self)
{
  const char *obstacle = find_obstacle (self);
  guint64 bytes = vtr_size_row_get_bytes (self->size_row);

  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->size_row), obstacle != NULL ? obstacle : "");
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "volume-sheet.resize",
                                 obstacle == NULL && bytes > 0
                                     && bytes != vtr_volume_get_capacity (self->volume));
}

static void
update_users (VtrVolumeSheet *self)
{
  g_autofree char *users = vtr_volume_describe_users (self->volume);
  g_auto (GStrv) overlays = vtr_volume_list_overlays (self->volume);
  g_autofree char *lines = g_strjoinv ("\n", overlays);

  show (self->users_row, users != NULL ? users : _("Nobody"));
  show (self->overlays_row, lines);
  update_resize (self);
}

static void
on_snapshots_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (VtrVolumeSheet) self = user_data;
  g_auto (GStrv) names = vtr_volume_list_snapshots_finish (result, NULL);
  g_autofree char *words = NULL;

  if (names == NULL || g_cancellable_is_cancelled (self->cancellable))
    return;

  words = g_strjoinv (", ", names);
  show (self->snapshots_row, words);
}

/* Once, when it is known to be of the format that can have them. */
static void
ask_for_snapshots (VtrVolumeSheet *self)
{
  if (self->has_asked || g_strcmp0 (vtr_volume_get_format (self->volume), "qcow2") != 0)
    return;

  self->has_asked = TRUE;
  vtr_volume_list_snapshots_async (self->volume, self->cancellable, on_snapshots_cb,
                                   g_object_ref (self));
}

static void
update (VtrVolumeSheet *self)
{
  g_autofree char *format = vtr_volume_describe_format (self->volume);
  g_autofree char *taken = vtr_volume_describe_allocation (self->volume);
  guint64 capacity = vtr_volume_get_capacity (self->volume);

  show (self->path_row, vtr_volume_get_path (self->volume));
  show (self->format_row, format);
  show (self->backing_row, vtr_volume_get_backing_path (self->volume));
  show (self->taken_row, taken);
  /* What a person has typed stays. */
  if (capacity != self->shown_capacity)
    {
      self->shown_capacity = capacity;
      vtr_size_row_set_bytes (self->size_row, capacity);
    }
  update_users (self);
  ask_for_snapshots (self);
  vtr_volume_want (self->volume);
}

static void
resize (GtkWidget  *widget,
        const char *action,
        GVariant   *parameter)
{
  VtrVolumeSheet *self = VTR_VOLUME_SHEET (widget);
  guint64 bytes = vtr_size_row_get_bytes (self->size_row);

  if (bytes < vtr_volume_get_capacity (self->volume))
    vtr_storage_ask_shrink_volume (widget, self->volume, bytes);
  else
    g_object_unref (vtr_volume_job_resize (self->volume, bytes));
}

static void
vtr_volume_sheet_dispose (GObject *object)
{
  VtrVolumeSheet *self = VTR_VOLUME_SHEET (object);

  g_cancellable_cancel (self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (self), VTR_TYPE_VOLUME_SHEET);
  g_clear_object (&self->volume);

  G_OBJECT_CLASS (vtr_volume_sheet_parent_class)->dispose (object);
}

static void
vtr_volume_sheet_finalize (GObject *object)
{
  g_clear_object (&VTR_VOLUME_SHEET (object)->cancellable);

  G_OBJECT_CLASS (vtr_volume_sheet_parent_class)->finalize (object);
}

static void
vtr_volume_sheet_class_init (VtrVolumeSheetClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = vtr_volume_sheet_dispose;
  G_OBJECT_CLASS (klass)->finalize = vtr_volume_sheet_finalize;

  g_type_ensure (VTR_TYPE_SIZE_ROW);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/vitrine/Vitrine/ui/storage/vtr-volume-sheet.ui");
  gtk_widget_class_bind_template_child (widget_class, VtrVolumeSheet, path_row);
  gtk_widget_class_bind_template_child (widget_class, VtrVolumeSheet, format_row);
  gtk_widget_class_bind_template_child (widget_class, VtrVolumeSheet, backing_row);
  gtk_widget_class_bind_template_child (widget_class, VtrVolumeSheet, overlays_row);
  gtk_widget_class_bind_template_child (widget_class, VtrVolumeSheet, users_row);
  gtk_widget_class_bind_template_child (widget_class, VtrVolumeSheet, snapshots_row);
  gtk_widget_class_bind_template_child (widget_class, VtrVolumeSheet, taken_row);
  gtk_widget_class_bind_template_child (widget_class, VtrVolumeSheet, size_row);
  gtk_widget_class_bind_template_callback (widget_class, update_resize);
  gtk_widget_class_install_action (widget_class, "volume-sheet.resize", NULL, resize);
}

static void
vtr_volume_sheet_init (VtrVolumeSheet *self)
{
  self->cancellable = g_cancellable_new ();
}

/**
 * vtr_volume_sheet_present:
 * @parent: a widget of the window that asks
 * @volume: what is shown
 */
void
vtr_volume_sheet_present (GtkWidget *parent,
                          VtrVolume *volume)
{
  VtrVolumeSheet *self = g_object_new (VTR_TYPE_VOLUME_SHEET, NULL);
  VtrPool *pool = vtr_volume_get_pool (volume);
  VtrStorage *storage = pool != NULL ? vtr_pool_get_storage (pool) : NULL;

  self->volume = g_object_ref (volume);
  gtk_widget_init_template (GTK_WIDGET (self));
  adw_dialog_set_title (ADW_DIALOG (self), vtr_volume_get_name (volume));
  g_signal_connect_object (volume, "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  if (storage != NULL)
    {
      vtr_storage_want_usage (storage);
      g_signal_connect_object (storage, "usage-changed", G_CALLBACK (update_users), self,
                               G_CONNECT_SWAPPED);
    }
  update (self);
  adw_dialog_present (ADW_DIALOG (self), parent);
}
