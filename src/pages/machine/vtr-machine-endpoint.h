/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include "base/vtr-trouble.h"
#include "console/vtr-console-session.h"
#include "virt/machine/vtr-machine-graphics.h"

G_BEGIN_DECLS

VtrConsoleSession *vtr_machine_open_screen (VtrMachine             *machine,
                                            const VtrMachineScreen *screen,
                                            VtrTrouble            **trouble);

G_END_DECLS
