/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include "definition/vtr-change.h"

#include "vtr-machine.h"

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

/* What became of an edit. A refusal is an error instead. */
typedef enum
{
  VTR_OUTCOME_APPLIED,       /* now, and saved */
  VTR_OUTCOME_AT_NEXT_START, /* saved; the reason says why not now */
} VtrOutcome;

typedef enum
{
  VTR_EDIT_SET_VALUES,     /* of the item @key */
  VTR_EDIT_ADD_DEVICE,     /* @xml */
  VTR_EDIT_REMOVE_DEVICE,  /* the item @key */
  VTR_EDIT_REPLACE_DEVICE, /* the item @key by @xml */
  VTR_EDIT_REPLACE_ALL,    /* the saved definition by @xml, which is checked against the schema */
  VTR_EDIT_REPLACE_ALL_UNCHECKED,
  VTR_EDIT_DISCARD_PENDING, /* the saved definition becomes what runs */
} VtrEditSort;

typedef struct
{
  VtrEditSort sort;
  char       *key;
  char       *xml;
  GPtrArray  *fields; /* char *: names… */
  GPtrArray  *values; /* …and their values; NULL takes the field away */
} VtrEdit;

VtrEdit              *vtr_edit_new       (VtrEditSort  sort,
                                          const char  *key,
                                          const char  *xml);
void                  vtr_edit_set       (VtrEdit     *self,
                                          const char  *field,
                                          const char  *value);
void                  vtr_edit_free      (gpointer     edit);

VtrMachineDefinition *vtr_machine_definition_new          (VtrMachine           *machine);
VtrMachine           *vtr_machine_definition_get_machine  (VtrMachineDefinition *self);
VtrXmlDoc            *vtr_machine_definition_get_saved    (VtrMachineDefinition *self);
VtrXmlDoc            *vtr_machine_definition_get_running  (VtrMachineDefinition *self);
GPtrArray            *vtr_machine_definition_get_pending  (VtrMachineDefinition *self);
void                  vtr_machine_definition_reload       (VtrMachineDefinition *self);
void                  vtr_machine_definition_apply_async  (VtrMachineDefinition *self,
                                                           VtrEdit              *edit,
                                                           GCancellable         *cancellable,
                                                           GAsyncReadyCallback   callback,
                                                           gpointer              user_data);
gboolean              vtr_machine_definition_apply_finish (VtrMachineDefinition *self,
                                                           GAsyncResult         *result,
                                                           VtrOutcome           *outcome,
                                                           char                **reason,
                                                           GError              **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VtrEdit, vtr_edit_free)

G_END_DECLS
