/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include "editors/vtr-item-editor.h"
#include "virt/edit/vtr-machine-definition.h"

#include "vtr-hardware-choices.h"

G_BEGIN_DECLS

/* What a panel is about. A panel is a group above the fields of a form: what is done at once, or takes
 * more than one field. */
typedef struct
{
  VtrMachineDefinition *definition;
  VtrHardwareChoices   *choices;
  VtrItemEditor        *editor;
  const char           *key;     /* of the device; NULL for a page of sections */
  gboolean              is_new;  /* a device that is not there yet */
  const char           *form_id; /* filled in by vtr_hardware_panels_add() */
} VtrPanelPlace;

void vtr_hardware_panels_add (const char          *form_id,
                              const VtrPanelPlace *place);

G_END_DECLS
