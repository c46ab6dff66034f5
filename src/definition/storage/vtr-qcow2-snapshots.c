/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-qcow2-snapshots.h"

#include <string.h>

#define MAGIC           "QFI\xfb"
#define AT_N_SNAPSHOTS  60
#define AT_TABLE_OFFSET 64

/* An entry of the table: this much, then so many bytes as it says, in steps of eight. */
#define ENTRY_LENGTH ((gsize) 40)
#define AT_ID_LENGTH    12
#define AT_NAME_LENGTH  14
#define AT_EXTRA_LENGTH 36

static guint64
read_number (const guint8 *data,
             gsize         n_bytes)
{
  guint64 number = 0;

  for (gsize i = 0; i < n_bytes; i++)
    number = number << 8 | data[i];
  return number;
}

/**
 * vtr_qcow2_find_snapshots:
 * @header: the beginning of an image
 * @n_snapshots: (out): how many there are
 * @offset: (out): where their table begins
 *
 * Returns: whether it is a qcow2 image with snapshots inside
 */
gboolean
vtr_qcow2_find_snapshots (GBytes  *header,
                          guint   *n_snapshots,
                          guint64 *offset)
{
  gsize length;
  const guint8 *data = g_bytes_get_data (header, &length);

  if (length < VTR_QCOW2_HEADER_LENGTH || memcmp (data, MAGIC, strlen (MAGIC)) != 0)
    return FALSE;

  *n_snapshots = (guint) read_number (data + AT_N_SNAPSHOTS, 4);
  *offset = read_number (data + AT_TABLE_OFFSET, 8);
  return *n_snapshots > 0 && *offset > 0;
}

/**
 * vtr_qcow2_read_snapshots:
 * @table: their table, or the beginning of it
 * @n_snapshots: how many are in it
 *
 * Returns: (transfer full): the names of those that are whole
 */
GStrv
vtr_qcow2_read_snapshots (GBytes *table,
                          guint   n_snapshots)
{
  gsize length;
  const guint8 *data = g_bytes_get_data (table, &length);
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  gsize at = 0;

  for (guint i = 0; i < n_snapshots && length - at >= ENTRY_LENGTH; i++)
    {
      gsize id_length = (gsize) read_number (data + at + AT_ID_LENGTH, 2);
      gsize name_length = (gsize) read_number (data + at + AT_NAME_LENGTH, 2);
      gsize name_at = ENTRY_LENGTH + (gsize) read_number (data + at + AT_EXTRA_LENGTH, 4) + id_length;

      if (length - at < name_at + name_length)
        break;
      g_strv_builder_take (names, g_utf8_make_valid ((const char *) data + at + name_at,
                                                     (gssize) name_length));
      at = MIN (length, at + ((name_at + name_length + 7) & ~(gsize) 7));
    }
  return g_strv_builder_end (names);
}
