/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* An address that a network gave to somebody.
 *
 * Properties: "mac", "address", "hostname", "expires" (seconds of the wall clock, 0 for never). */
#define VTR_TYPE_NETWORK_LEASE (vtr_network_lease_get_type ())
G_DECLARE_FINAL_TYPE (VtrNetworkLease, vtr_network_lease, VTR, NETWORK_LEASE, GObject)

VtrNetworkLease *vtr_network_lease_new          (const char      *mac,
                                                 const char      *address,
                                                 const char      *hostname,
                                                 gint64           expires);
const char      *vtr_network_lease_get_mac      (VtrNetworkLease *self);
const char      *vtr_network_lease_get_address  (VtrNetworkLease *self);
const char      *vtr_network_lease_get_hostname (VtrNetworkLease *self);
gint64           vtr_network_lease_get_expires  (VtrNetworkLease *self);
gboolean         vtr_network_lease_is_equal     (VtrNetworkLease *self,
                                                 VtrNetworkLease *other);

G_END_DECLS
