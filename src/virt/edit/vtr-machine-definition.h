/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include "definition/vtr-change.h"

#include "vtr-edit.h"
#include "virt/machine/vtr-machine.h"

G_BEGIN_DECLS

/* A machine's definitions, the one that runs and the one that is saved, read on demand and read again
 * when an event says so; and every way to change them. An edit reads the saved one fresh, finds the
 * device by its key, sets only what was given and defines; where the machine runs it then tries the
 * same live. Nothing here waits: everything answers through an asynchronous result.
 *
 * Properties: "loaded", "trouble" (VtrTrouble, why it cannot be read), "n-pending".
 * Signal "changed": either definition is another one than before. */
#define VTR_TYPE_MACHINE_DEFINITION (vtr_machine_definition_get_type ())
G_DECLARE_FINAL_TYPE (VtrMachineDefinition, vtr_machine_definition, VTR, MACHINE_DEFINITION, GObject)

VtrMachineDefinition *vtr_machine_definition_new          (VtrMachine           *machine);
VtrMachine           *vtr_machine_definition_get_machine  (VtrMachineDefinition *self);
VtrXmlDoc            *vtr_machine_definition_get_saved    (VtrMachineDefinition *self);
VtrXmlDoc            *vtr_machine_definition_get_running  (VtrMachineDefinition *self);
GPtrArray            *vtr_machine_definition_get_pending  (VtrMachineDefinition *self);
void                  vtr_machine_definition_reload       (VtrMachineDefinition *self);
void                  vtr_machine_definition_apply_async  (VtrMachineDefinition *self,
                                                           const VtrEdit        *edit,
                                                           GCancellable         *cancellable,
                                                           GAsyncReadyCallback   callback,
                                                           gpointer              user_data);
gboolean              vtr_machine_definition_apply_finish (VtrMachineDefinition *self,
                                                           GAsyncResult         *result,
                                                           VtrOutcome           *outcome,
                                                           char                **reason,
                                                           GError              **error);
const char           *vtr_machine_definition_get_new_key  (VtrMachineDefinition *self,
                                                           GAsyncResult         *result);

G_END_DECLS
