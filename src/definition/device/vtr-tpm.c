/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-kinds.h"

/* A trusted platform module: emulated, or that of the host. */

static const VtrField tpm_fields[] = {
  { "model", "@model", VTR_CHOICE,
    .values = VTR_VALUES ("tpm-crb", "tpm-tis", "tpm-spapr", "spapr-tpm-proxy") },
  { "backend", "backend/@type", VTR_CHOICE,
    .values = VTR_VALUES ("emulator", "passthrough", "external") },
  { "device", "backend/device/@path", VTR_TEXT },
  { "secret", "backend/encryption/@secret", VTR_TEXT },
  { "active-pcr-banks-sha1", "backend/active_pcr_banks/sha1", VTR_PRESENCE },
  { "active-pcr-banks-sha256", "backend/active_pcr_banks/sha256", VTR_PRESENCE },
  { "active-pcr-banks-sha384", "backend/active_pcr_banks/sha384", VTR_PRESENCE },
  { "active-pcr-banks-sha512", "backend/active_pcr_banks/sha512", VTR_PRESENCE },
  { "source-type", "backend/source/@type", VTR_CHOICE, VTR_FIELD_FILLED,
    .values = VTR_VALUES ("file", "unix", "dir") },
  { "source-path", "backend/source/@path", VTR_TEXT, VTR_FIELD_FILLED },
  { "profile-source", "backend/profile/@source", VTR_TEXT },
  { "profile-remove-disabled", "backend/profile/@removeDisabled", VTR_CHOICE,
    .values = VTR_VALUES ("check", "fips-host") },
  { "profile-name", "backend/profile/@name", VTR_TEXT },
  { "persistent-state", "backend/@persistent_state", VTR_YES_NO },
  { "debug", "backend/@debug", VTR_TEXT },
  { "source-mode", "backend/source/@mode", VTR_CHOICE, VTR_FIELD_FILLED,
    .values = VTR_VALUES ("connect") },
  { "version", "backend/@version", VTR_CHOICE, .values = VTR_VALUES ("2.0", "1.2") },
  { "alias", "alias/@name", VTR_TEXT, VTR_FIELD_FILLED },
  VTR_ADDRESS_FIELDS,
  { NULL }
};

const VtrKind vtr_tpm_kind = {
  .name = "tpm",
  .sort = VTR_KIND_DEVICE,
  .path = "devices/tpm",
  .fields = tpm_fields,
};
