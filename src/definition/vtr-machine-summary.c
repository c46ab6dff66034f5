/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-machine-summary.h"

#include "vtr-namespaces.h"
#include "vtr-unit.h"

#include "base/vtr-error.h"
#include "xml/vtr-xml-node.h"

#include <string.h>

#define OS_PATH     "metadata/{" VTR_OSINFO_NAMESPACE "}libosinfo/{" VTR_OSINFO_NAMESPACE "}os/@id"
#define OWN_PATH    "metadata/{" VTR_MACHINE_NAMESPACE "}vitrine"
#define FOLDER_PATH OWN_PATH "/{" VTR_MACHINE_NAMESPACE "}folder"
#define TAG_PATH    OWN_PATH "/{" VTR_MACHINE_NAMESPACE "}tag"

#define AGENT_NAME  "org.qemu.guest_agent.0"

/* All the strings and arrays of the struct, for the two functions that treat them alike. */
#define FOR_EACH_STRING(X) \
  X (uuid) X (name) X (title) X (description) X (os_id) X (virt_type) X (os_type) X (arch) \
  X (machine_type) X (agent_state) X (graphics) X (folder)
#define FOR_EACH_ARRAY(X) \
  X (disk_targets) X (disk_sources) X (interface_targets) X (interface_macs) \
  X (interface_networks) X (tags)

static GStrv
end_strv (GStrvBuilder *builder)
{
  GStrv strv = g_strv_builder_end (builder);

  g_strv_builder_unref (builder);
  return strv;
}

static void
add_or_empty (GStrvBuilder *builder,
              const char   *value)
{
  g_strv_builder_add (builder, value ? value : "");
}

static void
read_vcpus (VtrMachineSummary *self,
            VtrXmlNode        *root)
{
  const char *max = vtr_xml_node_get (root, "vcpu");
  const char *current = vtr_xml_node_get (root, "vcpu/@current");

  self->n_vcpus_max = max ? (guint) g_ascii_strtoull (max, NULL, 10) : 1;
  self->n_vcpus = current ? (guint) g_ascii_strtoull (current, NULL, 10) : self->n_vcpus_max;
}

static guint64
read_size (VtrXmlNode *root,
           const char *name)
{
  VtrXmlNode *node = vtr_xml_node_get_child (root, name);
  guint64 bytes = 0;

  if (!node
      || !vtr_unit_to_bytes (vtr_xml_node_get_text (node), vtr_xml_node_get (node, "@unit"), "KiB",
                             &bytes))
    return 0;
  return bytes / 1024;
}

static void
read_interfaces (VtrMachineSummary *self,
                 VtrXmlNode        *devices)
{
  GStrvBuilder *targets = g_strv_builder_new ();
  GStrvBuilder *macs = g_strv_builder_new ();
  GStrvBuilder *networks = g_strv_builder_new ();
  VtrXmlNode *node = vtr_xml_node_get_child (devices, "interface");

  for (; node; node = vtr_xml_node_get_next (node, "interface"))
    {
      add_or_empty (targets, vtr_xml_node_get (node, "target/@dev"));
      add_or_empty (macs, vtr_xml_node_get (node, "mac/@address"));
      add_or_empty (networks, vtr_xml_node_get (node, "source/@network"));
    }
  self->interface_targets = end_strv (targets);
  self->interface_macs = end_strv (macs);
  self->interface_networks = end_strv (networks);
}

/* A disk and, where it is recorded, each image that it is a difference to. */
static void
add_sources (GStrvBuilder *sources,
             VtrXmlNode   *node)
{
  static const char *const paths[] = { "source/@file", "source/@dev", "source/@dir", "source/@name" };

  for (; node; node = vtr_xml_node_get_child (node, "backingStore"))
    {
      const char *pool = vtr_xml_node_get (node, "source/@pool");
      const char *volume = vtr_xml_node_get (node, "source/@volume");
      const char *path = NULL;

      for (guint i = 0; !path && i < G_N_ELEMENTS (paths); i++)
        path = vtr_xml_node_get (node, paths[i]);
      if (pool && volume)
        g_strv_builder_take (sources, g_strdup_printf ("volume:%s/%s", pool, volume));
      else if (path)
        g_strv_builder_add (sources, path);
    }
}

static void
read_disks (VtrMachineSummary *self,
            VtrXmlNode        *devices)
{
  GStrvBuilder *targets = g_strv_builder_new ();
  GStrvBuilder *sources = g_strv_builder_new ();
  VtrXmlNode *node = vtr_xml_node_get_child (devices, "disk");

  for (; node; node = vtr_xml_node_get_next (node, "disk"))
    {
      const char *target = vtr_xml_node_get (node, "target/@dev");

      if (target)
        g_strv_builder_add (targets, target);
      add_sources (sources, node);
    }
  self->disk_targets = end_strv (targets);
  self->disk_sources = end_strv (sources);
}

static void
read_channels (VtrMachineSummary *self,
               VtrXmlNode        *devices)
{
  VtrXmlNode *node = vtr_xml_node_get_child (devices, "channel");

  for (; node; node = vtr_xml_node_get_next (node, "channel"))
    {
      if (g_strcmp0 (vtr_xml_node_get (node, "target/@name"), AGENT_NAME) != 0)
        continue;
      self->has_agent_channel = TRUE;
      self->agent_state = g_strdup (vtr_xml_node_get (node, "target/@state"));
      return;
    }
}

static void
read_graphics (VtrMachineSummary *self,
               VtrXmlNode        *devices)
{
  g_autoptr (GString) types = g_string_new (NULL);
  VtrXmlNode *node = vtr_xml_node_get_child (devices, "graphics");

  for (; node; node = vtr_xml_node_get_next (node, "graphics"))
    {
      const char *type = vtr_xml_node_get (node, "@type");

      if (type)
        g_string_append_printf (types, "%s%s", types->len ? "," : "", type);
    }
  if (types->len)
    self->graphics = g_strdup (types->str);
}

static void
read_own (VtrMachineSummary *self,
          VtrXmlNode        *root)
{
  GStrvBuilder *tags = g_strv_builder_new ();
  VtrXmlNode *metadata = vtr_xml_node_get_child (root, "metadata");
  g_autoptr (GPtrArray) nodes = NULL;

  if (metadata)
    {
      self->os_id = g_strdup (vtr_xml_node_get (root, OS_PATH));
      self->folder = g_strdup (vtr_xml_node_get (root, FOLDER_PATH));
      nodes = vtr_xml_node_find_all (root, TAG_PATH);
      for (guint i = 0; i < nodes->len; i++)
        g_strv_builder_add (tags, vtr_xml_node_get_text (nodes->pdata[i]));
    }
  self->tags = end_strv (tags);
}

/**
 * vtr_machine_summary_new_from_xml:
 * @xml: the definition of a machine, of a running one or a saved one
 * @error: place for a VTR_ERROR_INVALID, when it is no XML or no machine
 *
 * One odd device never fails the whole: what is not understood is left out.
 *
 * Returns: (transfer full) (nullable): the summary
 */
VtrMachineSummary *
vtr_machine_summary_new_from_xml (const char *xml,
                                  GError    **error)
{
  g_autoptr (VtrXmlDoc) doc = vtr_xml_doc_new (xml, -1, error);
  VtrMachineSummary *self;
  VtrXmlNode *root;
  VtrXmlNode *devices;

  if (!doc)
    return NULL;
  root = vtr_xml_doc_get_root (doc);
  if (strcmp (vtr_xml_node_get_name (root), "domain") != 0)
    {
      g_set_error (error, VTR_ERROR, VTR_ERROR_INVALID, "1:1: <%s> is not a machine",
                   vtr_xml_node_get_name (root));
      return NULL;
    }

  self = g_new0 (VtrMachineSummary, 1);
  self->uuid = g_strdup (vtr_xml_node_get (root, "uuid"));
  self->name = g_strdup (vtr_xml_node_get (root, "name"));
  self->title = g_strdup (vtr_xml_node_get (root, "title"));
  self->description = g_strdup (vtr_xml_node_get (root, "description"));
  self->virt_type = g_strdup (vtr_xml_node_get (root, "@type"));
  self->os_type = g_strdup (vtr_xml_node_get (root, "os/type"));
  self->arch = g_strdup (vtr_xml_node_get (root, "os/type/@arch"));
  self->machine_type = g_strdup (vtr_xml_node_get (root, "os/type/@machine"));
  self->memory_max = read_size (root, "memory");
  self->memory = vtr_xml_node_get_child (root, "currentMemory") ? read_size (root, "currentMemory")
                                                                : self->memory_max;
  read_vcpus (self, root);
  read_own (self, root);

  /* Without devices there is nothing to find, but the arrays shall still be there. */
  devices = vtr_xml_node_get_child (root, "devices");
  if (!devices)
    devices = vtr_xml_node_add (root, "devices");
  read_disks (self, devices);
  read_interfaces (self, devices);
  read_channels (self, devices);
  read_graphics (self, devices);
  return self;
}

/**
 * vtr_machine_summary_copy:
 * @self: a summary
 *
 * Returns: (transfer full): another one that says the same
 */
VtrMachineSummary *
vtr_machine_summary_copy (const VtrMachineSummary *self)
{
  VtrMachineSummary *copy = g_memdup2 (self, sizeof *self);

#define COPY_STRING(field) copy->field = g_strdup (self->field);
#define COPY_ARRAY(field)  copy->field = g_strdupv (self->field);
  FOR_EACH_STRING (COPY_STRING)
  FOR_EACH_ARRAY (COPY_ARRAY)
  return copy;
}

void
vtr_machine_summary_free (VtrMachineSummary *self)
{
  if (!self)
    return;

#define FREE_STRING(field) g_free (self->field);
#define FREE_ARRAY(field)  g_strfreev (self->field);
  FOR_EACH_STRING (FREE_STRING)
  FOR_EACH_ARRAY (FREE_ARRAY)
  g_free (self);
}
