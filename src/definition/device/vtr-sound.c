/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-kinds.h"

/* A sound card; what becomes of its sound is up to an audio backend. */

static const VtrField sound_fields[] = {
  { "model", "@model", VTR_CHOICE,
    .values = VTR_VALUES ("ich9", "ich6", "ac97", "usb", "virtio", "es1370", "sb16", "ich7",
                          "pcspk") },
  { "multichannel", "@multichannel", VTR_YES_NO },
  { "streams", "@streams", VTR_TEXT },
  { "audio", "audio/@id", VTR_TEXT },
  VTR_VIRTIO_FIELDS,
  { "alias", "alias/@name", VTR_TEXT, VTR_FIELD_FILLED },
  { "acpi-index", "acpi/@index", VTR_NUMBER },
  VTR_ADDRESS_FIELDS,
  { NULL }
};

const VtrKind vtr_sound_kind = {
  .name = "sound",
  .sort = VTR_KIND_DEVICE,
  .path = "devices/sound",
  .fields = sound_fields,
};

static const VtrField codec_fields[] = {
  { "type", "@type", VTR_CHOICE, .values = VTR_VALUES ("duplex", "micro", "output") },
  { NULL }
};

const VtrKind vtr_codec_kind = {
  .name = "codec",
  .sort = VTR_KIND_ENTRY,
  .parent = &vtr_sound_kind,
  .path = "codec",
  .fields = codec_fields,
};
