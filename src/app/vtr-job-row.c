/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-job-row.h"

#include "vtr-job-trouble.h"


#include <glib/gi18n-lib.h>

#define PULSE_MILLISECONDS 200

struct _VtrJobRow
{
  GtkListBoxRow   parent_instance;

  /* owned */
  VtrJobList     *jobs;
  VtrJob         *job;

  /* template children */
  GtkWidget      *failed_icon;
  GtkLabel       *title_label;
  GtkWidget      *cancel_button;
  GtkWidget      *dismiss_button;
  GtkProgressBar *bar;
  GtkLabel       *status_label;
  GtkWidget      *failure_box;
  GtkButton      *mend_button;

  /* state */
  guint           pulse; /* runs while it is seen and nobody knows how far the job is */
};

G_DEFINE_FINAL_TYPE (VtrJobRow, vtr_job_row, GTK_TYPE_LIST_BOX_ROW)

static gboolean
on_pulse_cb (gpointer user_data)
{
  VtrJobRow *self = user_data;

  gtk_progress_bar_pulse (self->bar);
  return G_SOURCE_CONTINUE;
}

static void
update_fraction (VtrJobRow *self)
{
  double fraction = vtr_job_get_fraction (self->job);
  gboolean pulses = fraction < 0 && vtr_job_get_state (self->job) == VTR_JOB_RUNNING
                    && gtk_widget_get_mapped (GTK_WIDGET (self));

  if (fraction >= 0)
    gtk_progress_bar_set_fraction (self->bar, fraction);
  if (pulses && self->pulse == 0)
    self->pulse = g_timeout_add (PULSE_MILLISECONDS, on_pulse_cb, self);
  else if (!pulses)
    g_clear_handle_id (&self->pulse, g_source_remove);
}

static void
fill_failure (VtrJobRow        *self,
              const VtrTrouble *trouble)
{
  g_autofree char *words = g_strjoin (trouble->cause != NULL && trouble->remedy != NULL ? " " : "",
                                      trouble->cause != NULL ? trouble->cause : "",
                                      trouble->remedy != NULL ? trouble->remedy : "", NULL);

  gtk_label_set_label (self->title_label, trouble->summary);
  gtk_label_set_label (self->status_label, words);
  gtk_widget_set_visible (GTK_WIDGET (self->mend_button), trouble->action != NULL);
  if (trouble->action != NULL)
    gtk_button_set_label (self->mend_button, trouble->action_label);
}

static void
update (VtrJobRow *self)
{
  const VtrTrouble *trouble = vtr_job_get_trouble (self->job);
  gboolean is_running = vtr_job_get_state (self->job) == VTR_JOB_RUNNING;
  const char *status;

  gtk_label_set_label (self->title_label, vtr_job_get_title (self->job));
  gtk_label_set_label (self->status_label,
                       vtr_job_get_status (self->job) != NULL ? vtr_job_get_status (self->job) : "");
  if (trouble != NULL)
    fill_failure (self, trouble);

  status = gtk_label_get_label (self->status_label);
  gtk_widget_set_visible (GTK_WIDGET (self->status_label), status[0] != '\0');
  gtk_widget_set_visible (GTK_WIDGET (self->bar), is_running);
  gtk_widget_set_visible (self->cancel_button, is_running && vtr_job_get_can_cancel (self->job));
  gtk_widget_set_visible (self->dismiss_button, !is_running);
  gtk_widget_set_visible (self->failed_icon, trouble != NULL);
  gtk_widget_set_visible (self->failure_box, trouble != NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  gtk_label_get_label (self->title_label),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, status, -1);
  update_fraction (self);
}

static void
cancel (GtkWidget  *widget,
        const char *action,
        GVariant   *parameter)
{
  vtr_job_cancel (VTR_JOB_ROW (widget)->job);
}

static void
dismiss (GtkWidget  *widget,
         const char *action,
         GVariant   *parameter)
{
  VtrJobRow *self = VTR_JOB_ROW (widget);

  vtr_job_list_dismiss (self->jobs, self->job);
}

/* Leaves the list of jobs for the window behind it. */
static GtkWidget *
leave_popover (VtrJobRow *self)
{
  GtkWidget *root = GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (self)));
  GtkWidget *popover = gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_POPOVER);

  if (popover != NULL)
    gtk_popover_popdown (GTK_POPOVER (popover));
  return root;
}

static void
show_details (GtkWidget  *widget,
              const char *action,
              GVariant   *parameter)
{
  VtrJobRow *self = VTR_JOB_ROW (widget);

  vtr_job_trouble_present (self->job, leave_popover (self));
}

static void
mend (GtkWidget  *widget,
      const char *action,
      GVariant   *parameter)
{
  VtrJobRow *self = VTR_JOB_ROW (widget);
  g_autoptr (VtrJob) job = g_object_ref (self->job);
  GtkWidget *root = leave_popover (self);

  vtr_job_list_dismiss (self->jobs, job);
  vtr_job_trouble_mend (job, root);
}

static void
vtr_job_row_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (vtr_job_row_parent_class)->map (widget);
  update_fraction (VTR_JOB_ROW (widget));
}

static void
vtr_job_row_unmap (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (vtr_job_row_parent_class)->unmap (widget);
  g_clear_handle_id (&VTR_JOB_ROW (widget)->pulse, g_source_remove);
}

static void
vtr_job_row_dispose (GObject *object)
{
  VtrJobRow *self = VTR_JOB_ROW (object);

  g_clear_handle_id (&self->pulse, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (self), VTR_TYPE_JOB_ROW);
  g_clear_object (&self->job);
  g_clear_object (&self->jobs);

  G_OBJECT_CLASS (vtr_job_row_parent_class)->dispose (object);
}

static void
vtr_job_row_class_init (VtrJobRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = vtr_job_row_dispose;
  widget_class->map = vtr_job_row_map;
  widget_class->unmap = vtr_job_row_unmap;

  gtk_widget_class_install_action (widget_class, "job.cancel", NULL, cancel);
  gtk_widget_class_install_action (widget_class, "job.dismiss", NULL, dismiss);
  gtk_widget_class_install_action (widget_class, "job.details", NULL, show_details);
  gtk_widget_class_install_action (widget_class, "job.mend", NULL, mend);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/vitrine/Vitrine/ui/app/vtr-job-row.ui");
  gtk_widget_class_bind_template_child (widget_class, VtrJobRow, failed_icon);
  gtk_widget_class_bind_template_child (widget_class, VtrJobRow, title_label);
  gtk_widget_class_bind_template_child (widget_class, VtrJobRow, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, VtrJobRow, dismiss_button);
  gtk_widget_class_bind_template_child (widget_class, VtrJobRow, bar);
  gtk_widget_class_bind_template_child (widget_class, VtrJobRow, status_label);
  gtk_widget_class_bind_template_child (widget_class, VtrJobRow, failure_box);
  gtk_widget_class_bind_template_child (widget_class, VtrJobRow, mend_button);
}

static void
vtr_job_row_init (VtrJobRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * vtr_job_row_new:
 * @jobs: the list that it is dismissed from
 * @job: a job of it
 *
 * Returns: (transfer floating): a row
 */
GtkWidget *
vtr_job_row_new (VtrJobList *jobs,
                 VtrJob     *job)
{
  static const char *const changes[] = { "notify::status", "notify::can-cancel", "notify::state" };
  VtrJobRow *self = g_object_new (VTR_TYPE_JOB_ROW, NULL);

  self->jobs = g_object_ref (jobs);
  self->job = g_object_ref (job);
  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    g_signal_connect_object (job, changes[i], G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (job, "notify::fraction", G_CALLBACK (update_fraction), self,
                           G_CONNECT_SWAPPED);
  update (self);
  return GTK_WIDGET (self);
}
