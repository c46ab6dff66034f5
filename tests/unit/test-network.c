/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "definition/network/vtr-host-routes.h"
#include "definition/network/vtr-network-check.h"
#include "definition/network/vtr-network-mode.h"
#include "definition/network/vtr-network-template.h"
#include "definition/network/vtr-network-update.h"

#include <string.h>

static VtrXmlDoc *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  VtrXmlDoc *doc = vtr_xml_doc_new (text, -1, &error);

  g_assert_no_error (error);
  return doc;
}

static char *
read_data (const char *folder,
           const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", folder, name, NULL);
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  return text;
}

/* Addresses */

static void
test_subnets (void)
{
  static const struct
  {
    const char *text;
    const char *subnet; /* NULL where it is none */
    const char *start;  /* of the range that is proposed; NULL for none */
    const char *end;
  } cases[] = {
    { "192.168.100.1/24", "192.168.100.0/24", "192.168.100.2", "192.168.100.254" },
    { " 192.168.100.1 / 24", "192.168.100.0/24", "192.168.100.2", "192.168.100.254" },
    { "192.168.100.1/255.255.255.0", "192.168.100.0/24", "192.168.100.2", "192.168.100.254" },
    { "192.168.100.254/24", "192.168.100.0/24", "192.168.100.1", "192.168.100.253" },
    { "192.168.100.20/24", "192.168.100.0/24", "192.168.100.21", "192.168.100.254" },
    { "192.168.100.200/24", "192.168.100.0/24", "192.168.100.1", "192.168.100.199" },
    { "10.0.0.1/8", "10.0.0.0/8", "10.0.0.2", "10.0.0.254" },
    { "10.200.0.1/8", "10.0.0.0/8", "10.0.0.1", "10.0.0.254" },
    { "172.16.0.1/16", "172.16.0.0/16", "172.16.0.2", "172.16.255.254" },
    { "10.0.0.1/30", "10.0.0.0/30", "10.0.0.2", "10.0.0.2" },
    { "10.0.0.1/31", "10.0.0.0/31", NULL, NULL },
    { "10.0.0.1/32", "10.0.0.1/32", NULL, NULL },
    { "fd00:100::1/64", "fd00:100::/64", "fd00:100::2", "fd00:100::fe" },
    { "fd00:100::1/126", "fd00:100::/126", "fd00:100::2", "fd00:100::2" },
    { "::1/0", "::/0", "::2", "::fe" },
    { "192.168.100.1", NULL },
    { "192.168.100.1/33", NULL },
    { "192.168.100.1/-1", NULL },
    { "192.168.100.1/255.0.255.0", NULL },
    { "192.168.100.256/24", NULL },
    { "192.168.100/24", NULL },
    { "fd00::1/129", NULL },
    { "fe80::1%eth0/64", NULL },
    { "fd00::1/255.255.255.0", NULL },
    { "a/b/c", NULL },
    { "", NULL },
    { NULL, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *subnet_text = NULL;
      g_autofree char *start = NULL;
      g_autofree char *end = NULL;
      VtrSubnet subnet;

      g_test_message ("%s", cases[i].text);
      g_assert_cmpint (vtr_subnet_parse (cases[i].text, &subnet), ==, cases[i].subnet != NULL);
      if (cases[i].subnet == NULL)
        continue;
      subnet_text = vtr_subnet_to_string (&subnet);
      g_assert_cmpstr (subnet_text, ==, cases[i].subnet);
      g_assert_cmpint (vtr_subnet_propose_range (&subnet, &start, &end), ==, cases[i].start != NULL);
      g_assert_cmpstr (start, ==, cases[i].start);
      g_assert_cmpstr (end, ==, cases[i].end);
    }
}

static void
test_overlaps (void)
{
  static const struct
  {
    const char *a;
    const char *b;
    gboolean    overlaps;
  } cases[] = {
    { "192.168.1.0/24", "192.168.1.128/25", TRUE },
    { "192.168.1.0/24", "192.168.2.0/24", FALSE },
    { "10.0.0.0/8", "10.1.2.3/32", TRUE },
    { "0.0.0.0/0", "10.1.2.3/32", TRUE },
    { "fd00::/8", "fd12::/64", TRUE },
    { "fd00::/64", "fd00:0:0:1::/64", FALSE },
    { "0.0.0.0/0", "fd00::/64", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      VtrSubnet a, b;

      g_test_message ("%s %s", cases[i].a, cases[i].b);
      g_assert_true (vtr_subnet_parse (cases[i].a, &a));
      g_assert_true (vtr_subnet_parse (cases[i].b, &b));
      g_assert_cmpint (vtr_subnet_overlaps (&a, &b), ==, cases[i].overlaps);
      g_assert_cmpint (vtr_subnet_overlaps (&b, &a), ==, cases[i].overlaps);
    }
}

static void
test_masks (void)
{
  for (guint i = 0; i <= 32; i++)
    {
      g_autofree char *netmask = vtr_netmask_from_prefix (i);
      guint prefix = 99;

      g_assert_true (vtr_netmask_to_prefix (netmask, &prefix));
      g_assert_cmpuint (prefix, ==, i);
    }
}

/* Modes: each is written over a network that has everything, and is read back. */

static const char *const mode_files[] = {
  [VTR_NETWORK_NAT] = "nat.xml",
  [VTR_NETWORK_ROUTED] = "routed.xml",
  [VTR_NETWORK_ISOLATED] = "isolated.xml",
  [VTR_NETWORK_OPEN] = "open.xml",
  [VTR_NETWORK_BRIDGE] = "bridge.xml",
  [VTR_NETWORK_OPEN_VSWITCH] = "open-vswitch.xml",
  [VTR_NETWORK_MACVTAP_BRIDGE] = "macvtap-bridge.xml",
  [VTR_NETWORK_MACVTAP_PRIVATE] = "macvtap-private.xml",
  [VTR_NETWORK_MACVTAP_VEPA] = "macvtap-vepa.xml",
  [VTR_NETWORK_MACVTAP_PASSTHROUGH] = "macvtap-passthrough.xml",
  [VTR_NETWORK_SR_IOV] = "sr-iov.xml",
};

static void
test_modes (void)
{
  g_autofree char *full = read_data ("network", "full.xml");

  for (guint i = 0; i < G_N_ELEMENTS (mode_files); i++)
    {
      g_autofree char *expected = read_data ("network", mode_files[i]);
      g_autofree char *written = NULL;
      g_autoptr (VtrXmlDoc) doc = parse (full);

      g_test_message ("%s", mode_files[i]);
      vtr_network_mode_write (doc, (VtrNetworkMode) i);
      written = vtr_xml_doc_to_string (doc);
      g_assert_cmpstr (written, ==, expected);
      /* A bridge by its name makes the difference between these two. */
      g_assert_cmpint (vtr_network_mode_read (doc), ==, (int) i);
      g_assert_false (vtr_network_mode_write (doc, (VtrNetworkMode) i));
    }
}

static void
test_unknown_mode (void)
{
  g_autoptr (VtrXmlDoc) doc = parse ("<network><name>x</name><forward mode='warp'/></network>");
  g_autoptr (VtrXmlDoc) short_nat = parse ("<network><name>x</name><forward/></network>");

  g_assert_cmpint (vtr_network_mode_read (doc), ==, VTR_NETWORK_OTHER);
  g_assert_false (vtr_network_mode_write (doc, VTR_NETWORK_OTHER));
  g_assert_cmpint (vtr_network_mode_read (short_nat), ==, VTR_NETWORK_NAT);
}

static void
test_template (void)
{
  VtrSubnet subnet;
  g_autoptr (VtrXmlDoc) other = parse ("<network><name>a</name>"
                                       "<ip address='192.168.100.9' netmask='255.255.254.0'/></network>");
  g_autoptr (GPtrArray) taken = vtr_taken_subnets_read (other);
  const char *names[] = { "network1", "default", NULL };
  g_autofree char *name = vtr_network_propose_name ((GStrv) names);
  g_autofree char *written = NULL;
  g_autoptr (VtrXmlDoc) doc = NULL;
  VtrSubnet v6;

  g_assert_true (vtr_network_propose_subnet (taken, &subnet));
  doc = vtr_network_template (name, &subnet);
  g_assert_true (vtr_subnet_parse ("fd00:102::1/64", &v6));
  vtr_network_add_ip (doc, &v6, FALSE);
  written = vtr_xml_doc_to_string (doc);
  g_assert_cmpstr (written, ==,
                   "<network>\n"
                   "  <name>network2</name>\n"
                   "  <forward mode='nat'/>\n"
                   "  <ip address='192.168.102.1' netmask='255.255.255.0'>\n"
                   "    <dhcp>\n"
                   "      <range start='192.168.102.2' end='192.168.102.254'/>\n"
                   "    </dhcp>\n"
                   "  </ip>\n"
                   "  <ip family='ipv6' address='fd00:102::1' prefix='64'/>\n"
                   "</network>\n");
}

/* Updates while it runs */

#define LEASED(hosts) \
  "<network>\n  <name>n</name>\n  <ip address='10.0.0.1' prefix='24'>\n    <dhcp>\n" \
  "      <range start='10.0.0.2' end='10.0.0.9'/>\n" hosts "    </dhcp>\n  </ip>\n</network>"

static void
test_updates (void)
{
  static const struct
  {
    const char *before;
    const char *after;
    const char *updates;
    gboolean    is_all;
  } cases[] = {
    { LEASED (""), LEASED (""), "", TRUE },
    { LEASED (""), LEASED ("      <host mac='52:54:00:00:00:01' ip='10.0.0.2'/>\n"),
      "2 0 0 <host mac='52:54:00:00:00:01' ip='10.0.0.2'/>\n", TRUE },
    { LEASED ("      <host mac='52:54:00:00:00:01' ip='10.0.0.2'/>\n"),
      LEASED ("      <host mac='52:54:00:00:00:01' ip='10.0.0.3'/>\n"),
      "1 0 0 <host mac='52:54:00:00:00:01' ip='10.0.0.3'/>\n", TRUE },
    { LEASED ("      <host mac='52:54:00:00:00:01' ip='10.0.0.2'/>\n"),
      LEASED ("      <host mac='52:54:00:00:00:02' ip='10.0.0.2'/>\n"),
      "0 0 0 <host mac='52:54:00:00:00:01' ip='10.0.0.2'/>\n"
      "2 0 0 <host mac='52:54:00:00:00:02' ip='10.0.0.2'/>\n", TRUE },
    { LEASED (""),
      "<network>\n  <name>n</name>\n  <ip address='10.0.0.1' prefix='24'>\n    <dhcp>\n"
      "      <range start='10.0.0.2' end='10.0.0.99'/>\n    </dhcp>\n  </ip>\n</network>",
      "0 1 0 <range start='10.0.0.2' end='10.0.0.9'/>\n"
      "2 1 0 <range start='10.0.0.2' end='10.0.0.99'/>\n", TRUE },
    { LEASED (""),
      "<network>\n  <name>n</name>\n  <mtu size='9000'/>\n  <ip address='10.0.0.1' prefix='24'>\n"
      "    <dhcp>\n      <range start='10.0.0.2' end='10.0.0.9'/>\n    </dhcp>\n  </ip>\n</network>",
      "", FALSE },
    { "<network><name>n</name><forward mode='bridge' dev='eth0'/></network>",
      "<network><name>n</name><forward mode='bridge' dev='eth0'><interface dev='eth0'/></forward></network>",
      "2 2 -1 <interface dev='eth0'/>\n", TRUE },
    { "<network><name>n</name></network>",
      "<network><name>n</name><portgroup name='a'/><dns><txt name='a' value='b'/>"
      "<host ip='10.0.0.1'><hostname>a</hostname></host></dns></network>",
      "2 3 -1 <portgroup name='a'/>\n2 4 -1 <txt name='a' value='b'/>\n"
      "2 6 -1 <host ip='10.0.0.1'><hostname>a</hostname></host>\n", TRUE },
    { "<network><name>n</name><portgroup name='a'/></network>",
      "<network><name>n</name><portgroup name='a' default='yes'/></network>",
      "1 3 -1 <portgroup name='a' default='yes'/>\n", TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (VtrXmlDoc) before = parse (cases[i].before);
      g_autoptr (VtrXmlDoc) after = parse (cases[i].after);
      g_autoptr (GString) text = g_string_new (NULL);
      gboolean is_all;
      g_autoptr (GPtrArray) updates = vtr_network_update_list (before, after, &is_all);

      for (guint j = 0; j < updates->len; j++)
        {
          const VtrNetworkUpdate *update = updates->pdata[j];

          g_string_append_printf (text, "%d %d %d %s\n", update->step, update->part, update->parent,
                                  update->xml);
        }
      g_assert_cmpstr (text->str, ==, cases[i].updates);
      g_assert_cmpint (is_all, ==, cases[i].is_all);
    }
}

/* What libvirt fills in when a network starts is nothing that waits. */
static void
test_pending (void)
{
  static const struct
  {
    const char *running;
    const char *saved;
    gboolean    is_pending;
  } cases[] = {
    { "<network connections='2'>\n  <name>n</name>\n</network>\n",
      "<network><name>n</name></network>", FALSE },
    { "<network><forward mode='nat'>\n  <nat>\n    <port start='1024' end='65535'/>\n  </nat>\n"
      "</forward></network>",
      "<network><forward mode='nat'/></network>", FALSE },
    { "<network><forward mode='nat'><nat ipv6='yes'>\n<port start='1024' end='65535'/>\n</nat>"
      "</forward></network>",
      "<network><forward mode='nat'><nat ipv6='yes'/></forward></network>", FALSE },
    { "<network><forward mode='nat'><nat><port start='1024' end='65535'/></nat></forward></network>",
      "<network><forward mode='nat'><nat><port start='1024' end='2048'/></nat></forward></network>",
      TRUE },
    { "<network><forward mode='bridge'><interface dev='eth0' connections='1'/></forward></network>",
      "<network><forward mode='bridge'><interface dev='eth0'/></forward></network>", FALSE },
    { "<network><name>n</name></network>",
      "<network><name>n</name><domain name='lab'/></network>", TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (VtrXmlDoc) running = parse (cases[i].running);
      g_autoptr (VtrXmlDoc) saved = parse (cases[i].saved);

      g_test_message ("%s", cases[i].saved);
      g_assert_cmpint (vtr_network_update_is_pending (running, saved), ==, cases[i].is_pending);
    }
}

/* Checks */

#define NAMED(rest) "<network><name>n</name><forward mode='nat'/>" rest "</network>"
#define V4(rest) NAMED ("<ip address='192.168.100.1' netmask='255.255.255.0'>" rest "</ip>")
#define DHCP(rest) V4 ("<dhcp>" rest "</dhcp>")

static const struct
{
  const char *xml;
  const char *problem; /* a part of it; NULL for none */
  gboolean    is_warning;
} checks[] = {
  { DHCP ("<range start='192.168.100.2' end='192.168.100.254'/>"), NULL },
  { "<network><forward mode='nat'/></network>", "Give the network a name" },
  { "<network><name>a/b</name></network>", "slash" },
  { "<network><name>default</name></network>", "has that name" },
  { NAMED ("<bridge name='a-very-long-name-of-a-bridge'/>"), "too long" },
  { NAMED ("<bridge name='a b'/>"), "neither spaces" },
  { "<network><name>n</name><forward mode='private'/></network>", "Choose a network device" },
  { "<network><name>n</name><forward mode='private'><interface dev='eth0'/></forward></network>",
    NULL },
  { "<network><name>n</name><forward mode='hostdev'/></network>", "Choose the network card" },
  { "<network><name>n</name><forward mode='hostdev'><pf dev='eth0'/></forward></network>", NULL },
  { NAMED ("<ip address='192.168.100.1'/>"), "with its prefix is needed, such as 192" },
  { NAMED ("<ip address='fd00::1' prefix='64'/>"), "such as 192" },
  { NAMED ("<ip family='ipv6' address='192.168.1.1' prefix='24'/>"), "such as fd00" },
  { NAMED ("<ip address='192.168.100.0' prefix='24'/>"), "192.168.100.1 would be one" },
  { NAMED ("<ip address='192.168.100.255' prefix='24'/>"), "192.168.100.1 would be one" },
  { NAMED ("<ip family='ipv6' address='fd00::1' prefix='80'/>"), "prefix is 64", TRUE },
  { NAMED ("<ip address='192.168.122.9' prefix='24'/>"), "in use by the network “default”", TRUE },
  { NAMED ("<ip address='10.3.0.1' prefix='16'/>"), "reaches 10.0.0.0/8 through wg0", TRUE },
  { NAMED ("<ip address='10.3.0.1' prefix='16'/><ip address='10.3.1.1' prefix='24'/>"),
    "Two addresses of this network" },
  { DHCP ("<range start='192.168.100.2'/>"), "A range goes from" },
  { DHCP ("<range start='192.168.1.2' end='192.168.1.9'/>"), "not within 192.168.100.0/24" },
  { DHCP ("<range start='192.168.100.9' end='192.168.100.2'/>"), "ends before" },
  { DHCP ("<range start='192.168.100.2' end='192.168.100.255'/>"), "not for machines" },
  { DHCP ("<range start='192.168.100.1' end='192.168.100.9'/>"), "own address in it", TRUE },
  { DHCP ("<host mac='52:54:00:00:00' ip='192.168.100.9'/>"), "no MAC address" },
  { DHCP ("<host mac='52:54:00:00:00:01:02' ip='192.168.100.9'/>"), "no MAC address" },
  { DHCP ("<host ip='192.168.100.9'/>"), "needs the MAC address" },
  { DHCP ("<host name='a b' ip='192.168.100.9'/>"), "cannot be the name" },
  { DHCP ("<host name='a' ip='192.168.100'/>"), "is not an address" },
  { DHCP ("<host name='a' ip='192.168.1.9'/>"), "not an address of this network" },
  { DHCP ("<host name='a' ip='192.168.100.1'/>"), "the host's own" },
  { DHCP ("<host name='a' ip='192.168.100.9'/><host name='b' ip='192.168.100.9'/>"),
    "fixed for two" },
  { NAMED ("<domain name='-lab'/>"), "cannot be a domain" },
  { NAMED ("<domain name='lab.example'/>"), NULL },
  { NAMED ("<dns><forwarder addr='one'/></dns>"), "by its address" },
  { NAMED ("<dns><forwarder domain='example.com'/></dns>"), NULL },
  { NAMED ("<dns><host ip='192.168.100.9'/></dns>"), "an address a name" },
  { V4 ("") , NULL },
  { NAMED ("<ip address='192.168.100.1' prefix='24'/><route address='10.1.0.0' prefix='16' "
           "gateway='192.168.100.7'/>"), NULL },
  { NAMED ("<route address='10.1.0.0' prefix='16' gateway='192.168.100.7'/>"),
    "must be on this network" },
  { NAMED ("<route address='10.1.0.0' gateway='192.168.100.7'/>"), "A route leads to" },
  { NAMED ("<route address='10.1.0.0' prefix='16'/>"), "A route leads through" },
  { NAMED ("<portgroup name='a'/><portgroup name='a'/>"), "name of its own" },
  { NAMED ("<portgroup name='a' default='yes'/><portgroup name='b' default='yes'/>"),
    "Only one port group" },
  { NAMED ("<vlan><tag id='4096'/></vlan>"), "from 0 to 4095" },
  { NAMED ("<mtu size='10'/>"), "68 to 65535" },
  { NAMED ("<mtu size='1000'/><ip family='ipv6' address='fd00::1' prefix='64'/>"), "at least 1280" },
  { "<network><name>n</name><forward mode='nat'><nat><port start='9' end='1'/></nat></forward></network>",
    "ports ends before" },
  { "<network><name>n</name><forward mode='nat'><nat><port start='9'/></nat></forward></network>",
    "a first and a last" },
  { "<network><name>n</name><forward mode='nat'><nat><port start='0' end='9'/></nat></forward></network>",
    "from 1 to 65535" },
};

static void
test_checks (void)
{
  g_autoptr (VtrXmlDoc) other = parse ("<network><name>default</name><bridge name='virbr0'/>"
                                       "<ip address='192.168.122.1' prefix='24'/></network>");
  g_autoptr (GPtrArray) taken = vtr_taken_subnets_read (other);
  char *names[] = { (char *) "default", NULL };
  VtrSubnet route;

  g_assert_true (vtr_subnet_parse ("10.0.0.0/8", &route));
  g_ptr_array_add (taken, vtr_taken_subnet_new (&route, NULL, "wg0"));
  g_assert_true (vtr_subnet_parse ("0.0.0.0/0", &route));
  g_ptr_array_add (taken, vtr_taken_subnet_new (&route, NULL, "eth0"));

  for (guint i = 0; i < G_N_ELEMENTS (checks); i++)
    {
      g_autoptr (VtrXmlDoc) doc = parse (checks[i].xml);
      g_autoptr (GPtrArray) problems = vtr_network_check (doc, taken, names);
      const VtrNetworkProblem *first = problems->len > 0 ? problems->pdata[0] : NULL;

      g_test_message ("%s", checks[i].xml);
      for (guint j = 0; first != NULL && checks[i].problem != NULL && j < problems->len; j++)
        if (strstr (((VtrNetworkProblem *) problems->pdata[j])->text, checks[i].problem) != NULL)
          first = problems->pdata[j];
      g_assert_cmpint (first != NULL, ==, checks[i].problem != NULL);
      if (first == NULL)
        continue;
      g_test_message ("%s", first->text);
      g_assert_nonnull (strstr (first->text, checks[i].problem));
      g_assert_cmpint (first->is_warning, ==, checks[i].is_warning);
      g_assert_cmpint (vtr_network_check_passed (problems), ==,
                       problems->len == 1 && checks[i].is_warning);
    }
}

static void
test_routes (void)
{
  static const char v4[]
      = "Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT\n"
        "eth0\t00000000\t0101A8C0\t0003\t0\t0\t100\t00000000\t0\t0\t0\n"
        "eth0\t0001A8C0\t00000000\t0001\t0\t0\t100\t00FFFFFF\t0\t0\t0\n"
        "wg0\t0000000A\t00000000\t0001\t0\t0\t0\t000000FF\t0\t0\t0\nnonsense\n";
  static const char v6[]
      = "fd120000000000000000000000000000 40 00000000000000000000000000000000 00 "
        "00000000000000000000000000000000 00000100 00000001 00000000 00000001     eth0\n"
        "fe800000000000000000000000000000 40 00000000000000000000000000000000 00 "
        "00000000000000000000000000000000 00000100 00000001 00000000 00000001     eth0\n"
        "00000000000000000000000000000001 80 00000000000000000000000000000000 00 "
        "00000000000000000000000000000000 00000000 00000002 00000000 80200001       lo\n"
        "ff000000000000000000000000000000 08 00000000000000000000000000000000 00 "
        "00000000000000000000000000000000 00000100 00000002 00000000 00000001     eth0\n";
  g_autoptr (GPtrArray) routes = vtr_host_routes_parse (v4, v6);
  g_autoptr (GPtrArray) none = vtr_host_routes_parse (NULL, NULL);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < routes->len; i++)
    {
      const VtrTakenSubnet *route = routes->pdata[i];
      g_autofree char *subnet = vtr_subnet_to_string (&route->subnet);

      g_string_append_printf (text, "%s %s\n", subnet, route->device);
    }
  g_assert_cmpstr (text->str, ==, "192.168.1.0/24 eth0\n10.0.0.0/8 wg0\nfd12::/64 eth0\n");
  g_assert_cmpuint (none->len, ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/network/subnets", test_subnets);
  g_test_add_func ("/network/overlaps", test_overlaps);
  g_test_add_func ("/network/masks", test_masks);
  g_test_add_func ("/network/modes", test_modes);
  g_test_add_func ("/network/unknown-mode", test_unknown_mode);
  g_test_add_func ("/network/template", test_template);
  g_test_add_func ("/network/updates", test_updates);
  g_test_add_func ("/network/pending", test_pending);
  g_test_add_func ("/network/checks", test_checks);
  g_test_add_func ("/network/routes", test_routes);
  return g_test_run ();
}
