/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-volume-dialog.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "definition/storage/vtr-pool-definition.h"
#include "virt/storage/vtr-storage.h"
#include "virt/storage/vtr-volume-jobs.h"
#include "widgets/vtr-size-row.h"

#include "vtr-pool-model.h"
#include "vtr-storage-chooser.h"

#define USUAL_SIZE ((guint64) 20 << 30)

struct _VtrVolumeDialog
{
  AdwDialog        parent_instance;

  /* owned */
  VtrPool         *pool;     /* where it begins */
  VtrVolume       *original; /* that is copied; NULL: a new one */
  char            *backing_path;
  char            *backing_format;
  GCancellable    *cancellable;

  /* template children */
  AdwEntryRow     *name_row;
  AdwComboRow     *pool_row;
  AdwComboRow     *format_row;
  VtrSizeRow      *size_row;
  AdwSwitchRow    *allocate_row;
  GtkWidget       *more_group;
  AdwActionRow    *backing_row;
  GtkWidget       *backing_clear;
  GtkWidget       *backing_button;
  AdwExpanderRow  *secret_row;
  GtkEditable     *password_row;
  GtkEditable     *again_row;
  GtkLabel        *note_label;

  /* state */
  gboolean         is_set_up;
};

G_DEFINE_FINAL_TYPE (VtrVolumeDialog, vtr_volume_dialog, ADW_TYPE_DIALOG)

static const char *const formats[] = { "qcow2", "raw", NULL };

/* A copy can go anywhere, and be what other programs want. */
static const char *const copy_formats[] = { "qcow2", "raw", "vmdk", "vdi", "qed", NULL };

static VtrPool *
get_pool (VtrVolumeDialog *self)
{
  VtrPool *pool = adw_combo_row_get_selected_item (self->pool_row);

  return self->original != NULL && pool != NULL ? pool : self->pool;
}

static gboolean
has_files (VtrVolumeDialog *self)
{
  const VtrPoolType *type = vtr_pool_type_get (vtr_pool_get_kind (get_pool (self)));

  return type == NULL || (type->abilities & VTR_POOL_HAS_FILES) != 0;
}

static const char *
get_format (VtrVolumeDialog *self)
{
  GtkStringObject *item = adw_combo_row_get_selected_item (self->format_row);

  return has_files (self) && item != NULL ? gtk_string_object_get_string (item) : NULL;
}

static char *
get_name (VtrVolumeDialog *self)
{
  g_autofree char *text = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->name_row)));

  g_strstrip (text);
  return text[0] != '\0' ? vtr_volume_name_for (text, get_format (self)) : g_steal_pointer (&text);
}

static gboolean
is_encrypted (VtrVolumeDialog *self)
{
  return gtk_widget_get_visible (self->more_group)
         && adw_expander_row_get_enable_expansion (self->secret_row);
}

static guint64
get_capacity (VtrVolumeDialog *self)
{
  return self->original != NULL ? vtr_volume_get_capacity (self->original)
                                : vtr_size_row_get_bytes (self->size_row);
}

/* What would go wrong, or may later; @fatal where it cannot be done. */
static const char *
find_note (VtrVolumeDialog *self,
           const char      *name,
           gboolean        *fatal)
{
  VtrPool *pool = get_pool (self);
  guint64 capacity = get_capacity (self);
  gboolean too_large = vtr_pool_get_capacity (pool) > 0 && capacity > vtr_pool_get_available (pool);
  gboolean takes_all = adw_switch_row_get_active (self->allocate_row) || !has_files (self);

  *fatal = TRUE;
  if (vtr_pool_find_volume (pool, name) != NULL)
    return _("There is a volume of that name already.");
  if (strchr (name, '/') != NULL)
    return _("A name cannot have a slash in it.");
  if (too_large && takes_all)
    return _("The pool has not so much room.");
  if (is_encrypted (self) && strcmp (gtk_editable_get_text (self->password_row),
                                     gtk_editable_get_text (self->again_row)) != 0)
    return _("The passwords are not the same.");
  *fatal = FALSE;
  if (too_large)
    return _("This is more than the pool has free: when it is full, machines on it stop.");
  return NULL;
}

static gboolean
is_complete (VtrVolumeDialog *self,
             const char      *name)
{
  return name[0] != '\0' && get_capacity (self) > 0
         && (!is_encrypted (self) || gtk_editable_get_text (self->password_row)[0] != '\0');
}

static void
on_changed_cb (VtrVolumeDialog *self)
{
  g_autofree char *name = NULL;
  const char *note;
  gboolean fatal;

  if (!self->is_set_up)
    return;

  name = get_name (self);
  note = find_note (self, name, &fatal);
  gtk_label_set_label (self->note_label, note != NULL ? note : "");
  gtk_widget_set_visible (GTK_WIDGET (self->note_label), note != NULL);
  if (note != NULL && fatal)
    gtk_widget_add_css_class (GTK_WIDGET (self->note_label), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->note_label), "error");
  gtk_widget_set_visible (GTK_WIDGET (self->format_row), has_files (self));
  gtk_widget_set_visible (GTK_WIDGET (self->allocate_row), has_files (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "volume-dialog.create",
                                 is_complete (self, name) && !(note != NULL && fatal));
}

/* Encrypted qcow2 would be two layers where one does, and raw has no room for a backing file. */
static void
on_format_cb (VtrVolumeDialog *self)
{
  gboolean is_raw = g_strcmp0 (get_format (self), "raw") == 0;

  gtk_widget_set_visible (GTK_WIDGET (self->backing_row), !is_raw);
  gtk_widget_set_visible (GTK_WIDGET (self->secret_row), is_raw);
  if (!is_raw)
    adw_expander_row_set_enable_expansion (self->secret_row, FALSE);
  on_changed_cb (self);
}

static void
set_backing (VtrVolumeDialog  *self,
             VtrStorageChoice *choice)
{
  g_set_str (&self->backing_path, choice != NULL ? choice->path : NULL);
  g_set_str (&self->backing_format,
             choice != NULL && choice->format != NULL ? choice->format : "raw");
  adw_action_row_set_subtitle (self->backing_row,
                               choice != NULL ? choice->path : _("None"));
  gtk_widget_set_visible (self->backing_clear, choice != NULL);
  if (choice != NULL && choice->capacity > 0)
    vtr_size_row_set_bytes (self->size_row, choice->capacity);
  on_changed_cb (self);
}

static void
on_backing_chosen_cb (GObject      *source,
                      GAsyncResult *result,
                      gpointer      user_data)
{
  g_autoptr (VtrVolumeDialog) self = user_data;
  g_autoptr (VtrStorageChoice) choice = vtr_storage_chooser_ask_finish (result, NULL);

  if (choice != NULL && !g_cancellable_is_cancelled (self->cancellable))
    set_backing (self, choice);
}

static void
on_backing_clicked_cb (VtrVolumeDialog *self)
{
  VtrStorage *storage = vtr_pool_get_storage (self->pool);

  if (storage != NULL && vtr_storage_get_host (storage) != NULL)
    vtr_storage_chooser_ask_async (GTK_WIDGET (self), vtr_storage_get_host (storage),
                                   VTR_STORAGE_FOR_DISK, self->cancellable, on_backing_chosen_cb,
                                   g_object_ref (self));
}

static void
on_backing_cleared_cb (VtrVolumeDialog *self)
{
  set_backing (self, NULL);
}

static void
create (GtkWidget  *widget,
        const char *action,
        GVariant   *parameter)
{
  VtrVolumeDialog *self = VTR_VOLUME_DIALOG (widget);
  g_autofree char *name = get_name (self);
  g_autoptr (VtrVolumePlan) plan = vtr_volume_plan_new (name);
  VtrPool *pool = get_pool (self);

  plan->format = g_strdup (get_format (self));
  plan->capacity = get_capacity (self);
  if (adw_switch_row_get_active (self->allocate_row) || !has_files (self))
    plan->allocation = plan->capacity;
  if (g_strcmp0 (plan->format, "qcow2") == 0 && self->backing_path != NULL)
    {
      plan->backing_path = g_strdup (self->backing_path);
      plan->backing_format = g_strdup (self->backing_format);
    }
  if (is_encrypted (self))
    plan->secret_uuid = g_uuid_string_random ();

  if (self->original != NULL)
    g_object_unref (vtr_volume_job_copy (self->original, pool, plan));
  else
    g_object_unref (vtr_volume_job_create (
        pool, plan, plan->secret_uuid != NULL ? gtk_editable_get_text (self->password_row) : NULL));
  adw_dialog_close (ADW_DIALOG (self));
}

static void
cancel (GtkWidget  *widget,
        const char *action,
        GVariant   *parameter)
{
  adw_dialog_close (ADW_DIALOG (widget));
}

static void
vtr_volume_dialog_dispose (GObject *object)
{
  VtrVolumeDialog *self = VTR_VOLUME_DIALOG (object);

  self->is_set_up = FALSE;
  g_cancellable_cancel (self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (self), VTR_TYPE_VOLUME_DIALOG);
  g_clear_object (&self->pool);
  g_clear_object (&self->original);

  G_OBJECT_CLASS (vtr_volume_dialog_parent_class)->dispose (object);
}

static void
vtr_volume_dialog_finalize (GObject *object)
{
  VtrVolumeDialog *self = VTR_VOLUME_DIALOG (object);

  g_clear_object (&self->cancellable);
  g_free (self->backing_path);
  g_free (self->backing_format);

  G_OBJECT_CLASS (vtr_volume_dialog_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/vitrine/Vitrine/ui/storage/vtr-volume-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, VtrVolumeDialog, name_row);
  gtk_widget_class_bind_template_child (widget_class, VtrVolumeDialog, pool_row);
  gtk_widget_class_bind_template_child (widget_class, VtrVolumeDialog, format_row);
  gtk_widget_class_bind_template_child (widget_class, VtrVolumeDialog, size_row);
  gtk_widget_class_bind_template_child (widget_class, VtrVolumeDialog, allocate_row);
  gtk_widget_class_bind_template_child (widget_class, VtrVolumeDialog, more_group);
  gtk_widget_class_bind_template_child (widget_class, VtrVolumeDialog, backing_row);
  gtk_widget_class_bind_template_child (widget_class, VtrVolumeDialog, backing_clear);
  gtk_widget_class_bind_template_child (widget_class, VtrVolumeDialog, backing_button);
  gtk_widget_class_bind_template_child (widget_class, VtrVolumeDialog, secret_row);
  gtk_widget_class_bind_template_child (widget_class, VtrVolumeDialog, password_row);
  gtk_widget_class_bind_template_child (widget_class, VtrVolumeDialog, again_row);
  gtk_widget_class_bind_template_child (widget_class, VtrVolumeDialog, note_label);
  gtk_widget_class_bind_template_callback (widget_class, on_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_format_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_backing_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_backing_cleared_cb);
}

static void
vtr_volume_dialog_class_init (VtrVolumeDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = vtr_volume_dialog_dispose;
  object_class->finalize = vtr_volume_dialog_finalize;

  g_type_ensure (VTR_TYPE_SIZE_ROW);
  bind_template (widget_class);
  gtk_widget_class_install_action (widget_class, "volume-dialog.create", NULL, create);
  gtk_widget_class_install_action (widget_class, "volume-dialog.cancel", NULL, cancel);
}

static void
vtr_volume_dialog_init (VtrVolumeDialog *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* "web.qcow2" becomes "web-copy": the ending follows the format. */
static char *
name_of_copy (VtrVolume *original)
{
  g_autofree char *stem = g_strdup (vtr_volume_get_name (original));
  char *dot = strrchr (stem, '.');

  if (dot != NULL && dot != stem)
    *dot = '\0';
  return g_strdup_printf ("%s-copy", stem);
}

/* A partition has the name that the kernel gives it, and libvirt takes no other. */
static char *
name_of_partition (VtrPool *pool)
{
  VtrXmlDoc *definition = vtr_pool_get_definition (pool);
  const char *device = definition != NULL
                           ? vtr_pool_definition_get (definition, VTR_POOL_PART_DEVICE)
                           : NULL;
  g_autofree char *disk = device != NULL ? g_path_get_basename (device) : g_strdup ("");
  gboolean has_digit = disk[0] != '\0' && g_ascii_isdigit (disk[strlen (disk) - 1]);

  for (guint i = 1;; i++)
    {
      g_autofree char *name = g_strdup_printf ("%s%s%u", disk, has_digit ? "p" : "", i);

      if (vtr_pool_find_volume (pool, name) == NULL)
        return g_steal_pointer (&name);
    }
}

static void
choose_pools (VtrVolumeDialog *self)
{
  VtrStorage *storage = vtr_pool_get_storage (self->pool);
  g_autoptr (GListModel) pools = storage != NULL ? vtr_pool_model_new (storage) : NULL;
  g_autoptr (GtkExpression) name = gtk_property_expression_new (VTR_TYPE_POOL, NULL, "name");

  adw_combo_row_set_expression (self->pool_row, name);
  adw_combo_row_set_model (self->pool_row, pools);
  for (guint i = 0; pools != NULL && i < g_list_model_get_n_items (pools); i++)
    {
      g_autoptr (VtrPool) pool = g_list_model_get_item (pools, i);

      if (pool == self->pool)
        adw_combo_row_set_selected (self->pool_row, i);
    }
}

/* What is copied may be read only now. */
static void
on_original_cb (VtrVolumeDialog *self)
{
  const char *format = self->original != NULL ? vtr_volume_get_format (self->original) : NULL;

  for (guint i = 0; format != NULL && copy_formats[i] != NULL; i++)
    if (g_str_equal (copy_formats[i], format))
      adw_combo_row_set_selected (self->format_row, i);
  on_format_cb (self);
}

static void
set_up (VtrVolumeDialog *self)
{
  gboolean is_copy = self->original != NULL;
  g_autoptr (GtkStringList) choices = gtk_string_list_new (is_copy ? copy_formats : formats);

  adw_combo_row_set_model (self->format_row, G_LIST_MODEL (choices));
  gtk_widget_set_visible (GTK_WIDGET (self->pool_row), is_copy);
  gtk_widget_set_visible (GTK_WIDGET (self->size_row), !is_copy);
  gtk_widget_set_visible (self->more_group, !is_copy && has_files (self));
  vtr_size_row_set_bytes (self->size_row, USUAL_SIZE);
  if (g_str_equal (vtr_pool_get_kind (self->pool), "disk"))
    {
      g_autofree char *name = name_of_partition (self->pool);

      gtk_editable_set_text (GTK_EDITABLE (self->name_row), name);
    }
  if (is_copy)
    {
      g_autofree char *name = name_of_copy (self->original);

      adw_dialog_set_title (ADW_DIALOG (self), C_("dialog", "Copy or Convert"));
      choose_pools (self);
      gtk_editable_set_text (GTK_EDITABLE (self->name_row), name);
      g_signal_connect_object (self->original, "notify::load-state", G_CALLBACK (on_original_cb),
                               self, G_CONNECT_SWAPPED);
      vtr_volume_want (self->original);
    }
  self->is_set_up = TRUE;
  on_original_cb (self);
}

/**
 * vtr_volume_dialog_present:
 * @parent: a widget of the window that asks
 * @pool: where the volume shall be
 * @original: (nullable): what is to be copied
 */
void
vtr_volume_dialog_present (GtkWidget *parent,
                           VtrPool   *pool,
                           VtrVolume *original)
{
  VtrVolumeDialog *self = g_object_new (VTR_TYPE_VOLUME_DIALOG, NULL);

  self->pool = g_object_ref (pool);
  self->original = original != NULL ? g_object_ref (original) : NULL;
  set_up (self);
  adw_dialog_present (ADW_DIALOG (self), parent);
  gtk_widget_grab_focus (GTK_WIDGET (self->name_row));
}
