/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-shutdown-job.h"

#include <glib/gi18n-lib.h>

#include "base/vtr-error.h"

#include "virt/host/vtr-host-private.h"
#include "vtr-machine-verbs.h"
#include "virt/vtr-virt-error.h"

static guint patience = 30; /* seconds until the guest counts as deaf */

/* The guest is asked three times: as libvirt thinks best, then by its agent, then by its power
 * button once more. After that a person has to decide. */
typedef enum
{
  ASKED_ONCE,
  ASKED_AGENT,
  ASKED_BUTTON,
  GAVE_UP,
} Step;

typedef struct
{
  VtrMachine *machine;
  VtrJob     *job;
  Step        step;
  guint       timer;
  gulong      state_handler;
  gulong      cancel_handler;
  guint       n_calls;
} Shutdown;

static void
release (Shutdown *shutdown)
{
  if (shutdown->n_calls > 0 || vtr_job_get_state (shutdown->job) == VTR_JOB_RUNNING)
    return;

  g_object_unref (shutdown->machine);
  g_object_unref (shutdown->job);
  g_free (shutdown);
}

/* Stops watching; the job must be ended right after. */
static void
settle (Shutdown *shutdown)
{
  g_clear_handle_id (&shutdown->timer, g_source_remove);
  g_clear_signal_handler (&shutdown->state_handler, shutdown->machine);
  g_clear_signal_handler (&shutdown->cancel_handler, vtr_job_get_cancellable (shutdown->job));
  _vtr_machine_set_ignored (shutdown->machine, FALSE);
}

static void
ask_in_worker (GTask        *task,
               virConnectPtr connection,
               virDomainPtr  domain,
               gpointer      data)
{
  static const unsigned int flags[] = { VIR_DOMAIN_SHUTDOWN_DEFAULT, VIR_DOMAIN_SHUTDOWN_GUEST_AGENT,
                                        VIR_DOMAIN_SHUTDOWN_ACPI_POWER_BTN };
  Step step = GPOINTER_TO_UINT (data);

  /* Only the first answer counts: a guest may lack an agent and still have heard the button. */
  if (virDomainShutdownFlags (domain, flags[step]) == 0 || step != ASKED_ONCE)
    {
      virResetLastError ();
      g_task_return_pointer (task, NULL, NULL);
    }
  else
    g_task_return_error (task, vtr_virt_take_error ());
}

static void
on_asked_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  Shutdown *shutdown = user_data;
  g_autoptr (GError) error = NULL;

  shutdown->n_calls--;
  vtr_link_finish (result, &error);
  if (error != NULL && vtr_job_get_state (shutdown->job) == VTR_JOB_RUNNING)
    {
      settle (shutdown);
      vtr_machine_job_fail (shutdown->job, shutdown->machine, VTR_VERB_SHUT_DOWN, error);
    }
  release (shutdown);
}

static void
ask (Shutdown *shutdown)
{
  VtrHost *host = vtr_machine_get_host (shutdown->machine);
  virDomainPtr domain = _vtr_machine_get_domain (shutdown->machine);

  if (host == NULL || host->link == NULL || domain == NULL)
    return;

  shutdown->n_calls++;
  vtr_link_run (host->link, domain, ask_in_worker, GUINT_TO_POINTER (shutdown->step), NULL,
                VTR_WORK_URGENT, NULL, on_asked_cb, shutdown);
}

static gboolean
on_patience_cb (gpointer user_data)
{
  Shutdown *shutdown = user_data;

  shutdown->step++;
  if (shutdown->step < GAVE_UP)
    {
      vtr_job_set_status (shutdown->job, _("The guest was asked again"));
      ask (shutdown);
      return G_SOURCE_CONTINUE;
    }

  vtr_job_set_status (shutdown->job, _("The guest does not react. It can be forced off, at the "
                                       "price of what it has not written yet."));
  _vtr_machine_set_ignored (shutdown->machine, TRUE);
  shutdown->timer = 0;
  return G_SOURCE_REMOVE;
}

static void
on_machine_notify_state_cb (VtrMachine *machine,
                            GParamSpec *pspec,
                            Shutdown   *shutdown)
{
  g_autoptr (GError) error = NULL;

  if (vtr_machine_is_active (machine))
    return;

  settle (shutdown);
  if (vtr_machine_get_state (machine) == VTR_MACHINE_UNKNOWN)
    {
      error = g_error_new_literal (VTR_ERROR, VTR_ERROR_LINK_LOST, "The host was disconnected");
      vtr_machine_job_fail (shutdown->job, machine, VTR_VERB_SHUT_DOWN, error);
    }
  else
    vtr_job_succeed (shutdown->job);
  release (shutdown);
}

/* A cancel takes nothing back: the guest was asked. It ends the watching. */
static void
on_cancelled_cb (GCancellable *cancellable,
                 Shutdown     *shutdown)
{
  settle (shutdown);
  vtr_job_end_cancelled (shutdown->job);
  release (shutdown);
}

void
vtr_shutdown_job_set_patience (guint seconds)
{
  patience = MAX (3, seconds);
}

void
vtr_shutdown_job_run (VtrMachine *machine,
                      VtrJob     *job)
{
  Shutdown *shutdown = g_new0 (Shutdown, 1);

  shutdown->machine = g_object_ref (machine);
  shutdown->job = g_object_ref (job);
  shutdown->state_handler = g_signal_connect (machine, "notify::state",
                                              G_CALLBACK (on_machine_notify_state_cb), shutdown);
  shutdown->cancel_handler = g_signal_connect (vtr_job_get_cancellable (job), "cancelled",
                                               G_CALLBACK (on_cancelled_cb), shutdown);
  shutdown->timer = g_timeout_add (patience * 1000 / GAVE_UP, on_patience_cb, shutdown);
  vtr_job_set_status (job, _("The guest was asked to shut down"));
  vtr_job_set_can_cancel (job, TRUE);
  ask (shutdown);
}
