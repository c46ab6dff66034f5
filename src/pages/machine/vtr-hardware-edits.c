/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-hardware-edits.h"

/* One edit for all values of an item. */
static VtrEdit *
find_part (VtrEdit    *all,
           const char *key)
{
  VtrEdit *part;

  for (guint i = 0; i < all->parts->len; i++)
    {
      part = all->parts->pdata[i];
      if (part->sort == VTR_EDIT_SET_VALUES && g_str_equal (part->key, key))
        return part;
    }

  part = vtr_edit_new (VTR_EDIT_SET_VALUES, key, NULL);
  vtr_edit_add_part (all, part);
  return part;
}

static VtrEdit *
make_entry (VtrItemEdits      *edits,
            const VtrNewEntry *entry,
            const char        *key)
{
  g_autoptr (GPtrArray) values = vtr_item_edits_list (edits, entry->id);
  GPtrArray *added = vtr_item_edits_get_added (edits);
  VtrEdit *edit = vtr_edit_new (VTR_EDIT_ADD_ENTRY, key, entry->kind->name);

  for (guint i = 0; i < values->len; i++)
    {
      const VtrFieldEdit *value = values->pdata[i];

      vtr_edit_set (edit, value->field, value->value);
    }
  for (guint i = 0; i < added->len; i++)
    {
      const VtrNewEntry *inner = added->pdata[i];

      if (g_strcmp0 (inner->parent, entry->id) == 0)
        vtr_edit_add_part (edit, make_entry (edits, inner, NULL));
    }
  return edit;
}

/**
 * vtr_hardware_edits_make:
 * @edits: what a person wants
 *
 * Returns: (transfer full): the same as one edit
 */
VtrEdit *
vtr_hardware_edits_make (VtrItemEdits *edits)
{
  g_autoptr (GPtrArray) values = vtr_item_edits_list (edits, NULL);
  GPtrArray *removed = vtr_item_edits_get_removed (edits);
  GPtrArray *added = vtr_item_edits_get_added (edits);
  VtrEdit *all = vtr_edit_new (VTR_EDIT_TOGETHER, NULL, NULL);

  for (guint i = 0; i < values->len; i++)
    {
      const VtrFieldEdit *value = values->pdata[i];

      vtr_edit_set (find_part (all, value->key), value->field, value->value);
    }
  for (guint i = 0; i < removed->len; i++)
    vtr_edit_add_part (all, vtr_edit_new (VTR_EDIT_REMOVE_DEVICE, removed->pdata[i], NULL));
  for (guint i = 0; i < added->len; i++)
    {
      const VtrNewEntry *entry = added->pdata[i];

      if (entry->parent == NULL || !vtr_item_edits_is_new (entry->parent))
        vtr_edit_add_part (all, make_entry (edits, entry, entry->parent));
    }
  return all;
}
