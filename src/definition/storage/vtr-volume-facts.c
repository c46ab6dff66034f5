/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-volume-facts.h"

#include "definition/vtr-unit.h"
#include "xml/vtr-xml-node.h"

static guint64
read_size (VtrXmlNode *root,
           const char *name)
{
  VtrXmlNode *node = vtr_xml_node_get_child (root, name);
  guint64 bytes = 0;

  if (!node
      || !vtr_unit_to_bytes (vtr_xml_node_get_text (node), vtr_xml_node_get (node, "@unit"),
                             "bytes", &bytes))
    return 0;
  return bytes;
}

/**
 * vtr_volume_facts_new_from_xml:
 * @xml: the definition of a volume
 * @error: a location for an error
 *
 * Returns: (transfer full) (nullable): what a row shows of it
 */
VtrVolumeFacts *
vtr_volume_facts_new_from_xml (const char *xml,
                               GError    **error)
{
  g_autoptr (VtrXmlDoc) doc = vtr_xml_doc_new (xml, -1, error);
  VtrVolumeFacts *self;
  VtrXmlNode *root;

  if (!doc)
    return NULL;

  root = vtr_xml_doc_get_root (doc);
  self = g_new0 (VtrVolumeFacts, 1);
  self->type = g_strdup (vtr_xml_node_get (root, "@type"));
  self->path = g_strdup (vtr_xml_node_get (root, "target/path"));
  self->format = g_strdup (vtr_xml_node_get (root, "target/format/@type"));
  self->backing_path = g_strdup (vtr_xml_node_get (root, "backingStore/path"));
  self->backing_format = g_strdup (vtr_xml_node_get (root, "backingStore/format/@type"));
  self->secret_uuid = g_strdup (vtr_xml_node_get (root, "target/encryption/secret/@uuid"));
  self->is_encrypted = vtr_xml_node_find (root, "target/encryption") != NULL;
  self->capacity = read_size (root, "capacity");
  self->allocation = read_size (root, "allocation");
  return self;
}

void
vtr_volume_facts_free (VtrVolumeFacts *self)
{
  if (!self)
    return;

  g_free (self->type);
  g_free (self->path);
  g_free (self->format);
  g_free (self->backing_path);
  g_free (self->backing_format);
  g_free (self->secret_uuid);
  g_free (self);
}
