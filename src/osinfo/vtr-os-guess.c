/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-os-guess.h"

#include <string.h>

/* "Debian_13.1.0-amd64" is the words debian, 13.1.0, 13.1, 13 and amd64: whoever made the disc
 * counts more finely than whoever made the catalogue. */
static GHashTable *
split_label (const char *label)
{
  g_autofree char *folded = g_utf8_casefold (label, -1);
  g_auto (GStrv) words = g_strsplit_set (folded, " _-", -1);
  GHashTable *set = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; words[i] != NULL; i++)
    {
      g_autofree char *word = g_strdup (words[i]);
      char *dot;

      if (word[0] == '\0')
        continue;
      g_hash_table_add (set, g_strdup (word));
      while (g_ascii_isdigit (word[0]) && (dot = strrchr (word, '.')) != NULL)
        {
          *dot = '\0';
          g_hash_table_add (set, g_strdup (word));
        }
    }
  return set;
}

/* How many of a name's words are in the label; 0 where one of them is not. */
static guint
count_words (const char *name,
             GHashTable *label)
{
  g_autofree char *folded = g_utf8_casefold (name, -1);
  g_auto (GStrv) words = g_strsplit_set (folded, " _-", -1);
  guint n_found = 0;

  for (guint i = 0; words[i] != NULL; i++)
    {
      if (words[i][0] == '\0')
        continue;
      if (!g_hash_table_contains (label, words[i]))
        return 0;
      n_found++;
    }
  return n_found;
}

/**
 * vtr_os_guess:
 * @systems: a list of VtrOs
 * @label: what a disc is called
 *
 * For discs that are younger than the catalogue. A guess names the version, or it is none: one name
 * alone would be true of twenty years of systems.
 *
 * Returns: (transfer full) (nullable): the system whose name is in the label
 */
VtrOs *
vtr_os_guess (GListModel *systems,
              const char *label)
{
  g_autoptr (GHashTable) words = split_label (label);
  VtrOs *best = NULL;
  guint best_words = 1;

  for (guint i = 0; i < g_list_model_get_n_items (systems); i++)
    {
      g_autoptr (VtrOs) os = g_list_model_get_item (systems, i);
      guint n_words = count_words (vtr_os_get_name (os), words);

      if (n_words > best_words)
        {
          best_words = n_words;
          g_set_object (&best, os);
        }
    }
  return best;
}
