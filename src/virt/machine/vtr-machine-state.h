/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include "virt/vtr-virt-types.h"

G_BEGIN_DECLS

/* Where libvirt has said nothing: none of its own states has this number. */
#define VTR_LIBVIRT_STATE_UNKNOWN (-1)

VtrMachineState vtr_machine_state_from_libvirt (int             state,
                                                int             reason);
const char     *vtr_machine_state_explain      (int             state,
                                                int             reason);
gboolean        vtr_machine_state_is_trouble   (int             state,
                                                int             reason);

G_END_DECLS
