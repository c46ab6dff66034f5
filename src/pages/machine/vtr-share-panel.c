/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-share-panel.h"

#include <glib/gi18n-lib.h>

#include "storage/vtr-storage-chooser.h"

/* What a shell takes as it stands. */
#define PLAIN G_CSET_a_2_z G_CSET_A_2_Z G_CSET_DIGITS "-_."

struct _VtrSharePanel
{
  AdwPreferencesGroup   parent_instance;

  /* owned */
  VtrMachineDefinition *definition;
  GCancellable         *cancellable;
  char                 *key;

  /* borrowed: it has this in its page */
  VtrItemEditor        *editor;

  /* own children */
  GtkWidget            *folder_row;
  GtkWidget            *memory_row;
  GtkWidget            *mount_row;

  /* state */
  gboolean              is_new;
  gboolean              began;
  gboolean              filling;
};

G_DEFINE_FINAL_TYPE (VtrSharePanel, vtr_share_panel, ADW_TYPE_PREFERENCES_GROUP)

static char *
get_value (VtrSharePanel *self,
           const char    *field)
{
  return vtr_item_editor_get_value (self->editor, self->key, field);
}

static gboolean
is_virtiofs (VtrSharePanel *self)
{
  g_autofree char *driver = get_value (self, "driver-type");

  return g_strcmp0 (driver, "virtiofs") == 0;
}

/* Of the machine itself, also where the form is about a device that is not there yet. */
static char *
get_memory (VtrSharePanel *self,
            const char    *field)
{
  const VtrFieldEdit *edit
      = vtr_item_edits_find (vtr_item_editor_get_edits (self->editor), "memory", field);
  VtrXmlDoc *saved = vtr_machine_definition_get_saved (self->definition);
  g_autoptr (VtrItem) memory = NULL;

  if (edit != NULL)
    return g_strdup (edit->value);
  memory = saved != NULL ? vtr_item_find (saved, "memory") : NULL;
  return memory != NULL ? vtr_item_get (memory, field) : NULL;
}

static gboolean
is_memory_shared (VtrSharePanel *self)
{
  g_autofree char *access = get_memory (self, "access-mode");

  return g_strcmp0 (access, "shared") == 0;
}

/* Anonymous memory cannot be shared; what is in files or huge pages already can. */
static void
share_memory (VtrSharePanel *self,
              gboolean       share)
{
  g_autofree char *source = get_memory (self, "source-type");
  g_autofree char *hugepages = get_memory (self, "hugepages");

  if (!share)
    {
      vtr_item_editor_want (self->editor, "memory", "access-mode", NULL);
      return;
    }
  if ((source == NULL || g_str_equal (source, "anonymous")) && hugepages == NULL)
    vtr_item_editor_want (self->editor, "memory", "source-type", "memfd");
  vtr_item_editor_want (self->editor, "memory", "access-mode", "shared");
}

static void
on_memory_switched_cb (VtrSharePanel *self)
{
  if (!self->filling)
    share_memory (self, adw_switch_row_get_active (ADW_SWITCH_ROW (self->memory_row)));
}

static void
on_folder_chosen_cb (GObject      *source,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  g_autoptr (VtrSharePanel) self = user_data;
  g_autoptr (VtrStorageChoice) choice = vtr_storage_chooser_ask_finish (result, NULL);

  if (choice != NULL && self->definition != NULL && self->editor != NULL)
    vtr_item_editor_want (self->editor, self->key, "source-dir", choice->path);
}

static void
choose_folder (GtkWidget  *widget,
               const char *action,
               GVariant   *parameter)
{
  VtrSharePanel *self = VTR_SHARE_PANEL (widget);
  VtrMachine *machine = vtr_machine_definition_get_machine (self->definition);

  vtr_storage_chooser_ask_async (widget, vtr_machine_get_host (machine), VTR_STORAGE_FOR_FOLDER,
                                 self->cancellable, on_folder_chosen_cb, g_object_ref (self));
}

static char *
make_mount_line (VtrSharePanel *self)
{
  g_autofree char *tag = get_value (self, "target");
  g_autofree char *quoted = g_shell_quote (tag != NULL ? tag : "");
  gboolean is_plain = tag != NULL && tag[strspn (tag, PLAIN)] == '\0';
  const char *name = is_plain ? tag : quoted;

  if (is_virtiofs (self))
    return g_strdup_printf ("sudo mount -t virtiofs %s /mnt", name);
  return g_strdup_printf ("sudo mount -t 9p -o trans=virtio,version=9p2000.L %s /mnt", name);
}

static void
copy_line (GtkWidget  *widget,
           const char *action,
           GVariant   *parameter)
{
  g_autofree char *line = make_mount_line (VTR_SHARE_PANEL (widget));

  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), line);
  gtk_widget_activate_action (widget, "window.say", "s", _("Copied"));
}

static void
update (VtrSharePanel *self)
{
  g_autofree char *folder = NULL;
  g_autofree char *line = NULL;
  gboolean may;

  if (self->definition == NULL || self->editor == NULL
      || vtr_item_editor_get_saved (self->editor) == NULL)
    return;

  may = vtr_item_editor_get_reason (self->editor) == NULL;
  folder = get_value (self, "source-dir");
  line = make_mount_line (self);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->folder_row),
                               folder != NULL && *folder != '\0' ? folder : _("None yet"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->mount_row), line);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "share.choose-folder", may);
  self->filling = TRUE;
  gtk_widget_set_visible (self->memory_row, is_virtiofs (self));
  gtk_widget_set_sensitive (self->memory_row, may);
  adw_switch_row_set_active (ADW_SWITCH_ROW (self->memory_row), is_memory_shared (self));
  self->filling = FALSE;

  /* Without it the machine would not start. */
  if (self->is_new && !self->began)
    {
      self->began = TRUE;
      if (is_virtiofs (self) && !is_memory_shared (self))
        share_memory (self, TRUE);
    }
}

static GtkWidget *
add_button (GtkWidget  *row,
            const char *label,
            const char *action)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  return button;
}

static void
add_row (VtrSharePanel *self,
         GtkWidget     *row,
         const char    *title)
{
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
}

static void
build (VtrSharePanel *self)
{
  self->folder_row = adw_action_row_new ();
  add_row (self, self->folder_row, _("Folder on the Host"));
  add_button (self->folder_row, _("_Choose…"), "share.choose-folder");

  self->memory_row = adw_switch_row_new ();
  add_row (self, self->memory_row, _("Share the Machine's Memory"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->memory_row),
                               _("Shared folders need it; it takes effect when the machine starts"));
  g_signal_connect_object (self->memory_row, "notify::active", G_CALLBACK (on_memory_switched_cb),
                           self, G_CONNECT_SWAPPED);

  self->mount_row = adw_action_row_new ();
  add_row (self, self->mount_row, _("To Mount It in the Guest"));
  adw_action_row_set_subtitle_selectable (ADW_ACTION_ROW (self->mount_row), TRUE);
  add_button (self->mount_row, _("C_opy"), "share.copy-line");
}

static void
vtr_share_panel_dispose (GObject *object)
{
  g_cancellable_cancel (VTR_SHARE_PANEL (object)->cancellable);
  g_clear_object (&VTR_SHARE_PANEL (object)->definition);
  g_clear_weak_pointer (&VTR_SHARE_PANEL (object)->editor);

  G_OBJECT_CLASS (vtr_share_panel_parent_class)->dispose (object);
}

static void
vtr_share_panel_finalize (GObject *object)
{
  g_object_unref (VTR_SHARE_PANEL (object)->cancellable);
  g_free (VTR_SHARE_PANEL (object)->key);

  G_OBJECT_CLASS (vtr_share_panel_parent_class)->finalize (object);
}

static void
vtr_share_panel_class_init (VtrSharePanelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = vtr_share_panel_dispose;
  object_class->finalize = vtr_share_panel_finalize;

  gtk_widget_class_install_action (widget_class, "share.choose-folder", NULL, choose_folder);
  gtk_widget_class_install_action (widget_class, "share.copy-line", NULL, copy_line);
}

static void
vtr_share_panel_init (VtrSharePanel *self)
{
  self->cancellable = g_cancellable_new ();
  build (self);
}

/**
 * vtr_share_panel_new:
 * @place: which folder it is about
 *
 * Returns: (transfer floating): the panel
 */
GtkWidget *
vtr_share_panel_new (const VtrPanelPlace *place)
{
  VtrSharePanel *self = g_object_new (VTR_TYPE_SHARE_PANEL, NULL);

  self->definition = g_object_ref (place->definition);
  g_set_weak_pointer (&self->editor, place->editor);
  self->key = g_strdup (place->key);
  self->is_new = place->is_new;
  g_signal_connect_object (place->editor, "filled", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (place->editor, "edited", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}
