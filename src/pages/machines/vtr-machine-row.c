/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-machine-row.h"

#include <string.h>

#include "virt/host/vtr-host.h"

/* Numbers count as numbers, and capitals do not count. The order goes by the name, which is known of
 * every machine at once: a title is only read when its row is seen, and would carry that row away
 * from under the eyes, and bring the next one to be read. */
static char *
make_order (VtrMachine *machine)
{
  g_autofree char *folded = g_utf8_casefold (vtr_machine_get_name (machine), -1);

  return g_utf8_collate_key_for_filename (folded, -1);
}

VtrMachineRow *
vtr_machine_row_new (VtrMachine *machine)
{
  VtrMachineRow *self = g_new0 (VtrMachineRow, 1);

  self->machine = g_object_ref (machine);
  self->order = make_order (machine);
  return self;
}

void
vtr_machine_row_free (gpointer row)
{
  VtrMachineRow *self = row;

  g_object_unref (self->machine);
  g_free (self->order);
  g_free (self->words);
  g_free (self);
}

/* Something that is compared or searched has changed. */
void
vtr_machine_row_renew (VtrMachineRow *self)
{
  g_free (self->order);
  self->order = make_order (self->machine);
  g_clear_pointer (&self->words, g_free);
}

/**
 * vtr_machine_row_fold:
 * @text: any text
 *
 * Returns: (transfer full): the same without differences of case, for comparing parts of it
 */
char *
vtr_machine_row_fold (const char *text)
{
  g_autofree char *normal = NULL;

  /* Most text is plain, and this runs for each of thousands of machines. */
  if (g_str_is_ascii (text))
    return g_ascii_strdown (text, -1);

  normal = g_utf8_normalize (text, -1, G_NORMALIZE_ALL);
  return g_utf8_casefold (normal != NULL ? normal : text, -1);
}

static char *
make_words (VtrMachine *machine)
{
  VtrHost *host = vtr_machine_get_host (machine);
  const char *parts[] = {
    vtr_machine_get_name (machine),       vtr_machine_get_title (machine),
    vtr_machine_get_description (machine), vtr_machine_get_uuid (machine),
    vtr_machine_get_addresses (machine),  vtr_machine_get_os_name (machine),
    host != NULL ? vtr_host_get_title (host) : NULL,
  };
  g_autoptr (GString) all = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (parts[i] != NULL)
      g_string_append_printf (all, "%s\n", parts[i]);

  return vtr_machine_row_fold (all->str);
}

/**
 * vtr_machine_row_matches:
 * @self: a row
 * @words: (nullable) (array zero-terminated=1): folded words
 *
 * Returns: whether every word is somewhere in what is known of the machine
 */
gboolean
vtr_machine_row_matches (VtrMachineRow     *self,
                         const char *const *words)
{
  if (words == NULL || words[0] == NULL)
    return TRUE;

  if (self->words == NULL)
    self->words = make_words (self->machine);
  for (guint i = 0; words[i] != NULL; i++)
    if (strstr (self->words, words[i]) == NULL)
      return FALSE;

  return TRUE;
}
