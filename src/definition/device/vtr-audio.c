/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-kinds.h"

/* Where the sound goes on the host. Which fields count is said by "type". */

static const VtrField audio_fields[] = {
  { "id", "@id", VTR_TEXT },
  { "timer-period", "@timerPeriod", VTR_TEXT },
  { "type", "@type", VTR_CHOICE,
    .values = VTR_VALUES ("spice", "pipewire", "pulseaudio", "alsa", "jack", "oss", "sdl",
                          "coreaudio", "dbus", "file", "none") },
  { "try-mmap", "@tryMMap", VTR_YES_NO },
  { "exclusive", "@exclusive", VTR_YES_NO },
  { "dsp-policy", "@dspPolicy", VTR_NUMBER },
  { "runtime-dir", "@runtimeDir", VTR_TEXT },
  { "server-name", "@serverName", VTR_TEXT },
  { "driver", "@driver", VTR_CHOICE, .values = VTR_VALUES ("alsa", "arts", "esd", "pulseaudio") },
  { "path", "@path", VTR_TEXT },
  VTR_AUDIO_FIELDS ("input-", "input/"),
  VTR_AUDIO_FIELDS ("output-", "output/"),
  { NULL }
};

const VtrKind vtr_audio_kind = {
  .name = "audio",
  .sort = VTR_KIND_DEVICE,
  .path = "devices/audio",
  .keys = VTR_VALUES ("@id"),
  .fields = audio_fields,
};
