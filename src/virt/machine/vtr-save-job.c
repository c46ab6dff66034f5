/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-save-job.h"

#include "base/vtr-error.h"

#include "virt/host/vtr-host-private.h"
#include "vtr-machine-verbs.h"
#include "virt/vtr-virt-error.h"

#define PROGRESS_MILLISECONDS 500

typedef struct
{
  VtrMachine *machine;
  VtrJob     *job;
  guint       timer;
  gulong      cancel_handler;
  guint       n_calls; /* under way; the last one home frees this */
  gboolean    asking;
} Save;

static void
release (Save *save)
{
  if (--save->n_calls > 0)
    return;

  g_object_unref (save->machine);
  g_object_unref (save->job);
  g_free (save);
}

/* Returns FALSE where the host is gone. */
static gboolean
run (Save               *save,
     VtrLinkFunc         func,
     GAsyncReadyCallback callback)
{
  VtrHost *host = vtr_machine_get_host (save->machine);
  virDomainPtr domain = _vtr_machine_get_domain (save->machine);

  if (host == NULL || host->link == NULL || domain == NULL)
    return FALSE;

  save->n_calls++;
  vtr_link_run (host->link, domain, func, NULL, NULL, VTR_WORK_URGENT, NULL, callback, save);
  return TRUE;
}

/* libvirt leaves what it has written of a state that was called off, and refuses to remove a
 * machine that has it. */
static void
remove_half_state (virDomainPtr domain)
{
  virDomainManagedSaveRemove (domain, 0);
  virResetLastError ();
}

static void
save_in_worker (GTask        *task,
                virConnectPtr connection,
                virDomainPtr  domain,
                gpointer      data)
{
  GError *error;

  if (virDomainManagedSave (domain, 0) == 0)
    {
      g_task_return_pointer (task, NULL, NULL);
      return;
    }

  error = vtr_virt_take_error ();
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    remove_half_state (domain);
  g_task_return_error (task, error);
}

/* The share that is done in thousandths, -1 where the driver does not tell. */
static void
progress_in_worker (GTask        *task,
                    virConnectPtr connection,
                    virDomainPtr  domain,
                    gpointer      data)
{
  virDomainJobInfo info = { 0 };
  int thousandths = -1;

  if (virDomainGetJobInfo (domain, &info) == 0 && info.dataTotal > 0)
    thousandths = (int) (info.dataProcessed * 1000 / info.dataTotal);
  virResetLastError ();
  g_task_return_int (task, thousandths);
}

static void
abort_in_worker (GTask        *task,
                 virConnectPtr connection,
                 virDomainPtr  domain,
                 gpointer      data)
{
  virDomainAbortJob (domain);
  virResetLastError ();
  g_task_return_pointer (task, NULL, NULL);
}

static void
on_progress_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  Save *save = user_data;
  gssize thousandths = g_task_propagate_int (G_TASK (result), NULL);

  save->asking = FALSE;
  if (vtr_job_get_state (save->job) == VTR_JOB_RUNNING && thousandths >= 0)
    vtr_job_set_fraction (save->job, (double) thousandths / 1000);
  release (save);
}

static gboolean
on_progress_timer_cb (gpointer user_data)
{
  Save *save = user_data;

  if (!save->asking)
    save->asking = run (save, progress_in_worker, on_progress_cb);
  return G_SOURCE_CONTINUE;
}

static void
on_aborted_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  release (user_data);
}

static void
on_cancelled_cb (GCancellable *cancellable,
                 gpointer      user_data)
{
  run (user_data, abort_in_worker, on_aborted_cb);
}

static void
on_saved_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  Save *save = user_data;
  VtrHost *host = vtr_machine_get_host (save->machine);
  GCancellable *cancellable = vtr_job_get_cancellable (save->job);
  g_autoptr (GError) error = NULL;

  g_clear_handle_id (&save->timer, g_source_remove);
  g_signal_handler_disconnect (cancellable, save->cancel_handler);
  vtr_link_finish (result, &error);

  if (error == NULL)
    vtr_job_succeed (save->job);
  else if (g_cancellable_is_cancelled (cancellable))
    vtr_job_end_cancelled (save->job);
  else
    vtr_machine_job_fail (save->job, save->machine, VTR_VERB_SAVE, error);
  if (host != NULL)
    _vtr_host_refresh (host, save->machine);
  release (save);
}

void
vtr_save_job_run (VtrMachine *machine,
                  VtrJob     *job)
{
  Save *save = g_new0 (Save, 1);

  save->machine = g_object_ref (machine);
  save->job = g_object_ref (job);
  save->cancel_handler = g_signal_connect (vtr_job_get_cancellable (job), "cancelled",
                                           G_CALLBACK (on_cancelled_cb), save);
  save->timer = g_timeout_add (PROGRESS_MILLISECONDS, on_progress_timer_cb, save);
  vtr_job_set_can_cancel (job, TRUE);
  run (save, save_in_worker, on_saved_cb);
}
