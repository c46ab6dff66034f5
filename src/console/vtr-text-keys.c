/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-text-keys.h"

#include "vtr-key-codes.h"

static guint
keysym_for (gunichar character)
{
  switch (character)
    {
    case '\n':
      return GDK_KEY_Return;
    case '\t':
      return GDK_KEY_Tab;
    default:
      return gdk_unicode_to_keyval (character);
    }
}

static void
note_untypable (GString  *untypable,
                gunichar  character)
{
  char utf8[6];
  int length = g_unichar_to_utf8 (character, utf8);

  if (g_utf8_strchr (untypable->str, (gssize) untypable->len, character) == NULL)
    g_string_append_len (untypable, utf8, length);
}

/**
 * vtr_text_to_keys:
 * @text: what to type
 * @lookup: (scope call): finds keys on the layout that this computer and the guest share
 * @untypable: (out) (transfer full): each character once that has no key there
 *
 * Guests get keys, not characters, so text can be typed only as far as the layout goes.
 *
 * Returns: (transfer full) (element-type VtrKeyStroke): the keys for the rest
 */
GArray *
vtr_text_to_keys (const char    *text,
                  VtrKeyLookup   lookup,
                  gpointer       user_data,
                  char         **untypable)
{
  GArray *strokes = g_array_new (FALSE, TRUE, sizeof (VtrKeyStroke));
  GString *missing = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar character = g_utf8_get_char (p);
      VtrKeyStroke stroke = { 0 };

      /* Text from other systems ends its lines with both; one Enter is meant. */
      if (character == '\r')
        {
          if (p[1] == '\n')
            continue;
          character = '\n';
        }
      if (lookup (keysym_for (character), &stroke, user_data))
        g_array_append_val (strokes, stroke);
      else
        note_untypable (missing, character);
    }

  *untypable = g_string_free (missing, FALSE);

  return strokes;
}

/**
 * vtr_text_lookup_in_gdk:
 * @stroke: (out): the key, on this computer's layout
 * @display: (type Gdk.Display): whose layout
 */
gboolean
vtr_text_lookup_in_gdk (guint         keysym,
                        VtrKeyStroke *stroke,
                        gpointer      display)
{
  g_autofree GdkKeymapKey *keys = NULL;
  int n_keys, best = -1;

  if (!gdk_display_map_keyval (GDK_DISPLAY (display), keysym, &keys, &n_keys))
    return FALSE;

  /* The first layout counts, and the fewest modifiers; beyond four levels nobody types. */
  for (int i = 0; i < n_keys; i++)
    if (keys[i].group == 0 && keys[i].level < 4
        && (best < 0 || keys[i].level < keys[best].level))
      best = i;
  if (best < 0)
    return FALSE;

  stroke->key = vtr_key_from_gdk (keys[best].keycode);
  stroke->keysym = keysym;
  stroke->shift = (keys[best].level & 1) != 0;
  stroke->level3 = (keys[best].level & 2) != 0;

  return stroke->key != VTR_KEY_NONE;
}
