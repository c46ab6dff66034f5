/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-network-template.h"

#include "vtr-network-check.h"

/* The third number of 192.168.x.0/24, from where other programs begin, too. */
#define FIRST_CHOICE 100
#define LAST_CHOICE 254

/**
 * vtr_network_propose_subnet:
 * @taken: (nullable) (element-type VtrTakenSubnet): addresses that others have
 * @subnet: (out): a private range that is free
 *
 * Returns: whether there is one
 */
gboolean
vtr_network_propose_subnet (GPtrArray *taken,
                            VtrSubnet *subnet)
{
  for (guint i = FIRST_CHOICE; i <= LAST_CHOICE; i++)
    {
      g_autofree char *text = g_strdup_printf ("192.168.%u.1/24", i);
      gboolean is_free = vtr_subnet_parse (text, subnet);

      for (guint j = 0; is_free && taken != NULL && j < taken->len; j++)
        {
          const VtrTakenSubnet *other = taken->pdata[j];

          is_free = other->subnet.prefix == 0 || !vtr_subnet_overlaps (subnet, &other->subnet);
        }
      if (is_free)
        return TRUE;
    }
  return FALSE;
}

/**
 * vtr_network_propose_name:
 * @names: (nullable): the names of the networks that there are
 *
 * Returns: (transfer full): another one
 */
char *
vtr_network_propose_name (GStrv names)
{
  for (guint i = 1;; i++)
    {
      g_autofree char *name = g_strdup_printf ("network%u", i);

      if (names == NULL || !g_strv_contains ((const char *const *) names, name))
        return g_steal_pointer (&name);
    }
}

/**
 * vtr_network_set_subnet:
 * @ip: the address of a network
 * @subnet: the host's own address in it
 *
 * Writes it in the words that stand there, else in those that libvirt itself would choose.
 */
void
vtr_network_set_subnet (VtrXmlNode      *ip,
                        const VtrSubnet *subnet)
{
  g_autofree char *address = vtr_address_to_string (&subnet->address);
  g_autofree char *netmask = vtr_netmask_from_prefix (subnet->prefix);
  g_autofree char *prefix = g_strdup_printf ("%u", subnet->prefix);
  gboolean is_v4 = subnet->address.length == 4;

  vtr_xml_node_set (ip, "@family", is_v4 ? NULL : "ipv6");
  vtr_xml_node_set (ip, "@address", address);
  if (is_v4 && vtr_xml_node_get (ip, "@prefix") == NULL)
    {
      vtr_xml_node_set (ip, "@netmask", netmask);
      return;
    }
  vtr_xml_node_set (ip, "@netmask", NULL);
  vtr_xml_node_set (ip, "@prefix", prefix);
}

/**
 * vtr_network_add_ip:
 * @doc: the definition of a network
 * @subnet: the host's own address in it
 * @with_dhcp: whether its machines are given addresses
 *
 * Returns: (transfer none) (nullable): the new address
 */
VtrXmlNode *
vtr_network_add_ip (VtrXmlDoc       *doc,
                    const VtrSubnet *subnet,
                    gboolean         with_dhcp)
{
  VtrXmlNode *ip = vtr_xml_node_add (vtr_xml_doc_get_root (doc), "ip");
  g_autofree char *start = NULL;
  g_autofree char *end = NULL;

  vtr_network_set_subnet (ip, subnet);
  if (with_dhcp && vtr_subnet_propose_range (subnet, &start, &end))
    {
      vtr_xml_node_set (ip, "dhcp/range/@start", start);
      vtr_xml_node_set (ip, "dhcp/range/@end", end);
    }
  return ip;
}

/**
 * vtr_network_template:
 * @name: its name
 * @subnet: (nullable): its addresses
 *
 * Returns: (transfer full): the least that a network with NAT says
 */
VtrXmlDoc *
vtr_network_template (const char      *name,
                      const VtrSubnet *subnet)
{
  g_autofree char *xml = g_markup_printf_escaped ("<network>\n  <name>%s</name>\n"
                                                  "  <forward mode='nat'/>\n</network>\n", name);
  VtrXmlDoc *doc = vtr_xml_doc_new (xml, -1, NULL);

  if (subnet != NULL)
    vtr_network_add_ip (doc, subnet, TRUE);
  return doc;
}
