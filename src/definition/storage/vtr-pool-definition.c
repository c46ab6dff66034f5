/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-pool-definition.h"

#include <string.h>

static const char *const part_paths[VTR_N_POOL_PARTS] = {
  [VTR_POOL_PART_TARGET] = "target/path",
  [VTR_POOL_PART_HOST] = "source/host/@name",
  [VTR_POOL_PART_DIR] = "source/dir/@path",
  [VTR_POOL_PART_DEVICE] = "source/device/@path",
  [VTR_POOL_PART_NAME] = "source/name",
  [VTR_POOL_PART_ADAPTER] = "source/adapter/@name",
  [VTR_POOL_PART_INITIATOR] = "source/initiator/iqn/@name",
  [VTR_POOL_PART_FORMAT] = "source/format/@type",
  [VTR_POOL_PART_USER] = "source/auth/@username",
  [VTR_POOL_PART_SECRET] = "source/auth/secret/@uuid",
};

/**
 * vtr_pool_definition_new:
 * @type: one of the types
 * @name: what the pool shall be called
 *
 * Returns: (transfer full): a definition with what is usual
 */
VtrXmlDoc *
vtr_pool_definition_new (const char *type,
                         const char *name)
{
  VtrXmlDoc *doc = vtr_xml_doc_new ("<pool>\n</pool>\n", -1, NULL);
  VtrXmlNode *root = vtr_xml_doc_get_root (doc);
  const VtrPoolType *known = vtr_pool_type_get (type);

  vtr_xml_node_set (root, "@type", type);
  vtr_xml_node_set (root, "name", name);
  if (known && known->formats)
    vtr_pool_definition_set (doc, VTR_POOL_PART_FORMAT, known->formats[0]);
  if (known && known->target)
    {
      g_autofree char *target = g_strdup_printf (known->target, name);

      vtr_pool_definition_set (doc, VTR_POOL_PART_TARGET, target);
    }
  return doc;
}

/**
 * vtr_pool_definition_get:
 * @doc: a definition of a pool
 * @part: which part of it
 *
 * Returns: (transfer none) (nullable): what it says
 */
const char *
vtr_pool_definition_get (VtrXmlDoc  *doc,
                         VtrPoolPart part)
{
  return vtr_xml_node_get (vtr_xml_doc_get_root (doc), part_paths[part]);
}

/**
 * vtr_pool_definition_set:
 * @doc: a definition of a pool
 * @part: which part of it
 * @value: (nullable): what it shall say, nothing where it is empty
 */
void
vtr_pool_definition_set (VtrXmlDoc  *doc,
                         VtrPoolPart part,
                         const char *value)
{
  VtrXmlNode *root = vtr_xml_doc_get_root (doc);
  const char *type = vtr_xml_node_get (root, "@type");

  if (value && !*value)
    value = NULL;
  vtr_xml_node_set (root, part_paths[part], value);
  if (part == VTR_POOL_PART_USER)
    vtr_xml_node_set (root, "source/auth/@type",
                      !value ? NULL : g_strcmp0 (type, "rbd") == 0 ? "ceph" : "chap");
  if (part == VTR_POOL_PART_ADAPTER)
    vtr_xml_node_set (root, "source/adapter/@type", value ? "scsi_host" : NULL);
}

/**
 * vtr_pool_definition_is_complete:
 * @doc: a definition of a pool
 * @missing: (out) (optional): the first part that is needed and not there
 *
 * Returns: whether it says all that its type needs
 */
gboolean
vtr_pool_definition_is_complete (VtrXmlDoc   *doc,
                                 VtrPoolPart *missing)
{
  const char *id = vtr_xml_node_get (vtr_xml_doc_get_root (doc), "@type");
  const VtrPoolType *type = vtr_pool_type_get (id);

  for (guint i = 0; type && i < VTR_N_POOL_PARTS; i++)
    {
      if (!(type->needs & (1u << i)) || vtr_pool_definition_get (doc, i))
        continue;
      if (missing)
        *missing = i;
      return FALSE;
    }
  return TRUE;
}

/**
 * vtr_pool_definition_get_place:
 * @doc: a definition of a pool
 *
 * Returns: (transfer full) (nullable): where it is, in the words that tell most: the server and what
 *   it has there, else the folder, else the name
 */
char *
vtr_pool_definition_get_place (VtrXmlDoc *doc)
{
  const char *host = vtr_pool_definition_get (doc, VTR_POOL_PART_HOST);
  const char *target = vtr_pool_definition_get (doc, VTR_POOL_PART_TARGET);
  const char *there = NULL;
  static const VtrPoolPart parts[] = {
    VTR_POOL_PART_DEVICE, VTR_POOL_PART_DIR, VTR_POOL_PART_NAME, VTR_POOL_PART_ADAPTER,
  };
  const char *type = vtr_xml_node_get (vtr_xml_doc_get_root (doc), "@type");

  for (guint i = 0; !there && i < G_N_ELEMENTS (parts); i++)
    there = vtr_pool_definition_get (doc, parts[i]);
  if (host && there)
    return g_strdup_printf ("%s:%s", host, there);
  if (g_strcmp0 (type, "dir") == 0 || !there)
    return g_strdup (target ? target : host);
  return g_strdup (there);
}

/**
 * vtr_pool_definition_source:
 * @doc: a definition of a pool
 *
 * Returns: (transfer full) (nullable): its source alone, to look for more of its like
 */
char *
vtr_pool_definition_source (VtrXmlDoc *doc)
{
  VtrXmlNode *source = vtr_xml_node_find (vtr_xml_doc_get_root (doc), "source");

  return source ? vtr_xml_node_to_string (source) : NULL;
}

/**
 * vtr_pool_sources_read:
 * @xml: what libvirt found
 * @error: a location for an error
 *
 * Returns: (transfer full) (nullable) (element-type VtrXmlDoc): one document for each source
 */
GPtrArray *
vtr_pool_sources_read (const char *xml,
                       GError    **error)
{
  g_autoptr (VtrXmlDoc) doc = vtr_xml_doc_new (xml, -1, error);
  GPtrArray *sources;
  g_autoptr (GPtrArray) nodes = NULL;

  if (!doc)
    return NULL;
  sources = g_ptr_array_new_with_free_func ((GDestroyNotify) vtr_xml_doc_unref);
  nodes = vtr_xml_node_find_all (vtr_xml_doc_get_root (doc), "source");
  for (guint i = 0; i < nodes->len; i++)
    g_ptr_array_add (sources, vtr_xml_node_clone (nodes->pdata[i]));
  return sources;
}

/**
 * vtr_pool_source_describe:
 * @source: one that was found
 *
 * Returns: (transfer full) (nullable): what tells it from its like
 */
char *
vtr_pool_source_describe (VtrXmlDoc *source)
{
  static const char *const paths[] = { "device/@path", "dir/@path", "name", "adapter/@name" };
  VtrXmlNode *root = vtr_xml_doc_get_root (source);
  const char *name = vtr_xml_node_get (root, "name");
  const char *dir = vtr_xml_node_get (root, "dir/@path");

  if (name && dir)
    return g_strdup_printf ("%s:%s", name, dir);
  if (name)
    return g_strdup (name);
  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      const char *value = vtr_xml_node_get (root, paths[i]);

      if (value)
        return g_strdup (value);
    }
  return NULL;
}

/**
 * vtr_pool_definition_take_source:
 * @doc: a definition of a pool
 * @source: one that was found
 *
 * Takes over what @source says. What it does not say, such as a password, stays.
 */
void
vtr_pool_definition_take_source (VtrXmlDoc *doc,
                                 VtrXmlDoc *source)
{
  VtrXmlNode *found = vtr_xml_doc_get_root (source);

  for (guint i = 0; i < VTR_N_POOL_PARTS; i++)
    {
      const char *path = part_paths[i];
      const char *value;

      if (!g_str_has_prefix (path, "source/"))
        continue;
      value = vtr_xml_node_get (found, path + strlen ("source/"));
      if (value)
        vtr_pool_definition_set (doc, i, value);
    }
}
