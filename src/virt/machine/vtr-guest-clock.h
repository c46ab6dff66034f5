/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include "vtr-machine.h"

G_BEGIN_DECLS

/* A guest that slept believes that it is still then. Its agent can set the clock right. */
void vtr_guest_clock_set_enabled    (gboolean    enabled);
void vtr_guest_clock_set_soon       (VtrMachine *machine);
void vtr_guest_clock_agent_is_there (VtrMachine *machine);

G_END_DECLS
