/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-item-edits.h"

struct _VtrItemEdits
{
  GPtrArray *values;  /* VtrFieldEdit, in the order in which they came */
  GPtrArray *added;   /* VtrNewEntry, the same */
  GPtrArray *removed; /* keys, the same */
  guint      last_id;
};

static void
free_value (gpointer data)
{
  VtrFieldEdit *edit = data;

  g_free (edit->key);
  g_free (edit->field);
  g_free (edit->value);
  g_free (edit->base);
  g_free (edit);
}

static void
free_entry (gpointer data)
{
  VtrNewEntry *entry = data;

  g_free (entry->id);
  g_free (entry->parent);
  g_free (entry);
}

/**
 * vtr_item_edits_new:
 *
 * Returns: (transfer full): no wishes
 */
VtrItemEdits *
vtr_item_edits_new (void)
{
  VtrItemEdits *self = g_new0 (VtrItemEdits, 1);

  self->values = g_ptr_array_new_with_free_func (free_value);
  self->added = g_ptr_array_new_with_free_func (free_entry);
  self->removed = g_ptr_array_new_with_free_func (g_free);
  return self;
}

void
vtr_item_edits_free (VtrItemEdits *self)
{
  g_ptr_array_unref (self->values);
  g_ptr_array_unref (self->added);
  g_ptr_array_unref (self->removed);
  g_free (self);
}

gboolean
vtr_item_edits_is_empty (VtrItemEdits *self)
{
  return self->values->len == 0 && self->added->len == 0 && self->removed->len == 0;
}

void
vtr_item_edits_clear (VtrItemEdits *self)
{
  g_ptr_array_set_size (self->values, 0);
  g_ptr_array_set_size (self->added, 0);
  g_ptr_array_set_size (self->removed, 0);
}

static gboolean
find (VtrItemEdits *self,
      const char   *key,
      const char   *field,
      guint        *position)
{
  for (*position = 0; *position < self->values->len; (*position)++)
    {
      const VtrFieldEdit *edit = self->values->pdata[*position];

      if (g_str_equal (edit->key, key) && g_str_equal (edit->field, field))
        return TRUE;
    }
  return FALSE;
}

/**
 * vtr_item_edits_find:
 * @self: edits
 * @key: of an item, or the id of a new one
 * @field: one of its fields
 *
 * Returns: (transfer none) (nullable): what a person wants of it
 */
const VtrFieldEdit *
vtr_item_edits_find (VtrItemEdits *self,
                     const char   *key,
                     const char   *field)
{
  guint position;

  return find (self, key, field, &position) ? self->values->pdata[position] : NULL;
}

/**
 * vtr_item_edits_set:
 * @self: edits
 * @key: of an item, or the id of a new one
 * @field: one of its fields
 * @value: (nullable): what is wanted
 * @base: (nullable): what is there
 */
void
vtr_item_edits_set (VtrItemEdits *self,
                    const char   *key,
                    const char   *field,
                    const char   *value,
                    const char   *base)
{
  guint position;
  VtrFieldEdit *edit;

  if (g_strcmp0 (value, base) == 0)
    {
      vtr_item_edits_drop (self, key, field);
      return;
    }
  if (find (self, key, field, &position))
    {
      edit = self->values->pdata[position];
      g_set_str (&edit->value, value);
      return;
    }

  edit = g_new (VtrFieldEdit, 1);
  *edit = (VtrFieldEdit) { g_strdup (key), g_strdup (field), g_strdup (value), g_strdup (base) };
  g_ptr_array_add (self->values, edit);
}

void
vtr_item_edits_drop (VtrItemEdits *self,
                     const char   *key,
                     const char   *field)
{
  guint position;

  if (find (self, key, field, &position))
    g_ptr_array_remove_index (self->values, position);
}

/**
 * vtr_item_edits_list:
 * @self: edits
 * @key: (nullable): of which item; NULL for all that are there already
 *
 * Returns: (transfer container) (element-type VtrFieldEdit): what a person wants of it
 */
GPtrArray *
vtr_item_edits_list (VtrItemEdits *self,
                     const char   *key)
{
  GPtrArray *result = g_ptr_array_new ();

  for (guint i = 0; i < self->values->len; i++)
    {
      VtrFieldEdit *edit = self->values->pdata[i];

      if (key != NULL ? g_str_equal (edit->key, key) : !vtr_item_edits_is_new (edit->key))
        g_ptr_array_add (result, edit);
    }
  return result;
}

/**
 * vtr_item_edits_add_entry:
 * @self: edits
 * @parent: (nullable): the key, or the id, of what it shall be in
 * @kind: its kind
 *
 * Returns: (transfer none): the new entry
 */
const VtrNewEntry *
vtr_item_edits_add_entry (VtrItemEdits  *self,
                          const char    *parent,
                          const VtrKind *kind)
{
  VtrNewEntry *entry = g_new (VtrNewEntry, 1);

  *entry = (VtrNewEntry) { g_strdup_printf ("+%u", ++self->last_id), g_strdup (parent), kind };
  g_ptr_array_add (self->added, entry);
  return entry;
}

/**
 * vtr_item_edits_get_added:
 * @self: edits
 *
 * Returns: (transfer none) (element-type VtrNewEntry): what shall come
 */
GPtrArray *
vtr_item_edits_get_added (VtrItemEdits *self)
{
  return self->added;
}

gboolean
vtr_item_edits_is_new (const char *key)
{
  return key[0] == '+';
}

static gboolean
is_within (const char *key,
           const char *outer)
{
  return g_str_has_prefix (key, outer) && (key[strlen (outer)] == '/' || !key[strlen (outer)]);
}

static void
remove_new (VtrItemEdits *self,
            const char   *id)
{
  for (guint i = self->added->len; i > 0; i--)
    {
      const VtrNewEntry *entry = self->added->pdata[i - 1];

      if (g_strcmp0 (entry->parent, id) == 0)
        {
          remove_new (self, entry->id);
          i = MIN (i, self->added->len + 1);
        }
    }
  for (guint i = self->values->len; i > 0; i--)
    if (g_str_equal (((VtrFieldEdit *) self->values->pdata[i - 1])->key, id))
      g_ptr_array_remove_index (self->values, i - 1);
  for (guint i = self->added->len; i > 0; i--)
    if (g_str_equal (((VtrNewEntry *) self->added->pdata[i - 1])->id, id))
      {
        g_ptr_array_remove_index (self->added, i - 1);
        return;
      }
}

/**
 * vtr_item_edits_remove_entry:
 * @self: edits
 * @key: of an entry, or the id of a new one
 *
 * What was wanted of it, and of what is in it, is wanted no more.
 */
void
vtr_item_edits_remove_entry (VtrItemEdits *self,
                             const char   *key)
{
  g_autofree char *own = g_strdup (key);

  if (vtr_item_edits_is_new (own))
    {
      remove_new (self, own);
      return;
    }

  for (guint i = self->values->len; i > 0; i--)
    if (is_within (((VtrFieldEdit *) self->values->pdata[i - 1])->key, own))
      g_ptr_array_remove_index (self->values, i - 1);
  if (!vtr_item_edits_is_removed (self, own))
    g_ptr_array_add (self->removed, g_steal_pointer (&own));
}

gboolean
vtr_item_edits_is_removed (VtrItemEdits *self,
                           const char   *key)
{
  return g_ptr_array_find_with_equal_func (self->removed, key, g_str_equal, NULL);
}

/**
 * vtr_item_edits_get_removed:
 * @self: edits
 *
 * Returns: (transfer none) (element-type utf8): the keys of what shall go
 */
GPtrArray *
vtr_item_edits_get_removed (VtrItemEdits *self)
{
  return self->removed;
}
