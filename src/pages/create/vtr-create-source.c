/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-create-source.h"

#include <glib/gi18n-lib.h>

struct _VtrCreateSource
{
  AdwBin               parent_instance;

  /* owned */
  VtrMachineDraft     *draft;
  VtrOsDatabase       *database;
  GCancellable        *cancellable; /* of what is being listed */
  GPtrArray           *sources;     /* VtrOsSource */
  GPtrArray           *rows;        /* their rows, in the same order; they belong to the group */

  /* template children */
  AdwPreferencesGroup *web_group;
};

G_DEFINE_FINAL_TYPE (VtrCreateSource, vtr_create_source, ADW_TYPE_BIN)

static void
on_row_activated_cb (VtrCreateSource *self,
                     GtkWidget       *row)
{
  guint position;

  if (!g_ptr_array_find (self->rows, row, &position))
    return;
  vtr_machine_draft_set_source (self->draft, self->sources->pdata[position]);
  gtk_widget_activate_action (GTK_WIDGET (self), "create.show-size", NULL);
}

static const char *
name_sort (const VtrOsSource *source)
{
  switch (source->sort)
    {
    case VTR_OS_SOURCE_DISC:
      return source->is_live ? _("Disc to try it from") : _("Installation disc");
    case VTR_OS_SOURCE_TREE:
      return _("Installation over the network");
    case VTR_OS_SOURCE_CLOUD:
    default:
      return _("Installed already, for clouds");
    }
}

static void
add_row (VtrCreateSource   *self,
         const VtrOsSource *source)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *image = gtk_image_new_from_icon_name ("folder-download-symbolic");

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row),
                                 source->name != NULL ? source->name : name_sort (source));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), name_sort (source));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), image);
  gtk_widget_set_tooltip_text (row, source->url);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_accessible_update_state (GTK_ACCESSIBLE (image), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
  g_signal_connect_object (row, "activated", G_CALLBACK (on_row_activated_cb), self, G_CONNECT_SWAPPED);
  g_ptr_array_add (self->rows, row);
  adw_preferences_group_add (self->web_group, row);
}

static void
clear (VtrCreateSource *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->web_group, self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
  g_clear_pointer (&self->sources, g_ptr_array_unref);
  gtk_widget_set_visible (GTK_WIDGET (self->web_group), FALSE);
}

static void
on_listed_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (VtrCreateSource) self = user_data;
  g_autoptr (GPtrArray) sources
      = vtr_os_database_list_sources_finish (VTR_OS_DATABASE (object), result, NULL);

  if (sources == NULL)
    return;

  self->sources = g_steal_pointer (&sources);
  for (guint i = 0; i < self->sources->len; i++)
    add_row (self, self->sources->pdata[i]);
  gtk_widget_set_visible (GTK_WIDGET (self->web_group), self->sources->len > 0);
}

static void
vtr_create_source_dispose (GObject *object)
{
  VtrCreateSource *self = VTR_CREATE_SOURCE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (self), VTR_TYPE_CREATE_SOURCE);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->sources, g_ptr_array_unref);
  g_clear_object (&self->draft);
  g_clear_object (&self->database);

  G_OBJECT_CLASS (vtr_create_source_parent_class)->dispose (object);
}

static void
vtr_create_source_class_init (VtrCreateSourceClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = vtr_create_source_dispose;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/vitrine/Vitrine/ui/pages/create/vtr-create-source.ui");
  gtk_widget_class_bind_template_child (widget_class, VtrCreateSource, web_group);
}

static void
vtr_create_source_init (VtrCreateSource *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * vtr_create_source_set_draft:
 * @self: a screen
 * @draft: what it fills
 * @database: what knows where systems can be had
 */
void
vtr_create_source_set_draft (VtrCreateSource *self,
                             VtrMachineDraft *draft,
                             VtrOsDatabase   *database)
{
  self->draft = g_object_ref (draft);
  self->database = g_object_ref (database);
}

/* Lists where the system that was chosen can be had. */
void
vtr_create_source_list (VtrCreateSource *self)
{
  const char *id = vtr_machine_draft_get_chosen_os (self->draft);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  clear (self);
  if (id != NULL)
    vtr_os_database_list_sources_async (self->database, id, vtr_machine_draft_get_arch (self->draft),
                                        self->cancellable, on_listed_cb, g_object_ref (self));
}
