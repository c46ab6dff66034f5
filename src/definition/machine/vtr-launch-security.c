/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-kinds.h"

/* Memory that is encrypted against the host: SEV, SEV-SNP, Secure Execution. */

static const VtrField launch_security_fields[] = {
  { "type", "launchSecurity/@type", VTR_CHOICE,
    .values = VTR_VALUES ("s390-pv", "sev", "sev-snp") },
  { "kernel-hashes", "launchSecurity/@kernelHashes", VTR_YES_NO },
  { "cbitpos", "launchSecurity/cbitpos", VTR_NUMBER, VTR_FIELD_FILLED },
  { "reduced-phys-bits", "launchSecurity/reducedPhysBits", VTR_NUMBER, VTR_FIELD_FILLED },
  { "policy", "launchSecurity/policy", VTR_TEXT },
  { "handle", "launchSecurity/handle", VTR_NUMBER },
  { "dh-cert", "launchSecurity/dhCert", VTR_TEXT },
  { "session", "launchSecurity/session", VTR_TEXT },
  { "author-key", "launchSecurity/@authorKey", VTR_YES_NO },
  { "vcek", "launchSecurity/@vcek", VTR_YES_NO },
  { "guest-visible-workarounds", "launchSecurity/guestVisibleWorkarounds", VTR_TEXT },
  { "id-block", "launchSecurity/idBlock", VTR_TEXT },
  { "id-auth", "launchSecurity/idAuth", VTR_TEXT },
  { "host-data", "launchSecurity/hostData", VTR_TEXT },
  { NULL }
};

const VtrKind vtr_launch_security_kind = {
  .name = "launch-security",
  .sort = VTR_KIND_SECTION,
  .fields = launch_security_fields,
};

static const VtrField key_wrapping_fields[] = {
  { "name", "@name", VTR_CHOICE, .values = VTR_VALUES ("aes", "dea") },
  { "state", "@state", VTR_ON_OFF },
  { NULL }
};

const VtrKind vtr_key_wrapping_kind = {
  .name = "key-wrapping",
  .sort = VTR_KIND_ENTRY,
  .path = "keywrap/cipher",
  .keys = VTR_VALUES ("@name"),
  .fields = key_wrapping_fields,
};
