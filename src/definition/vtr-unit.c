/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-unit.h"

#include <string.h>

/* How many bytes a unit has, 0 for one that nobody knows. */
static guint64
factor_of (const char *unit)
{
  static const char prefixes[] = "KMGTPE";
  const char *prefix;
  guint64 factor = 1;
  guint64 step;

  if (g_ascii_strcasecmp (unit, "b") == 0 || g_ascii_strcasecmp (unit, "bytes") == 0)
    return 1;
  prefix = *unit ? strchr (prefixes, g_ascii_toupper (*unit)) : NULL;
  if (!prefix)
    return 0;

  if (!unit[1] || g_ascii_strcasecmp (unit + 1, "iB") == 0)
    step = 1024;
  else if (g_ascii_strcasecmp (unit + 1, "B") == 0)
    step = 1000;
  else
    return 0;
  for (const char *p = prefixes; p <= prefix; p++)
    factor *= step;
  return factor;
}

/**
 * vtr_unit_to_bytes:
 * @number: (nullable): the number, with blanks around it or not
 * @unit: (nullable): the unit that is written with it
 * @unit_default: what no unit means
 * @bytes: (out): the size
 *
 * Returns: whether it is a size
 */
gboolean
vtr_unit_to_bytes (const char *number,
                   const char *unit,
                   const char *unit_default,
                   guint64    *bytes)
{
  guint64 factor = factor_of (unit && *unit ? unit : unit_default);
  g_autofree char *digits = number ? g_strstrip (g_strdup (number)) : NULL;
  guint64 value;

  if (!digits || !factor || !g_ascii_string_to_unsigned (digits, 10, 0, G_MAXUINT64, &value, NULL))
    return FALSE;
  return g_uint64_checked_mul (bytes, value, factor);
}

/**
 * vtr_unit_from_bytes:
 * @bytes: a size
 * @unit: (nullable): the unit that stands beside it
 * @unit_default: what no unit means
 *
 * Returns: (transfer full) (nullable): the number for that unit, rounded up as libvirt does, or
 *   nothing when the unit is not known
 */
char *
vtr_unit_from_bytes (guint64     bytes,
                     const char *unit,
                     const char *unit_default)
{
  guint64 factor = factor_of (unit && *unit ? unit : unit_default);

  if (!factor)
    return NULL;
  return g_strdup_printf ("%" G_GUINT64_FORMAT, bytes / factor + (bytes % factor > 0));
}
