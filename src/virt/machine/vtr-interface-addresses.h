/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include "vtr-machine.h"

G_BEGIN_DECLS

/* Who says where a network card can be reached. */
typedef enum
{
  VTR_ADDRESS_FROM_AGENT, /* the guest itself */
  VTR_ADDRESS_FROM_LEASE, /* the network, which gave it away */
  VTR_ADDRESS_FROM_ARP,   /* the host, which overheard it */
} VtrAddressSource;

typedef struct
{
  VtrAddressSource source;
  char            *address; /* with the length of its prefix: "192.168.122.7/24" */
} VtrInterfaceAddress;

void       vtr_machine_load_addresses_async  (VtrMachine           *self,
                                              const char           *mac,
                                              GCancellable         *cancellable,
                                              GAsyncReadyCallback   callback,
                                              gpointer              user_data);
GPtrArray *vtr_machine_load_addresses_finish (VtrMachine           *self,
                                              GAsyncResult         *result,
                                              GError              **error);

G_END_DECLS
