/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-kinds.h"

/* A screen to look at. The port is filled in at each start when it is chosen automatically, and
 * the attribute "listen" repeats the first of the listen elements. */

static const VtrField graphics_fields[] = {
  { "type", "@type", VTR_CHOICE,
    .values = VTR_VALUES ("spice", "vnc", "dbus", "desktop", "egl-headless", "rdp", "sdl") },
  { "display", "@display", VTR_TEXT },
  { "xauth", "@xauth", VTR_TEXT },
  { "fullscreen", "@fullscreen", VTR_YES_NO },
  { "port", "@port", VTR_NUMBER, VTR_FIELD_FILLED },
  { "autoport", "@autoport", VTR_YES_NO },
  { "websocket", "@websocket", VTR_NUMBER, VTR_FIELD_FILLED },
  { "listen", "@listen", VTR_TEXT, VTR_FIELD_FILLED },
  { "share-policy", "@sharePolicy", VTR_CHOICE,
    .values = VTR_VALUES ("allow-exclusive", "force-shared", "ignore") },
  { "power-control", "@powerControl", VTR_YES_NO },
  { "socket", "@socket", VTR_TEXT, VTR_FIELD_FILLED },
  { "passwd", "@passwd", VTR_TEXT, VTR_FIELD_SECRET },
  { "keymap", "@keymap", VTR_TEXT },
  { "passwd-valid-to", "@passwdValidTo", VTR_TEXT },
  { "connected", "@connected", VTR_CHOICE, .values = VTR_VALUES ("disconnect", "fail", "keep") },
  { "tls-port", "@tlsPort", VTR_NUMBER, VTR_FIELD_FILLED },
  { "default-mode", "@defaultMode", VTR_CHOICE,
    .values = VTR_VALUES ("any", "secure", "insecure") },
  { "address", "@address", VTR_TEXT },
  { "p2p", "@p2p", VTR_YES_NO },
  { "replace-user", "@replaceUser", VTR_YES_NO },
  { "multi-user", "@multiUser", VTR_YES_NO },
  { "username", "@username", VTR_TEXT },
  { "gl-enable", "gl/@enable", VTR_YES_NO },
  { "gl-rendernode", "gl/@rendernode", VTR_TEXT },
  { "audio-id", "audio/@id", VTR_TEXT },
  { "image-compression", "image/@compression", VTR_CHOICE,
    .values = VTR_VALUES ("auto_glz", "auto_lz", "glz", "lz", "off", "quic") },
  { "jpeg-compression", "jpeg/@compression", VTR_CHOICE,
    .values = VTR_VALUES ("auto", "always", "never") },
  { "zlib-compression", "zlib/@compression", VTR_CHOICE,
    .values = VTR_VALUES ("auto", "always", "never") },
  { "playback-compression", "playback/@compression", VTR_ON_OFF },
  { "streaming-mode", "streaming/@mode", VTR_CHOICE,
    .values = VTR_VALUES ("all", "filter", "off") },
  { "clipboard-copypaste", "clipboard/@copypaste", VTR_YES_NO },
  { "mouse-mode", "mouse/@mode", VTR_CHOICE, .values = VTR_VALUES ("client", "server") },
  { "filetransfer-enable", "filetransfer/@enable", VTR_YES_NO },
  { NULL }
};

const VtrKind vtr_graphics_kind = {
  .name = "graphics",
  .sort = VTR_KIND_DEVICE,
  .path = "devices/graphics",
  .keys = VTR_VALUES ("@type"),
  .fields = graphics_fields,
};

static const VtrField listen_fields[] = {
  { "type", "@type", VTR_CHOICE, .values = VTR_VALUES ("address", "network", "socket", "none") },
  { "address", "@address", VTR_TEXT, VTR_FIELD_FILLED },
  { "network", "@network", VTR_TEXT },
  { "socket", "@socket", VTR_TEXT, VTR_FIELD_FILLED },
  { NULL }
};

const VtrKind vtr_listen_kind = {
  .name = "listen",
  .sort = VTR_KIND_ENTRY,
  .parent = &vtr_graphics_kind,
  .path = "listen",
  .fields = listen_fields,
};

static const VtrField graphics_channel_fields[] = {
  { "name", "@name", VTR_CHOICE,
    .values = VTR_VALUES ("cursor", "display", "inputs", "main", "playback", "record", "smartcard",
                          "usbredir") },
  { "mode", "@mode", VTR_CHOICE, .values = VTR_VALUES ("any", "secure", "insecure") },
  { NULL }
};

const VtrKind vtr_graphics_channel_kind = {
  .name = "graphics-channel",
  .sort = VTR_KIND_ENTRY,
  .parent = &vtr_graphics_kind,
  .path = "channel",
  .keys = VTR_VALUES ("@name"),
  .fields = graphics_channel_fields,
};
