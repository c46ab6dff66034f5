/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include "definition/vtr-kind.h"

G_BEGIN_DECLS

/* What a person reads for a field, for a value of it, and for fields that belong together. */

const char *vtr_field_label       (const VtrKind  *kind,
                                   const VtrField *field);
const char *vtr_field_group_label (const VtrKind  *kind,
                                   const VtrField *field);
char       *vtr_field_value_label (const VtrKind  *kind,
                                   const VtrField *field,
                                   const char     *value);

G_END_DECLS
