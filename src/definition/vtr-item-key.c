/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-item-key.h"

#include <string.h>

#define USER_ALIAS "ua-"

/* The parts of every kind of address, in one order that suits all of them. Where a memory module
 * is in the guest's memory is not among them: only a running machine knows. */
static const char *const address_parts[] = {
  "@uuid", "@domain", "@bus", "@device", "@controller", "@slot", "@function", "@target", "@unit",
  "@port", "@reg", "@cssid", "@ssid", "@devno", "@iobase", NULL
};

/* Hexadecimal numbers go without their 0x, so that a key is easy to type: "pci:0000:04:00:0". */
static const char *
without_prefix (const char *value)
{
  return g_str_has_prefix (value, "0x") ? value + 2 : value;
}

static char *
read_address (VtrXmlNode *node,
              const char *path)
{
  VtrXmlNode *address = vtr_xml_node_find (node, path);
  g_autoptr (GString) key = NULL;
  const char *type;

  if (!address)
    return NULL;
  type = vtr_xml_node_get (address, "@type");
  key = g_string_new (type);
  for (const char *const *part = address_parts; *part; part++)
    {
      const char *value = vtr_xml_node_get (address, *part);

      if (value)
        g_string_append_printf (key, "%s%s", key->len ? ":" : "", without_prefix (value));
    }
  return key->len ? g_string_free_and_steal (g_steal_pointer (&key)) : NULL;
}

static char *
read_parts (VtrXmlNode *node,
            const char *paths)
{
  g_auto (GStrv) parts = g_strsplit (paths, "+", -1);

  for (char **part = parts; *part; part++)
    {
      const char *value = vtr_xml_node_get (node, *part);

      if (!value || !*value)
        return NULL;
      g_free (*part);
      *part = g_strdup (without_prefix (value));
    }
  return g_strjoinv (":", parts);
}

/* What tells a thing from its like, or nothing when it says nothing of the kind. */
char *
vtr_item_key_read (const VtrKind *kind,
                   VtrXmlNode    *node)
{
  const char *alias = kind->sort == VTR_KIND_DEVICE ? vtr_xml_node_get (node, "alias/@name") : NULL;

  if (alias && g_str_has_prefix (alias, USER_ALIAS))
    return g_strdup (alias);

  for (const char *const *key = kind->keys; key && *key; key++)
    {
      char *value = g_str_has_suffix (*key, "address") && !strchr (*key, '@')
                      ? read_address (node, *key)
                      : read_parts (node, *key);

      if (value)
        return value;
    }
  return kind->sort == VTR_KIND_DEVICE ? read_address (node, "address") : NULL;
}
