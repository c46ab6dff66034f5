/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-guest-clock.h"

#include "base/vtr-time.h"

#include "virt/host/vtr-host-private.h"
#include "virt/vtr-virt-error.h"

/* How long after a resume an agent may take to come back. */
#define PATIENCE (30 * G_USEC_PER_SEC)

static gboolean disabled;

static GQuark
due_quark (void)
{
  return g_quark_from_static_string ("vtr-guest-clock-due");
}

void
vtr_guest_clock_set_enabled (gboolean enabled)
{
  disabled = !enabled;
}

static void
set_time_in_worker (GTask        *task,
                    virConnectPtr connection,
                    virDomainPtr  domain,
                    gpointer      data)
{
  gint64 now = g_get_real_time ();

  /* It is a courtesy: a guest that refuses goes on as it is. */
  if (virDomainSetTime (domain, now / G_USEC_PER_SEC,
                        (unsigned int) (now % G_USEC_PER_SEC) * 1000, 0) < 0)
    virResetLastError ();
  g_task_return_pointer (task, NULL, NULL);
}

static void
set_now (VtrMachine *machine)
{
  VtrHost *host = vtr_machine_get_host (machine);

  g_object_set_qdata (G_OBJECT (machine), due_quark (), NULL);
  if (host != NULL && host->link != NULL && _vtr_machine_get_domain (machine) != NULL)
    vtr_link_run (host->link, _vtr_machine_get_domain (machine), set_time_in_worker, NULL, NULL,
                  VTR_WORK_NORMAL, NULL, NULL, NULL);
}

/**
 * vtr_guest_clock_set_soon:
 * @machine: a machine that has just gone on after a rest
 *
 * Sets its clock now where its agent is there, else when the agent comes within half a minute.
 */
void
vtr_guest_clock_set_soon (VtrMachine *machine)
{
  gint64 *due;

  if (disabled)
    return;

  if (_vtr_machine_has_agent (machine))
    {
      set_now (machine);
      return;
    }

  due = g_new (gint64, 1);
  *due = vtr_time_now () + PATIENCE;
  g_object_set_qdata_full (G_OBJECT (machine), due_quark (), due, g_free);
}

void
vtr_guest_clock_agent_is_there (VtrMachine *machine)
{
  const gint64 *due = g_object_get_qdata (G_OBJECT (machine), due_quark ());

  if (due != NULL && vtr_time_now () < *due)
    set_now (machine);
}
