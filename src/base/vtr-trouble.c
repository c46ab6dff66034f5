/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-trouble.h"

G_DEFINE_BOXED_TYPE (VtrTrouble, vtr_trouble, vtr_trouble_copy, vtr_trouble_free)

/**
 * vtr_trouble_new:
 * @summary: one translated sentence that says what failed
 *
 * Returns: (transfer full): a trouble without cause or remedy yet
 */
VtrTrouble *
vtr_trouble_new (const char *summary)
{
  VtrTrouble *self = g_new0 (VtrTrouble, 1);

  self->summary = g_strdup (summary);
  return self;
}

/**
 * vtr_trouble_copy:
 * @self: a trouble
 *
 * Returns: (transfer full): a deep copy
 */
VtrTrouble *
vtr_trouble_copy (const VtrTrouble *self)
{
  VtrTrouble *copy = vtr_trouble_new (self->summary);

  copy->cause = g_strdup (self->cause);
  copy->remedy = g_strdup (self->remedy);
  copy->command = g_strdup (self->command);
  copy->action = g_strdup (self->action);
  copy->action_label = g_strdup (self->action_label);
  copy->details = g_strdup (self->details);
  return copy;
}

void
vtr_trouble_free (VtrTrouble *self)
{
  if (self == NULL)
    return;

  g_free (self->summary);
  g_free (self->cause);
  g_free (self->remedy);
  g_free (self->command);
  g_free (self->action);
  g_free (self->action_label);
  g_free (self->details);
  g_free (self);
}

/**
 * vtr_trouble_set_action:
 * @self: a trouble
 * @action: a detailed action name
 * @label: what its button says, translated
 */
void
vtr_trouble_set_action (VtrTrouble *self,
                        const char *action,
                        const char *label)
{
  g_set_str (&self->action, action);
  g_set_str (&self->action_label, label);
}

/**
 * vtr_trouble_to_text:
 * @self: a trouble
 *
 * Returns: (transfer full): everything it says, for the clipboard
 */
char *
vtr_trouble_to_text (const VtrTrouble *self)
{
  const char *parts[] = { self->summary, self->cause, self->remedy, self->command, self->details };
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (parts[i] != NULL && parts[i][0] != '\0')
      g_string_append_printf (text, "%s%s", text->len > 0 ? "\n\n" : "", parts[i]);

  return g_string_free (text, FALSE);
}
