/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  const char *name; /* NULL at the end */
  const char *label;
} VtrFieldLabel;

extern const VtrFieldLabel vtr_field_labels[];
extern const VtrFieldLabel vtr_network_field_labels[];

G_END_DECLS
