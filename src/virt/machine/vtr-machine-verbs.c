/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-machine-verbs.h"

#include <glib/gi18n-lib.h>

#include "base/vtr-error.h"

#include "virt/host/vtr-host-private.h"
#include "vtr-save-job.h"
#include "vtr-shutdown-job.h"
#include "virt/vtr-virt-error.h"

#define IN(state) (1u << VTR_MACHINE_##state)
#define ACTIVE (IN (RUNNING) | IN (PAUSED) | IN (SHUTTING_DOWN) | IN (SUSPENDED) | IN (CRASHED))

typedef int (*Call) (virDomainPtr domain,
                     const char  *argument);

static int
start (virDomainPtr domain,
       const char  *argument)
{
  return virDomainCreate (domain);
}

static int
pause_machine (virDomainPtr domain,
               const char  *argument)
{
  return virDomainSuspend (domain);
}

/* What the guest put to sleep by itself is woken, what we paused goes on. */
static int
resume (virDomainPtr domain,
        const char  *argument)
{
  int state = 0;

  if (virDomainGetState (domain, &state, NULL, 0) == 0 && state == VIR_DOMAIN_PMSUSPENDED)
    return virDomainPMWakeup (domain, 0);

  return virDomainResume (domain);
}

static int
reboot_machine (virDomainPtr domain,
                const char  *argument)
{
  return virDomainReboot (domain, 0);
}

static int
force_off (virDomainPtr domain,
           const char  *argument)
{
  return virDomainDestroy (domain);
}

static int
reset (virDomainPtr domain,
       const char  *argument)
{
  return virDomainReset (domain, 0);
}

static int
discard_saved (virDomainPtr domain,
               const char  *argument)
{
  return virDomainManagedSaveRemove (domain, 0);
}

static int
send_nmi (virDomainPtr domain,
          const char  *argument)
{
  return virDomainInjectNMI (domain, 0);
}

static int
rename_machine (virDomainPtr domain,
                const char  *name)
{
  return virDomainRename (domain, name, 0);
}

static int
set_autostart (virDomainPtr domain,
               const char  *autostart)
{
  return virDomainSetAutostart (domain, autostart != NULL);
}

/* The definition and nothing else: firmware settings and TPM state stay on the host. */
static int
delete_definition (virDomainPtr domain,
                   const char  *argument)
{
  if (virDomainUndefineFlags (domain, VIR_DOMAIN_UNDEFINE_KEEP_NVRAM | VIR_DOMAIN_UNDEFINE_KEEP_TPM) == 0)
    return 0;
  if (virGetLastErrorCode () != VIR_ERR_INVALID_ARG && virGetLastErrorCode () != VIR_ERR_NO_SUPPORT)
    return -1;

  return virDomainUndefine (domain);
}

/* In the order of VtrVerb. */
static const struct
{
  const char *id;
  const char *label;
  guint       states;
  const char *why_not;
  const char *progress; /* %s is the machine */
  const char *failure;  /* %s is the machine */
  Call        call;
} verbs[VTR_N_VERBS] = {
  { "start", N_("Start"), IN (OFF) | IN (SAVED) | IN (CRASHED), N_("It is running already"),
    N_("Starting %s"), N_("“%s” could not be started"), start },
  { "pause", N_("Pause"), IN (RUNNING), N_("It is not running"), N_("Pausing %s"),
    N_("“%s” could not be paused"), pause_machine },
  { "resume", N_("Resume"), IN (PAUSED) | IN (SUSPENDED), N_("It is not paused"), N_("Resuming %s"),
    N_("“%s” could not be resumed"), resume },
  { "shut-down", N_("Shut Down"), IN (RUNNING), N_("It is not running"), N_("Shutting down %s"),
    N_("“%s” could not be shut down"), NULL },
  { "reboot", N_("Restart"), IN (RUNNING), N_("It is not running"), N_("Restarting %s"),
    N_("“%s” could not be restarted"), reboot_machine },
  { "force-off", N_("Force Off"), ACTIVE, N_("It is off"), N_("Forcing off %s"),
    N_("“%s” could not be forced off"), force_off },
  { "reset", N_("Reset"), IN (RUNNING) | IN (PAUSED) | IN (CRASHED), N_("It is off"),
    N_("Resetting %s"), N_("“%s” could not be reset"), reset },
  { "save", N_("Save"), IN (RUNNING) | IN (PAUSED), N_("It is not running"), N_("Saving %s"),
    N_("“%s” could not be saved"), NULL },
  { "discard-saved", N_("Discard Saved State"), IN (SAVED), N_("It has no saved state"),
    N_("Discarding the saved state of %s"), N_("The saved state of “%s” could not be discarded"),
    discard_saved },
  { "send-nmi", N_("Send NMI"), IN (RUNNING), N_("It is not running"), N_("Sending an NMI to %s"),
    N_("The NMI could not be sent to “%s”"), send_nmi },
  { "rename", N_("Rename"), IN (OFF), N_("It can be renamed only while it is off"),
    N_("Renaming %s"), N_("“%s” could not be renamed"), rename_machine },
  { "set-autostart", N_("Start With the Host"), ~0u, NULL, N_("Changing %s"),
    N_("“%s” could not be changed"), set_autostart },
  { "delete", N_("Remove"), IN (OFF) | IN (CRASHED),
    N_("It must be off, without a saved state"), N_("Removing %s"),
    N_("“%s” could not be removed"), delete_definition },
};

typedef struct
{
  VtrVerb verb;
  char   *argument;
} Request;

typedef struct
{
  VtrMachine *machine;
  VtrJob     *job;
  VtrVerb     verb;
  gboolean    was_saved;
} Running;

static void
free_request (gpointer data)
{
  Request *request = data;

  g_free (request->argument);
  g_free (request);
}

static void
free_running (Running *running)
{
  g_object_unref (running->machine);
  g_object_unref (running->job);
  g_free (running);
}

static void
perform_in_worker (GTask        *task,
                   virConnectPtr connection,
                   virDomainPtr  domain,
                   gpointer      data)
{
  const Request *request = data;

  if (verbs[request->verb].call (domain, request->argument) == 0)
    g_task_return_pointer (task, NULL, NULL);
  else
    g_task_return_error (task, vtr_virt_take_error ());
}

/* A way out, for a button: windows know "machine.perform". */
static void
offer (VtrTrouble *trouble,
       VtrMachine *machine,
       const char *id,
       const char *label)
{
  VtrHost *host = vtr_machine_get_host (machine);
  g_autoptr (GVariant) target = NULL;
  g_autofree char *action = NULL;

  if (host == NULL)
    return;

  target = g_variant_ref_sink (
      g_variant_new ("(sss)", id, vtr_host_get_uri (host), vtr_machine_get_uuid (machine)));
  action = g_action_print_detailed_name ("machine.perform", target);
  vtr_trouble_set_action (trouble, action, label);
}

static void
fail (VtrJob       *job,
      VtrMachine   *machine,
      VtrVerb       verb,
      gboolean      was_saved,
      const GError *error)
{
  g_autofree char *summary = NULL;
  VtrTrouble *trouble;

  if (vtr_error_is_cancelled (error))
    {
      vtr_job_end_cancelled (job);
      return;
    }

  summary = g_strdup_printf (_(verbs[verb].failure), vtr_machine_get_display_name (machine));
  trouble = vtr_virt_trouble (summary, error);
  /* Where the cause is known, throwing the guest's work away would not mend it. */
  if (verb == VTR_VERB_START && was_saved && trouble->cause == NULL)
    {
      g_set_str (&trouble->remedy, _("Its saved state may be damaged. Without it, the machine starts "
                                     "as after a power cut."));
      offer (trouble, machine, "discard-saved-and-start", _("Discard State and Start"));
    }
  vtr_job_fail (job, trouble);
}

/**
 * vtr_machine_job_fail:
 * @job: a running job of a machine
 * @machine: the machine
 * @verb: what was to be done
 * @error: why it was not
 *
 * Ends @job with words and, where there is one, with a way out.
 */
void
vtr_machine_job_fail (VtrJob       *job,
                      VtrMachine   *machine,
                      VtrVerb       verb,
                      const GError *error)
{
  fail (job, machine, verb, vtr_machine_get_state (machine) == VTR_MACHINE_SAVED, error);
}

static void
on_performed_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  Running *running = user_data;
  VtrHost *host = vtr_machine_get_host (running->machine);
  g_autoptr (GError) error = NULL;

  vtr_link_finish (result, &error);
  if (error == NULL)
    vtr_job_succeed (running->job);
  else
    fail (running->job, running->machine, running->verb, running->was_saved, error);

  /* Drivers without events would never tell; the others cost one more small call. */
  if (host != NULL)
    _vtr_host_refresh (host, running->machine);
  free_running (running);
}

/**
 * vtr_machine_can:
 * @self: a machine
 * @verb: what somebody may want
 * @why_not: (out) (optional) (nullable): the reason where it cannot be done, translated
 *
 * Returns: whether @verb makes sense right now
 */
gboolean
vtr_machine_can (VtrMachine  *self,
                 VtrVerb      verb,
                 const char **why_not)
{
  VtrHost *host = vtr_machine_get_host (self);
  const char *reason = NULL;

  if (host == NULL || !vtr_host_is_usable (host) || _vtr_machine_get_domain (self) == NULL)
    reason = _("The host is not connected");
  else if (!(verbs[verb].states & (1u << vtr_machine_get_state (self))))
    reason = _(verbs[verb].why_not);
  else if (verb == VTR_VERB_START && vtr_machine_is_active (self))
    reason = _("It has to be forced off first");
  else if ((verb == VTR_VERB_SET_AUTOSTART || verb == VTR_VERB_DELETE || verb == VTR_VERB_RENAME
            || verb == VTR_VERB_SAVE)
           && !vtr_machine_is_persistent (self))
    reason = _("The host forgets this machine when it goes off");

  if (why_not != NULL)
    *why_not = reason;
  return reason == NULL;
}

/**
 * vtr_machine_job_new:
 * @self: a machine
 * @verb: what is being done
 *
 * Returns: (transfer full): a running job, announced by the host
 */
VtrJob *
vtr_machine_job_new (VtrMachine *self,
                     VtrVerb     verb)
{
  g_autofree char *title
      = g_strdup_printf (_(verbs[verb].progress), vtr_machine_get_display_name (self));
  VtrJob *job = vtr_job_new (title);
  VtrHost *host = vtr_machine_get_host (self);

  vtr_job_set_subject (job, G_OBJECT (self));
  if (host != NULL)
    _vtr_host_announce_job (host, job);
  return job;
}

/**
 * vtr_machine_job_refuse:
 * @job: a running job of a machine
 * @machine: the machine
 * @verb: what was to be done
 * @why_not: why it makes no sense right now, translated
 *
 * Ends @job before anything was done.
 */
void
vtr_machine_job_refuse (VtrJob     *job,
                        VtrMachine *machine,
                        VtrVerb     verb,
                        const char *why_not)
{
  g_autofree char *summary
      = g_strdup_printf (_(verbs[verb].failure), vtr_machine_get_display_name (machine));
  VtrTrouble *trouble = vtr_trouble_new (summary);

  trouble->cause = g_strdup (why_not);
  vtr_job_fail (job, trouble);
}

static VtrJob *
perform (VtrMachine *self,
         VtrVerb     verb,
         const char *argument)
{
  VtrJob *job = vtr_machine_job_new (self, verb);
  VtrHost *host = vtr_machine_get_host (self);
  const char *why_not;
  Request *request;
  Running *running;

  if (!vtr_machine_can (self, verb, &why_not))
    {
      vtr_machine_job_refuse (job, self, verb, why_not);
      return job;
    }

  if (verb == VTR_VERB_SAVE || verb == VTR_VERB_SHUT_DOWN)
    {
      (verb == VTR_VERB_SAVE ? vtr_save_job_run : vtr_shutdown_job_run) (self, job);
      return job;
    }

  request = g_new0 (Request, 1);
  *request = (Request) { .verb = verb, .argument = g_strdup (argument) };
  running = g_new0 (Running, 1);
  /* What it was before: a start that fails late was a running machine for a moment. */
  *running = (Running) { g_object_ref (self), g_object_ref (job), verb,
                         vtr_machine_get_state (self) == VTR_MACHINE_SAVED };
  vtr_link_run (host->link, _vtr_machine_get_domain (self), perform_in_worker, request,
                free_request, VTR_WORK_URGENT, NULL, on_performed_cb, running);
  return job;
}

/**
 * vtr_machine_perform:
 * @self: a machine
 * @verb: one that takes no argument
 *
 * Returns: (transfer full): the job that does it
 */
VtrJob *
vtr_machine_perform (VtrMachine *self,
                     VtrVerb     verb)
{
  g_return_val_if_fail (verb != VTR_VERB_RENAME && verb != VTR_VERB_SET_AUTOSTART, NULL);

  return perform (self, verb, NULL);
}

/**
 * vtr_machine_rename:
 * @self: a machine that is off
 * @name: its new name
 *
 * Returns: (transfer full): the job that does it
 */
VtrJob *
vtr_machine_rename (VtrMachine *self,
                    const char *name)
{
  return perform (self, VTR_VERB_RENAME, name);
}

/**
 * vtr_machine_set_autostart:
 * @self: a machine
 * @autostart: whether it starts with its host
 *
 * Returns: (transfer full): the job that does it
 */
VtrJob *
vtr_machine_set_autostart (VtrMachine *self,
                           gboolean    autostart)
{
  return perform (self, VTR_VERB_SET_AUTOSTART, autostart ? "yes" : NULL);
}

const char *
vtr_verb_get_label (VtrVerb verb)
{
  return _(verbs[verb].label);
}

const char *
vtr_verb_get_id (VtrVerb verb)
{
  return verbs[verb].id;
}
