/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include <adwaita.h>

#include "virt/machine/vtr-machine.h"

G_BEGIN_DECLS

/* What a machine shows now, small, without connecting to its screen. It leads to the console. */
#define VTR_TYPE_SCREEN_GROUP (vtr_screen_group_get_type ())
G_DECLARE_FINAL_TYPE (VtrScreenGroup, vtr_screen_group, VTR, SCREEN_GROUP, AdwPreferencesGroup)

void vtr_screen_group_set_machine (VtrScreenGroup *self,
                                   VtrMachine     *machine);

G_END_DECLS
