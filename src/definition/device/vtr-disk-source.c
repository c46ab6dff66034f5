/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-disk-source.h"

#include <string.h>

/* The types whose source is one path, and the attribute that has it. */
static const struct { const char *type; const char *attribute; } paths[] = {
  { "file", "source/@file" },
  { "block", "source/@dev" },
  { "dir", "source/@dir" },
  { "vhostuser", "source/@path" },
  { "vhostvdpa", "source/@dev" },
};

/* All that an image can say about itself on the source, and nothing of the drive. */
static const char *const image_attributes[] = {
  "@file", "@dev", "@dir", "@path", "@protocol", "@name", "@query", "@tls", "@tlsHostname", "@pool",
  "@volume", "@mode", "@type", "@managed", "@namespace", "@index", "@fdgroup", NULL
};

static const char *
attribute_of (const char *type)
{
  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      if (g_strcmp0 (paths[i].type, type) == 0)
        return paths[i].attribute;
    }
  return NULL;
}

static char *
describe_network (VtrXmlNode *disk)
{
  const char *host = vtr_xml_node_get (disk, "source/host/@name");
  const char *port = vtr_xml_node_get (disk, "source/host/@port");
  const char *name = vtr_xml_node_get (disk, "source/@name");
  const char *query = vtr_xml_node_get (disk, "source/@query");
  GString *text = g_string_new (vtr_xml_node_get (disk, "source/@protocol"));

  if (!host)
    host = vtr_xml_node_get (disk, "source/host/@socket");
  g_string_append_printf (text, "://%s", host ? host : "");
  if (port)
    g_string_append_printf (text, ":%s", port);
  if (name)
    g_string_append_printf (text, "%s%s", *name == '/' ? "" : "/", name);
  if (query)
    g_string_append_printf (text, "?%s", query);
  return g_string_free_and_steal (text);
}

/**
 * vtr_disk_source_get:
 * @disk: a disk
 *
 * Returns: (transfer full) (nullable): a path, an address, "pool/volume", or nothing for an empty
 *   drive
 */
char *
vtr_disk_source_get (VtrXmlNode *disk)
{
  const char *type = vtr_xml_node_get (disk, "@type");
  const char *attribute = attribute_of (type);
  const char *volume = vtr_xml_node_get (disk, "source/@volume");

  if (attribute)
    return g_strdup (vtr_xml_node_get (disk, attribute));
  if (volume)
    return g_strdup_printf ("%s/%s", vtr_xml_node_get (disk, "source/@pool"), volume);
  if (g_strcmp0 (type, "network") == 0)
    return describe_network (disk);
  return NULL;
}

/**
 * vtr_disk_source_set:
 * @disk: a disk
 * @type: "file", "block", "dir", "vhostuser" or "vhostvdpa"
 * @path: (nullable): what to put in, or nothing to leave the drive empty
 *
 * What was said about the old image (its secret, its chain, its place) would be wrong for the new
 * one and goes with it; what was said about the drive stays.
 */
void
vtr_disk_source_set (VtrXmlNode *disk,
                     const char *type,
                     const char *path)
{
  const char *attribute = attribute_of (type);
  g_autofree char *current = vtr_disk_source_get (disk);
  VtrXmlNode *source;
  VtrXmlNode *child;

  g_return_if_fail (attribute != NULL);

  if (g_strcmp0 (current, path) == 0 && g_strcmp0 (vtr_xml_node_get (disk, "@type"), type) == 0)
    return;
  vtr_xml_node_set (disk, "@type", type);
  vtr_xml_node_set (disk, "backingStore", NULL);
  if (!path)
    {
      vtr_xml_node_set (disk, "source", NULL);
      return;
    }

  vtr_xml_node_set (disk, attribute, path);
  source = vtr_xml_node_find (disk, "source");
  for (const char *const *other = image_attributes; *other; other++)
    {
      if (strcmp (attribute + strlen ("source/"), *other) != 0)
        vtr_xml_node_set (source, *other, NULL);
    }
  while ((child = vtr_xml_node_get_child (source, NULL)) != NULL)
    vtr_xml_node_remove (child);
}
