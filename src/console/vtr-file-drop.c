/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-file-drop.h"

#include <glib/gi18n.h>

struct _VtrFileDrop
{
  AdwBin parent_instance;

  /* owned */
  VtrConsoleSession *session;
  VtrJob *job; /* NULL unless files are on their way, or just arrived */

  /* template children */
  GtkRevealer *revealer;
  GtkLabel *label;
  GtkProgressBar *progress;
};

G_DEFINE_FINAL_TYPE (VtrFileDrop, vtr_file_drop, ADW_TYPE_BIN)

static gboolean
can_take (VtrFileDrop *self)
{
  return self->session != NULL
         && (vtr_console_session_get_features (self->session) & VTR_CONSOLE_CAN_TAKE_FILES);
}

static void
forget_job (VtrFileDrop *self)
{
  if (self->job != NULL)
    g_signal_handlers_disconnect_by_data (self->job, self);
  g_clear_object (&self->job);
}

static void
update (VtrFileDrop *self)
{
  const VtrTrouble *trouble = vtr_job_get_trouble (self->job);
  VtrJobState state = vtr_job_get_state (self->job);

  gtk_progress_bar_set_fraction (self->progress, CLAMP (vtr_job_get_fraction (self->job), 0, 1));
  gtk_label_set_label (self->label, trouble != NULL ? trouble->summary
                                                    : vtr_job_get_title (self->job));
  gtk_widget_set_visible (GTK_WIDGET (self->progress), state == VTR_JOB_RUNNING);
  gtk_revealer_set_reveal_child (self->revealer,
                                 state == VTR_JOB_RUNNING || state == VTR_JOB_FAILED);
}

static void
on_close_action_cb (GtkWidget  *widget,
                    const char *name,
                    GVariant   *parameter)
{
  VtrFileDrop *self = VTR_FILE_DROP (widget);

  gtk_revealer_set_reveal_child (self->revealer, FALSE);
  if (self->job != NULL)
    vtr_job_cancel (self->job);
}

/**
 * vtr_file_drop_send:
 * @files: (element-type GFile): what the guest is given
 */
void
vtr_file_drop_send (VtrFileDrop *self,
                    GSList      *files)
{
  g_autoptr (GPtrArray) array = g_ptr_array_new ();

  g_return_if_fail (VTR_IS_FILE_DROP (self));

  if (!can_take (self))
    return;

  for (GSList *l = files; l != NULL; l = l->next)
    g_ptr_array_add (array, l->data);
  g_ptr_array_add (array, NULL);
  forget_job (self);
  self->job = vtr_console_session_send_files (self->session, (GFile **) array->pdata);
  if (self->job == NULL)
    return;

  g_signal_connect_object (self->job, "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}

static GdkDragAction
on_target_enter_cb (VtrFileDrop *self)
{
  return can_take (self) ? GDK_ACTION_COPY : 0;
}

static gboolean
on_target_drop_cb (VtrFileDrop  *self,
                   const GValue *value)
{
  GSList *files = g_value_get_boxed (value);

  if (!can_take (self) || files == NULL)
    return FALSE;

  vtr_file_drop_send (self, files);
  return TRUE;
}

/**
 * vtr_file_drop_set_target:
 * @target: where files are dropped
 */
void
vtr_file_drop_set_target (VtrFileDrop *self,
                          GtkWidget   *target)
{
  GtkDropTarget *drop = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  g_return_if_fail (VTR_IS_FILE_DROP (self));

  g_signal_connect_object (drop, "enter", G_CALLBACK (on_target_enter_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (drop, "motion", G_CALLBACK (on_target_enter_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (drop, "drop", G_CALLBACK (on_target_drop_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (target, GTK_EVENT_CONTROLLER (drop));
}

/**
 * vtr_file_drop_set_session:
 * @session: (nullable): whose guest gets the files
 */
void
vtr_file_drop_set_session (VtrFileDrop       *self,
                           VtrConsoleSession *session)
{
  g_return_if_fail (VTR_IS_FILE_DROP (self));

  if (!g_set_object (&self->session, session))
    return;

  forget_job (self);
  gtk_revealer_set_reveal_child (self->revealer, FALSE);
}

static void
vtr_file_drop_dispose (GObject *object)
{
  VtrFileDrop *self = VTR_FILE_DROP (object);

  forget_job (self);
  g_clear_object (&self->session);
  /* A bound child that is also the bin's own child has to go first. */
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), VTR_TYPE_FILE_DROP);

  G_OBJECT_CLASS (vtr_file_drop_parent_class)->dispose (object);
}

static void
vtr_file_drop_class_init (VtrFileDropClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = vtr_file_drop_dispose;

  gtk_widget_class_install_action (widget_class, "file-drop.close", NULL, on_close_action_cb);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/vitrine/Vitrine/ui/console/vtr-file-drop.ui");
  gtk_widget_class_bind_template_child (widget_class, VtrFileDrop, label);
  gtk_widget_class_bind_template_child (widget_class, VtrFileDrop, progress);
  gtk_widget_class_bind_template_child (widget_class, VtrFileDrop, revealer);
}

static void
vtr_file_drop_init (VtrFileDrop *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
