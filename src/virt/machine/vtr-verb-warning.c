/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-verb-warning.h"

#include <glib/gi18n-lib.h>

static const VtrVerbWarning warnings[VTR_N_VERBS] = {
  [VTR_VERB_PAUSE] = { "confirm-pause", N_("Pause “%s”?"),
                       N_("Nobody can work in it until it is resumed."), N_("_Pause"), FALSE },
  [VTR_VERB_SHUT_DOWN] = { "confirm-shut-down", N_("Shut Down “%s”?"),
                           N_("The guest is asked to end its programs and switch itself off."),
                           N_("_Shut Down"), FALSE },
  [VTR_VERB_REBOOT] = { "confirm-reboot", N_("Restart “%s”?"),
                        N_("The guest is asked to end its programs and start again."),
                        N_("_Restart"), FALSE },
  [VTR_VERB_FORCE_OFF] = { "confirm-force-off", N_("Force Off “%s”?"),
                           N_("It is like pulling the plug: what the guest has not written to its "
                              "disks is lost, and its files may be damaged."),
                           N_("_Force Off"), TRUE },
  [VTR_VERB_RESET] = { "confirm-reset", N_("Reset “%s”?"),
                       N_("It is like pressing the reset button: what the guest has not written to "
                          "its disks is lost, and its files may be damaged."),
                       N_("_Reset"), TRUE },
  [VTR_VERB_SAVE] = { "confirm-save", N_("Save “%s”?"),
                      N_("Its memory is written to the host's disk and it goes off. The next start "
                         "goes on from there."),
                      N_("_Save"), FALSE },
  [VTR_VERB_DISCARD_SAVED] = { NULL, N_("Discard the Saved State of “%s”?"),
                               N_("The memory that was saved is deleted. What was open and not "
                                  "written to disk is lost; the next start is as after a power cut."),
                               N_("_Discard"), TRUE },
  [VTR_VERB_SEND_NMI] = { NULL, N_("Send an NMI to “%s”?"),
                          N_("Most systems answer this interrupt with a crash dump."),
                          N_("_Send"), TRUE },
  [VTR_VERB_DELETE] = { NULL, N_("Remove “%s”?"),
                        N_("Its definition is deleted from the host. Its disks, firmware settings "
                           "and TPM state stay there."),
                        N_("_Remove"), TRUE },
};

/**
 * vtr_verb_get_warning:
 * @verb: a verb
 *
 * Returns: (nullable): what to ask before it is done; NULL for what is never asked
 */
const VtrVerbWarning *
vtr_verb_get_warning (VtrVerb verb)
{
  g_return_val_if_fail (verb < VTR_N_VERBS, NULL);

  return warnings[verb].one != NULL ? &warnings[verb] : NULL;
}
