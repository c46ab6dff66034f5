/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-kinds.h"

/* What the root of a container may do, and who that is on the host. */

static const VtrField container_fields[] = {
  { "policy", "features/capabilities/@policy", VTR_CHOICE,
    .values = VTR_VALUES ("allow", "default", "deny") },
  { "audit-control", "features/capabilities/audit_control", VTR_STATE },
  { "audit-write", "features/capabilities/audit_write", VTR_STATE },
  { "block-suspend", "features/capabilities/block_suspend", VTR_STATE },
  { "chown", "features/capabilities/chown", VTR_STATE },
  { "dac-override", "features/capabilities/dac_override", VTR_STATE },
  { "dac-read-search", "features/capabilities/dac_read_search", VTR_STATE },
  { "fowner", "features/capabilities/fowner", VTR_STATE },
  { "fsetid", "features/capabilities/fsetid", VTR_STATE },
  { "ipc-lock", "features/capabilities/ipc_lock", VTR_STATE },
  { "ipc-owner", "features/capabilities/ipc_owner", VTR_STATE },
  { "kill", "features/capabilities/kill", VTR_STATE },
  { "lease", "features/capabilities/lease", VTR_STATE },
  { "linux-immutable", "features/capabilities/linux_immutable", VTR_STATE },
  { "mac-admin", "features/capabilities/mac_admin", VTR_STATE },
  { "mac-override", "features/capabilities/mac_override", VTR_STATE },
  { "mknod", "features/capabilities/mknod", VTR_STATE },
  { "net-admin", "features/capabilities/net_admin", VTR_STATE },
  { "net-bind-service", "features/capabilities/net_bind_service", VTR_STATE },
  { "net-broadcast", "features/capabilities/net_broadcast", VTR_STATE },
  { "net-raw", "features/capabilities/net_raw", VTR_STATE },
  { "setgid", "features/capabilities/setgid", VTR_STATE },
  { "setfcap", "features/capabilities/setfcap", VTR_STATE },
  { "setpcap", "features/capabilities/setpcap", VTR_STATE },
  { "setuid", "features/capabilities/setuid", VTR_STATE },
  { "sys-admin", "features/capabilities/sys_admin", VTR_STATE },
  { "sys-boot", "features/capabilities/sys_boot", VTR_STATE },
  { "sys-chroot", "features/capabilities/sys_chroot", VTR_STATE },
  { "sys-module", "features/capabilities/sys_module", VTR_STATE },
  { "sys-nice", "features/capabilities/sys_nice", VTR_STATE },
  { "sys-pacct", "features/capabilities/sys_pacct", VTR_STATE },
  { "sys-ptrace", "features/capabilities/sys_ptrace", VTR_STATE },
  { "sys-rawio", "features/capabilities/sys_rawio", VTR_STATE },
  { "sys-resource", "features/capabilities/sys_resource", VTR_STATE },
  { "sys-time", "features/capabilities/sys_time", VTR_STATE },
  { "sys-tty-config", "features/capabilities/sys_tty_config", VTR_STATE },
  { "syslog", "features/capabilities/syslog", VTR_STATE },
  { "wake-alarm", "features/capabilities/wake_alarm", VTR_STATE },
  { NULL }
};

const VtrKind vtr_container_kind = {
  .name = "container",
  .sort = VTR_KIND_SECTION,
  .fields = container_fields,
};

static const VtrField uid_map_fields[] = {
  { "start", "@start", VTR_NUMBER },
  { "target", "@target", VTR_NUMBER },
  { "count", "@count", VTR_NUMBER },
  { NULL }
};

const VtrKind vtr_uid_map_kind = {
  .name = "uid-map",
  .sort = VTR_KIND_ENTRY,
  .path = "idmap/uid",
  .keys = VTR_VALUES ("@start"),
  .fields = uid_map_fields,
};

static const VtrField gid_map_fields[] = {
  { "start", "@start", VTR_NUMBER },
  { "target", "@target", VTR_NUMBER },
  { "count", "@count", VTR_NUMBER },
  { NULL }
};

const VtrKind vtr_gid_map_kind = {
  .name = "gid-map",
  .sort = VTR_KIND_ENTRY,
  .path = "idmap/gid",
  .keys = VTR_VALUES ("@start"),
  .fields = gid_map_fields,
};
