/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-change-words.h"

#include <glib/gi18n-lib.h>

#include "editors/vtr-field-label.h"
#include "editors/vtr-item-names.h"

/**
 * vtr_change_describe_title:
 * @self: a difference
 * @before: (nullable): the definition that runs, or the older one
 * @after: (nullable): the saved one, or the newer one
 *
 * Returns: (transfer full): what it is about: "Disk vda · Cache"
 */
char *
vtr_change_describe_title (const VtrChange *self,
                           VtrXmlDoc       *before,
                           VtrXmlDoc       *after)
{
  VtrXmlDoc *doc = self->sort == VTR_CHANGE_REMOVED ? before : after;
  g_autoptr (VtrItem) item = doc != NULL ? vtr_item_find (doc, self->key) : NULL;
  g_autofree char *title
      = item != NULL ? vtr_item_get_title (item) : g_strdup (vtr_kind_get_title (self->kind));
  const char *field
      = self->sort == VTR_CHANGE_VALUE ? vtr_field_label (self->kind, self->field) : NULL;

  return field != NULL ? g_strdup_printf ("%s · %s", title, field) : g_steal_pointer (&title);
}

/**
 * vtr_change_describe_pending:
 * @self: a difference between what runs and what is saved
 *
 * Returns: (transfer full): what it is now and what it will be
 */
char *
vtr_change_describe_pending (const VtrChange *self)
{
  g_autofree char *now = NULL;
  g_autofree char *then = NULL;

  switch (self->sort)
    {
    case VTR_CHANGE_ADDED:
      return g_strdup (_("Will be added"));
    case VTR_CHANGE_REMOVED:
      return g_strdup (_("Will be removed"));
    case VTR_CHANGE_VALUE:
    default:
      now = vtr_field_value_label (self->kind, self->field, self->running);
      then = vtr_field_value_label (self->kind, self->field, self->saved);
      /* Translators: the value of a setting while the machine runs, and after its next start */
      return g_strdup_printf (_("now: %s · after restart: %s"), now, then);
    }
}

/**
 * vtr_change_describe_past:
 * @self: a difference between an older and a newer definition
 *
 * Returns: (transfer full): what became of it
 */
char *
vtr_change_describe_past (const VtrChange *self)
{
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  switch (self->sort)
    {
    case VTR_CHANGE_ADDED:
      return g_strdup (_("added"));
    case VTR_CHANGE_REMOVED:
      return g_strdup (_("removed"));
    case VTR_CHANGE_VALUE:
    default:
      before = vtr_field_value_label (self->kind, self->field, self->running);
      after = vtr_field_value_label (self->kind, self->field, self->saved);
      /* Translators: the value of a setting before and after a change */
      return g_strdup_printf (_("%s → %s"), before, after);
    }
}
