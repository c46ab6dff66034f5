/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include "vtr-common-fields.h"
#include "vtr-kind.h"

G_BEGIN_DECLS

/* Every kind of each document, in the order in which they are listed: one that is in another comes
 * after it. The name gives the variable: vtr_disk_kind. */
#define VTR_MACHINE_KINDS(X) \
  X (machine) X (os) X (boot) X (firmware_feature) X (acpi_table) X (initarg) X (initenv) \
  X (cpu) X (cpu_feature) X (vcpu) X (single_vcpu) X (memory) X (hugepage) X (limits) \
  X (disk_limit) X (throttle_group) X (numa) X (numa_node) X (numa_cell) X (distance) \
  X (cell_cache) X (latency) X (numa_bandwidth) X (clock) X (timer) X (features) X (hyperv) \
  X (kvm) X (xen) X (cputune) X (vcpupin) X (iothreadpin) X (vcpusched) X (iothreadsched) \
  X (cachetune) X (cache_share) X (cache_monitor) X (memorytune) X (bandwidth_share) \
  X (bandwidth_monitor) X (iothreads) X (iothread) X (events) X (perf_event) X (metadata) \
  X (tag) X (launch_security) X (security_label) X (key_wrapping) X (sysinfo) X (bios_entry) \
  X (system_entry) X (board_entry) X (chassis_entry) X (oem_string) X (firmware_entry) \
  X (container) X (uid_map) X (gid_map) X (command_argument) X (command_variable) X (disk) \
  X (disk_host) X (disk_throttle) X (disk_iothread) X (interface) X (ip) X (route) X (host_ip) \
  X (host_route) X (vlan) X (port_forward) X (port_range) X (filter_parameter) X (graphics) \
  X (listen) X (graphics_channel) X (video) X (sound) X (codec) X (audio) X (input) X (hub) \
  X (controller) X (controller_iothread) X (hostdev) X (hostdev_host) X (hostdev_ip) \
  X (hostdev_route) X (serial) X (parallel) X (console) X (channel) X (smartcard) \
  X (certificate) X (redirdev) X (redirfilter) X (usb_filter) X (tpm) X (rng) X (panic) \
  X (watchdog) X (vsock) X (filesystem) X (filesystem_uid_map) X (filesystem_gid_map) \
  X (memory_device) X (iommu) X (shmem) X (memballoon) X (nvram_device) X (pstore) X (crypto) \
  X (lease)

#define VTR_NETWORK_KINDS(X) \
  X (network) X (forward_interface) X (forward_address) X (network_ip) X (dhcp_range) \
  X (dhcp_host) X (network_route) X (portgroup) X (portgroup_vlan) X (network_vlan) \
  X (dns_forwarder) X (dns_txt) X (dns_srv) X (dns_host) X (dns_hostname)

#define VTR_POOL_KINDS(X) \
  X (pool) X (pool_host) X (pool_device) X (mount_option)

#define VTR_VOLUME_KINDS(X) \
  X (volume)

#define VTR_NODE_DEVICE_KINDS(X) \
  X (node_device) X (devnode) X (ability) X (function) X (mdev_type) X (iommu_member) \
  X (pcie_link)

#define VTR_CAPABILITIES_KINDS(X) \
  X (host) X (host_feature) X (host_pages) X (host_cell) X (host_cpu) X (cell_pages) \
  X (host_distance) X (cache_bank) X (security_model) X (guest) X (guest_machine) \
  X (guest_domain)

#define VTR_DOMAIN_CAPABILITIES_KINDS(X) \
  X (summary) X (cpu_mode) X (cpu_model) X (cpu_mode_feature)

#define X(name) extern const VtrKind vtr_##name##_kind;
VTR_MACHINE_KINDS (X)
VTR_NETWORK_KINDS (X)
VTR_POOL_KINDS (X)
VTR_VOLUME_KINDS (X)
VTR_NODE_DEVICE_KINDS (X)
VTR_CAPABILITIES_KINDS (X)
VTR_DOMAIN_CAPABILITIES_KINDS (X)
#undef X

G_END_DECLS
