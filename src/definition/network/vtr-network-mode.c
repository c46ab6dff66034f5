/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-network-mode.h"

#include "xml/vtr-xml-node.h"

#include <glib/gi18n-lib.h>

/* In the order of VtrNetworkMode. Managed: libvirt makes the bridge and gives out addresses. */
static const struct
{
  const char *forward; /* NULL without any */
  gboolean    managed;
  const char *title;
  const char *note;
} modes[VTR_N_NETWORK_MODES] = {
  [VTR_NETWORK_NAT] = {
      "nat", TRUE, N_("NAT"),
      N_("Machines reach what the host reaches, and look like the host from there. Nobody outside "
         "can reach them by themselves.") },
  [VTR_NETWORK_ROUTED] = {
      "route", TRUE, N_("Routed"),
      N_("Machines keep their own addresses outside. The network around the host must know the way "
         "back to them.") },
  [VTR_NETWORK_ISOLATED] = {
      NULL, TRUE, N_("Isolated"),
      N_("Machines reach each other and the host, and nothing else.") },
  [VTR_NETWORK_OPEN] = {
      "open", TRUE, N_("Open"),
      N_("As routed, but libvirt sets no firewall rules: what may pass is up to the host.") },
  [VTR_NETWORK_BRIDGE] = {
      "bridge", FALSE, N_("Bridge of the Host"),
      N_("Machines are plugged into a bridge that the host has already, side by side with the host "
         "in its network.") },
  [VTR_NETWORK_OPEN_VSWITCH] = {
      "bridge", FALSE, N_("Open vSwitch"),
      N_("Machines are plugged into an Open vSwitch bridge that the host has already.") },
  [VTR_NETWORK_MACVTAP_BRIDGE] = {
      "bridge", FALSE, N_("Network Device (macvtap)"),
      N_("Machines share a network device of the host and reach each other. They and the host "
         "cannot reach each other through it.") },
  [VTR_NETWORK_MACVTAP_PRIVATE] = {
      "private", FALSE, N_("Network Device, Private (macvtap)"),
      N_("Machines share a network device of the host, and reach neither each other nor the host "
         "through it.") },
  [VTR_NETWORK_MACVTAP_VEPA] = {
      "vepa", FALSE, N_("Network Device, Through the Switch (VEPA)"),
      N_("As a shared network device, but the switch outside passes on what machines send to each "
         "other. It has to be made for that.") },
  [VTR_NETWORK_MACVTAP_PASSTHROUGH] = {
      "passthrough", FALSE, N_("Network Devices, One Each (macvtap)"),
      N_("Each machine takes one of the network devices for itself.") },
  [VTR_NETWORK_SR_IOV] = {
      "hostdev", FALSE, N_("Virtual Functions (SR-IOV)"),
      N_("Each machine is given a virtual function of a network card as a device of its own.") },
  [VTR_NETWORK_OTHER] = { NULL, FALSE, N_("Another Mode"),
                          N_("A mode that this program does not know.") },
};

/* What only a network has whose bridge libvirt makes. */
static const char *const managed_parts[] = {
  "bridge/@stp", "bridge/@delay", "bridge/@zone", "bridge/@macTableManager",
};

static const char *const managed_elements[] = { "ip", "dns", "domain", "mac", "mtu", "route" };

/**
 * vtr_network_mode_read:
 * @doc: the definition of a network
 *
 * Returns: its mode
 */
VtrNetworkMode
vtr_network_mode_read (VtrXmlDoc *doc)
{
  VtrXmlNode *root = vtr_xml_doc_get_root (doc);
  VtrXmlNode *forward = vtr_xml_node_get_child (root, "forward");
  const char *mode = forward != NULL ? vtr_xml_node_get (forward, "@mode") : NULL;

  if (forward == NULL)
    return VTR_NETWORK_ISOLATED;
  if (mode == NULL)
    return VTR_NETWORK_NAT;
  if (g_str_equal (mode, "bridge") && vtr_xml_node_get (root, "bridge/@name") != NULL)
    return g_strcmp0 (vtr_xml_node_get (root, "virtualport/@type"), "openvswitch") == 0
               ? VTR_NETWORK_OPEN_VSWITCH
               : VTR_NETWORK_BRIDGE;
  if (g_str_equal (mode, "bridge"))
    return VTR_NETWORK_MACVTAP_BRIDGE;

  for (guint i = 0; i < VTR_N_NETWORK_MODES; i++)
    if (g_strcmp0 (modes[i].forward, mode) == 0)
      return (VtrNetworkMode) i;
  return VTR_NETWORK_OTHER;
}

static void
remove_all (VtrXmlNode *root,
            const char *path)
{
  g_autoptr (GPtrArray) nodes = vtr_xml_node_find_all (root, path);

  for (guint i = 0; i < nodes->len; i++)
    vtr_xml_node_remove (nodes->pdata[i]);
}

static void
remove_what_is_managed (VtrXmlNode *root)
{
  for (guint i = 0; i < G_N_ELEMENTS (managed_parts); i++)
    vtr_xml_node_set (root, managed_parts[i], NULL);
  for (guint i = 0; i < G_N_ELEMENTS (managed_elements); i++)
    remove_all (root, managed_elements[i]);
}

/* What the forward element of another mode would be refused for. */
static void
write_forward (VtrXmlNode     *root,
               VtrNetworkMode  mode)
{
  if (modes[mode].forward == NULL)
    {
      remove_all (root, "forward");
      return;
    }

  vtr_xml_node_set (root, "forward/@mode", modes[mode].forward);
  if (mode != VTR_NETWORK_NAT)
    remove_all (root, "forward/nat");
  if (mode != VTR_NETWORK_SR_IOV)
    {
      remove_all (root, "forward/pf");
      remove_all (root, "forward/address");
      remove_all (root, "forward/driver");
      vtr_xml_node_set (root, "forward/@managed", NULL);
    }
  if (!vtr_network_mode_is_macvtap (mode) && mode != VTR_NETWORK_SR_IOV)
    remove_all (root, "forward/interface");
  if (mode != VTR_NETWORK_NAT && mode != VTR_NETWORK_ROUTED && !vtr_network_mode_is_macvtap (mode))
    vtr_xml_node_set (root, "forward/@dev", NULL);
}

/**
 * vtr_network_mode_write:
 * @doc: the definition of a network
 * @mode: what it shall be
 *
 * Takes away what a network of that mode cannot have; all else stays.
 *
 * Returns: whether anything had to change
 */
gboolean
vtr_network_mode_write (VtrXmlDoc      *doc,
                        VtrNetworkMode  mode)
{
  VtrXmlNode *root = vtr_xml_doc_get_root (doc);

  if (mode == VTR_NETWORK_OTHER || vtr_network_mode_read (doc) == mode)
    return FALSE;

  write_forward (root, mode);
  if (!modes[mode].managed)
    remove_what_is_managed (root);
  if (vtr_network_mode_is_macvtap (mode) || mode == VTR_NETWORK_SR_IOV)
    remove_all (root, "bridge");
  if (mode == VTR_NETWORK_OPEN_VSWITCH)
    vtr_xml_node_set (root, "virtualport/@type", "openvswitch");
  else if (g_strcmp0 (vtr_xml_node_get (root, "virtualport/@type"), "openvswitch") == 0)
    remove_all (root, "virtualport");
  if (mode == VTR_NETWORK_SR_IOV)
    vtr_xml_node_set (root, "forward/@managed", "yes");
  return TRUE;
}

/* Whether libvirt makes the bridge, and may give out addresses on it. */
gboolean
vtr_network_mode_is_managed (VtrNetworkMode mode)
{
  return modes[mode].managed;
}

gboolean
vtr_network_mode_is_macvtap (VtrNetworkMode mode)
{
  return mode >= VTR_NETWORK_MACVTAP_BRIDGE && mode <= VTR_NETWORK_MACVTAP_PASSTHROUGH;
}

const char *
vtr_network_mode_get_title (VtrNetworkMode mode)
{
  return _(modes[mode].title);
}

/* In sentences, for somebody who does not know the name. */
const char *
vtr_network_mode_get_note (VtrNetworkMode mode)
{
  return _(modes[mode].note);
}
