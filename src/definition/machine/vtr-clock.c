/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-kinds.h"

/* What the guest takes for the time. Windows wants "localtime", everybody else "utc". */

static const VtrField clock_fields[] = {
  { "offset", "clock/@offset", VTR_CHOICE,
    .values = VTR_VALUES ("utc", "localtime", "timezone", "variable", "absolute") },
  { "adjustment", "clock/@adjustment", VTR_TEXT, VTR_FIELD_FILLED },
  { "timezone", "clock/@timezone", VTR_TEXT },
  { "basis", "clock/@basis", VTR_CHOICE, .values = VTR_VALUES ("utc", "localtime") },
  { "start", "clock/@start", VTR_NUMBER },
  { NULL }
};

const VtrKind vtr_clock_kind = {
  .name = "clock",
  .sort = VTR_KIND_SECTION,
  .fields = clock_fields,
};

static const VtrField timer_fields[] = {
  { "name", "@name", VTR_CHOICE,
    .values = VTR_VALUES ("rtc", "pit", "hpet", "armvtimer", "hypervclock", "kvmclock", "platform",
                          "tsc") },
  { "track", "@track", VTR_CHOICE, .values = VTR_VALUES ("boot", "guest", "realtime", "wall") },
  { "tickpolicy", "@tickpolicy", VTR_CHOICE,
    .values = VTR_VALUES ("catchup", "delay", "discard", "merge") },
  { "frequency", "@frequency", VTR_NUMBER },
  { "mode", "@mode", VTR_CHOICE,
    .values = VTR_VALUES ("auto", "emulate", "native", "paravirt", "smpsafe") },
  { "present", "@present", VTR_YES_NO },
  { "catchup-threshold", "catchup/@threshold", VTR_NUMBER },
  { "catchup-slew", "catchup/@slew", VTR_NUMBER },
  { "catchup-limit", "catchup/@limit", VTR_NUMBER },
  { NULL }
};

const VtrKind vtr_timer_kind = {
  .name = "timer",
  .sort = VTR_KIND_ENTRY,
  .path = "clock/timer",
  .keys = VTR_VALUES ("@name"),
  .fields = timer_fields,
};
