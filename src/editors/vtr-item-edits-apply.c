/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-item-edits-apply.h"

#include "base/vtr-error.h"
#include "definition/vtr-item.h"

/* Keys are those from before the first change: an address that changes is the key of its item. */
static GHashTable *
find_all (VtrItemEdits *self,
          VtrXmlDoc    *doc)
{
  GHashTable *items = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                             (GDestroyNotify) vtr_item_free);
  g_autoptr (GPtrArray) present = vtr_item_list (doc, NULL);

  for (guint i = 0; i < present->len; i++)
    {
      VtrItem *item = present->pdata[i];

      present->pdata[i] = NULL;
      g_hash_table_replace (items, g_strdup (item->key), item);
    }
  return items;
}

static gboolean
set_values (VtrItemEdits  *self,
            const VtrItem *item,
            const char    *key,
            GError       **error)
{
  g_autoptr (GPtrArray) values = vtr_item_edits_list (self, key);

  for (guint i = 0; i < values->len; i++)
    {
      const VtrFieldEdit *edit = values->pdata[i];

      if (!vtr_item_set (item, edit->field, edit->value, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
add_entries (VtrItemEdits *self,
             VtrXmlDoc    *doc,
             GHashTable   *items,
             GError      **error)
{
  GPtrArray *added = vtr_item_edits_get_added (self);

  for (guint i = 0; i < added->len; i++)
    {
      const VtrNewEntry *entry = added->pdata[i];
      const VtrItem *parent
          = entry->parent != NULL ? g_hash_table_lookup (items, entry->parent) : NULL;
      VtrItem *item = vtr_item_add_entry (doc, parent, entry->kind->name);

      if (item == NULL)
        {
          g_set_error (error, VTR_ERROR, VTR_ERROR_INVALID, "No %s can be added", entry->kind->name);
          return FALSE;
        }
      g_hash_table_replace (items, g_strdup (entry->id), item);
      if (!set_values (self, item, entry->id, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * vtr_item_edits_apply:
 * @self: what a person wants
 * @doc: a definition
 * @error: place for a VTR_ERROR_INVALID
 *
 * Returns: whether all of it could be written into @doc
 */
gboolean
vtr_item_edits_apply (VtrItemEdits *self,
                      VtrXmlDoc    *doc,
                      GError      **error)
{
  g_autoptr (GHashTable) items = find_all (self, doc);
  GPtrArray *removed = vtr_item_edits_get_removed (self);
  GHashTableIter iter;
  gpointer key, item;

  g_hash_table_iter_init (&iter, items);
  while (g_hash_table_iter_next (&iter, &key, &item))
    if (!set_values (self, item, key, error))
      return FALSE;
  if (!add_entries (self, doc, items, error))
    return FALSE;
  for (guint i = 0; i < removed->len; i++)
    {
      const VtrItem *gone = g_hash_table_lookup (items, removed->pdata[i]);

      if (gone != NULL)
        vtr_item_remove (gone);
    }
  return TRUE;
}
