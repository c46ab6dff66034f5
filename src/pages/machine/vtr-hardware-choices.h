/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include "editors/vtr-choices.h"
#include "virt/device/vtr-node-device.h"
#include "virt/edit/vtr-machine-definition.h"

G_BEGIN_DECLS

/* What the host of a machine offers its forms: asked for in the background, and handed to them when it
 * comes. A host that does not say leaves them as they are.
 *
 * Signal "devices-changed" (): the devices of the host, or who has them. */
#define VTR_TYPE_HARDWARE_CHOICES (vtr_hardware_choices_get_type ())
G_DECLARE_FINAL_TYPE (VtrHardwareChoices, vtr_hardware_choices, VTR, HARDWARE_CHOICES, GObject)

VtrHardwareChoices  *vtr_hardware_choices_new          (VtrMachineDefinition *definition);
VtrChoices          *vtr_hardware_choices_get          (VtrHardwareChoices   *self);
void                 vtr_hardware_choices_refresh      (VtrHardwareChoices   *self);
void                 vtr_hardware_choices_want_claims  (VtrHardwareChoices   *self);
void                 vtr_hardware_choices_want_devices (VtrHardwareChoices   *self);
GPtrArray           *vtr_hardware_choices_get_devices  (VtrHardwareChoices   *self);
const VtrNodeDevice *vtr_hardware_choices_find_device  (VtrHardwareChoices   *self,
                                                        const char           *token);
const char          *vtr_hardware_choices_get_claim    (VtrHardwareChoices   *self,
                                                        const char           *token);
guint                vtr_hardware_choices_get_n_processors (VtrHardwareChoices *self);
guint64              vtr_hardware_choices_get_memory   (VtrHardwareChoices   *self);

G_END_DECLS
