/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-kinds.h"

/* Which USB devices may be plugged in that way. */

static const VtrField redirfilter_fields[] = {

  { NULL }
};

const VtrKind vtr_redirfilter_kind = {
  .name = "redirfilter",
  .sort = VTR_KIND_DEVICE,
  .path = "devices/redirfilter",
  .fields = redirfilter_fields,
};

static const VtrField usb_filter_fields[] = {
  { "allow", "@allow", VTR_YES_NO },
  { "class", "@class", VTR_TEXT },
  { "vendor", "@vendor", VTR_TEXT },
  { "product", "@product", VTR_TEXT },
  { "version", "@version", VTR_TEXT },
  { NULL }
};

const VtrKind vtr_usb_filter_kind = {
  .name = "usb-filter",
  .sort = VTR_KIND_ENTRY,
  .parent = &vtr_redirfilter_kind,
  .path = "usbdev",
  .fields = usb_filter_fields,
};
