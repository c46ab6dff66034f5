/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-network-check.h"

#include "definition/vtr-item.h"

#include "vtr-network-mode.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What the Linux kernel lets a bridge be called. */
#define LONGEST_DEVICE_NAME 15
#define LEAST_MTU 68
#define MOST_MTU 65535
#define LEAST_MTU_V6 1280
#define MOST_VLANS 4095
#define MOST_PORTS 65535

typedef struct
{
  VtrXmlDoc  *doc;
  VtrXmlNode *root;
  GPtrArray  *taken;
  GPtrArray  *problems;
} Check;

static void
free_problem (gpointer data)
{
  VtrNetworkProblem *problem = data;

  g_free (problem->key);
  g_free (problem->text);
  g_free (problem);
}

/* Takes the text. */
static void
report (Check          *check,
        VtrNetworkPlace place,
        gboolean        is_warning,
        const VtrItem  *item,
        char           *text)
{
  VtrNetworkProblem *problem = g_new (VtrNetworkProblem, 1);

  *problem = (VtrNetworkProblem) { place, is_warning, item != NULL ? g_strdup (item->key) : NULL,
                                   text };
  g_ptr_array_add (check->problems, problem);
}

static void
refuse (Check          *check,
        VtrNetworkPlace place,
        const VtrItem  *item,
        char           *text)
{
  report (check, place, FALSE, item, text);
}

/* Small things */

static gboolean
read_number (const VtrItem *item,
             const char    *field,
             guint64       *number)
{
  g_autofree char *text = vtr_item_get (item, field);

  return text != NULL && g_ascii_string_to_unsigned (text, 10, 0, G_MAXUINT64, number, NULL);
}

/* Whether a field that is there is a number in a range. */
static gboolean
is_number_in (const VtrItem *item,
              const char    *field,
              guint64        least,
              guint64        most)
{
  g_autofree char *text = vtr_item_get (item, field);
  guint64 number;

  return text == NULL || g_ascii_string_to_unsigned (text, 10, least, most, &number, NULL);
}

static gboolean
is_mac (const char *text)
{
  guint n = 0;

  for (; text[0] != '\0' && n < 6; n++)
    {
      if (!g_ascii_isxdigit (text[0]) || !g_ascii_isxdigit (text[1]))
        return FALSE;
      text += 2;
      if (n < 5 && *text++ != ':')
        return FALSE;
    }
  return n == 6 && text[0] == '\0';
}

/* Letters, digits and hyphens between dots. */
static gboolean
is_host_name (const char *text)
{
  g_auto (GStrv) labels = g_strsplit (text, ".", -1);

  for (guint i = 0; labels[i] != NULL; i++)
    {
      gsize length = strlen (labels[i]);

      if (length == 0 || length > 63 || labels[i][0] == '-' || labels[i][length - 1] == '-')
        return FALSE;
      for (const char *c = labels[i]; *c != '\0'; c++)
        if (!g_ascii_isalnum (*c) && *c != '-' && *c != '_')
          return FALSE;
    }
  return labels[0] != NULL;
}

/* The name and the devices */

static void
check_name (Check *check,
            GStrv  names)
{
  const char *name = vtr_xml_node_get (check->root, "name");

  if (name == NULL || name[0] == '\0')
    refuse (check, VTR_NETWORK_AT_NAME, NULL, g_strdup (_("Give the network a name.")));
  else if (strchr (name, '/') != NULL)
    refuse (check, VTR_NETWORK_AT_NAME, NULL, g_strdup (_("A name cannot have a slash in it.")));
  else if (names != NULL && g_strv_contains ((const char *const *) names, name))
    refuse (check, VTR_NETWORK_AT_NAME, NULL,
            g_strdup (_("Another network of this host has that name.")));
}

static void
check_device_name (Check      *check,
                   const char *name)
{
  if (name == NULL)
    return;
  if (strlen (name) > LONGEST_DEVICE_NAME)
    refuse (check, VTR_NETWORK_AT_DEVICE, NULL,
            /* Translators: of a network device */
            g_strdup_printf (_("“%s” is too long for the name of a device: %d letters at most."), name,
                             LONGEST_DEVICE_NAME));
  else if (strpbrk (name, "/ \t") != NULL)
    refuse (check, VTR_NETWORK_AT_DEVICE, NULL,
            g_strdup (_("The name of a device has neither spaces nor slashes.")));
}

static void
check_devices (Check *check)
{
  VtrNetworkMode mode = vtr_network_mode_read (check->doc);
  const char *bridge = vtr_xml_node_get (check->root, "bridge/@name");
  const char *device = vtr_xml_node_get (check->root, "forward/@dev");
  gboolean has_list = vtr_xml_node_find (check->root, "forward/interface") != NULL
                      || vtr_xml_node_find (check->root, "forward/address") != NULL;

  check_device_name (check, bridge);
  check_device_name (check, device);
  if ((mode == VTR_NETWORK_BRIDGE || mode == VTR_NETWORK_OPEN_VSWITCH)
      && (bridge == NULL || bridge[0] == '\0'))
    refuse (check, VTR_NETWORK_AT_DEVICE, NULL, g_strdup (_("Choose a bridge of the host.")));
  if (vtr_network_mode_is_macvtap (mode) && (device == NULL || device[0] == '\0') && !has_list)
    refuse (check, VTR_NETWORK_AT_DEVICE, NULL,
            g_strdup (_("Choose a network device of the host.")));
  if (mode == VTR_NETWORK_SR_IOV && !has_list
      && vtr_xml_node_get (check->root, "forward/pf/@dev") == NULL)
    refuse (check, VTR_NETWORK_AT_DEVICE, NULL,
            g_strdup (_("Choose the network card that has the virtual functions.")));
}

/* Addresses */

static VtrNetworkPlace
place_of (const VtrSubnet *subnet,
          gboolean         is_range)
{
  if (subnet->address.length == 4)
    return is_range ? VTR_NETWORK_AT_RANGE4 : VTR_NETWORK_AT_IPV4;
  return is_range ? VTR_NETWORK_AT_RANGE6 : VTR_NETWORK_AT_IPV6;
}

static char *
describe_clash (const VtrTakenSubnet *taken)
{
  g_autofree char *subnet = vtr_subnet_to_string (&taken->subnet);

  if (taken->network != NULL)
    /* Translators: the addresses of a network, then its name */
    return g_strdup_printf (_("%s is in use by the network “%s”."), subnet, taken->network);
  /* Translators: a range of addresses, then a network device of the host */
  return g_strdup_printf (_("The host itself reaches %s through %s: that would be cut off."), subnet,
                          taken->device);
}

/* The way to everywhere is in nobody's way. */
static void
check_clashes (Check           *check,
               const VtrItem   *item,
               const VtrSubnet *subnet)
{
  for (guint i = 0; check->taken != NULL && i < check->taken->len; i++)
    {
      const VtrTakenSubnet *taken = check->taken->pdata[i];

      if (taken->subnet.prefix > 0 && vtr_subnet_overlaps (subnet, &taken->subnet))
        report (check, place_of (subnet, FALSE), TRUE, item, describe_clash (taken));
    }
}

static void
check_own_clashes (Check *check)
{
  g_autoptr (GPtrArray) ips = vtr_item_list (check->doc, "network-ip");

  for (guint i = 0; i < ips->len; i++)
    for (guint j = 0; j < i; j++)
      {
        const VtrItem *item = ips->pdata[i];
        VtrSubnet a, b;

        if (vtr_subnet_read (item->node, &a)
            && vtr_subnet_read (((VtrItem *) ips->pdata[j])->node, &b)
            && vtr_subnet_overlaps (&a, &b))
          refuse (check, place_of (&a, FALSE), item,
                  g_strdup (_("Two addresses of this network are in the same range.")));
      }
}

static void
check_range (Check           *check,
             const VtrItem   *range,
             const VtrSubnet *subnet)
{
  VtrNetworkPlace place = place_of (subnet, TRUE);
  VtrAddress start, end;

  if (!vtr_address_parse (vtr_xml_node_get (range->node, "@start"), &start)
      || !vtr_address_parse (vtr_xml_node_get (range->node, "@end"), &end))
    {
      refuse (check, place, range,
              g_strdup (_("A range goes from one address to another, such as 192.168.100.2.")));
      return;
    }
  if (!vtr_subnet_contains (subnet, &start) || !vtr_subnet_contains (subnet, &end))
    {
      g_autofree char *text = vtr_subnet_to_string (subnet);

      refuse (check, place, range,
              /* Translators: %s is a range of addresses */
              g_strdup_printf (_("The range is not within %s."), text));
      return;
    }
  if (vtr_address_compare (&start, &end) > 0)
    refuse (check, place, range, g_strdup (_("The range ends before it begins.")));
  else if (!vtr_subnet_is_usable (subnet, &start) || !vtr_subnet_is_usable (subnet, &end))
    refuse (check, place, range,
            g_strdup (_("The first and the last address of a network are not for machines.")));
  else if (vtr_address_compare (&start, &subnet->address) <= 0
           && vtr_address_compare (&subnet->address, &end) <= 0)
    report (check, place, TRUE, range,
            g_strdup (_("The range has the host's own address in it, which nobody will be given.")));
}

static void
check_fixed (Check           *check,
             const VtrItem   *host,
             const VtrSubnet *subnet,
             GHashTable      *seen)
{
  const char *mac = vtr_xml_node_get (host->node, "@mac");
  const char *ip = vtr_xml_node_get (host->node, "@ip");
  const char *name = vtr_xml_node_get (host->node, "@name");
  VtrAddress address;

  if (mac != NULL && !is_mac (mac))
    refuse (check, VTR_NETWORK_AT_FIXED, host,
            g_strdup_printf (_("“%s” is no MAC address, such as 52:54:00:12:34:56."), mac));
  if (mac == NULL && name == NULL && vtr_xml_node_get (host->node, "@id") == NULL)
    refuse (check, VTR_NETWORK_AT_FIXED, host,
            g_strdup (_("A fixed address needs the MAC address or the name of a machine.")));
  if (name != NULL && !is_host_name (name))
    refuse (check, VTR_NETWORK_AT_FIXED, host,
            g_strdup_printf (_("“%s” cannot be the name of a machine."), name));
  if (!vtr_address_parse (ip, &address))
    refuse (check, VTR_NETWORK_AT_FIXED, host,
            g_strdup_printf (_("“%s” is not an address."), ip != NULL ? ip : ""));
  else if (!vtr_subnet_is_usable (subnet, &address))
    refuse (check, VTR_NETWORK_AT_FIXED, host,
            g_strdup_printf (_("%s is not an address of this network."), ip));
  else if (vtr_address_compare (&address, &subnet->address) == 0)
    refuse (check, VTR_NETWORK_AT_FIXED, host, g_strdup_printf (_("%s is the host's own."), ip));
  else if (!g_hash_table_add (seen, (gpointer) ip))
    refuse (check, VTR_NETWORK_AT_FIXED, host,
            g_strdup_printf (_("%s is fixed for two machines."), ip));
}

static void
check_entries_of (Check           *check,
                  const VtrItem   *ip,
                  const VtrSubnet *subnet)
{
  g_autoptr (GPtrArray) ranges = vtr_item_list (check->doc, "dhcp-range");
  g_autoptr (GPtrArray) hosts = vtr_item_list (check->doc, "dhcp-host");
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autofree char *prefix = g_strconcat (ip->key, "/", NULL);

  for (guint i = 0; i < ranges->len; i++)
    if (g_str_has_prefix (((VtrItem *) ranges->pdata[i])->key, prefix))
      check_range (check, ranges->pdata[i], subnet);
  for (guint i = 0; i < hosts->len; i++)
    if (g_str_has_prefix (((VtrItem *) hosts->pdata[i])->key, prefix))
      check_fixed (check, hosts->pdata[i], subnet, seen);
}

static void
check_ip (Check         *check,
          const VtrItem *item)
{
  gboolean is_v6 = g_strcmp0 (vtr_xml_node_get (item->node, "@family"), "ipv6") == 0;
  VtrNetworkPlace place = is_v6 ? VTR_NETWORK_AT_IPV6 : VTR_NETWORK_AT_IPV4;
  VtrSubnet subnet;

  if (!vtr_subnet_read (item->node, &subnet) || (subnet.address.length == 16) != is_v6)
    {
      refuse (check, place, item,
              g_strdup (is_v6 ? _("An address with its prefix is needed, such as fd00:100::1/64.")
                              : _("An address with its prefix is needed, such as 192.168.100.1/24.")));
      return;
    }
  if (!vtr_subnet_is_usable (&subnet, &subnet.address))
    {
      VtrAddress first = vtr_subnet_get_first (&subnet);
      VtrAddress next = vtr_address_plus (&first, 1);
      g_autofree char *text = vtr_address_to_string (&next);

      refuse (check, place, item,
              /* Translators: %s is an address */
              g_strdup_printf (_("That is not an address that a host can have; %s would be one."), text));
    }
  if (is_v6 && subnet.prefix != 64
      && vtr_xml_node_find (item->node, "dhcp") == NULL)
    report (check, place, TRUE, item,
            g_strdup (_("Machines give themselves addresses only where the prefix is 64.")));
  check_clashes (check, item, &subnet);
  check_entries_of (check, item, &subnet);
}

static void
check_addresses (Check *check)
{
  g_autoptr (GPtrArray) ips = vtr_item_list (check->doc, "network-ip");

  for (guint i = 0; i < ips->len; i++)
    check_ip (check, ips->pdata[i]);
  check_own_clashes (check);
}

/* Names, routes, ports and limits */

static void
check_names (Check *check)
{
  g_autoptr (GPtrArray) forwarders = vtr_item_list (check->doc, "dns-forwarder");
  g_autoptr (GPtrArray) hosts = vtr_item_list (check->doc, "dns-host");
  const char *domain = vtr_xml_node_get (check->root, "domain/@name");
  VtrAddress address;

  if (domain != NULL && !is_host_name (domain))
    refuse (check, VTR_NETWORK_AT_NAMES, NULL,
            g_strdup_printf (_("“%s” cannot be a domain, such as lab.example."), domain));
  for (guint i = 0; i < forwarders->len; i++)
    {
      const VtrItem *item = forwarders->pdata[i];
      const char *text = vtr_xml_node_get (item->node, "@addr");

      if (text != NULL ? !vtr_address_parse (text, &address)
                       : vtr_xml_node_get (item->node, "@domain") == NULL)
        refuse (check, VTR_NETWORK_AT_NAMES, item,
                g_strdup (_("A name server is given by its address.")));
    }
  for (guint i = 0; i < hosts->len; i++)
    {
      const VtrItem *item = hosts->pdata[i];

      if (!vtr_address_parse (vtr_xml_node_get (item->node, "@ip"), &address)
          || vtr_xml_node_find (item->node, "hostname") == NULL)
        refuse (check, VTR_NETWORK_AT_NAMES, item,
                g_strdup (_("A name needs an address, and an address a name.")));
    }
}

static gboolean
is_on_network (Check            *check,
               const VtrAddress *address)
{
  g_autoptr (GPtrArray) ips = vtr_item_list (check->doc, "network-ip");

  for (guint i = 0; i < ips->len; i++)
    {
      VtrSubnet subnet;

      if (vtr_subnet_read (((VtrItem *) ips->pdata[i])->node, &subnet)
          && vtr_subnet_contains (&subnet, address))
        return TRUE;
    }
  return FALSE;
}

static void
check_routes (Check *check)
{
  g_autoptr (GPtrArray) routes = vtr_item_list (check->doc, "network-route");

  for (guint i = 0; i < routes->len; i++)
    {
      const VtrItem *item = routes->pdata[i];
      VtrAddress gateway;
      VtrSubnet subnet;

      if (!vtr_subnet_read (item->node, &subnet))
        refuse (check, VTR_NETWORK_AT_ROUTES, item,
                g_strdup (_("A route leads to addresses with their prefix, such as 10.1.0.0/16.")));
      else if (!vtr_address_parse (vtr_xml_node_get (item->node, "@gateway"), &gateway))
        refuse (check, VTR_NETWORK_AT_ROUTES, item,
                g_strdup (_("A route leads through the address of a machine.")));
      else if (!is_on_network (check, &gateway))
        refuse (check, VTR_NETWORK_AT_ROUTES, item,
                g_strdup (_("The machine that a route leads through must be on this network.")));
    }
}

static void
check_vlans (Check      *check,
             const char *kind)
{
  g_autoptr (GPtrArray) tags = vtr_item_list (check->doc, kind);

  for (guint i = 0; i < tags->len; i++)
    if (!is_number_in (tags->pdata[i], "id", 0, MOST_VLANS))
      refuse (check, VTR_NETWORK_AT_PORTS, tags->pdata[i],
              g_strdup_printf (_("The number of a VLAN is one from 0 to %d."), MOST_VLANS));
}

static void
check_port_groups (Check *check)
{
  g_autoptr (GPtrArray) groups = vtr_item_list (check->doc, "portgroup");
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);
  guint n_defaults = 0;

  for (guint i = 0; i < groups->len; i++)
    {
      const VtrItem *item = groups->pdata[i];
      const char *name = vtr_xml_node_get (item->node, "@name");

      if (name == NULL || name[0] == '\0' || !g_hash_table_add (names, (gpointer) name))
        refuse (check, VTR_NETWORK_AT_PORTS, item,
                g_strdup (_("Each port group needs a name of its own.")));
      if (g_strcmp0 (vtr_xml_node_get (item->node, "@default"), "yes") == 0 && ++n_defaults == 2)
        refuse (check, VTR_NETWORK_AT_PORTS, item,
                g_strdup (_("Only one port group can be the usual one.")));
    }
  check_vlans (check, "network-vlan");
  check_vlans (check, "portgroup-vlan");
}

static void
check_limits (Check *check)
{
  g_autoptr (VtrItem) network = vtr_item_find (check->doc, "network");
  gboolean has_v6 = vtr_xml_node_find (check->root, "ip[@family='ipv6']") != NULL;
  guint64 mtu, start, end;

  if (!is_number_in (network, "mtu-size", LEAST_MTU, MOST_MTU))
    refuse (check, VTR_NETWORK_AT_LIMITS, NULL,
            g_strdup_printf (_("A packet has %d to %d bytes."), LEAST_MTU, MOST_MTU));
  else if (has_v6 && read_number (network, "mtu-size", &mtu) && mtu < LEAST_MTU_V6)
    refuse (check, VTR_NETWORK_AT_LIMITS, NULL,
            g_strdup_printf (_("IPv6 needs packets of at least %d bytes."), LEAST_MTU_V6));
  if (!is_number_in (network, "forward-nat-port-start", 1, MOST_PORTS)
      || !is_number_in (network, "forward-nat-port-end", 1, MOST_PORTS))
    refuse (check, VTR_NETWORK_AT_LIMITS, NULL,
            g_strdup_printf (_("A port is a number from 1 to %d."), MOST_PORTS));
  else if (read_number (network, "forward-nat-port-start", &start)
           != read_number (network, "forward-nat-port-end", &end))
    refuse (check, VTR_NETWORK_AT_LIMITS, NULL,
            g_strdup (_("A range of ports has a first and a last one.")));
  else if (read_number (network, "forward-nat-port-start", &start) && start > end)
    refuse (check, VTR_NETWORK_AT_LIMITS, NULL,
            g_strdup (_("The range of ports ends before it begins.")));
}

/**
 * vtr_network_check:
 * @doc: the definition of a network, as somebody is writing it
 * @taken: (nullable) (element-type VtrTakenSubnet): addresses that others have
 * @names: (nullable): the names of the other networks of the host
 *
 * Returns: (transfer full) (element-type VtrNetworkProblem): what is wrong with it
 */
GPtrArray *
vtr_network_check (VtrXmlDoc *doc,
                   GPtrArray *taken,
                   GStrv      names)
{
  Check check = { doc, vtr_xml_doc_get_root (doc), taken,
                  g_ptr_array_new_with_free_func (free_problem) };

  check_name (&check, names);
  check_devices (&check);
  check_addresses (&check);
  check_names (&check);
  check_routes (&check);
  check_port_groups (&check);
  check_limits (&check);
  return check.problems;
}

/* Whether there is nothing but warnings. */
gboolean
vtr_network_check_passed (GPtrArray *problems)
{
  for (guint i = 0; i < problems->len; i++)
    if (!((VtrNetworkProblem *) problems->pdata[i])->is_warning)
      return FALSE;
  return TRUE;
}

/**
 * vtr_taken_subnet_new:
 * @subnet: what is taken
 * @network: (nullable): by which network
 * @device: (nullable): through which device
 *
 * Returns: (transfer full): the same as a value
 */
VtrTakenSubnet *
vtr_taken_subnet_new (const VtrSubnet *subnet,
                      const char      *network,
                      const char      *device)
{
  VtrTakenSubnet *self = g_new (VtrTakenSubnet, 1);

  *self = (VtrTakenSubnet) { *subnet, g_strdup (network), g_strdup (device) };
  return self;
}

void
vtr_taken_subnet_free (VtrTakenSubnet *self)
{
  g_free (self->network);
  g_free (self->device);
  g_free (self);
}

/**
 * vtr_taken_subnets_read:
 * @network: the definition of a network
 *
 * Returns: (transfer full) (element-type VtrTakenSubnet): the addresses that it has
 */
GPtrArray *
vtr_taken_subnets_read (VtrXmlDoc *network)
{
  GPtrArray *taken = g_ptr_array_new_with_free_func ((GDestroyNotify) vtr_taken_subnet_free);
  VtrXmlNode *root = vtr_xml_doc_get_root (network);
  g_autoptr (GPtrArray) ips = vtr_xml_node_find_all (root, "ip");

  for (guint i = 0; i < ips->len; i++)
    {
      VtrSubnet subnet;

      if (vtr_subnet_read (ips->pdata[i], &subnet))
        g_ptr_array_add (taken, vtr_taken_subnet_new (&subnet, vtr_xml_node_get (root, "name"),
                                                      vtr_xml_node_get (root, "bridge/@name")));
    }
  return taken;
}
