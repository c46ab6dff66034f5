/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include "vtr-field.h"

/* Fields that several kinds have alike. Where a macro has arguments, N begins the names of its
 * fields and P their paths. */

/* Where a device is plugged in. libvirt finds a place for those that say nothing. */
#define VTR_ADDRESS_FIELDS \
  { "address-type", "address/@type", VTR_CHOICE, VTR_FIELD_FILLED, \
    .values = VTR_VALUES ("usb", "dimm", "pci", "virtio-serial", "ccid", "ccw", "drive", "isa", \
                          "spapr-vio", "unassigned", "virtio-mmio") }, \
  { "address-domain", "address/@domain", VTR_TEXT, VTR_FIELD_FILLED }, \
  { "address-bus", "address/@bus", VTR_TEXT, VTR_FIELD_FILLED }, \
  { "address-slot", "address/@slot", VTR_TEXT, VTR_FIELD_FILLED }, \
  { "address-function", "address/@function", VTR_TEXT, VTR_FIELD_FILLED }, \
  { "address-multifunction", "address/@multifunction", VTR_ON_OFF, VTR_FIELD_FILLED }, \
  { "address-zpci-uid", "address/zpci/@uid", VTR_TEXT, VTR_FIELD_FILLED }, \
  { "address-zpci-fid", "address/zpci/@fid", VTR_TEXT, VTR_FIELD_FILLED }, \
  { "address-controller", "address/@controller", VTR_TEXT, VTR_FIELD_FILLED }, \
  { "address-target", "address/@target", VTR_TEXT, VTR_FIELD_FILLED }, \
  { "address-unit", "address/@unit", VTR_TEXT, VTR_FIELD_FILLED }, \
  { "address-port", "address/@port", VTR_TEXT, VTR_FIELD_FILLED }, \
  { "address-reg", "address/@reg", VTR_TEXT, VTR_FIELD_FILLED }, \
  { "address-cssid", "address/@cssid", VTR_TEXT, VTR_FIELD_FILLED }, \
  { "address-ssid", "address/@ssid", VTR_TEXT, VTR_FIELD_FILLED }, \
  { "address-devno", "address/@devno", VTR_TEXT, VTR_FIELD_FILLED }, \
  { "address-iobase", "address/@iobase", VTR_TEXT, VTR_FIELD_FILLED }, \
  { "address-irq", "address/@irq", VTR_TEXT, VTR_FIELD_FILLED }, \
  { "address-base", "address/@base", VTR_TEXT, VTR_FIELD_FILLED }

/* How a virtio device talks to the guest. */
#define VTR_VIRTIO_FIELDS \
  { "driver-iommu", "driver/@iommu", VTR_ON_OFF }, \
  { "driver-ats", "driver/@ats", VTR_ON_OFF }, \
  { "driver-packed", "driver/@packed", VTR_ON_OFF }, \
  { "driver-page-per-vq", "driver/@page_per_vq", VTR_ON_OFF }

/* The place in the boot order; one with a number comes before all without. */
#define VTR_BOOT_FIELDS \
  { "boot-order", "boot/@order", VTR_NUMBER }, \
  { "boot-loadparm", "boot/@loadparm", VTR_TEXT }

#define VTR_ROM_FIELDS \
  { "rom-enabled", "rom/@enabled", VTR_YES_NO }, \
  { "rom-bar", "rom/@bar", VTR_ON_OFF }, \
  { "rom-file", "rom/@file", VTR_TEXT }

/* Limits of a disk. Bytes and operations per second. */
#define VTR_THROTTLE_FIELDS(N, P) \
  { N "total-bytes-sec", P "total_bytes_sec", VTR_NUMBER }, \
  { N "read-bytes-sec", P "read_bytes_sec", VTR_NUMBER }, \
  { N "write-bytes-sec", P "write_bytes_sec", VTR_NUMBER }, \
  { N "total-iops-sec", P "total_iops_sec", VTR_NUMBER }, \
  { N "read-iops-sec", P "read_iops_sec", VTR_NUMBER }, \
  { N "write-iops-sec", P "write_iops_sec", VTR_NUMBER }, \
  { N "total-bytes-sec-max", P "total_bytes_sec_max", VTR_NUMBER }, \
  { N "read-bytes-sec-max", P "read_bytes_sec_max", VTR_NUMBER }, \
  { N "write-bytes-sec-max", P "write_bytes_sec_max", VTR_NUMBER }, \
  { N "total-iops-sec-max", P "total_iops_sec_max", VTR_NUMBER }, \
  { N "read-iops-sec-max", P "read_iops_sec_max", VTR_NUMBER }, \
  { N "write-iops-sec-max", P "write_iops_sec_max", VTR_NUMBER }, \
  { N "size-iops-sec", P "size_iops_sec", VTR_NUMBER }, \
  { N "group-name", P "group_name", VTR_TEXT }, \
  { N "total-bytes-sec-max-length", P "total_bytes_sec_max_length", VTR_NUMBER }, \
  { N "read-bytes-sec-max-length", P "read_bytes_sec_max_length", VTR_NUMBER }, \
  { N "write-bytes-sec-max-length", P "write_bytes_sec_max_length", VTR_NUMBER }, \
  { N "total-iops-sec-max-length", P "total_iops_sec_max_length", VTR_NUMBER }, \
  { N "read-iops-sec-max-length", P "read_iops_sec_max_length", VTR_NUMBER }, \
  { N "write-iops-sec-max-length", P "write_iops_sec_max_length", VTR_NUMBER }

#define VTR_RECONNECT_FIELDS(N, P) \
  { N "enabled", P "@enabled", VTR_YES_NO }, \
  { N "timeout", P "@timeout", VTR_NUMBER }, \
  { N "delay", P "@delay", VTR_NUMBER }

#define VTR_AUTH_FIELDS(N, P) \
  { N "username", P "@username", VTR_TEXT }, \
  { N "secret-type", P "secret/@type", VTR_CHOICE, .values = VTR_VALUES ("ceph", "iscsi") }, \
  { N "secret-uuid", P "secret/@uuid", VTR_TEXT }, \
  { N "secret-usage", P "secret/@usage", VTR_TEXT }

/* The secret itself is in libvirt's keeping: here is only which one. */
#define VTR_ENCRYPTION_FIELDS(N, P) \
  { N "format", P "@format", VTR_CHOICE, \
    .values = VTR_VALUES ("default", "luks", "luks-any", "luks2", "qcow") }, \
  { N "engine", P "@engine", VTR_CHOICE, .values = VTR_VALUES ("qemu", "librbd") }, \
  { N "secret-type", P "secret/@type", VTR_CHOICE, .values = VTR_VALUES ("passphrase") }, \
  { N "secret-uuid", P "secret/@uuid", VTR_TEXT }, \
  { N "secret-usage", P "secret/@usage", VTR_TEXT }, \
  { N "cipher-name", P "cipher/@name", VTR_TEXT }, \
  { N "cipher-size", P "cipher/@size", VTR_NUMBER }, \
  { N "cipher-mode", P "cipher/@mode", VTR_TEXT }, \
  { N "cipher-hash", P "cipher/@hash", VTR_TEXT }, \
  { N "ivgen-name", P "ivgen/@name", VTR_TEXT }, \
  { N "ivgen-hash", P "ivgen/@hash", VTR_TEXT }

#define VTR_VIRTUALPORT_FIELDS \
  { "virtualport-type", "virtualport/@type", VTR_CHOICE, \
    .values = VTR_VALUES ("openvswitch", "802.1Qbg", "802.1Qbh", "midonet") }, \
  { "virtualport-managerid", "virtualport/parameters/@managerid", VTR_TEXT }, \
  { "virtualport-typeid", "virtualport/parameters/@typeid", VTR_TEXT }, \
  { "virtualport-typeidversion", "virtualport/parameters/@typeidversion", VTR_TEXT }, \
  { "virtualport-instanceid", "virtualport/parameters/@instanceid", VTR_TEXT }, \
  { "virtualport-profileid", "virtualport/parameters/@profileid", VTR_TEXT }, \
  { "virtualport-interfaceid", "virtualport/parameters/@interfaceid", VTR_TEXT }

/* KiB per second, bursts in KiB. */
#define VTR_BANDWIDTH_FIELDS \
  { "bandwidth-class-id", "bandwidth/@classID", VTR_NUMBER }, \
  { "bandwidth-inbound-average", "bandwidth/inbound/@average", VTR_NUMBER }, \
  { "bandwidth-inbound-peak", "bandwidth/inbound/@peak", VTR_NUMBER }, \
  { "bandwidth-inbound-floor", "bandwidth/inbound/@floor", VTR_NUMBER }, \
  { "bandwidth-inbound-burst", "bandwidth/inbound/@burst", VTR_NUMBER }, \
  { "bandwidth-outbound-average", "bandwidth/outbound/@average", VTR_NUMBER }, \
  { "bandwidth-outbound-peak", "bandwidth/outbound/@peak", VTR_NUMBER }, \
  { "bandwidth-outbound-floor", "bandwidth/outbound/@floor", VTR_NUMBER }, \
  { "bandwidth-outbound-burst", "bandwidth/outbound/@burst", VTR_NUMBER }

/* The host end of a character device. */
#define VTR_CHAR_FIELDS(N, P) \
  { N "mode", P "@mode", VTR_TEXT, VTR_FIELD_FILLED }, \
  { N "path", P "@path", VTR_TEXT, VTR_FIELD_FILLED }, \
  { N "host", P "@host", VTR_TEXT, VTR_FIELD_FILLED }, \
  { N "service", P "@service", VTR_TEXT, VTR_FIELD_FILLED }, \
  { N "channel", P "@channel", VTR_TEXT }, \
  { N "master", P "@master", VTR_TEXT, VTR_FIELD_FILLED }, \
  { N "slave", P "@slave", VTR_TEXT, VTR_FIELD_FILLED }, \
  { N "append", P "@append", VTR_ON_OFF }, \
  { N "tls", P "@tls", VTR_YES_NO }, \
  { N "clipboard-copypaste", P "clipboard/@copypaste", VTR_YES_NO }, \
  { N "mouse-mode", P "mouse/@mode", VTR_CHOICE, .values = VTR_VALUES ("client", "server") }

#define VTR_IP_FIELDS(N, P) \
  { N "address", P "@address", VTR_TEXT }, \
  { N "family", P "@family", VTR_TEXT }, \
  { N "prefix", P "@prefix", VTR_NUMBER }, \
  { N "peer", P "@peer", VTR_TEXT }

#define VTR_ROUTE_FIELDS(N, P) \
  { N "family", P "@family", VTR_TEXT }, \
  { N "address", P "@address", VTR_TEXT }, \
  { N "netmask", P "@netmask", VTR_TEXT }, \
  { N "prefix", P "@prefix", VTR_NUMBER }, \
  { N "gateway", P "@gateway", VTR_TEXT }, \
  { N "metric", P "@metric", VTR_NUMBER }

#define VTR_AUDIO_FIELDS(N, P) \
  { N "mixing-engine", P "@mixingEngine", VTR_YES_NO }, \
  { N "fixed-settings", P "@fixedSettings", VTR_YES_NO }, \
  { N "voices", P "@voices", VTR_TEXT }, \
  { N "buffer-length", P "@bufferLength", VTR_TEXT }, \
  { N "settings-frequency", P "settings/@frequency", VTR_TEXT }, \
  { N "settings-channels", P "settings/@channels", VTR_TEXT }, \
  { N "settings-format", P "settings/@format", VTR_CHOICE, \
    .values = VTR_VALUES ("f32", "s16", "s32", "s8", "u16", "u32", "u8") }, \
  { N "dev", P "@dev", VTR_TEXT }, \
  { N "buffer-count", P "@bufferCount", VTR_TEXT }, \
  { N "server-name", P "@serverName", VTR_TEXT }, \
  { N "client-name", P "@clientName", VTR_TEXT }, \
  { N "connect-ports", P "@connectPorts", VTR_TEXT }, \
  { N "exact-name", P "@exactName", VTR_YES_NO }, \
  { N "try-poll", P "@tryPoll", VTR_YES_NO }, \
  { N "name", P "@name", VTR_TEXT }, \
  { N "stream-name", P "@streamName", VTR_TEXT }, \
  { N "latency", P "@latency", VTR_TEXT }
