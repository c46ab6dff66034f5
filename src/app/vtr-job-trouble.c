/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-job-trouble.h"

#include "virt/machine/vtr-machine.h"
#include "widgets/vtr-trouble-dialog.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  VtrJob    *job;
  GtkWidget *window; /* weak: a toast does not keep a window */
} Failure;

static Failure *
make_failure (VtrJob    *job,
              GtkWidget *window)
{
  Failure *failure = g_new0 (Failure, 1);

  failure->job = g_object_ref (job);
  g_set_weak_pointer (&failure->window, window);
  return failure;
}

static void
free_failure (gpointer  data,
              GClosure *closure)
{
  Failure *failure = data;

  g_object_unref (failure->job);
  g_clear_weak_pointer (&failure->window);
  g_free (failure);
}

static void
on_mend_cb (AdwAlertDialog *dialog,
            const char     *response,
            Failure        *failure)
{
  if (failure->window != NULL)
    vtr_job_trouble_mend (failure->job, failure->window);
}

/**
 * vtr_job_trouble_present:
 * @job: a job that failed
 * @window: where to tell why
 */
void
vtr_job_trouble_present (VtrJob    *job,
                         GtkWidget *window)
{
  const VtrTrouble *trouble = vtr_job_get_trouble (job);
  AdwDialog *dialog = vtr_trouble_dialog_new (trouble);

  if (trouble->action != NULL)
    {
      adw_alert_dialog_add_response (ADW_ALERT_DIALOG (dialog), "mend", trouble->action_label);
      g_signal_connect_data (dialog, "response::mend", G_CALLBACK (on_mend_cb),
                             make_failure (job, window), free_failure, G_CONNECT_DEFAULT);
    }
  adw_dialog_present (dialog, window);
}

/**
 * vtr_job_trouble_mend:
 * @job: a job that failed, and that something can be done about
 * @window: where to do it
 *
 * Actions on machines are for those that are selected.
 */
void
vtr_job_trouble_mend (VtrJob    *job,
                      GtkWidget *window)
{
  const VtrTrouble *trouble = vtr_job_get_trouble (job);
  gpointer subject = vtr_job_get_subject (job);
  g_autofree char *name = NULL;
  g_autoptr (GVariant) target = NULL;

  if (trouble->action == NULL
      || !g_action_parse_detailed_name (trouble->action, &name, &target, NULL))
    return;

  if (VTR_IS_MACHINE (subject))
    gtk_widget_activate_action (window, "win.select-machine", "s", vtr_machine_get_uuid (subject));
  gtk_widget_activate_action_variant (window, name, target);
}

static void
on_toast_button_cb (AdwToast *toast,
                    Failure  *failure)
{
  if (failure->window != NULL)
    vtr_job_trouble_present (failure->job, failure->window);
}

/**
 * vtr_job_trouble_make_toast:
 * @job: a job that failed
 * @window: where the toast is shown
 *
 * Returns: (transfer full): a toast that says so
 */
AdwToast *
vtr_job_trouble_make_toast (VtrJob    *job,
                            GtkWidget *window)
{
  AdwToast *toast = adw_toast_new (vtr_job_get_trouble (job)->summary);

  adw_toast_set_use_markup (toast, FALSE);
  adw_toast_set_priority (toast, ADW_TOAST_PRIORITY_HIGH);
  adw_toast_set_button_label (toast, _("_Details"));
  g_signal_connect_data (toast, "button-clicked", G_CALLBACK (on_toast_button_cb),
                         make_failure (job, window), free_failure, G_CONNECT_DEFAULT);
  return toast;
}
