/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-network-lease.h"

struct _VtrNetworkLease
{
  GObject parent_instance;

  /* owned */
  char   *mac;
  char   *address;
  char   *hostname;

  /* state */
  gint64  expires;
};

enum
{
  PROP_0,
  PROP_MAC,
  PROP_ADDRESS,
  PROP_HOSTNAME,
  PROP_EXPIRES,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (VtrNetworkLease, vtr_network_lease, G_TYPE_OBJECT)

static void
vtr_network_lease_finalize (GObject *object)
{
  VtrNetworkLease *self = VTR_NETWORK_LEASE (object);

  g_free (self->mac);
  g_free (self->address);
  g_free (self->hostname);

  G_OBJECT_CLASS (vtr_network_lease_parent_class)->finalize (object);
}

static void
vtr_network_lease_get_property (GObject    *object,
                                guint       prop_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  VtrNetworkLease *self = VTR_NETWORK_LEASE (object);

  switch (prop_id)
    {
    case PROP_MAC:
      g_value_set_string (value, self->mac);
      break;
    case PROP_ADDRESS:
      g_value_set_string (value, self->address);
      break;
    case PROP_HOSTNAME:
      g_value_set_string (value, self->hostname);
      break;
    case PROP_EXPIRES:
      g_value_set_int64 (value, self->expires);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
vtr_network_lease_class_init (VtrNetworkLeaseClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->finalize = vtr_network_lease_finalize;
  object_class->get_property = vtr_network_lease_get_property;

  properties[PROP_MAC] = g_param_spec_string ("mac", NULL, NULL, NULL, flags);
  properties[PROP_ADDRESS] = g_param_spec_string ("address", NULL, NULL, NULL, flags);
  properties[PROP_HOSTNAME] = g_param_spec_string ("hostname", NULL, NULL, NULL, flags);
  properties[PROP_EXPIRES]
      = g_param_spec_int64 ("expires", NULL, NULL, 0, G_MAXINT64, 0, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
vtr_network_lease_init (VtrNetworkLease *self)
{
}

/**
 * vtr_network_lease_new:
 * @mac: (nullable): of the machine's interface
 * @address: what it was given
 * @hostname: (nullable): how the machine calls itself
 * @expires: until when, in seconds of the wall clock, 0 for ever
 *
 * Returns: (transfer full): a lease
 */
VtrNetworkLease *
vtr_network_lease_new (const char *mac,
                       const char *address,
                       const char *hostname,
                       gint64      expires)
{
  VtrNetworkLease *self = g_object_new (VTR_TYPE_NETWORK_LEASE, NULL);

  self->mac = g_strdup (mac);
  self->address = g_strdup (address);
  self->hostname = g_strdup (hostname);
  self->expires = expires;
  return self;
}

/**
 * vtr_network_lease_get_mac:
 * @self: a lease
 *
 * Returns: (nullable): of the machine's interface
 */
const char *
vtr_network_lease_get_mac (VtrNetworkLease *self)
{
  return self->mac;
}

const char *
vtr_network_lease_get_address (VtrNetworkLease *self)
{
  return self->address;
}

/**
 * vtr_network_lease_get_hostname:
 * @self: a lease
 *
 * Returns: (nullable): how the machine calls itself
 */
const char *
vtr_network_lease_get_hostname (VtrNetworkLease *self)
{
  return self->hostname;
}

gint64
vtr_network_lease_get_expires (VtrNetworkLease *self)
{
  return self->expires;
}

gboolean
vtr_network_lease_is_equal (VtrNetworkLease *self,
                            VtrNetworkLease *other)
{
  return g_strcmp0 (self->mac, other->mac) == 0 && g_strcmp0 (self->address, other->address) == 0
         && g_strcmp0 (self->hostname, other->hostname) == 0 && self->expires == other->expires;
}
