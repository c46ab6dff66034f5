/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include <adwaita.h>

#include "vtr-hardware-choices.h"

G_BEGIN_DECLS

/* What a machine can get: a list of devices, and a form for the one that is chosen.
 *
 * Signal "add" (VtrEdit *): the new device, with what it takes of the machine, when a person has decided. */
#define VTR_TYPE_ADD_HARDWARE (vtr_add_hardware_get_type ())
G_DECLARE_FINAL_TYPE (VtrAddHardware, vtr_add_hardware, VTR, ADD_HARDWARE, AdwDialog)

AdwDialog *vtr_add_hardware_new (VtrMachineDefinition *definition,
                                 VtrHardwareChoices   *choices);

G_END_DECLS
