/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-edit-document.h"

#include <string.h>

#include "base/vtr-error.h"
#include "definition/vtr-change.h"

static gboolean change (const VtrEdit  *edit,
                        VtrXmlDoc      *doc,
                        VtrXmlDoc      *running,
                        GError        **error);

static VtrItem *
find (VtrXmlDoc   *doc,
      const char  *key,
      GError     **error)
{
  VtrItem *item = vtr_item_find (doc, key);

  if (item == NULL)
    g_set_error (error, VTR_ERROR, VTR_ERROR_NOT_FOUND, "The definition has no %s any more", key);
  return item;
}

static gboolean
sets (const VtrEdit *edit,
      const char    *prefix)
{
  for (guint i = 0; i < edit->fields->len; i++)
    if (g_str_has_prefix (edit->fields->pdata[i], prefix))
      return TRUE;
  return FALSE;
}

/* libvirt counts the disks of a bus by their names: of two "a" on one bus it refuses the second. */
static void
rename_disk (const VtrItem *disk,
             const char    *bus)
{
  static const struct { const char *bus; const char *prefix; } prefixes[] = {
    { "virtio", "vd" }, { "ide", "hd" }, { "fdc", "fd" }, { "xen", "xvd" },
  };
  VtrXmlNode *devices = vtr_xml_node_get_parent (disk->node);
  g_autofree char *target = vtr_item_get (disk, "target");
  const char *prefix = "sd";

  for (guint i = 0; i < G_N_ELEMENTS (prefixes); i++)
    if (strcmp (prefixes[i].bus, bus) == 0)
      prefix = prefixes[i].prefix;
  if (target == NULL || g_str_has_prefix (target, prefix))
    return;

  for (char letter = 'a'; letter <= 'z'; letter++)
    {
      g_autofree char *name = g_strdup_printf ("%s%c", prefix, letter);
      g_autofree char *path = g_strdup_printf ("disk/target[@dev='%s']", name);

      if (vtr_xml_node_find (devices, path) != NULL)
        continue;
      vtr_item_set (disk, "target", name, NULL);
      return;
    }
}

/* On another bus a device is at another place, which libvirt finds. */
static void
follow_bus (const VtrEdit *edit,
            const VtrItem *item,
            const char    *before)
{
  g_autofree char *bus = vtr_item_get (item, "bus");

  if (bus == NULL || g_strcmp0 (bus, before) == 0)
    return;
  if (!sets (edit, "address-"))
    vtr_xml_node_set (item->node, "address", NULL);
  if (strcmp (item->kind->name, "disk") == 0 && !sets (edit, "target"))
    rename_disk (item, bus);
}

static gboolean
set_fields (const VtrEdit  *edit,
            const VtrItem  *item,
            GError        **error)
{
  gboolean has_bus = item->kind->sort == VTR_KIND_DEVICE && sets (edit, "bus")
                     && vtr_kind_get_field (item->kind, "bus") != NULL;
  g_autofree char *bus = has_bus ? vtr_item_get (item, "bus") : NULL;

  for (guint i = 0; i < edit->fields->len; i++)
    if (!vtr_item_set (item, edit->fields->pdata[i], edit->values->pdata[i], error))
      return FALSE;
  if (has_bus)
    follow_bus (edit, item, bus);
  return TRUE;
}

static gboolean
set_values (const VtrEdit  *edit,
            VtrXmlDoc      *doc,
            GError        **error)
{
  g_autoptr (VtrItem) item = vtr_item_ensure (doc, edit->key);

  if (item == NULL)
    {
      g_set_error (error, VTR_ERROR, VTR_ERROR_NOT_FOUND, "The definition has no %s any more",
                   edit->key);
      return FALSE;
    }
  return set_fields (edit, item, error);
}

/* With the entries that are in it. */
static gboolean
add_entry (const VtrEdit  *edit,
           VtrXmlDoc      *doc,
           const VtrItem  *parent,
           GError        **error)
{
  g_autoptr (VtrItem) item = vtr_item_add_entry (doc, parent, edit->xml);

  if (item == NULL)
    {
      g_set_error (error, VTR_ERROR, VTR_ERROR_INVALID, "No %s can be added", edit->xml);
      return FALSE;
    }
  if (!set_fields (edit, item, error))
    return FALSE;
  for (guint i = 0; i < edit->parts->len; i++)
    if (!add_entry (edit->parts->pdata[i], doc, item, error))
      return FALSE;
  return TRUE;
}

static gboolean
add_entry_to_key (const VtrEdit  *edit,
                  VtrXmlDoc      *doc,
                  GError        **error)
{
  g_autoptr (VtrItem) parent = edit->key != NULL ? find (doc, edit->key, error) : NULL;

  if (edit->key != NULL && parent == NULL)
    return FALSE;
  return add_entry (edit, doc, parent, error);
}

static gboolean
add_device (const VtrEdit  *edit,
            VtrXmlDoc      *doc,
            GError        **error)
{
  g_autoptr (VtrItem) item = vtr_item_add_device (doc, edit->xml, error);

  return item != NULL;
}

static gboolean
remove_device (const VtrEdit  *edit,
               VtrXmlDoc      *doc,
               VtrXmlDoc      *running,
               GError        **error)
{
  g_autoptr (VtrItem) item = vtr_item_find (doc, edit->key);
  g_autoptr (VtrItem) left = NULL;

  /* What waits to go is not saved any more: it can still be asked to go now. */
  if (item == NULL && running != NULL)
    left = vtr_item_find (running, edit->key);
  if (left != NULL)
    return TRUE;
  if (item == NULL)
    return find (doc, edit->key, error) != NULL;

  if (item->kind->sort == VTR_KIND_SECTION)
    {
      g_set_error (error, VTR_ERROR, VTR_ERROR_INVALID, "%s is always there", edit->key);
      return FALSE;
    }
  vtr_item_remove (item);
  return TRUE;
}

/* Who writes XML saw it without the secrets: what is not said about them stays. */
static void
keep_secrets (const VtrItem *from,
              VtrXmlNode    *to)
{
  for (const VtrField *field = from->kind->fields; field->name != NULL; field++)
    {
      g_autofree char *old_value = NULL;
      g_autofree char *new_value = NULL;

      if (!(field->flags & VTR_FIELD_SECRET))
        continue;
      old_value = vtr_field_get (field, from->node);
      new_value = vtr_field_get (field, to);
      if (old_value != NULL && new_value == NULL)
        vtr_field_set (field, to, old_value, NULL);
    }
}

static gboolean
replace_device (const VtrEdit  *edit,
                VtrXmlDoc      *doc,
                GError        **error)
{
  g_autoptr (VtrItem) item = find (doc, edit->key, error);
  g_autofree char *name = NULL;
  VtrXmlNode *node;

  if (item == NULL)
    return FALSE;
  if (item->kind->sort == VTR_KIND_SECTION)
    {
      g_set_error (error, VTR_ERROR, VTR_ERROR_INVALID, "%s is no device", edit->key);
      return FALSE;
    }

  name = g_strdup (vtr_xml_node_get_name (item->node));
  node = vtr_xml_node_replace_xml (item->node, edit->xml, error);
  if (node != NULL && strcmp (vtr_xml_node_get_name (node), name) == 0)
    keep_secrets (item, node);
  return node != NULL;
}

static VtrXmlDoc *
replace_all (const VtrEdit  *edit,
             VtrXmlDoc      *saved,
             GError        **error)
{
  g_autoptr (VtrXmlDoc) doc = vtr_xml_doc_new (edit->xml, -1, error);
  g_autoptr (GPtrArray) items = NULL;
  const char *uuid = vtr_xml_node_get (vtr_xml_doc_get_root (saved), "uuid");
  const char *other;

  if (doc == NULL)
    return NULL;

  /* Without its identity it would be one machine more, with another a different one. */
  other = vtr_xml_node_get (vtr_xml_doc_get_root (doc), "uuid");
  if (other != NULL && g_ascii_strcasecmp (other, uuid) != 0)
    {
      g_set_error (error, VTR_ERROR, VTR_ERROR_INVALID, "This definition is of another machine: %s",
                   other);
      return NULL;
    }
  if (other == NULL)
    vtr_xml_node_set (vtr_xml_doc_get_root (doc), "uuid", uuid);

  items = vtr_item_list (doc, NULL);
  for (guint i = 0; i < items->len; i++)
    {
      const VtrItem *item = items->pdata[i];
      g_autoptr (VtrItem) old = NULL;

      for (const VtrField *field = item->kind->fields; field->name != NULL && old == NULL; field++)
        if (field->flags & VTR_FIELD_SECRET)
          old = vtr_item_find (saved, item->key);
      if (old != NULL)
        keep_secrets (old, item->node);
    }
  return g_steal_pointer (&doc);
}

/* What only a run has is not carried into the saved definition. */
static char *
dup_saveable (const VtrItem *item)
{
  g_autoptr (VtrXmlDoc) clone = vtr_xml_node_clone (item->node);
  VtrXmlNode *root = vtr_xml_doc_get_root (clone);
  const char *alias = vtr_xml_node_get (root, "alias/@name");

  for (const VtrField *field = item->kind->fields; field->name != NULL; field++)
    if (field->flags & VTR_FIELD_LIVE)
      vtr_field_set (field, root, NULL, NULL);
  if (alias != NULL && !g_str_has_prefix (alias, "ua-"))
    vtr_xml_node_set (root, "alias/@name", NULL);
  if (strcmp (item->kind->name, "disk") == 0)
    {
      vtr_xml_node_set (root, "source/@index", NULL);
      vtr_xml_node_set (root, "backingStore", NULL);
    }
  return vtr_xml_doc_to_string (clone);
}

/* What is in a namespace is made anew by its values: its prefix may be another one over there. */
static VtrXmlNode *
make_alike (VtrXmlNode     *base,
            const VtrItem  *gone,
            GError        **error)
{
  g_autoptr (GPtrArray) nodes = vtr_xml_node_find_all (base, gone->kind->path);
  g_autofree char *path = g_strdup_printf ("%s[%u]", gone->kind->path, nodes->len + 1);
  VtrXmlNode *node = vtr_xml_node_ensure (base, path);

  for (const VtrField *field = gone->kind->fields; field->name != NULL; field++)
    {
      g_autofree char *value = vtr_field_get (field, gone->node);

      if (!vtr_field_set (field, node, value, error))
        return NULL;
    }
  return node;
}

/* A key may have slashes of its own. */
static VtrItem *
find_parent (VtrXmlDoc      *doc,
             const VtrItem  *child,
             GError        **error)
{
  g_autofree char *key = g_strdup (child->key);
  char *slash;

  while ((slash = strrchr (key, '/')) != NULL)
    {
      VtrItem *parent;

      *slash = '\0';
      parent = vtr_item_find (doc, key);
      if (parent != NULL && parent->kind == child->kind->parent)
        return parent;
      vtr_item_free (parent);
    }
  return find (doc, child->key, error);
}

static VtrXmlNode *
bring_back_entry (VtrXmlDoc      *doc,
                  const VtrItem  *gone,
                  const char     *xml,
                  GError        **error)
{
  g_autoptr (VtrItem) parent = gone->kind->parent != NULL ? find_parent (doc, gone, error) : NULL;
  g_autoptr (VtrItem) item = NULL;

  if (gone->kind->parent != NULL && parent == NULL)
    return NULL;

  if (strchr (gone->kind->path, '{') != NULL)
    return make_alike (parent != NULL ? parent->node : vtr_xml_doc_get_root (doc), gone, error);

  item = vtr_item_add (doc, parent, gone->kind->name, xml, error);
  return item != NULL ? item->node : NULL;
}

/* It came in as the last of its like: the ones behind its place move up by one. Guests count their
 * disks and cards in that order. */
static void
put_in_place (VtrXmlNode *node,
              VtrXmlNode *model)
{
  const char *name = vtr_xml_node_get_name (node);
  g_autoptr (GPtrArray) there
      = vtr_xml_node_find_all (vtr_xml_node_get_parent (model), vtr_xml_node_get_name (model));
  g_autoptr (GPtrArray) here = vtr_xml_node_find_all (vtr_xml_node_get_parent (node), name);
  g_autofree char *carried = vtr_xml_node_to_string (node);
  guint place = 0;

  if (!g_ptr_array_find (there, model, &place))
    return;

  for (guint i = place; i < here->len; i++)
    {
      g_autofree char *next = vtr_xml_node_to_string (here->pdata[i]);

      vtr_xml_node_replace_xml (here->pdata[i], carried, NULL);
      g_free (carried);
      carried = g_steal_pointer (&next);
    }
}

static gboolean
bring_back (VtrXmlDoc      *doc,
            const VtrItem  *gone,
            GError        **error)
{
  g_autofree char *xml = dup_saveable (gone);
  g_autoptr (VtrItem) item = NULL;
  VtrXmlNode *node;

  if (gone->kind->sort == VTR_KIND_DEVICE)
    {
      item = vtr_item_add_device (doc, xml, error);
      node = item != NULL ? item->node : NULL;
    }
  else
    node = bring_back_entry (doc, gone, xml, error);

  if (node != NULL)
    put_in_place (node, gone->node);
  return node != NULL;
}

/* The nodes are looked up first: a value that is set back may be a part of a key. What comes back comes
 * last, in its order, since it takes the place of nodes. */
static gboolean
discard_pending (VtrXmlDoc  *doc,
                 VtrXmlDoc  *running,
                 GError    **error)
{
  g_autoptr (GPtrArray) changes = NULL;
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func ((GDestroyNotify) vtr_item_free);

  if (running == NULL)
    {
      g_set_error_literal (error, VTR_ERROR, VTR_ERROR_WRONG_STATE, "The machine is off");
      return FALSE;
    }

  changes = vtr_change_list (running, doc);
  for (guint i = 0; i < changes->len; i++)
    {
      const VtrChange *change = changes->pdata[i];
      VtrXmlDoc *place = change->sort == VTR_CHANGE_REMOVED ? running : doc;

      g_ptr_array_add (items, vtr_item_find (place, change->key));
    }

  for (guint i = 0; i < changes->len; i++)
    {
      const VtrChange *change = changes->pdata[i];
      const VtrItem *item = items->pdata[i];

      if (item == NULL || change->sort == VTR_CHANGE_REMOVED)
        continue;
      if (change->sort == VTR_CHANGE_ADDED)
        vtr_item_remove (item);
      else if (change->field == NULL)
        {
          if (vtr_xml_node_replace_xml (item->node, change->running, error) == NULL)
            return FALSE;
        }
      else if (!vtr_field_set (change->field, item->node, change->running, error))
        return FALSE;
    }

  for (guint i = 0; i < changes->len; i++)
    {
      const VtrChange *change = changes->pdata[i];

      if (change->sort == VTR_CHANGE_REMOVED && items->pdata[i] != NULL
          && !bring_back (doc, items->pdata[i], error))
        return FALSE;
    }
  return TRUE;
}

/* Each key means what it meant at first: a part may set what is in the key of another one, or take away
 * the first of two that share one. So what they are about is looked up before anything changes. */
static gboolean
change_together (const VtrEdit  *edit,
                 VtrXmlDoc      *doc,
                 VtrXmlDoc      *running,
                 GError        **error)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func ((GDestroyNotify) vtr_item_free);

  for (guint i = 0; i < edit->parts->len; i++)
    {
      const VtrEdit *part = edit->parts->pdata[i];

      g_ptr_array_add (items, part->key != NULL ? vtr_item_find (doc, part->key) : NULL);
    }

  for (guint i = 0; i < edit->parts->len; i++)
    {
      const VtrEdit *part = edit->parts->pdata[i];
      const VtrItem *item = items->pdata[i];
      gboolean done;

      if (item != NULL && part->sort == VTR_EDIT_SET_VALUES)
        done = set_fields (part, item, error);
      else if (item != NULL && part->sort == VTR_EDIT_ADD_ENTRY)
        done = add_entry (part, doc, item, error);
      else if (item != NULL && part->sort == VTR_EDIT_REMOVE_DEVICE
               && item->kind->sort != VTR_KIND_SECTION)
        {
          vtr_item_remove (item);
          done = TRUE;
        }
      else
        done = change (part, doc, running, error);
      if (!done)
        return FALSE;
    }
  return TRUE;
}

static gboolean
change (const VtrEdit  *edit,
        VtrXmlDoc      *doc,
        VtrXmlDoc      *running,
        GError        **error)
{
  switch (edit->sort)
    {
    case VTR_EDIT_SET_VALUES:
      return set_values (edit, doc, error);
    case VTR_EDIT_ADD_DEVICE:
      return add_device (edit, doc, error);
    case VTR_EDIT_REMOVE_DEVICE:
      return remove_device (edit, doc, running, error);
    case VTR_EDIT_ADD_ENTRY:
      return add_entry_to_key (edit, doc, error);
    case VTR_EDIT_REPLACE_DEVICE:
      return replace_device (edit, doc, error);
    case VTR_EDIT_DISCARD_PENDING:
      return discard_pending (doc, running, error);
    case VTR_EDIT_TOGETHER:
      return change_together (edit, doc, running, error);
    case VTR_EDIT_REPLACE_ALL:
    case VTR_EDIT_REPLACE_ALL_UNCHECKED:
    default:
      g_assert_not_reached ();
    }
}

/**
 * vtr_edit_document:
 * @edit: what to do
 * @saved: the saved definition, with its secrets
 * @running: (nullable): the definition that runs
 * @error: a location for an error
 *
 * Returns: (transfer full) (nullable): the definition to save; @saved stays as it is
 */
VtrXmlDoc *
vtr_edit_document (const VtrEdit  *edit,
                   VtrXmlDoc      *saved,
                   VtrXmlDoc      *running,
                   GError        **error)
{
  g_autoptr (VtrXmlDoc) doc = NULL;

  if (edit->sort == VTR_EDIT_REPLACE_ALL || edit->sort == VTR_EDIT_REPLACE_ALL_UNCHECKED)
    return replace_all (edit, saved, error);

  doc = vtr_xml_doc_copy (saved);
  return change (edit, doc, running, error) ? g_steal_pointer (&doc) : NULL;
}
