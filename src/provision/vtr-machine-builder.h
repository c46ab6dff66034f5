/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include "osinfo/vtr-os-facts.h"
#include "xml/vtr-xml-doc.h"

#include "vtr-machine-plan.h"

G_BEGIN_DECLS

/* Makes the definition of a new machine of three things: what its system can drive, what the host can
 * give, and what the person wants. Pure: the same three make the same definition. */

typedef enum
{
  VTR_BUILD_LASTING, /* how the machine is from now on */
  VTR_BUILD_FIRST,   /* how it is the one time that its system is put on it */
} VtrBuildPhase;

VtrXmlDoc  *vtr_machine_build             (const VtrMachinePlan *plan,
                                           const VtrOsFacts     *os,
                                           VtrXmlDoc            *capabilities,
                                           VtrBuildPhase         phase);
gboolean    vtr_machine_needs_first_phase (const VtrMachinePlan *plan);
const char *vtr_machine_type_for          (const char           *arch,
                                           const VtrOsFacts     *os);
VtrFirmware vtr_machine_choose_firmware   (const VtrMachinePlan *plan,
                                           const VtrOsFacts     *os,
                                           VtrXmlDoc            *capabilities);
gboolean    vtr_machine_choose_tpm        (const VtrMachinePlan *plan,
                                           const VtrOsFacts     *os,
                                           VtrXmlDoc            *capabilities);

G_END_DECLS
