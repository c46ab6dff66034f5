/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-kinds.h"

/* A device of the host: USB, PCI, SCSI or mediated. Which of the sources counts is said by
 * "type". */

static const VtrField hostdev_fields[] = {
  { "mode", "@mode", VTR_CHOICE, .values = VTR_VALUES ("subsystem", "capabilities") },
  { "managed", "@managed", VTR_YES_NO },
  { "type", "@type", VTR_CHOICE,
    .values = VTR_VALUES ("usb", "pci", "mdev", "scsi", "scsi_host", "storage", "misc", "net") },
  { "ramfb", "@ramfb", VTR_ON_OFF },
  { "display", "@display", VTR_ON_OFF },
  { "sgio", "@sgio", VTR_CHOICE, .values = VTR_VALUES ("filtered", "unfiltered") },
  { "rawio", "@rawio", VTR_YES_NO },
  { "model", "@model", VTR_CHOICE,
    .values = VTR_VALUES ("virtio", "vfio-ap", "vfio-ccw", "vfio-pci", "virtio-non-transitional",
                          "virtio-transitional") },
  { "driver-name", "driver/@name", VTR_CHOICE, VTR_FIELD_FILLED,
    .values = VTR_VALUES ("kvm", "xen", "vfio") },
  { "driver-model", "driver/@model", VTR_TEXT },
  { "teaming-type", "teaming/@type", VTR_CHOICE, .values = VTR_VALUES ("persistent", "transient") },
  { "teaming-persistent", "teaming/@persistent", VTR_TEXT },
  { "source-startup-policy", "source/@startupPolicy", VTR_CHOICE, VTR_FIELD_FILLED,
    .values = VTR_VALUES ("optional", "mandatory", "requisite") },
  { "source-write-filtering", "source/@writeFiltering", VTR_YES_NO },
  { "source-address-domain", "source/address/@domain", VTR_TEXT, VTR_FIELD_FILLED },
  { "source-address-bus", "source/address/@bus", VTR_TEXT, VTR_FIELD_FILLED },
  { "source-address-slot", "source/address/@slot", VTR_TEXT, VTR_FIELD_FILLED },
  { "source-address-function", "source/address/@function", VTR_TEXT, VTR_FIELD_FILLED },
  { "source-address-multifunction", "source/address/@multifunction", VTR_ON_OFF, VTR_FIELD_FILLED },
  { "source-guest-reset", "source/@guestReset", VTR_CHOICE,
    .values = VTR_VALUES ("off", "on", "uninitialized") },
  { "source-vendor-id", "source/vendor/@id", VTR_TEXT },
  { "source-product-id", "source/product/@id", VTR_TEXT },
  { "source-address-device", "source/address/@device", VTR_TEXT, VTR_FIELD_FILLED },
  { "source-protocol", "source/@protocol", VTR_CHOICE,
    .values = VTR_VALUES ("adapter", "iscsi", "vhost") },
  { "source-adapter-type", "source/adapter/@type", VTR_CHOICE,
    .values = VTR_VALUES ("fc_host", "scsi_host") },
  { "source-adapter-name", "source/adapter/@name", VTR_TEXT },
  { "source-adapter-parentaddr-unique-id", "source/adapter/parentaddr/@unique_id", VTR_NUMBER },
  { "source-parent-address-domain", "source/adapter/parentaddr/address/@domain", VTR_TEXT },
  { "source-parent-address-bus", "source/adapter/parentaddr/address/@bus", VTR_TEXT },
  { "source-parent-address-slot", "source/adapter/parentaddr/address/@slot", VTR_TEXT },
  { "source-parent-address-function", "source/adapter/parentaddr/address/@function", VTR_TEXT },
  { "source-parent-address-multifunction", "source/adapter/parentaddr/address/@multifunction",
    VTR_ON_OFF },
  { "source-adapter-parent", "source/adapter/@parent", VTR_TEXT },
  { "source-adapter-managed", "source/adapter/@managed", VTR_YES_NO },
  { "source-adapter-parent-wwnn", "source/adapter/@parent_wwnn", VTR_TEXT },
  { "source-adapter-parent-wwpn", "source/adapter/@parent_wwpn", VTR_TEXT },
  { "source-adapter-parent-fabric-wwn", "source/adapter/@parent_fabric_wwn", VTR_TEXT },
  { "source-adapter-wwnn", "source/adapter/@wwnn", VTR_TEXT },
  { "source-adapter-wwpn", "source/adapter/@wwpn", VTR_TEXT },
  { "source-address-target", "source/address/@target", VTR_TEXT, VTR_FIELD_FILLED },
  { "source-address-unit", "source/address/@unit", VTR_TEXT, VTR_FIELD_FILLED },
  { "source-name", "source/@name", VTR_TEXT },
  VTR_AUTH_FIELDS ("auth-", "source/auth/"),
  { "source-initiator-iqn-name", "source/initiator/iqn/@name", VTR_TEXT },
  { "source-wwpn", "source/@wwpn", VTR_TEXT },
  { "source-address-uuid", "source/address/@uuid", VTR_TEXT, VTR_FIELD_FILLED },
  { "source-block", "source/block", VTR_TEXT },
  { "source-char", "source/char", VTR_TEXT },
  { "source-interface", "source/interface", VTR_TEXT },
  { "readonly", "readonly", VTR_PRESENCE },
  { "shareable", "shareable", VTR_PRESENCE },
  VTR_BOOT_FIELDS,
  VTR_ROM_FIELDS,
  { "alias", "alias/@name", VTR_TEXT, VTR_FIELD_FILLED },
  { "acpi-index", "acpi/@index", VTR_NUMBER },
  VTR_ADDRESS_FIELDS,
  { NULL }
};

const VtrKind vtr_hostdev_kind = {
  .name = "hostdev",
  .sort = VTR_KIND_DEVICE,
  .path = "devices/hostdev",
  .keys = VTR_VALUES ("source/vendor/@id+source/product/@id",
                      "source/address",
                      "source/adapter/@name+source/address/@unit",
                      "source/@wwpn",
                      "source/block",
                      "source/char",
                      "source/interface"),
  .fields = hostdev_fields,
};

static const VtrField hostdev_host_fields[] = {
  { "name", "@name", VTR_TEXT },
  { "port", "@port", VTR_NUMBER },
  { NULL }
};

const VtrKind vtr_hostdev_host_kind = {
  .name = "hostdev-host",
  .sort = VTR_KIND_ENTRY,
  .parent = &vtr_hostdev_kind,
  .path = "source/host",
  .fields = hostdev_host_fields,
};

static const VtrField hostdev_ip_fields[] = {
  VTR_IP_FIELDS ("", ""),
  { NULL }
};

const VtrKind vtr_hostdev_ip_kind = {
  .name = "hostdev-ip",
  .sort = VTR_KIND_ENTRY,
  .parent = &vtr_hostdev_kind,
  .path = "ip",
  .keys = VTR_VALUES ("@address"),
  .fields = hostdev_ip_fields,
};

static const VtrField hostdev_route_fields[] = {
  VTR_ROUTE_FIELDS ("", ""),
  { NULL }
};

const VtrKind vtr_hostdev_route_kind = {
  .name = "hostdev-route",
  .sort = VTR_KIND_ENTRY,
  .parent = &vtr_hostdev_kind,
  .path = "route",
  .keys = VTR_VALUES ("@address"),
  .fields = hostdev_route_fields,
};
