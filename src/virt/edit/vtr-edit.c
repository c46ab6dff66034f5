/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-edit.h"

/**
 * vtr_edit_new:
 * @sort: what to do
 * @key: (nullable): to which item
 * @xml: (nullable): with what
 *
 * Returns: (transfer full): an edit
 */
VtrEdit *
vtr_edit_new (VtrEditSort sort,
              const char *key,
              const char *xml)
{
  VtrEdit *self = g_new0 (VtrEdit, 1);

  self->sort = sort;
  self->key = g_strdup (key);
  self->xml = g_strdup (xml);
  self->fields = g_ptr_array_new_with_free_func (g_free);
  self->values = g_ptr_array_new_with_free_func (g_free);
  self->parts = g_ptr_array_new_with_free_func (vtr_edit_free);
  return self;
}

/**
 * vtr_edit_copy:
 * @self: an edit
 *
 * Returns: (transfer full): another one like it
 */
VtrEdit *
vtr_edit_copy (const VtrEdit *self)
{
  VtrEdit *copy = vtr_edit_new (self->sort, self->key, self->xml);

  for (guint i = 0; i < self->fields->len; i++)
    vtr_edit_set (copy, self->fields->pdata[i], self->values->pdata[i]);
  for (guint i = 0; i < self->parts->len; i++)
    vtr_edit_add_part (copy, vtr_edit_copy (self->parts->pdata[i]));
  copy->later = self->later;
  return copy;
}

/**
 * vtr_edit_set:
 * @self: an edit that sets values
 * @field: the name of a field
 * @value: (nullable): its value, or that it has none
 *
 * The last word on a field counts.
 */
void
vtr_edit_set (VtrEdit    *self,
              const char *field,
              const char *value)
{
  for (guint i = 0; i < self->fields->len; i++)
    {
      if (!g_str_equal (self->fields->pdata[i], field))
        continue;
      g_free (self->values->pdata[i]);
      self->values->pdata[i] = g_strdup (value);
      return;
    }
  g_ptr_array_add (self->fields, g_strdup (field));
  g_ptr_array_add (self->values, g_strdup (value));
}

/**
 * vtr_edit_add_part:
 * @self: an edit of several, or a new entry
 * @part: (transfer full): one of them, or an entry within it
 */
void
vtr_edit_add_part (VtrEdit *self,
                   VtrEdit *part)
{
  g_ptr_array_add (self->parts, part);
}

void
vtr_edit_free (gpointer edit)
{
  VtrEdit *self = edit;

  if (self == NULL)
    return;

  g_free (self->key);
  g_free (self->xml);
  g_ptr_array_unref (self->fields);
  g_ptr_array_unref (self->values);
  g_ptr_array_unref (self->parts);
  g_free (self);
}
