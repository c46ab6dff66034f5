/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-volume-plan.h"

#include <string.h>

#include "xml/vtr-xml-node.h"

/**
 * vtr_volume_plan_new:
 * @name: what the volume shall be called
 *
 * Returns: (transfer full): a plan that says nothing else
 */
VtrVolumePlan *
vtr_volume_plan_new (const char *name)
{
  VtrVolumePlan *self = g_new0 (VtrVolumePlan, 1);

  self->name = g_strdup (name);
  return self;
}

/**
 * vtr_volume_plan_copy:
 * @self: a plan
 *
 * Returns: (transfer full): another one that says the same
 */
VtrVolumePlan *
vtr_volume_plan_copy (const VtrVolumePlan *self)
{
  VtrVolumePlan *copy = vtr_volume_plan_new (self->name);

  copy->format = g_strdup (self->format);
  copy->capacity = self->capacity;
  copy->allocation = self->allocation;
  copy->backing_path = g_strdup (self->backing_path);
  copy->backing_format = g_strdup (self->backing_format);
  copy->secret_uuid = g_strdup (self->secret_uuid);
  return copy;
}

void
vtr_volume_plan_free (VtrVolumePlan *self)
{
  if (!self)
    return;

  g_free (self->name);
  g_free (self->format);
  g_free (self->backing_path);
  g_free (self->backing_format);
  g_free (self->secret_uuid);
  g_free (self);
}

static void
set_bytes (VtrXmlNode *root,
           const char *name,
           guint64     bytes)
{
  g_autofree char *unit_path = g_strdup_printf ("%s/@unit", name);
  g_autofree char *text = g_strdup_printf ("%" G_GUINT64_FORMAT, bytes);

  vtr_xml_node_set (root, name, text);
  vtr_xml_node_set (root, unit_path, "bytes");
}

/**
 * vtr_volume_plan_to_xml:
 * @self: a plan
 *
 * Returns: (transfer full): the definition that libvirt is given
 */
char *
vtr_volume_plan_to_xml (const VtrVolumePlan *self)
{
  g_autoptr (VtrXmlDoc) doc = vtr_xml_doc_new ("<volume>\n</volume>\n", -1, NULL);
  VtrXmlNode *root = vtr_xml_doc_get_root (doc);

  vtr_xml_node_set (root, "name", self->name);
  set_bytes (root, "capacity", self->capacity);
  set_bytes (root, "allocation", self->allocation);
  vtr_xml_node_set (root, "target/format/@type", self->format);
  /* libvirt 10 and older would else write images that old QEMUs can read, without lazy refcounts,
   * backing formats and so on. */
  if (g_strcmp0 (self->format, "qcow2") == 0)
    vtr_xml_node_set (root, "target/compat", "1.1");
  if (self->secret_uuid)
    {
      vtr_xml_node_set (root, "target/encryption/@format", "luks");
      vtr_xml_node_set (root, "target/encryption/secret/@type", "passphrase");
      vtr_xml_node_set (root, "target/encryption/secret/@uuid", self->secret_uuid);
    }
  vtr_xml_node_set (root, "backingStore/path", self->backing_path);
  if (self->backing_path)
    vtr_xml_node_set (root, "backingStore/format/@type", self->backing_format);
  return vtr_xml_doc_to_string (doc);
}

/**
 * vtr_volume_name_for:
 * @name: what a person calls it
 * @format: (nullable): the format of the image
 *
 * Returns: (transfer full): the name with the usual ending, once
 */
char *
vtr_volume_name_for (const char *name,
                     const char *format)
{
  const char *suffix = g_strcmp0 (format, "raw") == 0 ? "img" : format;
  g_autofree char *ending = suffix ? g_strconcat (".", suffix, NULL) : g_strdup ("");

  return g_str_has_suffix (name, ending) ? g_strdup (name) : g_strconcat (name, ending, NULL);
}
