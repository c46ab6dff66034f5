/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-item.h"

#include "vtr-item-key.h"

#include "base/vtr-error.h"

#include <string.h>

static const VtrField no_fields[] = { { NULL } };

const VtrKind vtr_unknown_kind = {
  .name = "unknown",
  .sort = VTR_KIND_DEVICE,
  .fields = no_fields,
};

void
vtr_item_free (VtrItem *self)
{
  if (!self)
    return;
  g_free (self->key);
  g_free (self);
}

static VtrItem *
item_new (const VtrKind *kind,
          VtrXmlNode    *node,
          char          *key)
{
  VtrItem *self = g_new0 (VtrItem, 1);

  self->kind = kind;
  self->node = node;
  self->key = key;
  return self;
}

/* What is being listed: all items so far, and how often each key was given out. */
typedef struct
{
  GPtrArray  *items;
  GHashTable *counts;
} Listing;

static void
list_node (Listing       *listing,
           const VtrKind *kind,
           const char    *name,
           const char    *prefix,
           VtrXmlNode    *node,
           guint          position)
{
  g_autofree char *own = vtr_item_key_read (kind, node);
  g_autofree char *base = own ? g_strdup_printf ("%s%s:%s", prefix, name, own)
                              : g_strdup_printf ("%s%s:#%u", prefix, name, position);
  guint count = GPOINTER_TO_UINT (g_hash_table_lookup (listing->counts, base)) + 1;
  char *key = count > 1 ? g_strdup_printf ("%s#%u", base, count) : g_strdup (base);

  g_hash_table_insert (listing->counts, g_steal_pointer (&base), GUINT_TO_POINTER (count));
  g_ptr_array_add (listing->items, item_new (kind, node, key));
}

static void
list_in (Listing       *listing,
         const VtrKind *kind,
         const char    *prefix,
         VtrXmlNode    *node)
{
  g_autoptr (GPtrArray) nodes = vtr_xml_node_find_all (node, kind->path);

  for (guint i = 0; i < nodes->len; i++)
    list_node (listing, kind, kind->name, prefix, nodes->pdata[i], i + 1);
}

static void
list_kind (Listing       *listing,
           const VtrKind *kind,
           VtrXmlNode    *root)
{
  guint n = listing->items->len;

  if (kind->sort == VTR_KIND_SECTION)
    {
      g_ptr_array_add (listing->items, item_new (kind, root, g_strdup (kind->name)));
      return;
    }
  if (!kind->parent)
    {
      list_in (listing, kind, "", root);
      return;
    }

  for (guint i = 0; i < n; i++)
    {
      const VtrItem *item = listing->items->pdata[i];

      if (item->kind == kind->parent)
        {
          g_autofree char *prefix = g_strconcat (item->key, "/", NULL);

          list_in (listing, kind, prefix, item->node);
        }
    }
}

static gboolean
is_known_device (const VtrKindTable *table,
                 const char         *name)
{
  for (const VtrKind *const *kind = table->kinds; *kind; kind++)
    {
      if ((*kind)->sort == VTR_KIND_DEVICE && strcmp (strchr ((*kind)->path, '/') + 1, name) == 0)
        return TRUE;
    }
  return strcmp (name, "emulator") == 0;
}

static void
list_unknown (Listing            *listing,
              const VtrKindTable *table,
              VtrXmlNode         *root)
{
  g_autoptr (GPtrArray) nodes = vtr_xml_node_find_all (root, "devices/*");
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < nodes->len; i++)
    {
      const char *name = vtr_xml_node_get_name (nodes->pdata[i]);
      guint position;

      if (is_known_device (table, name))
        continue;
      position = GPOINTER_TO_UINT (g_hash_table_lookup (seen, name)) + 1;
      g_hash_table_insert (seen, (gpointer) name, GUINT_TO_POINTER (position));
      list_node (listing, &vtr_unknown_kind, name, "", nodes->pdata[i], position);
    }
}

/**
 * vtr_item_list:
 * @doc: a definition of anything
 * @kind: (nullable): the kind to list, or everything
 *
 * Returns: (transfer full) (element-type VtrItem): the items, by kind and then in their order; none
 *   when nobody knows such a document
 */
GPtrArray *
vtr_item_list (VtrXmlDoc  *doc,
               const char *kind)
{
  VtrXmlNode *root = vtr_xml_doc_get_root (doc);
  const VtrKindTable *table = vtr_kind_table (vtr_xml_node_get_name (root));
  g_autoptr (GHashTable) counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Listing listing = { g_ptr_array_new_with_free_func ((GDestroyNotify) vtr_item_free), counts };

  for (const VtrKind *const *each = table ? table->kinds : NULL; each && *each; each++)
    {
      gboolean wanted = !kind || strcmp ((*each)->name, kind) == 0;
      const VtrKind *target = kind ? vtr_kind_get (table->root, kind) : NULL;

      /* The items that one is in are needed on the way to it. */
      for (const VtrKind *up = target ? target->parent : NULL; up && !wanted; up = up->parent)
        wanted = up == *each;
      if (wanted)
        list_kind (&listing, *each, root);
    }
  if (table && strcmp (table->root, "domain") == 0 && (!kind || strcmp (kind, "unknown") == 0))
    list_unknown (&listing, table, root);

  for (guint i = listing.items->len; kind && i > 0; i--)
    {
      const VtrItem *item = listing.items->pdata[i - 1];

      if (strcmp (item->kind->name, kind) != 0)
        g_ptr_array_remove_index (listing.items, i - 1);
    }
  return listing.items;
}

/**
 * vtr_item_list_devices:
 * @doc: the definition of a machine
 *
 * Returns: (transfer full) (element-type VtrItem): its devices as they stand there, also the ones
 *   that nobody knows
 */
GPtrArray *
vtr_item_list_devices (VtrXmlDoc *doc)
{
  g_autoptr (GPtrArray) items = vtr_item_list (doc, NULL);
  g_autoptr (GHashTable) by_node = g_hash_table_new (NULL, NULL);
  g_autoptr (GPtrArray) nodes = vtr_xml_node_find_all (vtr_xml_doc_get_root (doc), "devices/*");
  GPtrArray *devices = g_ptr_array_new_with_free_func ((GDestroyNotify) vtr_item_free);

  for (guint i = 0; i < items->len; i++)
    {
      const VtrItem *item = items->pdata[i];

      if (item->kind->sort == VTR_KIND_DEVICE)
        g_hash_table_insert (by_node, item->node, items->pdata[i]);
    }
  for (guint i = 0; i < nodes->len; i++)
    {
      const VtrItem *item = g_hash_table_lookup (by_node, nodes->pdata[i]);

      if (item)
        g_ptr_array_add (devices, item_new (item->kind, item->node, g_strdup (item->key)));
    }
  return devices;
}

/**
 * vtr_item_find:
 * @doc: a definition of anything
 * @key: a key
 *
 * Returns: (transfer full) (nullable): what has this key in @doc
 */
VtrItem *
vtr_item_find (VtrXmlDoc  *doc,
               const char *key)
{
  g_autoptr (GPtrArray) items = vtr_item_list (doc, NULL);

  for (guint i = 0; i < items->len; i++)
    {
      VtrItem *item = items->pdata[i];

      if (strcmp (item->key, key) == 0)
        {
          items->pdata[i] = NULL;
          return item;
        }
    }
  return NULL;
}

/**
 * vtr_item_find_alias:
 * @doc: the definition of a running machine
 * @alias: the alias of a device, as events have it
 *
 * Returns: (transfer full) (nullable): the device
 */
VtrItem *
vtr_item_find_alias (VtrXmlDoc  *doc,
                     const char *alias)
{
  g_autoptr (GPtrArray) devices = vtr_item_list_devices (doc);

  for (guint i = 0; i < devices->len; i++)
    {
      const VtrItem *item = devices->pdata[i];

      if (g_strcmp0 (vtr_xml_node_get (item->node, "alias/@name"), alias) == 0)
        return item_new (item->kind, item->node, g_strdup (item->key));
    }
  return NULL;
}

/* An entry whose key is one attribute can be made from the key: "vcpupin:3", "timer:rtc". */
static gboolean
create_from_key (VtrXmlDoc  *doc,
                 const char *key)
{
  VtrXmlNode *root = vtr_xml_doc_get_root (doc);
  const char *slash = g_strrstr (key, "/");
  g_autofree char *parent_key = slash ? g_strndup (key, (gsize) (slash - key)) : NULL;
  g_autoptr (VtrItem) parent = parent_key ? vtr_item_ensure (doc, parent_key) : NULL;
  const char *own = slash && parent ? slash + 1 : key;
  const char *colon = strchr (own, ':');
  g_autofree char *name = colon ? g_strndup (own, (gsize) (colon - own)) : NULL;
  const VtrKind *kind = name ? vtr_kind_get (vtr_xml_node_get_name (root), name) : NULL;
  VtrXmlNode *base = parent ? parent->node : root;
  g_autofree char *path = NULL;

  if (!kind || kind->sort != VTR_KIND_ENTRY || kind->parent != (parent ? parent->kind : NULL))
    return FALSE;

  if (colon[1] == '#')
    path = g_strdup_printf ("%s[%s]", kind->path, colon + 2);
  else if (kind->keys && !strchr (kind->keys[0], '+') && !strchr (colon + 1, '\''))
    path = g_strdup_printf ("%s[%s='%s']", kind->path, kind->keys[0], colon + 1);
  return path && vtr_xml_node_ensure (base, path) != NULL;
}

/**
 * vtr_item_ensure:
 * @doc: a definition of anything
 * @key: a key
 *
 * Returns: (transfer full) (nullable): what has this key; made where it is an entry of a list
 *   that was not there. Devices are never made from a key.
 */
VtrItem *
vtr_item_ensure (VtrXmlDoc  *doc,
                 const char *key)
{
  VtrItem *item = vtr_item_find (doc, key);

  if (!item && create_from_key (doc, key))
    item = vtr_item_find (doc, key);
  return item;
}

static VtrItem *
item_for_node (VtrXmlDoc  *doc,
               VtrXmlNode *node)
{
  g_autoptr (GPtrArray) items = vtr_item_list (doc, NULL);

  for (guint i = 0; i < items->len; i++)
    {
      const VtrItem *item = items->pdata[i];

      if (item->node == node)
        return item_new (item->kind, item->node, g_strdup (item->key));
    }
  return NULL;
}

/**
 * vtr_item_add:
 * @doc: a definition of anything
 * @parent: (nullable): what it shall be in, where its kind is in another
 * @kind: the kind of entry
 * @xml: the new entry
 * @error: place for a VTR_ERROR_INVALID
 *
 * Returns: (transfer full) (nullable): the new entry, last of its kind
 */
VtrItem *
vtr_item_add (VtrXmlDoc      *doc,
              const VtrItem  *parent,
              const char     *kind,
              const char     *xml,
              GError        **error)
{
  VtrXmlNode *base = parent ? parent->node : vtr_xml_doc_get_root (doc);
  const VtrKind *known = vtr_kind_get (vtr_xml_node_get_name (vtr_xml_doc_get_root (doc)), kind);
  g_autofree char *place = NULL;
  g_autoptr (VtrXmlDoc) entry = NULL;
  const char *slash;
  const char *name;
  VtrXmlNode *node;

  g_return_val_if_fail (known && known->sort != VTR_KIND_SECTION, NULL);

  entry = vtr_xml_doc_new (xml, -1, error);
  if (!entry)
    return NULL;
  slash = strrchr (known->path, '/');
  name = vtr_xml_node_get_name (vtr_xml_doc_get_root (entry));
  if (strcmp (name, slash ? slash + 1 : known->path) != 0)
    {
      g_set_error (error, VTR_ERROR, VTR_ERROR_INVALID, "1:1: This is no %s", kind);
      return NULL;
    }
  place = slash ? g_strndup (known->path, (gsize) (slash - known->path)) : g_strdup (".");
  node = vtr_xml_node_add_xml (vtr_xml_node_ensure (base, place), xml, error);
  return node ? item_for_node (doc, node) : NULL;
}

/**
 * vtr_item_add_entry:
 * @doc: a definition of anything
 * @parent: (nullable): what it shall be in, where its kind is in another
 * @kind: the kind of entry
 *
 * Returns: (transfer full) (nullable): a new entry that says nothing yet, last of its kind
 */
VtrItem *
vtr_item_add_entry (VtrXmlDoc      *doc,
                    const VtrItem  *parent,
                    const char     *kind)
{
  VtrXmlNode *base = parent ? parent->node : vtr_xml_doc_get_root (doc);
  const VtrKind *known = vtr_kind_get (vtr_xml_node_get_name (vtr_xml_doc_get_root (doc)), kind);
  g_autoptr (GPtrArray) like = NULL;
  g_autofree char *path = NULL;
  VtrXmlNode *node;

  g_return_val_if_fail (known && known->sort == VTR_KIND_ENTRY, NULL);

  like = vtr_xml_node_find_all (base, known->path);
  path = g_strdup_printf ("%s[%u]", known->path, like->len + 1);
  node = vtr_xml_node_ensure (base, path);
  return node ? item_for_node (doc, node) : NULL;
}

/**
 * vtr_item_add_device:
 * @doc: the definition of a machine
 * @xml: the new device, of any kind, known or not
 * @error: place for a VTR_ERROR_INVALID
 *
 * Returns: (transfer full) (nullable): the new device, beside its like
 */
VtrItem *
vtr_item_add_device (VtrXmlDoc   *doc,
                     const char  *xml,
                     GError     **error)
{
  VtrXmlNode *root = vtr_xml_doc_get_root (doc);
  g_autoptr (VtrXmlDoc) device = vtr_xml_doc_new (xml, -1, error);
  VtrXmlNode *node;

  if (!device)
    return NULL;
  node = vtr_xml_node_add_xml (vtr_xml_node_ensure (root, "devices"), xml, error);
  return node ? item_for_node (doc, node) : NULL;
}

/* An element that is only there to hold a list is nothing without it, and libvirt refuses some that
 * are empty. */
static void
prune (VtrXmlNode    *list,
       const VtrKind *kind)
{
  for (const char *step = strchr (kind->path, '/'); step; step = strchr (step + 1, '/'))
    {
      VtrXmlNode *outer = vtr_xml_node_get_parent (list);

      if (!outer || vtr_xml_node_get_child (list, NULL) || vtr_xml_node_has_attributes (list))
        return;
      vtr_xml_node_remove (list);
      list = outer;
    }
}

/**
 * vtr_item_remove:
 * @self: an item that is no section
 *
 * Takes it out of its document, and the list that it was the last of.
 */
void
vtr_item_remove (const VtrItem *self)
{
  VtrXmlNode *list;

  g_return_if_fail (self->kind->sort != VTR_KIND_SECTION);

  list = vtr_xml_node_get_parent (self->node);
  vtr_xml_node_remove (self->node);
  if (self->kind->sort == VTR_KIND_ENTRY)
    prune (list, self->kind);
}

/**
 * vtr_item_get:
 * @self: an item
 * @field: the name of a field that its kind has
 *
 * Returns: (transfer full) (nullable): the plain value
 */
char *
vtr_item_get (const VtrItem *self,
              const char    *field)
{
  const VtrField *known = vtr_kind_get_field (self->kind, field);

  g_return_val_if_fail (known != NULL, NULL);

  return vtr_field_get (known, self->node);
}

/**
 * vtr_item_set:
 * @self: an item
 * @field: the name of a field that its kind has
 * @value: (nullable): the plain value
 * @error: place for a VTR_ERROR_INVALID
 *
 * Returns: whether @value is one for this field
 */
gboolean
vtr_item_set (const VtrItem  *self,
              const char     *field,
              const char     *value,
              GError        **error)
{
  const VtrField *known = vtr_kind_get_field (self->kind, field);

  if (!known)
    {
      g_set_error (error, VTR_ERROR, VTR_ERROR_INVALID, "%s has no field \"%s\"", self->kind->name,
                   field);
      return FALSE;
    }
  return vtr_field_set (known, self->node, value, error);
}
