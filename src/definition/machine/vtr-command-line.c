/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-kinds.h"
#include "vtr-namespaces.h"

/* Arguments and variables for QEMU itself. The prefix "qemu" is habit, the namespace is what
 * counts. */

#define QEMU "{" VTR_QEMU_NAMESPACE "}qemu:"

static const VtrField command_argument_fields[] = {
  { "value", "@value", VTR_TEXT },
  { NULL }
};

const VtrKind vtr_command_argument_kind = {
  .name = "command-argument",
  .sort = VTR_KIND_ENTRY,
  .path = QEMU "commandline/" QEMU "arg",
  .fields = command_argument_fields,
};

static const VtrField command_variable_fields[] = {
  { "name", "@name", VTR_TEXT },
  { "value", "@value", VTR_TEXT },
  { NULL }
};

const VtrKind vtr_command_variable_kind = {
  .name = "command-variable",
  .sort = VTR_KIND_ENTRY,
  .path = QEMU "commandline/" QEMU "env",
  .keys = VTR_VALUES ("@name"),
  .fields = command_variable_fields,
};
