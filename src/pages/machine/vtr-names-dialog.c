/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-names-dialog.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "virt/host/vtr-host.h"
#include "virt/machine/vtr-machine-verbs.h"

#include "vtr-applying.h"

struct _VtrNamesDialog
{
  AdwDialog             parent_instance;

  /* owned */
  VtrMachineDefinition *definition;
  VtrJob               *renaming;
  char                 *failure;    /* of the last try */

  /* template children */
  GtkEditable          *title_row;
  GtkEditable          *name_row;
  GtkLabel             *note_label;

  /* state */
  gboolean              saving;
};

G_DEFINE_FINAL_TYPE (VtrNamesDialog, vtr_names_dialog, ADW_TYPE_DIALOG)

static VtrMachine *
get_machine (VtrNamesDialog *self)
{
  return vtr_machine_definition_get_machine (self->definition);
}

static gboolean
title_differs (VtrNamesDialog *self)
{
  const char *title = vtr_machine_get_title (get_machine (self));

  return g_strcmp0 (gtk_editable_get_text (self->title_row), title != NULL ? title : "") != 0;
}

static gboolean
name_differs (VtrNamesDialog *self)
{
  return !g_str_equal (gtk_editable_get_text (self->name_row),
                       vtr_machine_get_name (get_machine (self)));
}

/* What is wrong with the name; NULL where nothing is. */
static char *
find_mistake (VtrNamesDialog *self)
{
  const char *name = gtk_editable_get_text (self->name_row);
  VtrHost *host = vtr_machine_get_host (get_machine (self));

  if (!name_differs (self))
    return NULL;
  if (name[0] == '\0')
    return g_strdup (_("A machine needs a name."));
  if (strchr (name, '/') != NULL)
    return g_strdup (_("A name has no slash in it."));
  if (host != NULL && vtr_host_find_machine (host, name) != NULL)
    return g_strdup_printf (_("Another machine of this host is called “%s”."), name);
  return NULL;
}

static void
update (VtrNamesDialog *self)
{
  const char *why_not = NULL;
  gboolean can_rename;
  g_autofree char *mistake = NULL;
  const char *note;

  if (self->definition == NULL)
    return;

  can_rename = vtr_machine_can (get_machine (self), VTR_VERB_RENAME, &why_not);
  mistake = find_mistake (self);
  note = self->failure != NULL ? self->failure : mistake != NULL ? mistake : why_not;
  gtk_widget_set_sensitive (GTK_WIDGET (self->name_row), can_rename);
  gtk_editable_set_editable (self->name_row, !self->saving);
  gtk_editable_set_editable (self->title_row, !self->saving);
  gtk_label_set_text (self->note_label, note != NULL ? note : "");
  gtk_widget_set_visible (GTK_WIDGET (self->note_label), note != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "names.save",
                                 !self->saving && mistake == NULL
                                     && (title_differs (self)
                                         || (can_rename && name_differs (self))));
}

static void
on_changed_cb (VtrNamesDialog *self)
{
  g_clear_pointer (&self->failure, g_free);
  update (self);
}

/* Saving */

static void
finish (VtrNamesDialog *self)
{
  self->saving = FALSE;
  adw_dialog_force_close (ADW_DIALOG (self));
}

static void
on_renaming_finished_cb (VtrNamesDialog *self)
{
  const VtrTrouble *trouble = vtr_job_get_trouble (self->renaming);

  if (vtr_job_get_state (self->renaming) == VTR_JOB_SUCCEEDED)
    {
      finish (self);
      return;
    }

  self->saving = FALSE;
  if (trouble != NULL)
    self->failure = g_strdup (trouble->cause != NULL ? trouble->cause : trouble->summary);
  g_clear_object (&self->renaming);
  update (self);
}

static void
rename_machine (VtrNamesDialog *self)
{
  if (!vtr_machine_can (get_machine (self), VTR_VERB_RENAME, NULL) || !name_differs (self))
    {
      finish (self);
      return;
    }

  self->renaming = vtr_machine_rename (get_machine (self), gtk_editable_get_text (self->name_row));
  g_signal_connect_object (self->renaming, "finished", G_CALLBACK (on_renaming_finished_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
on_title_saved_cb (GtkWidget *widget,
                   gboolean   success,
                   gpointer   user_data)
{
  VtrNamesDialog *self = VTR_NAMES_DIALOG (widget);

  if (self->definition == NULL)
    return;

  if (success)
    {
      rename_machine (self);
      return;
    }

  self->saving = FALSE;
  update (self);
}

static void
save (GtkWidget  *widget,
      const char *action,
      GVariant   *parameter)
{
  VtrNamesDialog *self = VTR_NAMES_DIALOG (widget);
  const char *title = gtk_editable_get_text (self->title_row);
  GPtrArray *edits;
  VtrEdit *edit;

  g_clear_pointer (&self->failure, g_free);
  self->saving = TRUE;
  update (self);
  if (!title_differs (self))
    {
      rename_machine (self);
      return;
    }

  edits = g_ptr_array_new_with_free_func (vtr_edit_free);
  edit = vtr_edit_new (VTR_EDIT_SET_VALUES, "machine", NULL);
  vtr_edit_set (edit, "title", title[0] != '\0' ? title : NULL);
  g_ptr_array_add (edits, edit);
  vtr_applying_start (widget, self->definition, edits, _("The title could not be saved"),
                      on_title_saved_cb, NULL);
}

static void
cancel (GtkWidget  *widget,
        const char *action,
        GVariant   *parameter)
{
  adw_dialog_close (ADW_DIALOG (widget));
}

/* The class */

static void
vtr_names_dialog_dispose (GObject *object)
{
  VtrNamesDialog *self = VTR_NAMES_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), VTR_TYPE_NAMES_DIALOG);
  g_clear_object (&self->renaming);
  g_clear_object (&self->definition);

  G_OBJECT_CLASS (vtr_names_dialog_parent_class)->dispose (object);
}

static void
vtr_names_dialog_finalize (GObject *object)
{
  g_free (VTR_NAMES_DIALOG (object)->failure);

  G_OBJECT_CLASS (vtr_names_dialog_parent_class)->finalize (object);
}

static void
vtr_names_dialog_class_init (VtrNamesDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = vtr_names_dialog_dispose;
  object_class->finalize = vtr_names_dialog_finalize;

  gtk_widget_class_install_action (widget_class, "names.save", NULL, save);
  gtk_widget_class_install_action (widget_class, "names.cancel", NULL, cancel);

  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/vitrine/Vitrine/ui/pages/machine/vtr-names-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, VtrNamesDialog, title_row);
  gtk_widget_class_bind_template_child (widget_class, VtrNamesDialog, name_row);
  gtk_widget_class_bind_template_child (widget_class, VtrNamesDialog, note_label);
  gtk_widget_class_bind_template_callback (widget_class, on_changed_cb);
}

static void
vtr_names_dialog_init (VtrNamesDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * vtr_names_dialog_new:
 * @definition: of the machine
 *
 * Returns: (transfer floating): a dialog that changes what it is called
 */
AdwDialog *
vtr_names_dialog_new (VtrMachineDefinition *definition)
{
  VtrNamesDialog *self = g_object_new (VTR_TYPE_NAMES_DIALOG, NULL);
  VtrMachine *machine = vtr_machine_definition_get_machine (definition);
  const char *title = vtr_machine_get_title (machine);

  gtk_editable_set_text (self->title_row, title != NULL ? title : "");
  gtk_editable_set_text (self->name_row, vtr_machine_get_name (machine));
  self->definition = g_object_ref (definition);
  g_signal_connect_object (machine, "notify::state", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
  return ADW_DIALOG (self);
}
