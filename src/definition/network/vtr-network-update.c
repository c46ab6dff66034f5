/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-network-update.h"

#include "xml/vtr-xml-node.h"

#include <string.h>

/* Where each part stands, and what tells one of it from its like. */
static const struct
{
  const char *path;
  const char *keys[4];
  gboolean    is_of_ip;
  gboolean    can_modify;
} parts[VTR_N_NETWORK_PARTS] = {
  [VTR_NETWORK_PART_DHCP_HOST] = { "dhcp/host", { "@mac", "@id", "@name" }, TRUE, TRUE },
  [VTR_NETWORK_PART_DHCP_RANGE] = { "dhcp/range", { "@start" }, TRUE, FALSE },
  [VTR_NETWORK_PART_FORWARD_INTERFACE] = { "forward/interface", { "@dev" }, FALSE, FALSE },
  [VTR_NETWORK_PART_PORTGROUP] = { "portgroup", { "@name" }, FALSE, TRUE },
  [VTR_NETWORK_PART_DNS_TXT] = { "dns/txt", { "@name" }, FALSE, FALSE },
  [VTR_NETWORK_PART_DNS_SRV] = { "dns/srv", { "@service", "@protocol" }, FALSE, FALSE },
  [VTR_NETWORK_PART_DNS_HOST] = { "dns/host", { "@ip" }, FALSE, FALSE },
};

/* Elements that mean nothing when nothing is left in them. */
static const char *const containers[] = { "ip/dhcp", "dns", "forward" };

static void
free_update (gpointer data)
{
  VtrNetworkUpdate *update = data;

  g_free (update->xml);
  g_free (update);
}

/* The text without what only lays it out. */
static char *
flatten (const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    g_strstrip (lines[i]);
  return g_strjoinv ("", lines);
}

static char *
flat_node (VtrXmlNode *node)
{
  g_autofree char *text = vtr_xml_node_to_string (node);

  return flatten (text);
}

/* However what has nothing in it is written. */
static char *
flatten_doc (VtrXmlDoc *doc)
{
  g_autoptr (GRegex) empty = g_regex_new ("<([^ />]+)([^<>]*)></\\1>", 0, 0, NULL);
  g_autofree char *text = vtr_xml_doc_to_string (doc);
  g_autofree char *flat = flatten (text);

  return g_regex_replace (empty, flat, -1, 0, "<\\1\\2/>", 0, NULL);
}

static char *
read_key (VtrNetworkPart part,
          VtrXmlNode    *node)
{
  GString *key = g_string_new (NULL);

  for (guint i = 0; parts[part].keys[i] != NULL; i++)
    {
      const char *value = vtr_xml_node_get (node, parts[part].keys[i]);

      g_string_append_printf (key, "%s\n", value != NULL ? value : "");
    }
  return g_string_free_and_steal (key);
}

static VtrXmlNode *
find_same (VtrNetworkPart part,
           GPtrArray     *nodes,
           VtrXmlNode    *node)
{
  g_autofree char *key = read_key (part, node);

  for (guint i = 0; i < nodes->len; i++)
    {
      g_autofree char *other = read_key (part, nodes->pdata[i]);

      if (g_str_equal (key, other))
        return nodes->pdata[i];
    }
  return NULL;
}

static void
add_update (GPtrArray      *updates,
            VtrNetworkPart  part,
            VtrNetworkStep  step,
            int             parent,
            VtrXmlNode     *node)
{
  VtrNetworkUpdate *update = g_new (VtrNetworkUpdate, 1);

  *update = (VtrNetworkUpdate) { part, step, parent, flat_node (node) };
  g_ptr_array_add (updates, update);
}

static void
list_differences (GPtrArray      *updates,
                  VtrNetworkPart  part,
                  int             parent,
                  VtrXmlNode     *before,
                  VtrXmlNode     *after)
{
  g_autoptr (GPtrArray) old = vtr_xml_node_find_all (before, parts[part].path);
  g_autoptr (GPtrArray) new = vtr_xml_node_find_all (after, parts[part].path);

  for (guint i = 0; i < old->len; i++)
    {
      VtrXmlNode *same = find_same (part, new, old->pdata[i]);
      g_autofree char *then = flat_node (old->pdata[i]);
      g_autofree char *now = same != NULL ? flat_node (same) : NULL;

      if (g_strcmp0 (then, now) == 0)
        continue;
      if (same != NULL && parts[part].can_modify)
        {
          add_update (updates, part, VTR_NETWORK_MODIFY, parent, same);
          continue;
        }
      add_update (updates, part, VTR_NETWORK_REMOVE, parent, old->pdata[i]);
      if (same != NULL)
        add_update (updates, part, VTR_NETWORK_ADD, parent, same);
    }
  for (guint i = 0; i < new->len; i++)
    if (find_same (part, old, new->pdata[i]) == NULL)
      add_update (updates, part, VTR_NETWORK_ADD, parent, new->pdata[i]);
}

/* What has to go makes room for what comes. */
static int
compare_steps (gconstpointer a,
               gconstpointer b)
{
  const VtrNetworkUpdate *first = *(VtrNetworkUpdate *const *) a;
  const VtrNetworkUpdate *second = *(VtrNetworkUpdate *const *) b;

  return (int) first->step - (int) second->step;
}

/* All but the parts that can change while it runs. */
static char *
read_rest (VtrXmlDoc *doc)
{
  g_autoptr (VtrXmlDoc) copy = vtr_xml_doc_copy (doc);
  VtrXmlNode *root = vtr_xml_doc_get_root (copy);

  for (guint i = 0; i < VTR_N_NETWORK_PARTS; i++)
    {
      g_autofree char *path
          = g_strconcat (parts[i].is_of_ip ? "ip/" : "", parts[i].path, NULL);
      g_autoptr (GPtrArray) nodes = vtr_xml_node_find_all (root, path);

      for (guint j = 0; j < nodes->len; j++)
        vtr_xml_node_remove (nodes->pdata[j]);
    }
  for (guint i = 0; i < G_N_ELEMENTS (containers); i++)
    {
      g_autoptr (GPtrArray) nodes = vtr_xml_node_find_all (root, containers[i]);

      for (guint j = 0; j < nodes->len; j++)
        if (vtr_xml_node_get_child (nodes->pdata[j], NULL) == NULL
            && !vtr_xml_node_has_attributes (nodes->pdata[j]))
          vtr_xml_node_remove (nodes->pdata[j]);
    }

  return flatten_doc (copy);
}

/**
 * vtr_network_update_list:
 * @before: the definition of a network
 * @after: the same, changed
 * @is_all: (out): whether there is no other difference
 *
 * Returns: (transfer full) (element-type VtrNetworkUpdate): what can be changed while it runs, in
 *   the order in which libvirt takes it
 */
GPtrArray *
vtr_network_update_list (VtrXmlDoc *before,
                         VtrXmlDoc *after,
                         gboolean  *is_all)
{
  GPtrArray *updates = g_ptr_array_new_with_free_func (free_update);
  VtrXmlNode *old_root = vtr_xml_doc_get_root (before);
  VtrXmlNode *new_root = vtr_xml_doc_get_root (after);
  g_autoptr (GPtrArray) old_ips = vtr_xml_node_find_all (old_root, "ip");
  g_autoptr (GPtrArray) new_ips = vtr_xml_node_find_all (new_root, "ip");
  g_autofree char *old_rest = read_rest (before);
  g_autofree char *new_rest = read_rest (after);

  for (guint i = 0; i < VTR_N_NETWORK_PARTS; i++)
    {
      if (!parts[i].is_of_ip)
        list_differences (updates, (VtrNetworkPart) i, -1, old_root, new_root);
      for (guint j = 0; parts[i].is_of_ip && j < MIN (old_ips->len, new_ips->len); j++)
        if (g_strcmp0 (vtr_xml_node_get (old_ips->pdata[j], "@address"),
                       vtr_xml_node_get (new_ips->pdata[j], "@address")) == 0)
          list_differences (updates, (VtrNetworkPart) i, (int) j, old_ips->pdata[j],
                            new_ips->pdata[j]);
    }
  g_ptr_array_sort (updates, compare_steps);

  *is_all = g_str_equal (old_rest, new_rest);
  return updates;
}

/* What only a running network says: how many use it. */
static void
remove_counts (VtrXmlNode *root)
{
  static const char *const counted[] = { ".", "forward/interface", "forward/address" };

  for (guint i = 0; i < G_N_ELEMENTS (counted); i++)
    {
      g_autoptr (GPtrArray) nodes = vtr_xml_node_find_all (root, counted[i]);

      for (guint j = 0; j < nodes->len; j++)
        vtr_xml_node_set (nodes->pdata[j], "@connections", NULL);
    }
}

/* libvirt fills in the range of ports of a network that says nothing about it. */
static void
remove_filled (VtrXmlNode *running,
               VtrXmlNode *saved)
{
  VtrXmlNode *port = vtr_xml_node_find (running, "forward/nat/port");
  VtrXmlNode *nat;

  if (port == NULL || vtr_xml_node_find (saved, "forward/nat/port") != NULL)
    return;

  vtr_xml_node_remove (port);
  nat = vtr_xml_node_find (running, "forward/nat");
  if (vtr_xml_node_get_child (nat, NULL) == NULL && !vtr_xml_node_has_attributes (nat))
    vtr_xml_node_remove (nat);
}

/**
 * vtr_network_update_is_pending:
 * @running: how a network runs
 * @saved: what it is started from
 *
 * Returns: whether its next start will bring something else
 */
gboolean
vtr_network_update_is_pending (VtrXmlDoc *running,
                               VtrXmlDoc *saved)
{
  g_autoptr (VtrXmlDoc) now = vtr_xml_doc_copy (running);
  g_autoptr (VtrXmlDoc) then = vtr_xml_doc_copy (saved);
  g_autofree char *now_text = NULL;
  g_autofree char *then_text = NULL;

  remove_counts (vtr_xml_doc_get_root (now));
  remove_counts (vtr_xml_doc_get_root (then));
  remove_filled (vtr_xml_doc_get_root (now), vtr_xml_doc_get_root (then));
  now_text = flatten_doc (now);
  then_text = flatten_doc (then);
  return !g_str_equal (now_text, then_text);
}
