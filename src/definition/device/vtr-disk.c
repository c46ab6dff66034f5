/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-kinds.h"

/* A disk, a CD or floppy drive, or a whole SCSI device. Which of the sources counts is said by
 * "type". */

static const VtrField disk_fields[] = {
  { "device", "@device", VTR_CHOICE, .values = VTR_VALUES ("disk", "cdrom", "floppy", "lun") },
  { "type", "@type", VTR_CHOICE,
    .values = VTR_VALUES ("file", "block", "network", "volume", "dir", "nvme", "vhostuser",
                          "vhostvdpa") },
  { "rawio", "@rawio", VTR_YES_NO },
  { "sgio", "@sgio", VTR_CHOICE, .values = VTR_VALUES ("filtered", "unfiltered") },
  { "model", "@model", VTR_CHOICE,
    .values = VTR_VALUES ("virtio", "virtio-non-transitional", "virtio-transitional") },
  { "snapshot", "@snapshot", VTR_CHOICE,
    .values = VTR_VALUES ("external", "internal", "manual", "no") },
  { "source-file", "source/@file", VTR_TEXT },
  { "source-fdgroup", "source/@fdgroup", VTR_TEXT },
  { "source-index", "source/@index", VTR_NUMBER, VTR_FIELD_FILLED },
  { "source-startup-policy", "source/@startupPolicy", VTR_CHOICE, VTR_FIELD_FILLED,
    .values = VTR_VALUES ("optional", "mandatory", "requisite") },
  VTR_ENCRYPTION_FIELDS ("source-encryption-", "source/encryption/"),
  { "source-dev", "source/@dev", VTR_TEXT },
  { "source-reservations-managed", "source/reservations/@managed", VTR_YES_NO },
  { "source-reservations-source-type", "source/reservations/source/@type", VTR_CHOICE,
    .values = VTR_VALUES ("unix") },
  { "source-reservations-source-path", "source/reservations/source/@path",
    VTR_TEXT, VTR_FIELD_FILLED },
  { "source-reservations-source-mode", "source/reservations/source/@mode",
    VTR_CHOICE, VTR_FIELD_FILLED,
    .values = VTR_VALUES ("client", "server") },
  VTR_RECONNECT_FIELDS ("reservations-reconnect-", "source/reservations/source/reconnect/"),
  { "source-dir", "source/@dir", VTR_TEXT },
  { "source-protocol", "source/@protocol", VTR_CHOICE,
    .values = VTR_VALUES ("ftp", "ftps", "gluster", "http", "https", "iscsi", "nbd", "nfs", "rbd",
                          "sheepdog", "ssh", "tftp", "vxhs") },
  { "source-name", "source/@name", VTR_TEXT },
  { "source-tls", "source/@tls", VTR_YES_NO },
  { "source-tls-hostname", "source/@tlsHostname", VTR_TEXT },
  VTR_RECONNECT_FIELDS ("reconnect-", "source/reconnect/"),
  { "source-snapshot-name", "source/snapshot/@name", VTR_TEXT },
  { "source-config-file", "source/config/@file", VTR_TEXT },
  VTR_AUTH_FIELDS ("source-auth-", "source/auth/"),
  { "source-initiator-iqn-name", "source/initiator/iqn/@name", VTR_TEXT },
  { "source-query", "source/@query", VTR_TEXT },
  { "source-readahead-size", "source/readahead/@size", VTR_NUMBER },
  { "source-timeout-seconds", "source/timeout/@seconds", VTR_NUMBER },
  { "source-ssl-verify", "source/ssl/@verify", VTR_YES_NO },
  { "source-known-hosts-path", "source/knownHosts/@path", VTR_TEXT },
  { "source-identity-username", "source/identity/@username", VTR_TEXT },
  { "source-identity-keyfile", "source/identity/@keyfile", VTR_TEXT },
  { "source-identity-agentsock", "source/identity/@agentsock", VTR_TEXT },
  { "source-identity-user", "source/identity/@user", VTR_TEXT },
  { "source-identity-group", "source/identity/@group", VTR_TEXT },
  { "source-pool", "source/@pool", VTR_TEXT },
  { "source-volume", "source/@volume", VTR_TEXT },
  { "source-mode", "source/@mode", VTR_CHOICE, VTR_FIELD_FILLED,
    .values = VTR_VALUES ("direct", "host") },
  { "source-type", "source/@type", VTR_CHOICE, .values = VTR_VALUES ("unix", "pci") },
  { "source-namespace", "source/@namespace", VTR_TEXT },
  { "source-managed", "source/@managed", VTR_YES_NO },
  { "source-path", "source/@path", VTR_TEXT, VTR_FIELD_FILLED },
  { "driver", "driver/@name", VTR_TEXT },
  { "format", "driver/@type", VTR_CHOICE,
    .values = VTR_VALUES ("qcow2", "raw", "vmdk", "vdi", "vhd", "vpc", "qed", "qcow", "luks", "iso",
                          "dmg", "cow", "cloop", "bochs", "fat", "ploop", "dir", "aio") },
  { "cache", "driver/@cache", VTR_CHOICE,
    .values = VTR_VALUES ("none", "writeback", "writethrough", "directsync", "unsafe", "default") },
  { "error-policy", "driver/@error_policy", VTR_CHOICE,
    .values = VTR_VALUES ("enospace", "ignore", "report", "stop") },
  { "rerror-policy", "driver/@rerror_policy", VTR_CHOICE,
    .values = VTR_VALUES ("ignore", "report", "stop") },
  { "io", "driver/@io", VTR_CHOICE, .values = VTR_VALUES ("io_uring", "native", "threads") },
  { "ioeventfd", "driver/@ioeventfd", VTR_ON_OFF },
  { "event-idx", "driver/@event_idx", VTR_ON_OFF },
  { "copy-on-read", "driver/@copy_on_read", VTR_ON_OFF },
  { "discard", "driver/@discard", VTR_CHOICE, .values = VTR_VALUES ("ignore", "unmap") },
  { "iothread", "driver/@iothread", VTR_NUMBER },
  { "detect-zeroes", "driver/@detect_zeroes", VTR_CHOICE,
    .values = VTR_VALUES ("off", "on", "unmap") },
  { "discard-no-unref", "driver/@discard_no_unref", VTR_ON_OFF },
  { "queues", "driver/@queues", VTR_NUMBER },
  { "queue-size", "driver/@queue_size", VTR_NUMBER },
  VTR_VIRTIO_FIELDS,
  { "metadata-cache-max-size", "driver/metadata_cache/max_size", VTR_SIZE, .unit = "bytes" },
  VTR_AUTH_FIELDS ("auth-", "auth/"),
  { "target", "target/@dev", VTR_TEXT },
  { "bus", "target/@bus", VTR_CHOICE,
    .values = VTR_VALUES ("virtio", "sata", "scsi", "nvme", "usb", "ide", "fdc", "sd", "xen",
                          "uml") },
  { "tray", "target/@tray", VTR_CHOICE, VTR_FIELD_LIVE, .values = VTR_VALUES ("open", "closed") },
  { "removable", "target/@removable", VTR_ON_OFF },
  { "rotation-rate", "target/@rotation_rate", VTR_NUMBER },
  { "backenddomain-name", "backenddomain/@name", VTR_TEXT },
  { "readonly", "readonly", VTR_PRESENCE },
  { "shareable", "shareable", VTR_PRESENCE },
  { "transient", "transient", VTR_PRESENCE },
  { "transient-share-backing", "transient/@shareBacking", VTR_YES_NO, .keep = "transient" },
  { "serial", "serial", VTR_TEXT },
  VTR_ENCRYPTION_FIELDS ("encryption-", "encryption/"),
  VTR_THROTTLE_FIELDS ("iotune-", "iotune/"),
  { "geometry-cyls", "geometry/@cyls", VTR_NUMBER },
  { "geometry-heads", "geometry/@heads", VTR_NUMBER },
  { "geometry-secs", "geometry/@secs", VTR_NUMBER },
  { "geometry-trans", "geometry/@trans", VTR_CHOICE, .values = VTR_VALUES ("none", "auto", "lba") },
  { "blockio-logical-block-size", "blockio/@logical_block_size", VTR_NUMBER },
  { "blockio-physical-block-size", "blockio/@physical_block_size", VTR_NUMBER },
  { "blockio-discard-granularity", "blockio/@discard_granularity", VTR_NUMBER },
  { "wwn", "wwn", VTR_TEXT },
  { "vendor", "vendor", VTR_TEXT },
  { "product", "product", VTR_TEXT },
  VTR_BOOT_FIELDS,
  { "alias", "alias/@name", VTR_TEXT, VTR_FIELD_FILLED },
  { "acpi-index", "acpi/@index", VTR_NUMBER },
  VTR_ADDRESS_FIELDS,
  { NULL }
};

const VtrKind vtr_disk_kind = {
  .name = "disk",
  .sort = VTR_KIND_DEVICE,
  .path = "devices/disk",
  .keys = VTR_VALUES ("target/@dev"),
  .fields = disk_fields,
};

static const VtrField disk_host_fields[] = {
  { "transport", "@transport", VTR_CHOICE, .values = VTR_VALUES ("unix", "tcp", "rdma") },
  { "name", "@name", VTR_TEXT },
  { "port", "@port", VTR_NUMBER },
  { "socket", "@socket", VTR_TEXT },
  { NULL }
};

const VtrKind vtr_disk_host_kind = {
  .name = "disk-host",
  .sort = VTR_KIND_ENTRY,
  .parent = &vtr_disk_kind,
  .path = "source/host",
  .fields = disk_host_fields,
};

static const VtrField disk_throttle_fields[] = {
  { "group", "@group", VTR_TEXT },
  { NULL }
};

const VtrKind vtr_disk_throttle_kind = {
  .name = "disk-throttle",
  .sort = VTR_KIND_ENTRY,
  .parent = &vtr_disk_kind,
  .path = "throttlefilters/throttlefilter",
  .keys = VTR_VALUES ("@group"),
  .fields = disk_throttle_fields,
};

static const VtrField disk_iothread_fields[] = {
  { "id", "@id", VTR_NUMBER },
  { NULL }
};

const VtrKind vtr_disk_iothread_kind = {
  .name = "disk-iothread",
  .sort = VTR_KIND_ENTRY,
  .parent = &vtr_disk_kind,
  .path = "driver/iothreads/iothread",
  .keys = VTR_VALUES ("@id"),
  .fields = disk_iothread_fields,
};
