/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-subnet.h"

#include <gio/gio.h>
#include <string.h>

#define V4_LENGTH 4
#define V6_LENGTH 16

/* What is proposed of a network that could have millions. */
#define MOST_LEASES 254

/**
 * vtr_address_parse:
 * @text: (nullable): as somebody typed it
 * @address: (out): what it means
 *
 * Returns: whether it is an address of either family, without a zone
 */
gboolean
vtr_address_parse (const char *text,
                   VtrAddress *address)
{
  g_autoptr (GInetAddress) parsed = NULL;

  memset (address, 0, sizeof *address);
  if (text == NULL || strchr (text, '%') != NULL)
    return FALSE;

  parsed = g_inet_address_new_from_string (text);
  if (parsed == NULL)
    return FALSE;

  address->length = (guint) g_inet_address_get_native_size (parsed);
  memcpy (address->bytes, g_inet_address_to_bytes (parsed), address->length);
  return TRUE;
}

/**
 * vtr_address_to_string:
 * @self: an address
 *
 * Returns: (transfer full): as it is usually written
 */
char *
vtr_address_to_string (const VtrAddress *self)
{
  GSocketFamily family
      = self->length == V4_LENGTH ? G_SOCKET_FAMILY_IPV4 : G_SOCKET_FAMILY_IPV6;
  g_autoptr (GInetAddress) address = g_inet_address_new_from_bytes (self->bytes, family);

  return g_inet_address_to_string (address);
}

/* Of one family; an address of the older one comes before all others. */
int
vtr_address_compare (const VtrAddress *a,
                     const VtrAddress *b)
{
  if (a->length != b->length)
    return a->length < b->length ? -1 : 1;
  return memcmp (a->bytes, b->bytes, a->length);
}

VtrAddress
vtr_address_plus (const VtrAddress *self,
                  guint             offset)
{
  VtrAddress result = *self;
  guint64 carry = offset;

  for (guint i = self->length; i > 0 && carry > 0; i--)
    {
      carry += result.bytes[i - 1];
      result.bytes[i - 1] = (guint8) (carry & 0xff);
      carry >>= 8;
    }
  return result;
}

/**
 * vtr_netmask_to_prefix:
 * @netmask: "255.255.255.0"
 * @prefix: (out): 24
 *
 * Returns: whether it is a mask without holes
 */
gboolean
vtr_netmask_to_prefix (const char *netmask,
                       guint      *prefix)
{
  VtrAddress mask;
  guint bits = 0;

  if (!vtr_address_parse (netmask, &mask) || mask.length != V4_LENGTH)
    return FALSE;

  while (bits < 32 && (mask.bytes[bits / 8] & (0x80 >> bits % 8)))
    bits++;
  for (guint i = bits; i < 32; i++)
    if (mask.bytes[i / 8] & (0x80 >> i % 8))
      return FALSE;

  *prefix = bits;
  return TRUE;
}

/**
 * vtr_netmask_from_prefix:
 * @prefix: up to 32
 *
 * Returns: (transfer full): the mask of IPv4 that it stands for
 */
char *
vtr_netmask_from_prefix (guint prefix)
{
  VtrAddress mask = { .length = V4_LENGTH };

  for (guint i = 0; i < MIN (prefix, 32); i++)
    mask.bytes[i / 8] |= (guint8) (0x80 >> i % 8);
  return vtr_address_to_string (&mask);
}

/**
 * vtr_subnet_parse:
 * @text: (nullable): "192.168.100.1/24"
 * @subnet: (out): what it means
 *
 * Returns: whether it is an address with a prefix length
 */
gboolean
vtr_subnet_parse (const char *text,
                  VtrSubnet  *subnet)
{
  g_auto (GStrv) parts = g_strsplit (text != NULL ? text : "", "/", -1);
  guint64 prefix;

  memset (subnet, 0, sizeof *subnet);
  if (g_strv_length (parts) != 2 || !vtr_address_parse (g_strstrip (parts[0]), &subnet->address))
    return FALSE;
  if (vtr_netmask_to_prefix (parts[1], &subnet->prefix))
    return subnet->address.length == V4_LENGTH;
  if (!g_ascii_string_to_unsigned (g_strstrip (parts[1]), 10, 0, subnet->address.length * 8, &prefix,
                                   NULL))
    return FALSE;

  subnet->prefix = (guint) prefix;
  return TRUE;
}

/**
 * vtr_subnet_read:
 * @node: an element with an address, and a netmask or a prefix
 * @subnet: (out): what they mean
 *
 * Returns: whether they mean anything
 */
gboolean
vtr_subnet_read (VtrXmlNode *node,
                 VtrSubnet  *subnet)
{
  const char *netmask = vtr_xml_node_get (node, "@netmask");
  const char *prefix = vtr_xml_node_get (node, "@prefix");
  guint64 bits = 0;

  memset (subnet, 0, sizeof *subnet);
  if (!vtr_address_parse (vtr_xml_node_get (node, "@address"), &subnet->address))
    return FALSE;
  if (netmask != NULL)
    return vtr_netmask_to_prefix (netmask, &subnet->prefix);
  if (prefix == NULL
      || !g_ascii_string_to_unsigned (prefix, 10, 0, subnet->address.length * 8, &bits, NULL))
    return FALSE;

  subnet->prefix = (guint) bits;
  return TRUE;
}

/**
 * vtr_subnet_to_string:
 * @self: a subnet
 *
 * Returns: (transfer full): its first address, and its prefix
 */
char *
vtr_subnet_to_string (const VtrSubnet *self)
{
  VtrAddress first = vtr_subnet_get_first (self);
  g_autofree char *text = vtr_address_to_string (&first);

  return g_strdup_printf ("%s/%u", text, self->prefix);
}

static VtrAddress
set_host_bits (const VtrSubnet *self,
               gboolean         value)
{
  VtrAddress result = self->address;

  for (guint i = self->prefix; i < result.length * 8; i++)
    {
      guint8 bit = (guint8) (0x80 >> i % 8);

      result.bytes[i / 8] = (guint8) (value ? result.bytes[i / 8] | bit : result.bytes[i / 8] & ~bit);
    }
  return result;
}

VtrAddress
vtr_subnet_get_first (const VtrSubnet *self)
{
  return set_host_bits (self, FALSE);
}

VtrAddress
vtr_subnet_get_last (const VtrSubnet *self)
{
  return set_host_bits (self, TRUE);
}

gboolean
vtr_subnet_contains (const VtrSubnet  *self,
                     const VtrAddress *address)
{
  VtrAddress first = vtr_subnet_get_first (self);
  VtrAddress last = vtr_subnet_get_last (self);

  return address->length == first.length && vtr_address_compare (&first, address) <= 0
         && vtr_address_compare (address, &last) <= 0;
}

gboolean
vtr_subnet_overlaps (const VtrSubnet *a,
                     const VtrSubnet *b)
{
  VtrAddress first_a = vtr_subnet_get_first (a);
  VtrAddress first_b = vtr_subnet_get_first (b);

  return vtr_subnet_contains (a, &first_b) || vtr_subnet_contains (b, &first_a);
}

/* Whether a guest or a host may have it: neither the network's own address nor the one for all. */
gboolean
vtr_subnet_is_usable (const VtrSubnet  *self,
                      const VtrAddress *address)
{
  VtrAddress first = vtr_subnet_get_first (self);
  VtrAddress last = vtr_subnet_get_last (self);

  if (!vtr_subnet_contains (self, address))
    return FALSE;
  if (self->prefix + 1 >= address->length * 8)
    return TRUE;
  return vtr_address_compare (address, &first) != 0
         && (address->length == V6_LENGTH || vtr_address_compare (address, &last) != 0);
}

/* How many addresses there are for others than the network itself and the one for all. */
static guint
count_leases (const VtrSubnet *self)
{
  guint host_bits = self->address.length * 8 - self->prefix;

  if (host_bits > 16 || (self->address.length == V6_LENGTH && host_bits > 8))
    return MOST_LEASES;
  return host_bits < 2 ? 0 : (1u << host_bits) - 2;
}

/* Where in its subnet the host's own address is; far away counts as behind everything. */
static guint
count_before (const VtrSubnet *self)
{
  VtrAddress first = vtr_subnet_get_first (self);
  guint64 offset = 0;

  for (guint i = 0; i < first.length; i++)
    {
      offset = offset << 8 | (guint64) (self->address.bytes[i] - first.bytes[i]);
      if (offset > G_MAXUINT16)
        return G_MAXUINT16;
    }
  return (guint) offset;
}

/**
 * vtr_subnet_propose_range:
 * @self: a subnet, whose address is that of the host
 * @start: (out): the first address for guests
 * @end: (out): the last one
 *
 * The longer of the two sides of the host's own address.
 *
 * Returns: whether there is room for any guest
 */
gboolean
vtr_subnet_propose_range (const VtrSubnet *self,
                          char           **start,
                          char           **end)
{
  VtrAddress zero = vtr_subnet_get_first (self);
  guint last = count_leases (self);
  guint own = count_before (self);
  guint first = 1;
  VtrAddress address;

  if (own > 0 && own <= last && own - 1 >= last - own)
    last = own - 1;
  else if (own > 0 && own <= last)
    first = own + 1;
  if (first > last)
    return FALSE;

  address = vtr_address_plus (&zero, first);
  *start = vtr_address_to_string (&address);
  address = vtr_address_plus (&zero, last);
  *end = vtr_address_to_string (&address);
  return TRUE;
}
