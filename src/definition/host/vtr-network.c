/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-kinds.h"

/* A virtual network of the host, with its addresses and names. */

static const VtrField network_fields[] = {
  { "connections", "@connections", VTR_NUMBER },
  { "ipv6", "@ipv6", VTR_YES_NO },
  { "trust-guest-rx-filters", "@trustGuestRxFilters", VTR_YES_NO },
  { "name", "name", VTR_TEXT },
  { "title", "title", VTR_TEXT },
  { "description", "description", VTR_TEXT },
  { "uuid", "uuid", VTR_TEXT },
  { "bridge-name", "bridge/@name", VTR_TEXT },
  { "bridge-zone", "bridge/@zone", VTR_TEXT },
  { "bridge-stp", "bridge/@stp", VTR_ON_OFF },
  { "bridge-delay", "bridge/@delay", VTR_NUMBER },
  { "bridge-mac-table-manager", "bridge/@macTableManager", VTR_CHOICE,
    .values = VTR_VALUES ("kernel", "libvirt") },
  { "mtu-size", "mtu/@size", VTR_NUMBER },
  { "mac-address", "mac/@address", VTR_TEXT },
  { "forward-dev", "forward/@dev", VTR_TEXT },
  { "forward-mode", "forward/@mode", VTR_CHOICE,
    .values = VTR_VALUES ("bridge", "passthrough", "private", "nat", "route", "open", "hostdev",
                          "vepa") },
  { "forward-managed", "forward/@managed", VTR_YES_NO },
  { "forward-pf-dev", "forward/pf/@dev", VTR_TEXT },
  { "forward-driver-name", "forward/driver/@name", VTR_CHOICE,
    .values = VTR_VALUES ("kvm", "xen", "vfio") },
  { "forward-driver-model", "forward/driver/@model", VTR_TEXT },
  { "forward-nat-ipv6", "forward/nat/@ipv6", VTR_YES_NO },
  { "forward-nat-address-start", "forward/nat/address/@start", VTR_TEXT },
  { "forward-nat-address-end", "forward/nat/address/@end", VTR_TEXT },
  { "forward-nat-port-start", "forward/nat/port/@start", VTR_NUMBER },
  { "forward-nat-port-end", "forward/nat/port/@end", VTR_NUMBER },
  VTR_VIRTUALPORT_FIELDS,
  { "domain-name", "domain/@name", VTR_TEXT },
  { "domain-local-only", "domain/@localOnly", VTR_YES_NO },
  { "domain-register", "domain/@register", VTR_YES_NO },
  { "dns-enable", "dns/@enable", VTR_YES_NO },
  { "dns-forward-plain-names", "dns/@forwardPlainNames", VTR_YES_NO },
  VTR_BANDWIDTH_FIELDS,
  { "vlan-trunk", "vlan/@trunk", VTR_YES_NO },
  { "port-isolated", "port/@isolated", VTR_YES_NO },
  { NULL }
};

const VtrKind vtr_network_kind = {
  .name = "network",
  .sort = VTR_KIND_SECTION,
  .fields = network_fields,
};

static const VtrField forward_interface_fields[] = {
  { "dev", "@dev", VTR_TEXT },
  { "connections", "@connections", VTR_NUMBER },
  { NULL }
};

const VtrKind vtr_forward_interface_kind = {
  .name = "forward-interface",
  .sort = VTR_KIND_ENTRY,
  .path = "forward/interface",
  .keys = VTR_VALUES ("@dev"),
  .fields = forward_interface_fields,
};

static const VtrField forward_address_fields[] = {
  { "type", "@type", VTR_CHOICE, .values = VTR_VALUES ("pci") },
  { "domain", "@domain", VTR_TEXT },
  { "bus", "@bus", VTR_TEXT },
  { "slot", "@slot", VTR_TEXT },
  { "function", "@function", VTR_TEXT },
  { "multifunction", "@multifunction", VTR_ON_OFF },
  { "connections", "@connections", VTR_NUMBER },
  { NULL }
};

const VtrKind vtr_forward_address_kind = {
  .name = "forward-address",
  .sort = VTR_KIND_ENTRY,
  .path = "forward/address",
  .keys = VTR_VALUES ("@domain+@bus+@slot+@function"),
  .fields = forward_address_fields,
};

static const VtrField network_ip_fields[] = {
  { "address", "@address", VTR_TEXT },
  { "netmask", "@netmask", VTR_TEXT },
  { "prefix", "@prefix", VTR_NUMBER },
  { "family", "@family", VTR_TEXT },
  { "local-ptr", "@localPtr", VTR_YES_NO },
  { "tftp-root", "tftp/@root", VTR_TEXT },
  { "dhcp-bootp-file", "dhcp/bootp/@file", VTR_TEXT },
  { "dhcp-bootp-server", "dhcp/bootp/@server", VTR_TEXT },
  { NULL }
};

const VtrKind vtr_network_ip_kind = {
  .name = "network-ip",
  .sort = VTR_KIND_ENTRY,
  .path = "ip",
  .keys = VTR_VALUES ("@address"),
  .fields = network_ip_fields,
};

static const VtrField dhcp_range_fields[] = {
  { "start", "@start", VTR_TEXT },
  { "end", "@end", VTR_TEXT },
  { "lease-expiry", "lease/@expiry", VTR_NUMBER },
  { "lease-unit", "lease/@unit", VTR_CHOICE, .values = VTR_VALUES ("hours", "minutes", "seconds") },
  { NULL }
};

const VtrKind vtr_dhcp_range_kind = {
  .name = "dhcp-range",
  .sort = VTR_KIND_ENTRY,
  .parent = &vtr_network_ip_kind,
  .path = "dhcp/range",
  .keys = VTR_VALUES ("@start"),
  .fields = dhcp_range_fields,
};

static const VtrField dhcp_host_fields[] = {
  { "mac", "@mac", VTR_TEXT },
  { "id", "@id", VTR_TEXT },
  { "name", "@name", VTR_TEXT },
  { "ip", "@ip", VTR_TEXT },
  { "lease-expiry", "lease/@expiry", VTR_NUMBER },
  { "lease-unit", "lease/@unit", VTR_CHOICE, .values = VTR_VALUES ("hours", "minutes", "seconds") },
  { NULL }
};

const VtrKind vtr_dhcp_host_kind = {
  .name = "dhcp-host",
  .sort = VTR_KIND_ENTRY,
  .parent = &vtr_network_ip_kind,
  .path = "dhcp/host",
  .keys = VTR_VALUES ("@mac", "@id", "@name", "@ip"),
  .fields = dhcp_host_fields,
};

static const VtrField network_route_fields[] = {
  VTR_ROUTE_FIELDS ("", ""),
  { NULL }
};

const VtrKind vtr_network_route_kind = {
  .name = "network-route",
  .sort = VTR_KIND_ENTRY,
  .path = "route",
  .keys = VTR_VALUES ("@address"),
  .fields = network_route_fields,
};

static const VtrField portgroup_fields[] = {
  { "name", "@name", VTR_TEXT },
  { "default", "@default", VTR_YES_NO },
  { "trust-guest-rx-filters", "@trustGuestRxFilters", VTR_YES_NO },
  VTR_VIRTUALPORT_FIELDS,
  VTR_BANDWIDTH_FIELDS,
  { "vlan-trunk", "vlan/@trunk", VTR_YES_NO },
  { NULL }
};

const VtrKind vtr_portgroup_kind = {
  .name = "portgroup",
  .sort = VTR_KIND_ENTRY,
  .path = "portgroup",
  .keys = VTR_VALUES ("@name"),
  .fields = portgroup_fields,
};

static const VtrField portgroup_vlan_fields[] = {
  { "id", "@id", VTR_NUMBER },
  { "native-mode", "@nativeMode", VTR_CHOICE, .values = VTR_VALUES ("tagged", "untagged") },
  { NULL }
};

const VtrKind vtr_portgroup_vlan_kind = {
  .name = "portgroup-vlan",
  .sort = VTR_KIND_ENTRY,
  .parent = &vtr_portgroup_kind,
  .path = "vlan/tag",
  .keys = VTR_VALUES ("@id"),
  .fields = portgroup_vlan_fields,
};

static const VtrField network_vlan_fields[] = {
  { "id", "@id", VTR_NUMBER },
  { "native-mode", "@nativeMode", VTR_CHOICE, .values = VTR_VALUES ("tagged", "untagged") },
  { NULL }
};

const VtrKind vtr_network_vlan_kind = {
  .name = "network-vlan",
  .sort = VTR_KIND_ENTRY,
  .path = "vlan/tag",
  .keys = VTR_VALUES ("@id"),
  .fields = network_vlan_fields,
};

static const VtrField dns_forwarder_fields[] = {
  { "addr", "@addr", VTR_TEXT },
  { "domain", "@domain", VTR_TEXT },
  { NULL }
};

const VtrKind vtr_dns_forwarder_kind = {
  .name = "dns-forwarder",
  .sort = VTR_KIND_ENTRY,
  .path = "dns/forwarder",
  .keys = VTR_VALUES ("@addr", "@domain"),
  .fields = dns_forwarder_fields,
};

static const VtrField dns_txt_fields[] = {
  { "name", "@name", VTR_TEXT },
  { "value", "@value", VTR_TEXT },
  { NULL }
};

const VtrKind vtr_dns_txt_kind = {
  .name = "dns-txt",
  .sort = VTR_KIND_ENTRY,
  .path = "dns/txt",
  .keys = VTR_VALUES ("@name"),
  .fields = dns_txt_fields,
};

static const VtrField dns_srv_fields[] = {
  { "service", "@service", VTR_TEXT },
  { "protocol", "@protocol", VTR_TEXT },
  { "domain", "@domain", VTR_TEXT },
  { "target", "@target", VTR_TEXT },
  { "port", "@port", VTR_NUMBER },
  { "priority", "@priority", VTR_NUMBER },
  { "weight", "@weight", VTR_NUMBER },
  { NULL }
};

const VtrKind vtr_dns_srv_kind = {
  .name = "dns-srv",
  .sort = VTR_KIND_ENTRY,
  .path = "dns/srv",
  .keys = VTR_VALUES ("@service+@protocol"),
  .fields = dns_srv_fields,
};

static const VtrField dns_host_fields[] = {
  { "ip", "@ip", VTR_TEXT },
  { NULL }
};

const VtrKind vtr_dns_host_kind = {
  .name = "dns-host",
  .sort = VTR_KIND_ENTRY,
  .path = "dns/host",
  .keys = VTR_VALUES ("@ip"),
  .fields = dns_host_fields,
};

static const VtrField dns_hostname_fields[] = {
  { "value", ".", VTR_TEXT },
  { NULL }
};

const VtrKind vtr_dns_hostname_kind = {
  .name = "dns-hostname",
  .sort = VTR_KIND_ENTRY,
  .parent = &vtr_dns_host_kind,
  .path = "hostname",
  .keys = VTR_VALUES ("."),
  .fields = dns_hostname_fields,
};
