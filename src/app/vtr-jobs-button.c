/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-jobs-button.h"

#include "vtr-job-row.h"
#include "vtr-progress-ring.h"

#include <glib/gi18n-lib.h>

struct _VtrJobsButton
{
  AdwBin           parent_instance;

  /* owned */
  VtrJobList      *jobs;

  /* template children */
  GtkStack        *stack;
  VtrProgressRing *ring;
  GtkListBox      *list;
};

G_DEFINE_FINAL_TYPE (VtrJobsButton, vtr_jobs_button, ADW_TYPE_BIN)

static char *
describe (guint n_running,
          guint n_failed)
{
  if (n_running > 0)
    return g_strdup_printf (ngettext ("%u job is running", "%u jobs are running", n_running),
                            n_running);
  if (n_failed > 0)
    return g_strdup_printf (ngettext ("%u job failed", "%u jobs failed", n_failed), n_failed);
  return g_strdup (_("All jobs are done"));
}

static void
update (VtrJobsButton *self)
{
  guint n_running = vtr_job_list_get_n_running (self->jobs);
  guint n_failed = vtr_job_list_get_n_failed (self->jobs);
  g_autofree char *words = describe (n_running, n_failed);
  GtkWidget *button = adw_bin_get_child (ADW_BIN (self));

  gtk_stack_set_visible_child_name (self->stack, n_running == 0 && n_failed > 0 ? "failed" : "ring");
  vtr_progress_ring_set_fraction (self->ring,
                                  n_running > 0 ? vtr_job_list_get_fraction (self->jobs) : 1);
  gtk_widget_set_tooltip_text (button, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  /* Not from under the pointer: who reads the list sees its end. */
  gtk_widget_set_visible (GTK_WIDGET (self),
                          n_running > 0 || n_failed > 0
                              || gtk_menu_button_get_active (GTK_MENU_BUTTON (button)));
}

static GtkWidget *
make_row (gpointer item,
          gpointer user_data)
{
  VtrJobsButton *self = user_data;

  return vtr_job_row_new (self->jobs, item);
}

/* Hundreds may begin and end at once: they have rows only while somebody looks. */
static void
on_active_cb (VtrJobsButton *self)
{
  GtkMenuButton *button = GTK_MENU_BUTTON (adw_bin_get_child (ADW_BIN (self)));
  gboolean active = gtk_menu_button_get_active (button);

  if (self->jobs == NULL)
    return;

  gtk_list_box_bind_model (self->list, active ? G_LIST_MODEL (self->jobs) : NULL,
                           active ? make_row : NULL, self, NULL);
  update (self);
}

static void
vtr_jobs_button_dispose (GObject *object)
{
  VtrJobsButton *self = VTR_JOBS_BUTTON (object);

  if (self->list != NULL)
    gtk_list_box_bind_model (self->list, NULL, NULL, NULL, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), VTR_TYPE_JOBS_BUTTON);
  g_clear_object (&self->jobs);

  G_OBJECT_CLASS (vtr_jobs_button_parent_class)->dispose (object);
}

static void
vtr_jobs_button_class_init (VtrJobsButtonClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = vtr_jobs_button_dispose;

  g_type_ensure (VTR_TYPE_PROGRESS_RING);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/vitrine/Vitrine/ui/app/vtr-jobs-button.ui");
  gtk_widget_class_bind_template_child (widget_class, VtrJobsButton, stack);
  gtk_widget_class_bind_template_child (widget_class, VtrJobsButton, ring);
  gtk_widget_class_bind_template_child (widget_class, VtrJobsButton, list);
  gtk_widget_class_bind_template_callback (widget_class, on_active_cb);
}

static void
vtr_jobs_button_init (VtrJobsButton *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* Once. */
void
vtr_jobs_button_set_jobs (VtrJobsButton *self,
                          VtrJobList    *jobs)
{
  static const char *const changes[]
      = { "notify::n-running", "notify::n-failed", "notify::fraction" };

  g_return_if_fail (self->jobs == NULL);

  self->jobs = g_object_ref (jobs);
  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    g_signal_connect_object (jobs, changes[i], G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}
