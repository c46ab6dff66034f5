/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-support.h"

#include <string.h>

/**
 * vtr_support_get:
 * @capabilities: domain capabilities
 * @part: "devices/tpm", "features/sev", "os/loader", "memoryBacking", ...
 *
 * Returns: whether a machine of that kind can have @part
 */
VtrSupport
vtr_support_get (VtrXmlDoc  *capabilities,
                 const char *part)
{
  VtrXmlNode *node = vtr_xml_node_find (vtr_xml_doc_get_root (capabilities), part);
  const char *supported = node ? vtr_xml_node_get (node, "@supported") : NULL;

  if (!supported)
    return VTR_SUPPORT_UNKNOWN;
  return strcmp (supported, "yes") == 0 ? VTR_SUPPORT_YES : VTR_SUPPORT_NO;
}

/**
 * vtr_support_get_values:
 * @capabilities: domain capabilities
 * @part: as in vtr_support_get()
 * @name: (nullable): of the list, as "bus" of "devices/disk"; nothing for the loaders of
 *   "os/loader"
 *
 * Returns: (transfer full) (nullable): what is listed there, or nothing when there is no such list
 */
GStrv
vtr_support_get_values (VtrXmlDoc  *capabilities,
                        const char *part,
                        const char *name)
{
  g_autofree char *path = name ? g_strdup_printf ("%s/enum[@name='%s']", part, name)
                               : g_strdup (part);
  VtrXmlNode *list = vtr_xml_node_find (vtr_xml_doc_get_root (capabilities), path);
  g_autoptr (GStrvBuilder) values = g_strv_builder_new ();

  if (!list)
    return NULL;
  for (VtrXmlNode *value = vtr_xml_node_get_child (list, "value"); value;
       value = vtr_xml_node_get_next (value, "value"))
    g_strv_builder_add (values, vtr_xml_node_get_text (value));
  return g_strv_builder_end (values);
}

/**
 * vtr_support_get_value:
 * @capabilities: domain capabilities
 * @part: as in vtr_support_get()
 * @name: of the list
 * @value: one value
 *
 * Returns: whether @value is listed; unknown when there is no such list
 */
VtrSupport
vtr_support_get_value (VtrXmlDoc  *capabilities,
                       const char *part,
                       const char *name,
                       const char *value)
{
  g_auto (GStrv) values = vtr_support_get_values (capabilities, part, name);

  if (!values)
    return VTR_SUPPORT_UNKNOWN;
  return g_strv_contains ((const char *const *) values, value) ? VTR_SUPPORT_YES : VTR_SUPPORT_NO;
}
