/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include <gio/gio.h>

#include "virt/network/vtr-networks.h"

G_BEGIN_DECLS

/* The addresses that a network must keep clear of: those of the host's other networks and, where the
 * host is this computer, those that it has ways to. */
GPtrArray *vtr_network_surroundings_list   (VtrNetworks          *networks,
                                            VtrNetwork           *except);
void       vtr_network_surroundings_async  (VtrNetworks          *networks,
                                            VtrNetwork           *except,
                                            GCancellable         *cancellable,
                                            GAsyncReadyCallback   callback,
                                            gpointer              user_data);
GPtrArray *vtr_network_surroundings_finish (GAsyncResult         *result,
                                            GError              **error);

G_END_DECLS
