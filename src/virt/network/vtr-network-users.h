/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include "virt/machine/vtr-machine.h"

#include "vtr-network.h"

G_BEGIN_DECLS

/* A machine that is plugged into a network. */
typedef struct
{
  VtrMachine *machine;
  char       *mac; /* of the first of its cards there */
} VtrNetworkUser;

GPtrArray *vtr_network_list_users (VtrNetwork *self);

G_END_DECLS
