/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-kinds.h"

/* The graphics card. Memory sizes here are plain KiB. */

static const VtrField video_fields[] = {
  VTR_VIRTIO_FIELDS,
  { "driver-name", "driver/@name", VTR_CHOICE, .values = VTR_VALUES ("qemu", "vhostuser") },
  { "driver-vgaconf", "driver/@vgaconf", VTR_CHOICE, .values = VTR_VALUES ("io", "off", "on") },
  { "model", "model/@type", VTR_CHOICE, VTR_FIELD_FILLED,
    .values = VTR_VALUES ("virtio", "qxl", "vga", "bochs", "ramfb", "cirrus", "vmvga", "xen",
                          "vbox", "gop", "none") },
  { "ram", "model/@ram", VTR_NUMBER, VTR_FIELD_FILLED },
  { "vgamem", "model/@vgamem", VTR_NUMBER, VTR_FIELD_FILLED },
  { "vram64", "model/@vram64", VTR_NUMBER, VTR_FIELD_FILLED },
  { "vram", "model/@vram", VTR_NUMBER, VTR_FIELD_FILLED },
  { "heads", "model/@heads", VTR_NUMBER, VTR_FIELD_FILLED },
  { "primary", "model/@primary", VTR_YES_NO, VTR_FIELD_FILLED },
  { "blob", "model/@blob", VTR_ON_OFF, VTR_FIELD_FILLED },
  { "acceleration-accel3d", "model/acceleration/@accel3d", VTR_YES_NO },
  { "acceleration-accel2d", "model/acceleration/@accel2d", VTR_YES_NO },
  { "acceleration-rendernode", "model/acceleration/@rendernode", VTR_TEXT },
  { "resolution-x", "model/resolution/@x", VTR_NUMBER },
  { "resolution-y", "model/resolution/@y", VTR_NUMBER },
  { "alias", "alias/@name", VTR_TEXT, VTR_FIELD_FILLED },
  { "acpi-index", "acpi/@index", VTR_NUMBER },
  VTR_ADDRESS_FIELDS,
  { NULL }
};

const VtrKind vtr_video_kind = {
  .name = "video",
  .sort = VTR_KIND_DEVICE,
  .path = "devices/video",
  .fields = video_fields,
};
