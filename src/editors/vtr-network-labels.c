/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-field-label-private.h"

#include <glib/gi18n-lib.h>

/* What the fields of a virtual network are called. A name with a kind before it is of that kind. */
const VtrFieldLabel vtr_network_field_labels[] = {
  { "connections", N_("In Use By") },
  { "network.ipv6", N_("IPv6 Without an Address") },
  { "bridge-name", N_("Bridge") },
  { "bridge-zone", N_("Firewall Zone") },
  { "bridge-stp", N_("Spanning Tree") },
  { "bridge-delay", N_("Delay of New Ports (s)") },
  { "bridge-mac-table-manager", N_("Address Table Kept By") },
  { "network.mtu-size", N_("Size of a Packet (MTU)") },
  { "network.mac-address", N_("MAC Address of the Bridge") },
  { "forward-dev", N_("Through the Device") },
  { "forward-mode", N_("Mode") },
  { "forward-managed", N_("Taken From the Host by Itself") },
  { "forward-pf-dev", N_("Network Card") },
  { "forward-driver-name", N_("Driver") },
  { "forward-driver-model", N_("Driver Model") },
  { "forward-nat-ipv6", N_("NAT for IPv6, Too") },
  { "forward-nat-address-start", N_("First Outer Address") },
  { "forward-nat-address-end", N_("Last Outer Address") },
  { "forward-nat-port-start", N_("First Outer Port") },
  { "forward-nat-port-end", N_("Last Outer Port") },
  { "domain-name", N_("Domain") },
  { "domain-local-only", N_("Never Ask Others About It") },
  { "domain-register", N_("Tell the Host's Resolver") },
  { "dns-enable", N_("Name Server") },
  { "dns-forward-plain-names", N_("Pass On Names Without a Dot") },
  { "bandwidth-class-id", N_("Class") },
  { "bandwidth-inbound-average", N_("In, Average (KiB/s)") },
  { "bandwidth-inbound-peak", N_("In, Peak (KiB/s)") },
  { "bandwidth-inbound-floor", N_("In, at Least (KiB/s)") },
  { "bandwidth-inbound-burst", N_("In, Burst (KiB)") },
  { "bandwidth-outbound-average", N_("Out, Average (KiB/s)") },
  { "bandwidth-outbound-peak", N_("Out, Peak (KiB/s)") },
  { "bandwidth-outbound-floor", N_("Out, at Least (KiB/s)") },
  { "bandwidth-outbound-burst", N_("Out, Burst (KiB)") },
  { "port-isolated", N_("Machines Cannot Reach Each Other") },
  { "network-ip.local-ptr", N_("Answer for Unknown Addresses") },
  { "network-ip.tftp-root", N_("Folder of Files to Start From (TFTP)") },
  { "network-ip.dhcp-bootp-file", N_("File to Start From") },
  { "network-ip.dhcp-bootp-server", N_("Server to Start From") },
  { "lease-expiry", N_("Valid For (0 Is Ever)") },
  { "lease-unit", N_("Valid For, Unit") },
  { "dhcp-host.ip", N_("Address") },
  { "dhcp-host.id", N_("Client ID") },
  { "portgroup.default", N_("For Machines That Name None") },
  { "dns-forwarder.addr", N_("Address of the Name Server") },
  { "dns-forwarder.domain", N_("Only for Names In") },
  { "dns-srv.service", N_("Service") },
  { "dns-host.ip", N_("Address") },
  { "dns-hostname.value", N_("Name") },
  { NULL },
};
