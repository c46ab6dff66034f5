/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-kinds.h"

/* A keyboard, mouse or tablet. Those on PS/2 are part of the platform and cannot be removed. */

static const VtrField input_fields[] = {
  { "type", "@type", VTR_CHOICE,
    .values = VTR_VALUES ("passthrough", "tablet", "mouse", "keyboard", "evdev") },
  { "bus", "@bus", VTR_CHOICE, .values = VTR_VALUES ("virtio", "xen", "usb", "ps2") },
  { "model", "@model", VTR_CHOICE,
    .values = VTR_VALUES ("virtio", "virtio-non-transitional", "virtio-transitional") },
  VTR_VIRTIO_FIELDS,
  { "source-evdev", "source/@evdev", VTR_TEXT },
  { "source-dev", "source/@dev", VTR_TEXT },
  { "source-grab", "source/@grab", VTR_CHOICE, .values = VTR_VALUES ("all") },
  { "source-grab-toggle", "source/@grabToggle", VTR_CHOICE,
    .values = VTR_VALUES ("alt-alt", "ctrl-ctrl", "ctrl-scrolllock", "meta-meta", "scrolllock",
                          "shift-shift") },
  { "source-repeat", "source/@repeat", VTR_ON_OFF },
  { "alias", "alias/@name", VTR_TEXT, VTR_FIELD_FILLED },
  { "acpi-index", "acpi/@index", VTR_NUMBER },
  VTR_ADDRESS_FIELDS,
  { NULL }
};

const VtrKind vtr_input_kind = {
  .name = "input",
  .sort = VTR_KIND_DEVICE,
  .path = "devices/input",
  .keys = VTR_VALUES ("@type+@bus"),
  .fields = input_fields,
};
