/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-change.h"

#include "xml/vtr-line-diff.h"

#include <string.h>

static void
change_free (gpointer data)
{
  VtrChange *change = data;

  g_free (change->key);
  g_free (change->running);
  g_free (change->saved);
  g_free (change);
}

static VtrChange *
add_change (GPtrArray     *changes,
            VtrChangeSort  sort,
            const VtrItem *item)
{
  VtrChange *change = g_new0 (VtrChange, 1);

  change->sort = sort;
  change->key = g_strdup (item->key);
  change->kind = item->kind;
  g_ptr_array_add (changes, change);
  return change;
}

/* Whether starting a machine that says @saved may well have led to @running. */
static gboolean
is_expected (const VtrField *field,
             const char     *running,
             const char     *saved)
{
  if (g_strcmp0 (running, saved) == 0 || field->flags & (VTR_FIELD_LIVE | VTR_FIELD_RESOLVED))
    return TRUE;
  if (field->flags & VTR_FIELD_FILLED)
    return !saved || strcmp (saved, "-1") == 0;

  /* An empty drive has no format while it runs. */
  if (strcmp (field->path, "driver/@type") == 0 && !running)
    return TRUE;

  /* libvirt spells out what it found on the host. */
  return strcmp (field->path, "cpu/@mode") == 0 && g_strcmp0 (running, "custom") == 0
         && (g_strcmp0 (saved, "host-model") == 0 || g_strcmp0 (saved, "maximum") == 0);
}

static void
compare_items (GPtrArray     *changes,
               const VtrItem *running,
               const VtrItem *saved)
{
  for (const VtrField *field = saved->kind->fields; field->name; field++)
    {
      g_autofree char *running_value = vtr_field_get (field, running->node);
      g_autofree char *saved_value = vtr_field_get (field, saved->node);
      VtrChange *change;

      if (is_expected (field, running_value, saved_value))
        continue;
      change = add_change (changes, VTR_CHANGE_VALUE, saved);
      change->field = field;
      change->running = g_steal_pointer (&running_value);
      change->saved = g_steal_pointer (&saved_value);
    }
}

/* Nobody knows its fields, so all of it is compared, without what only a running machine has. */
static void
compare_unknown (GPtrArray     *changes,
                 const VtrItem *running,
                 const VtrItem *saved)
{
  g_autofree char *running_xml = NULL;
  g_autofree char *saved_xml = vtr_xml_node_to_string (saved->node);
  g_autoptr (VtrXmlDoc) clone = vtr_xml_node_clone (running->node);
  VtrChange *change;

  if (!vtr_xml_node_find (saved->node, "alias"))
    vtr_xml_node_set (vtr_xml_doc_get_root (clone), "alias", NULL);
  running_xml = vtr_xml_doc_to_string (clone);
  if (strcmp (running_xml, saved_xml) == 0)
    return;
  change = add_change (changes, VTR_CHANGE_VALUE, saved);
  change->running = g_steal_pointer (&running_xml);
  change->saved = g_steal_pointer (&saved_xml);
}

/* A key that only counts: "redirdev:#2". */
static gboolean
is_counted (const char *key)
{
  const char *slash = strrchr (key, '/');

  return strstr (slash ? slash : key, ":#") != NULL;
}

/* How two items are taken for the same one: by their key, or else by their order, first among those
 * that nothing tells apart, then where only the running machine has an address. */
typedef enum
{
  BY_KEY,
  BOTH_COUNTED,
  ONE_COUNTED,
} Likeness;

static gboolean
is_like (const VtrItem *item,
         const VtrItem *wanted,
         Likeness       likeness)
{
  /* What is counted along with others that have keys has another number once one of them goes. */
  if (likeness == BY_KEY)
    return strcmp (item->key, wanted->key) == 0 && (item->kind->parent || !is_counted (item->key));
  if (likeness == BOTH_COUNTED)
    return is_counted (item->key) && is_counted (wanted->key);
  return is_counted (item->key) || is_counted (wanted->key);
}

/* Takes the first item that is like @wanted out of @items. */
static VtrItem *
take_match (GPtrArray     *items,
            const VtrItem *wanted,
            Likeness       likeness)
{
  for (guint i = 0; i < items->len; i++)
    {
      VtrItem *item = items->pdata[i];

      if (!item || item->kind != wanted->kind)
        continue;
      if (is_like (item, wanted, likeness))
        {
          items->pdata[i] = NULL;
          return item;
        }
    }
  return NULL;
}

static void
match (GPtrArray *changes,
       GPtrArray *running,
       GPtrArray *saved,
       Likeness   likeness)
{
  for (guint i = 0; i < saved->len; i++)
    {
      g_autoptr (VtrItem) other = NULL;

      if (saved->pdata[i])
        other = take_match (running, saved->pdata[i], likeness);
      if (!other)
        continue;
      if (other->kind == &vtr_unknown_kind)
        compare_unknown (changes, other, saved->pdata[i]);
      else
        compare_items (changes, other, saved->pdata[i]);
      g_clear_pointer (&saved->pdata[i], vtr_item_free);
    }
}

/* With a device come and go the entries in it: only the device is worth telling. */
static gboolean
is_in_another (GPtrArray     *items,
               const VtrItem *item)
{
  for (guint i = 0; i < items->len; i++)
    {
      const VtrItem *other = items->pdata[i];

      if (other && other != item && g_str_has_prefix (item->key, other->key)
          && item->key[strlen (other->key)] == '/')
        return TRUE;
    }
  return FALSE;
}

static void
add_rest (GPtrArray     *changes,
          GPtrArray     *items,
          VtrChangeSort  sort)
{
  for (guint i = 0; i < items->len; i++)
    {
      const VtrItem *item = items->pdata[i];

      if (!item || is_in_another (items, item))
        continue;
      if (sort == VTR_CHANGE_REMOVED && item->kind->filled)
        continue;
      add_change (changes, sort, item);
    }
}

/**
 * vtr_change_list:
 * @running: the definition of a machine that runs
 * @saved: its saved definition
 *
 * Returns: (transfer full) (element-type VtrChange): what differs
 */
GPtrArray *
vtr_change_list (VtrXmlDoc *running,
                 VtrXmlDoc *saved)
{
  GPtrArray *changes = g_ptr_array_new_with_free_func (change_free);
  g_autoptr (GPtrArray) running_items = vtr_item_list (running, NULL);
  g_autoptr (GPtrArray) saved_items = vtr_item_list (saved, NULL);

  match (changes, running_items, saved_items, BY_KEY);
  match (changes, running_items, saved_items, BOTH_COUNTED);
  match (changes, running_items, saved_items, ONE_COUNTED);
  add_rest (changes, saved_items, VTR_CHANGE_ADDED);
  add_rest (changes, running_items, VTR_CHANGE_REMOVED);
  return changes;
}

static void
hide_secrets (VtrXmlDoc  *doc,
              const char *mark)
{
  g_autoptr (GPtrArray) items = vtr_item_list (doc, NULL);

  for (guint i = 0; i < items->len; i++)
    {
      const VtrItem *item = items->pdata[i];

      for (const VtrField *field = item->kind->fields; field->name; field++)
        {
          if (field->flags & VTR_FIELD_SECRET && vtr_xml_node_get (item->node, field->path))
            vtr_xml_node_set (item->node, field->path, mark);
        }
    }
}

/**
 * vtr_change_log:
 * @before: a definition
 * @after: the same one edited
 *
 * Returns: (transfer full): a unified diff in which no password stands
 */
char *
vtr_change_log (VtrXmlDoc *before,
                VtrXmlDoc *after)
{
  g_autoptr (VtrXmlDoc) old_doc = vtr_xml_doc_copy (before);
  g_autoptr (VtrXmlDoc) new_doc = vtr_xml_doc_copy (after);
  g_autoptr (GPtrArray) lines = NULL;
  g_autofree char *old_text = NULL;
  g_autofree char *new_text = NULL;

  hide_secrets (old_doc, "(secret)");
  hide_secrets (new_doc, "(secret)");
  old_text = vtr_xml_doc_to_string (old_doc);
  new_text = vtr_xml_doc_to_string (new_doc);
  lines = vtr_line_diff (old_text, new_text);
  return vtr_line_diff_print (lines, 2);
}

/**
 * vtr_change_without_secrets:
 * @doc: a definition
 *
 * Returns: (transfer full): a copy in which no password stands
 */
VtrXmlDoc *
vtr_change_without_secrets (VtrXmlDoc *doc)
{
  VtrXmlDoc *copy = vtr_xml_doc_copy (doc);

  hide_secrets (copy, NULL);
  return copy;
}
