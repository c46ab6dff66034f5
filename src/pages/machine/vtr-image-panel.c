/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-image-panel.h"

#include <glib/gi18n-lib.h>

#include "storage/vtr-storage-chooser.h"

struct _VtrImagePanel
{
  AdwPreferencesGroup  parent_instance;

  /* owned */
  VtrMachine          *machine;
  VtrHardwareChoices  *choices;
  GCancellable        *cancellable;
  char                *key;

  /* borrowed: it has this in its page */
  VtrItemEditor       *editor;

  /* own child */
  GtkWidget           *row;
};

G_DEFINE_FINAL_TYPE (VtrImagePanel, vtr_image_panel, ADW_TYPE_PREFERENCES_GROUP)

static char *
get (VtrImagePanel *self,
     const char    *field)
{
  return vtr_item_editor_get_value (self->editor, self->key, field);
}

static void
want (VtrImagePanel *self,
      const char    *field,
      const char    *value)
{
  vtr_item_editor_want (self->editor, self->key, field, value);
}

/* What is in a disc is read as it stands. */
static void
take (VtrImagePanel          *self,
      const VtrStorageChoice *choice)
{
  gboolean in_pool = choice->pool != NULL && choice->volume != NULL;

  want (self, "type", in_pool ? "volume" : "file");
  want (self, "source-file", in_pool ? NULL : choice->path);
  want (self, "source-pool", in_pool ? choice->pool : NULL);
  want (self, "source-volume", in_pool ? choice->volume : NULL);
  if (choice->format != NULL)
    want (self, "format", g_str_equal (choice->format, "iso") ? "raw" : choice->format);
}

static void
on_chosen_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (VtrImagePanel) self = user_data;
  g_autoptr (VtrStorageChoice) choice = vtr_storage_chooser_ask_finish (result, NULL);

  if (choice != NULL && self->machine != NULL && self->editor != NULL)
    take (self, choice);
}

static void
choose (GtkWidget  *widget,
        const char *action,
        GVariant   *parameter)
{
  VtrImagePanel *self = VTR_IMAGE_PANEL (widget);
  g_autofree char *device = get (self, "device");
  VtrStoragePurpose purpose = VTR_STORAGE_FOR_DISK;

  if (g_strcmp0 (device, "cdrom") == 0)
    purpose = VTR_STORAGE_FOR_CD;
  else if (g_strcmp0 (device, "floppy") == 0)
    purpose = VTR_STORAGE_FOR_FLOPPY;
  vtr_storage_chooser_ask_async (widget, vtr_machine_get_host (self->machine), purpose,
                                 self->cancellable, on_chosen_cb, g_object_ref (self));
}

static void
update (VtrImagePanel *self)
{
  g_autofree char *file = NULL;
  g_autofree char *pool = NULL;
  g_autofree char *volume = NULL;
  g_autofree char *token = NULL;
  g_autofree char *text = NULL;
  const char *owner = NULL;

  if (self->machine == NULL || self->editor == NULL
      || vtr_item_editor_get_saved (self->editor) == NULL)
    return;

  file = get (self, "source-file");
  pool = get (self, "source-pool");
  volume = get (self, "source-volume");
  if (file != NULL && *file != '\0')
    {
      token = g_strconcat ("path:", file, NULL);
      owner = vtr_hardware_choices_get_claim (self->choices, token);
    }
  if (owner != NULL)
    text = g_strdup_printf (_("%s: %s has it already"), file, owner);
  else if (token != NULL)
    text = g_strdup (file);
  else if (pool != NULL && volume != NULL)
    text = g_strdup_printf (_("%s in the storage pool %s"), volume, pool);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->row), text != NULL ? text : _("None yet"));
}

static void
vtr_image_panel_dispose (GObject *object)
{
  VtrImagePanel *self = VTR_IMAGE_PANEL (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->machine);
  g_clear_object (&self->choices);
  g_clear_weak_pointer (&self->editor);

  G_OBJECT_CLASS (vtr_image_panel_parent_class)->dispose (object);
}

static void
vtr_image_panel_finalize (GObject *object)
{
  VtrImagePanel *self = VTR_IMAGE_PANEL (object);

  g_object_unref (self->cancellable);
  g_free (self->key);

  G_OBJECT_CLASS (vtr_image_panel_parent_class)->finalize (object);
}

static void
vtr_image_panel_class_init (VtrImagePanelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = vtr_image_panel_dispose;
  object_class->finalize = vtr_image_panel_finalize;

  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "image.choose", NULL, choose);
}

static void
vtr_image_panel_init (VtrImagePanel *self)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (_("_Choose…"));

  self->cancellable = g_cancellable_new ();
  self->row = adw_action_row_new ();
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self->row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->row), _("Image"));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "image.choose");
  adw_action_row_add_suffix (ADW_ACTION_ROW (self->row), button);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), self->row);
}

/**
 * vtr_image_panel_new:
 * @place: which disk it is about
 *
 * Returns: (transfer floating): the panel
 */
GtkWidget *
vtr_image_panel_new (const VtrPanelPlace *place)
{
  VtrImagePanel *self = g_object_new (VTR_TYPE_IMAGE_PANEL, NULL);

  self->machine = g_object_ref (vtr_machine_definition_get_machine (place->definition));
  self->choices = g_object_ref (place->choices);
  g_set_weak_pointer (&self->editor, place->editor);
  self->key = g_strdup (place->key);
  vtr_hardware_choices_want_claims (self->choices);
  g_signal_connect_object (place->editor, "filled", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (place->editor, "edited", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->choices, "devices-changed", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}
