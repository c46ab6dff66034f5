/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-kind.h"

#include "vtr-kinds.h"

#include <string.h>

/* In the order in which they are shown. A kind comes after the one it is in. */
static const VtrKind *const machine_kinds[] = {
#define X(name) &vtr_##name##_kind,
  VTR_MACHINE_KINDS (X)
  NULL
};

static const VtrKind *const network_kinds[] = { VTR_NETWORK_KINDS (X) NULL };
static const VtrKind *const pool_kinds[] = { VTR_POOL_KINDS (X) NULL };
static const VtrKind *const volume_kinds[] = { VTR_VOLUME_KINDS (X) NULL };
static const VtrKind *const node_device_kinds[] = { VTR_NODE_DEVICE_KINDS (X) NULL };
static const VtrKind *const capabilities_kinds[] = { VTR_CAPABILITIES_KINDS (X) NULL };
static const VtrKind *const domain_capabilities_kinds[] = {
  VTR_DOMAIN_CAPABILITIES_KINDS (X) NULL
};
#undef X

static const VtrKindTable tables[] = {
  { "domain", machine_kinds },
  { "network", network_kinds },
  { "pool", pool_kinds },
  { "volume", volume_kinds },
  { "device", node_device_kinds },
  { "capabilities", capabilities_kinds },
  { "domainCapabilities", domain_capabilities_kinds },
};

/**
 * vtr_kind_table:
 * @root: the name of a root element
 *
 * Returns: (transfer none) (nullable): what such a document has
 */
const VtrKindTable *
vtr_kind_table (const char *root)
{
  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      if (strcmp (tables[i].root, root) == 0)
        return &tables[i];
    }
  return NULL;
}

/**
 * vtr_kind_get:
 * @root: the name of a root element
 * @name: the name of a kind
 *
 * Returns: (transfer none) (nullable): the kind
 */
const VtrKind *
vtr_kind_get (const char *root,
              const char *name)
{
  const VtrKindTable *table = vtr_kind_table (root);

  for (const VtrKind *const *kind = table ? table->kinds : NULL; kind && *kind; kind++)
    {
      if (strcmp ((*kind)->name, name) == 0)
        return *kind;
    }
  return NULL;
}

/**
 * vtr_kind_get_field:
 * @self: a kind
 * @name: the name of a field
 *
 * Returns: (transfer none) (nullable): the field
 */
const VtrField *
vtr_kind_get_field (const VtrKind *self,
                    const char    *name)
{
  for (const VtrField *field = self->fields; field && field->name; field++)
    {
      if (strcmp (field->name, name) == 0)
        return field;
    }
  return NULL;
}
