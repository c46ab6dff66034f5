/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-restart-job.h"

#include <glib/gi18n-lib.h>

#include "base/vtr-error.h"

#include "virt/host/vtr-host-private.h"
#include "vtr-machine-verbs.h"
#include "vtr-shutdown-job.h"
#include "virt/vtr-virt-error.h"

/* The shutdown is a job of its own, with all its patience; what it says is passed on. A guest that
 * does not react may be forced off by somebody meanwhile: then this goes on as if it had. */
typedef struct
{
  VtrMachine *machine;
  VtrJob     *job;
  VtrJob     *step;
  gulong      cancel_handler;
} Restart;

static void
free_restart (Restart *restart)
{
  g_clear_signal_handler (&restart->cancel_handler, vtr_job_get_cancellable (restart->job));
  g_signal_handlers_disconnect_by_data (restart->step, restart);
  g_object_unref (restart->machine);
  g_object_unref (restart->step);
  g_object_unref (restart->job);
  g_free (restart);
}

static void
on_step_notify_status_cb (VtrJob     *step,
                          GParamSpec *pspec,
                          Restart    *restart)
{
  vtr_job_set_status (restart->job, vtr_job_get_status (step));
}

static void
start_in_worker (GTask        *task,
                 virConnectPtr connection,
                 virDomainPtr  domain,
                 gpointer      data)
{
  if (virDomainCreate (domain) == 0)
    g_task_return_pointer (task, NULL, NULL);
  else
    g_task_return_error (task, vtr_virt_take_error ());
}

static void
end (Restart      *restart,
     const GError *error)
{
  if (error == NULL)
    vtr_job_succeed (restart->job);
  else
    vtr_machine_job_fail (restart->job, restart->machine, VTR_VERB_START, error);
  free_restart (restart);
}

static void
on_started_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  Restart *restart = user_data;
  VtrHost *host = vtr_machine_get_host (restart->machine);
  g_autoptr (GError) error = NULL;

  vtr_link_finish (result, &error);
  if (host != NULL)
    _vtr_host_refresh (host, restart->machine);
  end (restart, error);
}

static void
start (Restart *restart)
{
  VtrHost *host = vtr_machine_get_host (restart->machine);
  virDomainPtr domain = _vtr_machine_get_domain (restart->machine);
  g_autoptr (GError) error = NULL;

  /* Nothing is left to be called off. */
  vtr_job_set_can_cancel (restart->job, FALSE);
  vtr_job_set_status (restart->job, _("The machine is off and starts again"));
  if (host != NULL && host->link != NULL && domain != NULL)
    {
      vtr_link_run (host->link, domain, start_in_worker, NULL, NULL, VTR_WORK_URGENT, NULL,
                    on_started_cb, restart);
      return;
    }

  error = g_error_new_literal (VTR_ERROR, VTR_ERROR_LINK_LOST, "The host is not connected");
  end (restart, error);
}

static void
on_shut_down_cb (VtrJob  *step,
                 Restart *restart)
{
  switch (vtr_job_get_state (step))
    {
    case VTR_JOB_SUCCEEDED:
      start (restart);
      return;
    case VTR_JOB_CANCELLED:
      vtr_job_end_cancelled (restart->job);
      break;
    case VTR_JOB_FAILED:
      vtr_job_fail (restart->job, vtr_trouble_copy (vtr_job_get_trouble (step)));
      break;
    case VTR_JOB_RUNNING:
    default:
      g_assert_not_reached ();
    }
  free_restart (restart);
}

static void
on_cancelled_cb (GCancellable *cancellable,
                 Restart      *restart)
{
  vtr_job_cancel (restart->step);
}

/**
 * vtr_machine_restart:
 * @self: a machine that runs
 *
 * Returns: (transfer full): the job that switches it off and on again
 */
VtrJob *
vtr_machine_restart (VtrMachine *self)
{
  VtrJob *job = vtr_machine_job_new (self, VTR_VERB_REBOOT);
  const char *why_not = NULL;
  Restart *restart;

  if (vtr_machine_can (self, VTR_VERB_SHUT_DOWN, &why_not) && !vtr_machine_is_persistent (self))
    why_not = _("The host forgets this machine when it goes off");
  if (why_not != NULL)
    {
      vtr_machine_job_refuse (job, self, VTR_VERB_REBOOT, why_not);
      return job;
    }

  restart = g_new0 (Restart, 1);
  restart->machine = g_object_ref (self);
  restart->job = g_object_ref (job);
  restart->step = vtr_job_new (vtr_job_get_title (job));
  g_signal_connect (restart->step, "notify::status", G_CALLBACK (on_step_notify_status_cb), restart);
  g_signal_connect (restart->step, "finished", G_CALLBACK (on_shut_down_cb), restart);
  restart->cancel_handler = g_signal_connect (vtr_job_get_cancellable (job), "cancelled",
                                              G_CALLBACK (on_cancelled_cb), restart);
  vtr_job_set_can_cancel (job, TRUE);
  vtr_shutdown_job_run (self, restart->step);
  return job;
}
