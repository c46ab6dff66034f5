/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-keyed-list.h"

/* A list model that finds an item by its key without walking, and adds and removes one row at the
 * cost of one row. */
struct _VtrKeyedList
{
  GObject     parent_instance;

  GSequence  *items;
  GHashTable *positions; /* key, owned by the item -> GSequenceIter */
  GType       item_type;
  VtrKeyFunc  get_key;
};

static GType
vtr_keyed_list_get_item_type (GListModel *model)
{
  return VTR_KEYED_LIST (model)->item_type;
}

static guint
vtr_keyed_list_get_n_items (GListModel *model)
{
  return (guint) g_sequence_get_length (VTR_KEYED_LIST (model)->items);
}

static gpointer
vtr_keyed_list_get_item (GListModel *model,
                         guint       position)
{
  GSequenceIter *iter = g_sequence_get_iter_at_pos (VTR_KEYED_LIST (model)->items, (int) position);

  return g_sequence_iter_is_end (iter) ? NULL : g_object_ref (g_sequence_get (iter));
}

static void
vtr_keyed_list_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = vtr_keyed_list_get_item_type;
  iface->get_n_items = vtr_keyed_list_get_n_items;
  iface->get_item = vtr_keyed_list_get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (VtrKeyedList, vtr_keyed_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      vtr_keyed_list_list_model_init))

static void
vtr_keyed_list_finalize (GObject *object)
{
  VtrKeyedList *self = VTR_KEYED_LIST (object);

  g_hash_table_unref (self->positions);
  g_sequence_free (self->items);

  G_OBJECT_CLASS (vtr_keyed_list_parent_class)->finalize (object);
}

static void
vtr_keyed_list_class_init (VtrKeyedListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = vtr_keyed_list_finalize;
}

static void
vtr_keyed_list_init (VtrKeyedList *self)
{
  self->items = g_sequence_new (g_object_unref);
  self->positions = g_hash_table_new (g_str_hash, g_str_equal);
}

/**
 * vtr_keyed_list_new:
 * @item_type: what the list holds
 * @get_key: gives an item's key, which must not change while the item is in the list
 *
 * Returns: (transfer full): an empty list
 */
VtrKeyedList *
vtr_keyed_list_new (GType      item_type,
                    VtrKeyFunc get_key)
{
  VtrKeyedList *self = g_object_new (VTR_TYPE_KEYED_LIST, NULL);

  self->item_type = item_type;
  self->get_key = get_key;
  return self;
}

/**
 * vtr_keyed_list_lookup:
 * @self: a list
 * @key: a key
 *
 * Returns: (transfer none) (nullable): the item with that key
 */
gpointer
vtr_keyed_list_lookup (VtrKeyedList *self,
                       const char   *key)
{
  GSequenceIter *iter = g_hash_table_lookup (self->positions, key);

  return iter != NULL ? g_sequence_get (iter) : NULL;
}

static gboolean
append (VtrKeyedList *self,
        gpointer      item)
{
  const char *key = self->get_key (item);

  if (g_hash_table_contains (self->positions, key))
    return FALSE;

  g_hash_table_insert (self->positions,
                       (gpointer) key,
                       g_sequence_append (self->items, g_object_ref (item)));
  return TRUE;
}

/**
 * vtr_keyed_list_add:
 * @self: a list
 * @item: (transfer none): a new item
 *
 * Returns: FALSE where an item with that key is there already
 */
gboolean
vtr_keyed_list_add (VtrKeyedList *self,
                    gpointer      item)
{
  guint position = vtr_keyed_list_get_n_items (G_LIST_MODEL (self));

  if (!append (self, item))
    return FALSE;

  g_list_model_items_changed (G_LIST_MODEL (self), position, 0, 1);
  return TRUE;
}

/**
 * vtr_keyed_list_add_all:
 * @self: a list
 * @items: (element-type GObject): new items; those whose key is there already are passed over
 *
 * Adds many with one signal.
 */
void
vtr_keyed_list_add_all (VtrKeyedList *self,
                        GPtrArray    *items)
{
  guint position = vtr_keyed_list_get_n_items (G_LIST_MODEL (self));
  guint added = 0;

  for (guint i = 0; i < items->len; i++)
    added += append (self, items->pdata[i]) ? 1 : 0;

  if (added > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), position, 0, added);
}

/**
 * vtr_keyed_list_remove:
 * @self: a list
 * @key: a key
 *
 * Returns: whether there was such an item
 */
gboolean
vtr_keyed_list_remove (VtrKeyedList *self,
                       const char   *key)
{
  GSequenceIter *iter = g_hash_table_lookup (self->positions, key);
  guint position;

  if (iter == NULL)
    return FALSE;

  position = (guint) g_sequence_iter_get_position (iter);
  g_hash_table_remove (self->positions, key);
  g_sequence_remove (iter);
  g_list_model_items_changed (G_LIST_MODEL (self), position, 1, 0);
  return TRUE;
}

/**
 * vtr_keyed_list_move:
 * @self: a list
 * @key: which item
 * @position: where it should stand afterwards
 */
void
vtr_keyed_list_move (VtrKeyedList *self,
                     const char   *key,
                     guint         position)
{
  GSequenceIter *iter = g_hash_table_lookup (self->positions, key);
  guint from, first, last;

  g_return_if_fail (iter != NULL);

  from = (guint) g_sequence_iter_get_position (iter);
  position = MIN (position, vtr_keyed_list_get_n_items (G_LIST_MODEL (self)) - 1);
  if (from == position)
    return;

  g_sequence_move (iter,
                   g_sequence_get_iter_at_pos (self->items,
                                               (int) (from < position ? position + 1 : position)));
  first = MIN (from, position);
  last = MAX (from, position);
  g_list_model_items_changed (G_LIST_MODEL (self), first, last - first + 1, last - first + 1);
}

void
vtr_keyed_list_clear (VtrKeyedList *self)
{
  guint removed = vtr_keyed_list_get_n_items (G_LIST_MODEL (self));

  if (removed == 0)
    return;

  g_hash_table_remove_all (self->positions);
  g_sequence_remove_range (g_sequence_get_begin_iter (self->items),
                           g_sequence_get_end_iter (self->items));
  g_list_model_items_changed (G_LIST_MODEL (self), 0, removed, 0);
}
