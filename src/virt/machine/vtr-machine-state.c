/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-machine-state.h"

#include <glib/gi18n-lib.h>
#include <libvirt/libvirt.h>

#include "vtr-machine.h"

G_DEFINE_ENUM_TYPE (VtrHostState, vtr_host_state,
                    G_DEFINE_ENUM_VALUE (VTR_HOST_DISCONNECTED, "disconnected"),
                    G_DEFINE_ENUM_VALUE (VTR_HOST_CONNECTING, "connecting"),
                    G_DEFINE_ENUM_VALUE (VTR_HOST_CONNECTED, "connected"),
                    G_DEFINE_ENUM_VALUE (VTR_HOST_NOT_ANSWERING, "not-answering"),
                    G_DEFINE_ENUM_VALUE (VTR_HOST_FAILED, "failed"))

G_DEFINE_ENUM_TYPE (VtrMachineState, vtr_machine_state,
                    G_DEFINE_ENUM_VALUE (VTR_MACHINE_UNKNOWN, "unknown"),
                    G_DEFINE_ENUM_VALUE (VTR_MACHINE_OFF, "off"),
                    G_DEFINE_ENUM_VALUE (VTR_MACHINE_SAVED, "saved"),
                    G_DEFINE_ENUM_VALUE (VTR_MACHINE_RUNNING, "running"),
                    G_DEFINE_ENUM_VALUE (VTR_MACHINE_PAUSED, "paused"),
                    G_DEFINE_ENUM_VALUE (VTR_MACHINE_SHUTTING_DOWN, "shutting-down"),
                    G_DEFINE_ENUM_VALUE (VTR_MACHINE_SUSPENDED, "suspended"),
                    G_DEFINE_ENUM_VALUE (VTR_MACHINE_CRASHED, "crashed"))

/* In the order of VtrMachineState. */
static const struct
{
  const char *name;
  const char *icon_name;
} states[] = {
  { N_("Unknown"), "vtr-machine-unknown-symbolic" },
  { N_("Off"), "vtr-machine-off-symbolic" },
  { N_("Saved"), "vtr-machine-saved-symbolic" },
  { N_("Running"), "vtr-machine-running-symbolic" },
  { N_("Paused"), "vtr-machine-paused-symbolic" },
  { N_("Shutting down"), "vtr-machine-shutting-down-symbolic" },
  { N_("Suspended by the guest"), "vtr-machine-suspended-symbolic" },
  { N_("Crashed"), "vtr-machine-crashed-symbolic" },
};

/* Only what tells more than the state's own name; @trouble: somebody should look at it. */
static const struct
{
  int         state;
  int         reason;
  gboolean    trouble;
  const char *text;
} reasons[] = {
  { VIR_DOMAIN_PAUSED, VIR_DOMAIN_PAUSED_UNKNOWN, TRUE, N_("for an unknown reason") },
  { VIR_DOMAIN_PAUSED, VIR_DOMAIN_PAUSED_MIGRATION, FALSE, N_("while it moves to another host") },
  { VIR_DOMAIN_PAUSED, VIR_DOMAIN_PAUSED_SAVE, FALSE, N_("while it is being saved") },
  { VIR_DOMAIN_PAUSED, VIR_DOMAIN_PAUSED_DUMP, FALSE, N_("while its memory is being dumped") },
  { VIR_DOMAIN_PAUSED, VIR_DOMAIN_PAUSED_IOERROR, TRUE, N_("a disk of it cannot be written") },
  { VIR_DOMAIN_PAUSED, VIR_DOMAIN_PAUSED_WATCHDOG, TRUE, N_("its watchdog found it stuck") },
  { VIR_DOMAIN_PAUSED, VIR_DOMAIN_PAUSED_FROM_SNAPSHOT, FALSE, N_("as its snapshot was") },
  { VIR_DOMAIN_PAUSED, VIR_DOMAIN_PAUSED_SNAPSHOT, FALSE, N_("while a snapshot is being made") },
  { VIR_DOMAIN_PAUSED, VIR_DOMAIN_PAUSED_CRASHED, TRUE, N_("its system crashed") },
  { VIR_DOMAIN_PAUSED, VIR_DOMAIN_PAUSED_STARTING_UP, FALSE, N_("while it is starting") },
  { VIR_DOMAIN_PAUSED, VIR_DOMAIN_PAUSED_POSTCOPY, FALSE, N_("while it moves to another host") },
  { VIR_DOMAIN_PAUSED, VIR_DOMAIN_PAUSED_POSTCOPY_FAILED, TRUE, N_("its move to another host failed") },
  { VIR_DOMAIN_SHUTOFF, VIR_DOMAIN_SHUTOFF_CRASHED, TRUE, N_("it crashed") },
  { VIR_DOMAIN_SHUTOFF, VIR_DOMAIN_SHUTOFF_FAILED, TRUE, N_("it could not start") },
  { VIR_DOMAIN_SHUTOFF, VIR_DOMAIN_SHUTOFF_MIGRATED, FALSE, N_("it moved to another host") },
  { VIR_DOMAIN_CRASHED, VIR_DOMAIN_CRASHED_PANICKED, TRUE, N_("its system panicked") },
  { VIR_DOMAIN_CRASHED, VIR_DOMAIN_CRASHED_UNKNOWN, TRUE, NULL },
};

VtrMachineState
vtr_machine_state_from_libvirt (int state,
                                int reason)
{
  switch (state)
    {
    /* Xen says "no state" of a machine that is not on a processor this instant. */
    case VIR_DOMAIN_NOSTATE:
    case VIR_DOMAIN_RUNNING:
    case VIR_DOMAIN_BLOCKED:
      return VTR_MACHINE_RUNNING;
    case VIR_DOMAIN_PAUSED:
      return reason == VIR_DOMAIN_PAUSED_SHUTTING_DOWN ? VTR_MACHINE_SHUTTING_DOWN
                                                       : VTR_MACHINE_PAUSED;
    case VIR_DOMAIN_SHUTDOWN:
      return VTR_MACHINE_SHUTTING_DOWN;
    case VIR_DOMAIN_SHUTOFF:
      return VTR_MACHINE_OFF;
    case VIR_DOMAIN_CRASHED:
      return VTR_MACHINE_CRASHED;
    case VIR_DOMAIN_PMSUSPENDED:
      return VTR_MACHINE_SUSPENDED;
    default:
      return VTR_MACHINE_UNKNOWN;
    }
}

/**
 * vtr_machine_state_explain:
 * @state: a virDomainState
 * @reason: its reason
 *
 * Returns: (nullable): why, translated, where the reason tells anything
 */
const char *
vtr_machine_state_explain (int state,
                           int reason)
{
  for (guint i = 0; i < G_N_ELEMENTS (reasons); i++)
    if (reasons[i].state == state && reasons[i].reason == reason && reasons[i].text != NULL)
      return _(reasons[i].text);

  return NULL;
}

gboolean
vtr_machine_state_is_trouble (int state,
                              int reason)
{
  for (guint i = 0; i < G_N_ELEMENTS (reasons); i++)
    if (reasons[i].state == state && reasons[i].reason == reason)
      return reasons[i].trouble;

  return FALSE;
}

const char *
vtr_machine_state_to_name (VtrMachineState state)
{
  return _(states[state].name);
}

const char *
vtr_machine_state_to_icon_name (VtrMachineState state)
{
  return states[state].icon_name;
}
