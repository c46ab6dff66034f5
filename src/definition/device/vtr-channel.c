/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-kinds.h"

/* A line to a program in the guest, known by its name: the guest agent, the SPICE agent. */

static const VtrField channel_fields[] = {
  { "type", "@type", VTR_CHOICE,
    .values = VTR_VALUES ("file", "pty", "unix", "spicevmc", "tcp", "udp", "dbus", "dev", "nmdm",
                          "null", "pipe", "qemu-vdagent", "spiceport", "stdio", "vc") },
  VTR_CHAR_FIELDS ("source-", "source/"),
  VTR_RECONNECT_FIELDS ("reconnect-", "source/reconnect/"),
  { "protocol", "protocol/@type", VTR_CHOICE,
    .values = VTR_VALUES ("raw", "telnet", "telnets", "tls") },
  { "log-file", "log/@file", VTR_TEXT },
  { "log-append", "log/@append", VTR_ON_OFF },
  { "target-type", "target/@type", VTR_CHOICE, .values = VTR_VALUES ("virtio", "xen", "guestfwd") },
  { "target-address", "target/@address", VTR_TEXT },
  { "target-port", "target/@port", VTR_TEXT },
  { "name", "target/@name", VTR_CHOICE,
    .values = VTR_VALUES ("org.qemu.guest_agent.0", "com.redhat.spice.0",
                          "org.spice-space.webdav.0", "org.libguestfs.channel.0") },
  { "state", "target/@state", VTR_CHOICE, VTR_FIELD_LIVE,
    .values = VTR_VALUES ("connected", "disconnected") },
  { "alias", "alias/@name", VTR_TEXT, VTR_FIELD_FILLED },
  VTR_ADDRESS_FIELDS,
  { "bind-host", "source[@mode='bind']/@host", VTR_TEXT },
  { "bind-service", "source[@mode='bind']/@service", VTR_TEXT },
  { "connect-host", "source[@mode='connect']/@host", VTR_TEXT },
  { "connect-service", "source[@mode='connect']/@service", VTR_TEXT },
  { NULL }
};

const VtrKind vtr_channel_kind = {
  .name = "channel",
  .sort = VTR_KIND_DEVICE,
  .path = "devices/channel",
  .keys = VTR_VALUES ("target/@name", "target/@address+target/@port"),
  .fields = channel_fields,
};
