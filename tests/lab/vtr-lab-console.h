/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include "console/vtr-console-session.h"
#include "vtr-lab-qemu.h"

G_BEGIN_DECLS

/* What both protocols have to do alike is tested with both. */
typedef struct
{
  const char *socket;
  VtrConsoleSession *(*make) (VtrConsoleEndpoint *endpoint);
} VtrLabProtocol;

#define VTR_LAB_N_PROTOCOLS 2

extern const VtrLabProtocol vtr_lab_protocols[VTR_LAB_N_PROTOCOLS];

void               vtr_lab_console_init             (int                  *argc,
                                                     char               ***argv);
VtrConsoleSession *vtr_lab_console_new              (VtrLabQemu           *qemu,
                                                     const VtrLabProtocol *protocol);
void               vtr_lab_console_connect          (VtrConsoleSession    *session);
void               vtr_lab_console_wait_for_picture (VtrLabQemu           *qemu,
                                                     VtrConsoleSession    *session);

G_END_DECLS
