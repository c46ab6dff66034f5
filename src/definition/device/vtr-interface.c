/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-kinds.h"

/* A network card, and what it is plugged into. Which of the sources counts is said by "type". */

static const VtrField interface_fields[] = {
  { "type", "@type", VTR_CHOICE,
    .values = VTR_VALUES ("network", "bridge", "direct", "user", "ethernet", "hostdev", "vhostuser",
                          "vdpa", "udp", "mcast", "server", "client", "internal", "vds", "null") },
  { "managed", "@managed", VTR_YES_NO },
  { "trust-guest-rx-filters", "@trustGuestRxFilters", VTR_YES_NO },
  { "source-bridge", "source/@bridge", VTR_TEXT, VTR_FIELD_FILLED },
  { "source-mac-table-manager", "source/@macTableManager", VTR_CHOICE,
    .values = VTR_VALUES ("kernel", "libvirt") },
  { "source-network", "source/@network", VTR_TEXT },
  { "source-portgroup", "source/@portgroup", VTR_TEXT },
  { "source-portid", "source/@portid", VTR_TEXT, VTR_FIELD_FILLED },
  { "source-type", "source/@type", VTR_CHOICE, .values = VTR_VALUES ("unix") },
  { "source-path", "source/@path", VTR_TEXT, VTR_FIELD_FILLED },
  { "source-mode", "source/@mode", VTR_CHOICE, VTR_FIELD_FILLED,
    .values = VTR_VALUES ("bridge", "vepa", "private", "passthrough", "client", "server") },
  { "source-dev", "source/@dev", VTR_TEXT },
  VTR_RECONNECT_FIELDS ("reconnect-", "source/reconnect/"),
  { "source-name", "source/@name", VTR_TEXT },
  { "source-address", "source/@address", VTR_TEXT },
  { "source-port", "source/@port", VTR_NUMBER },
  { "source-local-address", "source/local/@address", VTR_TEXT },
  { "source-local-port", "source/local/@port", VTR_NUMBER },
  { "source-missing", "source/@missing", VTR_YES_NO },
  { "source-switchid", "source/@switchid", VTR_TEXT },
  { "source-portgroupid", "source/@portgroupid", VTR_TEXT },
  { "source-connectionid", "source/@connectionid", VTR_NUMBER },
  VTR_VIRTUALPORT_FIELDS,
  { "link", "link/@state", VTR_CHOICE, .values = VTR_VALUES ("up", "down") },
  { "mtu", "mtu/@size", VTR_NUMBER },
  { "coalesce", "coalesce/rx/frames/@max", VTR_NUMBER },
  { "target", "target/@dev", VTR_TEXT, VTR_FIELD_FILLED },
  { "target-managed", "target/@managed", VTR_YES_NO },
  { "guest-dev", "guest/@dev", VTR_TEXT },
  { "guest-actual", "guest/@actual", VTR_TEXT, VTR_FIELD_LIVE },
  { "mac", "mac/@address", VTR_TEXT },
  { "mac-type", "mac/@type", VTR_CHOICE, .values = VTR_VALUES ("static", "generated") },
  { "mac-check", "mac/@check", VTR_YES_NO },
  { "mac-current-address", "mac/@currentAddress", VTR_TEXT, VTR_FIELD_LIVE },
  { "script", "script/@path", VTR_TEXT },
  { "downscript", "downscript/@path", VTR_TEXT },
  { "backenddomain", "backenddomain/@name", VTR_TEXT },
  { "model", "model/@type", VTR_CHOICE,
    .values = VTR_VALUES ("virtio", "e1000e", "e1000", "rtl8139", "igb", "vmxnet3",
                          "virtio-transitional", "virtio-non-transitional", "usb-net", "netfront",
                          "lan9118", "spapr-vlan") },
  { "backend-type", "backend/@type", VTR_CHOICE, .values = VTR_VALUES ("default", "passt") },
  { "backend-tap", "backend/@tap", VTR_TEXT, VTR_FIELD_FILLED },
  { "backend-vhost", "backend/@vhost", VTR_TEXT, VTR_FIELD_FILLED },
  { "backend-log-file", "backend/@logFile", VTR_TEXT },
  { "driver-name", "driver/@name", VTR_CHOICE,
    .values = VTR_VALUES ("kvm", "qemu", "xen", "vfio", "vhost") },
  { "driver-model", "driver/@model", VTR_TEXT },
  { "driver-queues", "driver/@queues", VTR_NUMBER },
  { "driver-rx-queue-size", "driver/@rx_queue_size", VTR_NUMBER },
  { "driver-tx-queue-size", "driver/@tx_queue_size", VTR_NUMBER },
  { "driver-txmode", "driver/@txmode", VTR_CHOICE, .values = VTR_VALUES ("iothread", "timer") },
  { "driver-ioeventfd", "driver/@ioeventfd", VTR_ON_OFF },
  { "driver-event-idx", "driver/@event_idx", VTR_ON_OFF },
  VTR_VIRTIO_FIELDS,
  { "driver-host-csum", "driver/host/@csum", VTR_ON_OFF },
  { "driver-host-gso", "driver/host/@gso", VTR_ON_OFF },
  { "driver-host-tso4", "driver/host/@tso4", VTR_ON_OFF },
  { "driver-host-tso6", "driver/host/@tso6", VTR_ON_OFF },
  { "driver-host-ecn", "driver/host/@ecn", VTR_ON_OFF },
  { "driver-host-ufo", "driver/host/@ufo", VTR_ON_OFF },
  { "driver-host-mrg-rxbuf", "driver/host/@mrg_rxbuf", VTR_ON_OFF },
  { "driver-guest-csum", "driver/guest/@csum", VTR_ON_OFF },
  { "driver-guest-tso4", "driver/guest/@tso4", VTR_ON_OFF },
  { "driver-guest-tso6", "driver/guest/@tso6", VTR_ON_OFF },
  { "driver-guest-ecn", "driver/guest/@ecn", VTR_ON_OFF },
  { "driver-guest-ufo", "driver/guest/@ufo", VTR_ON_OFF },
  { "driver-rss", "driver/@rss", VTR_ON_OFF },
  { "driver-rss-hash-report", "driver/@rss_hash_report", VTR_ON_OFF },
  { "filter", "filterref/@filter", VTR_TEXT },
  { "tune-sndbuf", "tune/sndbuf", VTR_NUMBER },
  VTR_BANDWIDTH_FIELDS,
  { "vlan-trunk", "vlan/@trunk", VTR_YES_NO },
  { "isolated", "port/@isolated", VTR_YES_NO },
  { "teaming-type", "teaming/@type", VTR_CHOICE, .values = VTR_VALUES ("persistent", "transient") },
  { "teaming-persistent", "teaming/@persistent", VTR_TEXT },
  VTR_BOOT_FIELDS,
  VTR_ROM_FIELDS,
  { "alias", "alias/@name", VTR_TEXT, VTR_FIELD_FILLED },
  { "acpi-index", "acpi/@index", VTR_NUMBER },
  VTR_ADDRESS_FIELDS,
  { NULL }
};

const VtrKind vtr_interface_kind = {
  .name = "interface",
  .sort = VTR_KIND_DEVICE,
  .path = "devices/interface",
  .keys = VTR_VALUES ("mac/@address"),
  .fields = interface_fields,
};

static const VtrField ip_fields[] = {
  VTR_IP_FIELDS ("", ""),
  { NULL }
};

const VtrKind vtr_ip_kind = {
  .name = "ip",
  .sort = VTR_KIND_ENTRY,
  .parent = &vtr_interface_kind,
  .path = "ip",
  .keys = VTR_VALUES ("@address"),
  .fields = ip_fields,
};

static const VtrField route_fields[] = {
  VTR_ROUTE_FIELDS ("", ""),
  { NULL }
};

const VtrKind vtr_route_kind = {
  .name = "route",
  .sort = VTR_KIND_ENTRY,
  .parent = &vtr_interface_kind,
  .path = "route",
  .keys = VTR_VALUES ("@address"),
  .fields = route_fields,
};

static const VtrField host_ip_fields[] = {
  VTR_IP_FIELDS ("", ""),
  { NULL }
};

const VtrKind vtr_host_ip_kind = {
  .name = "host-ip",
  .sort = VTR_KIND_ENTRY,
  .parent = &vtr_interface_kind,
  .path = "source/ip",
  .keys = VTR_VALUES ("@address"),
  .fields = host_ip_fields,
};

static const VtrField host_route_fields[] = {
  VTR_ROUTE_FIELDS ("", ""),
  { NULL }
};

const VtrKind vtr_host_route_kind = {
  .name = "host-route",
  .sort = VTR_KIND_ENTRY,
  .parent = &vtr_interface_kind,
  .path = "source/route",
  .keys = VTR_VALUES ("@address"),
  .fields = host_route_fields,
};

static const VtrField vlan_fields[] = {
  { "id", "@id", VTR_NUMBER },
  { "native-mode", "@nativeMode", VTR_CHOICE, .values = VTR_VALUES ("tagged", "untagged") },
  { NULL }
};

const VtrKind vtr_vlan_kind = {
  .name = "vlan",
  .sort = VTR_KIND_ENTRY,
  .parent = &vtr_interface_kind,
  .path = "vlan/tag",
  .keys = VTR_VALUES ("@id"),
  .fields = vlan_fields,
};

static const VtrField port_forward_fields[] = {
  { "proto", "@proto", VTR_CHOICE, .values = VTR_VALUES ("tcp", "udp") },
  { "address", "@address", VTR_TEXT },
  { "dev", "@dev", VTR_TEXT },
  { NULL }
};

const VtrKind vtr_port_forward_kind = {
  .name = "port-forward",
  .sort = VTR_KIND_ENTRY,
  .parent = &vtr_interface_kind,
  .path = "portForward",
  .fields = port_forward_fields,
};

static const VtrField port_range_fields[] = {
  { "start", "@start", VTR_NUMBER },
  { "end", "@end", VTR_NUMBER },
  { "to", "@to", VTR_NUMBER },
  { "exclude", "@exclude", VTR_YES_NO },
  { NULL }
};

const VtrKind vtr_port_range_kind = {
  .name = "port-range",
  .sort = VTR_KIND_ENTRY,
  .parent = &vtr_port_forward_kind,
  .path = "range",
  .keys = VTR_VALUES ("@start"),
  .fields = port_range_fields,
};

static const VtrField filter_parameter_fields[] = {
  { "name", "@name", VTR_TEXT },
  { "value", "@value", VTR_TEXT },
  { NULL }
};

const VtrKind vtr_filter_parameter_kind = {
  .name = "filter-parameter",
  .sort = VTR_KIND_ENTRY,
  .parent = &vtr_interface_kind,
  .path = "filterref/parameter",
  .keys = VTR_VALUES ("@name"),
  .fields = filter_parameter_fields,
};
