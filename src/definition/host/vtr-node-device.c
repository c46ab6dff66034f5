/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-kinds.h"

/* A device of the host, as it is. Nothing here is written. */

static const VtrField node_device_fields[] = {
  { "name", "name", VTR_TEXT },
  { "path", "path", VTR_TEXT },
  { "parent", "parent", VTR_TEXT },
  { "parent-wwnn", "parent/@wwnn", VTR_TEXT },
  { "parent-wwpn", "parent/@wwpn", VTR_TEXT },
  { "parent-fabric-wwn", "parent/@fabric_wwn", VTR_TEXT },
  { "driver-name", "driver/name", VTR_TEXT },
  { "type", "capability/@type", VTR_CHOICE,
    .values = VTR_VALUES ("scsi", "usb", "pci", "mdev", "ap_card", "ap_matrix", "ap_queue", "ccw",
                          "ccwgroup", "css", "drm", "net", "scsi_generic", "scsi_host",
                          "scsi_target", "storage", "system", "usb_device", "vdpa") },
  { "product", "capability/product", VTR_TEXT },
  { "hardware-vendor", "capability/hardware/vendor", VTR_TEXT },
  { "hardware-version", "capability/hardware/version", VTR_TEXT },
  { "hardware-serial", "capability/hardware/serial", VTR_TEXT },
  { "hardware-uuid", "capability/hardware/uuid", VTR_TEXT },
  { "firmware-vendor", "capability/firmware/vendor", VTR_TEXT },
  { "firmware-version", "capability/firmware/version", VTR_TEXT },
  { "firmware-release-date", "capability/firmware/release_date", VTR_TEXT },
  { "class", "capability/class", VTR_TEXT },
  { "domain", "capability/domain", VTR_NUMBER },
  { "bus", "capability/bus", VTR_TEXT },
  { "slot", "capability/slot", VTR_NUMBER },
  { "function", "capability/function", VTR_NUMBER },
  { "product-id", "capability/product/@id", VTR_TEXT },
  { "vendor", "capability/vendor", VTR_TEXT },
  { "vendor-id", "capability/vendor/@id", VTR_TEXT },
  { "iommu-group-number", "capability/iommuGroup/@number", VTR_NUMBER },
  { "numa-node", "capability/numa/@node", VTR_NUMBER },
  { "device", "capability/device", VTR_NUMBER },
  { "number", "capability/number", VTR_NUMBER },
  { "subclass", "capability/subclass", VTR_NUMBER },
  { "protocol", "capability/protocol", VTR_NUMBER },
  { "description", "capability/description", VTR_TEXT },
  { "interface", "capability/interface", VTR_TEXT },
  { "address", "capability/address", VTR_TEXT },
  { "link-speed", "capability/link/@speed", VTR_NUMBER },
  { "link-state", "capability/link/@state", VTR_CHOICE,
    .values = VTR_VALUES ("up", "down", "dormant", "lowerlayerdown", "notpresent", "testing",
                          "unknown") },
  { "char", "capability/char", VTR_TEXT },
  { "host", "capability/host", VTR_NUMBER },
  { "unique-id", "capability/unique_id", VTR_NUMBER },
  { "target", "capability/target", VTR_TEXT },
  { "lun", "capability/lun", VTR_NUMBER },
  { "subtype", "capability/type", VTR_CHOICE,
    .values = VTR_VALUES ("control", "primary", "render") },
  { "block", "capability/block", VTR_TEXT },
  { "drive-type", "capability/drive_type", VTR_TEXT },
  { "model", "capability/model", VTR_TEXT },
  { "serial", "capability/serial", VTR_TEXT },
  { "size", "capability/size", VTR_NUMBER },
  { "logical-block-size", "capability/logical_block_size", VTR_NUMBER },
  { "num-blocks", "capability/num_blocks", VTR_NUMBER },
  { "mdev-type", "capability/type/@id", VTR_TEXT },
  { "uuid", "capability/uuid", VTR_TEXT },
  { "parent-addr", "capability/parent_addr", VTR_TEXT },
  { "state", "capability/state", VTR_CHOICE, .values = VTR_VALUES ("offline", "online") },
  { "cssid", "capability/cssid", VTR_TEXT },
  { "ssid", "capability/ssid", VTR_TEXT },
  { "devno", "capability/devno", VTR_TEXT },
  { "channel-dev-addr-cssid", "capability/channel_dev_addr/cssid", VTR_TEXT },
  { "channel-dev-addr-ssid", "capability/channel_dev_addr/ssid", VTR_TEXT },
  { "channel-dev-addr-devno", "capability/channel_dev_addr/devno", VTR_TEXT },
  { "chardev", "capability/chardev", VTR_TEXT },
  { "ap-adapter", "capability/ap-adapter", VTR_TEXT },
  { "ap-domain", "capability/ap-domain", VTR_TEXT },
  { NULL }
};

const VtrKind vtr_node_device_kind = {
  .name = "node-device",
  .sort = VTR_KIND_SECTION,
  .fields = node_device_fields,
};

static const VtrField devnode_fields[] = {
  { "value", ".", VTR_TEXT },
  { "type", "@type", VTR_CHOICE, .values = VTR_VALUES ("dev", "link") },
  { NULL }
};

const VtrKind vtr_devnode_kind = {
  .name = "devnode",
  .sort = VTR_KIND_ENTRY,
  .path = "devnode",
  .fields = devnode_fields,
};

static const VtrField ability_fields[] = {
  { "type", "@type", VTR_CHOICE,
    .values = VTR_VALUES ("80203", "80211", "cardbus-bridge", "ccwgroup_member", "fc_host",
                          "fc_remote_port", "hotpluggable", "mdev_types", "pci-bridge",
                          "phys_function", "qeth_generic", "qeth_layer2", "qeth_layer3",
                          "removable", "virt_functions", "vpd", "vport_ops") },
  { "max-count", "@maxCount", VTR_NUMBER },
  { "name", "name", VTR_TEXT },
  { "wwnn", "wwnn", VTR_TEXT },
  { "wwpn", "wwpn", VTR_TEXT },
  { "fabric-wwn", "fabric_wwn", VTR_TEXT },
  { "max-vports", "max_vports", VTR_NUMBER },
  { "vports", "vports", VTR_NUMBER },
  { "rport", "rport", VTR_TEXT },
  { "media-available", "media_available", VTR_CHOICE, .values = VTR_VALUES ("0", "1") },
  { "media-size", "media_size", VTR_NUMBER },
  { "media-label", "media_label", VTR_TEXT },
  { "logical-block-size", "logical_block_size", VTR_NUMBER },
  { "num-blocks", "num_blocks", VTR_NUMBER },
  { "group-device", "group_device", VTR_TEXT },
  { "card-type", "card_type", VTR_TEXT },
  { "chpid", "chpid", VTR_TEXT },
  { NULL }
};

const VtrKind vtr_ability_kind = {
  .name = "ability",
  .sort = VTR_KIND_ENTRY,
  .path = "capability/capability",
  .keys = VTR_VALUES ("@type"),
  .fields = ability_fields,
};

static const VtrField function_fields[] = {
  { "domain", "@domain", VTR_TEXT },
  { "bus", "@bus", VTR_TEXT },
  { "slot", "@slot", VTR_TEXT },
  { "function", "@function", VTR_TEXT },
  { NULL }
};

const VtrKind vtr_function_kind = {
  .name = "function",
  .sort = VTR_KIND_ENTRY,
  .parent = &vtr_ability_kind,
  .path = "address",
  .fields = function_fields,
};

static const VtrField mdev_type_fields[] = {
  { "id", "@id", VTR_TEXT },
  { "name", "name", VTR_TEXT },
  { "device-api", "deviceAPI", VTR_CHOICE,
    .values = VTR_VALUES ("vfio-ap", "vfio-ccw", "vfio-pci") },
  { "available-instances", "availableInstances", VTR_NUMBER },
  { NULL }
};

const VtrKind vtr_mdev_type_kind = {
  .name = "mdev-type",
  .sort = VTR_KIND_ENTRY,
  .parent = &vtr_ability_kind,
  .path = "type",
  .keys = VTR_VALUES ("@id"),
  .fields = mdev_type_fields,
};

static const VtrField iommu_member_fields[] = {
  { "domain", "@domain", VTR_TEXT },
  { "bus", "@bus", VTR_TEXT },
  { "slot", "@slot", VTR_TEXT },
  { "function", "@function", VTR_TEXT },
  { NULL }
};

const VtrKind vtr_iommu_member_kind = {
  .name = "iommu-member",
  .sort = VTR_KIND_ENTRY,
  .path = "capability/iommuGroup/address",
  .fields = iommu_member_fields,
};

static const VtrField pcie_link_fields[] = {
  { "validity", "@validity", VTR_CHOICE, .values = VTR_VALUES ("cap", "sta") },
  { "port", "@port", VTR_NUMBER },
  { "speed", "@speed", VTR_TEXT },
  { "width", "@width", VTR_NUMBER },
  { NULL }
};

const VtrKind vtr_pcie_link_kind = {
  .name = "pcie-link",
  .sort = VTR_KIND_ENTRY,
  .path = "capability/pci-express/link",
  .keys = VTR_VALUES ("@validity"),
  .fields = pcie_link_fields,
};
