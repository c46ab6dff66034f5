/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-storage-text.h"

#include <glib/gi18n-lib.h>

#include "base/vtr-format.h"

/**
 * vtr_pool_describe_room:
 * @pool: a pool
 *
 * Returns: (transfer full): how much room it has, or why that is not known
 */
char *
vtr_pool_describe_room (VtrPool *pool)
{
  g_autofree char *available = vtr_format_bytes (vtr_pool_get_available (pool));

  if (!vtr_pool_is_active (pool) || vtr_pool_is_silent (pool))
    return g_strdup (vtr_pool_get_state_name (pool));
  if (vtr_pool_get_capacity (pool) == 0)
    return g_strdup (vtr_pool_get_kind_name (pool));
  /* Translators: room in a storage pool, as "12 GiB free". */
  return g_strdup_printf (_("%s free"), available);
}

/**
 * vtr_volume_describe_size:
 * @volume: a volume
 *
 * Returns: (transfer full): what its guest sees, empty while not known
 */
char *
vtr_volume_describe_size (VtrVolume *volume)
{
  return vtr_volume_get_format (volume) == NULL && vtr_volume_get_capacity (volume) == 0
             ? g_strdup ("")
             : vtr_format_bytes (vtr_volume_get_capacity (volume));
}

/**
 * vtr_volume_describe_allocation:
 * @volume: a volume
 *
 * Returns: (transfer full): what it takes of its pool, empty while not known
 */
char *
vtr_volume_describe_allocation (VtrVolume *volume)
{
  return vtr_volume_get_format (volume) == NULL && vtr_volume_get_capacity (volume) == 0
             ? g_strdup ("")
             : vtr_format_bytes (vtr_volume_get_allocation (volume));
}

/**
 * vtr_volume_describe_format:
 * @volume: a volume
 *
 * Returns: (transfer full): its format, empty while not known
 */
char *
vtr_volume_describe_format (VtrVolume *volume)
{
  const char *format = vtr_volume_get_format (volume);

  if (vtr_volume_get_load_state (volume) == VTR_LOAD_FAILED)
    return g_strdup (_("Unreadable"));
  if (vtr_volume_is_folder (volume))
    return g_strdup (_("Folder"));
  if (format == NULL)
    return g_strdup ("");
  /* Translators: the format of a disk image, such as "qcow2, encrypted". */
  return vtr_volume_is_encrypted (volume) ? g_strdup_printf (_("%s, encrypted"), format)
                                          : g_strdup (format);
}

/**
 * vtr_volume_describe:
 * @volume: a volume
 *
 * Returns: (transfer full): format and size in one line, empty while not known
 */
char *
vtr_volume_describe (VtrVolume *volume)
{
  g_autofree char *format = vtr_volume_describe_format (volume);
  g_autofree char *size = vtr_volume_describe_size (volume);

  if (format[0] == '\0' || size[0] == '\0')
    return g_strconcat (format, size, NULL);
  return g_strdup_printf ("%s · %s", format, size);
}
