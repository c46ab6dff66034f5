/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-host-routes.h"

#include <string.h>

/* The columns of VTR_ROUTES_V4. */
enum
{
  V4_DEVICE,
  V4_DESTINATION = 1,
  V4_MASK = 7,
  V4_N_COLUMNS
};

/* And of VTR_ROUTES_V6. */
enum
{
  V6_DESTINATION,
  V6_PREFIX,
  V6_DEVICE = 9,
  V6_N_COLUMNS
};

static GStrv
split (const char *line)
{
  g_auto (GStrv) words = g_strsplit_set (line, " \t", -1);
  g_autoptr (GStrvBuilder) columns = g_strv_builder_new ();

  for (guint i = 0; words[i] != NULL; i++)
    if (words[i][0] != '\0')
      g_strv_builder_add (columns, words[i]);
  return g_strv_builder_end (columns);
}

static gboolean
parse_hex (const char *text,
           guint8     *bytes,
           guint       length)
{
  if (strlen (text) != length * 2)
    return FALSE;

  for (guint i = 0; i < length; i++)
    {
      int high = g_ascii_xdigit_value (text[2 * i]);
      int low = g_ascii_xdigit_value (text[2 * i + 1]);

      if (high < 0 || low < 0)
        return FALSE;
      bytes[i] = (guint8) (high << 4 | low);
    }
  return TRUE;
}

/* The kernel writes them as a number of its own byte order, which is the little one. */
static gboolean
parse_v4 (const char *text,
          VtrAddress *address)
{
  guint8 bytes[4];

  if (!parse_hex (text, bytes, sizeof bytes))
    return FALSE;

  *address = (VtrAddress) { { bytes[3], bytes[2], bytes[1], bytes[0] }, 4 };
  return TRUE;
}

static gboolean
read_v4 (GStrv      columns,
         VtrSubnet *subnet)
{
  VtrAddress mask;
  g_autofree char *text = NULL;

  if (g_strv_length (columns) < V4_N_COLUMNS || !parse_v4 (columns[V4_DESTINATION], &subnet->address)
      || !parse_v4 (columns[V4_MASK], &mask))
    return FALSE;

  text = vtr_address_to_string (&mask);
  return vtr_netmask_to_prefix (text, &subnet->prefix);
}

/* What every device has by itself is no way to anywhere. */
static gboolean
read_v6 (GStrv      columns,
         VtrSubnet *subnet)
{
  guint64 prefix;

  memset (subnet, 0, sizeof *subnet);
  if (g_strv_length (columns) < V6_N_COLUMNS
      || !parse_hex (columns[V6_DESTINATION], subnet->address.bytes, 16)
      || !g_ascii_string_to_unsigned (columns[V6_PREFIX], 16, 0, 128, &prefix, NULL))
    return FALSE;

  subnet->address.length = 16;
  subnet->prefix = (guint) prefix;
  return subnet->address.bytes[0] != 0xff && subnet->address.bytes[0] != 0xfe && prefix < 128;
}

static void
add_routes (GPtrArray  *routes,
            const char *text,
            gboolean    is_v6)
{
  g_auto (GStrv) lines = g_strsplit (text != NULL ? text : "", "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) columns = split (lines[i]);
      VtrSubnet subnet;
      const char *device;

      if (!(is_v6 ? read_v6 (columns, &subnet) : read_v4 (columns, &subnet)) || subnet.prefix == 0)
        continue;
      device = columns[is_v6 ? V6_DEVICE : V4_DEVICE];
      if (!g_str_equal (device, "lo"))
        g_ptr_array_add (routes, vtr_taken_subnet_new (&subnet, NULL, device));
    }
}

/**
 * vtr_host_routes_parse:
 * @v4: (nullable): what stands in VTR_ROUTES_V4
 * @v6: (nullable): what stands in VTR_ROUTES_V6
 *
 * Returns: (transfer full) (element-type VtrTakenSubnet): where this computer has ways to, but for
 *   the one to everywhere
 */
GPtrArray *
vtr_host_routes_parse (const char *v4,
                       const char *v6)
{
  GPtrArray *routes = g_ptr_array_new_with_free_func ((GDestroyNotify) vtr_taken_subnet_free);

  add_routes (routes, v4, FALSE);
  add_routes (routes, v6, TRUE);
  return routes;
}
