/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-key-chord.h"

#include "vtr-key-codes.h"

#include <glib/gi18n.h>

/**
 * vtr_key_chord_parse:
 * @text: names of keys, joined by "+", such as "leftctrl+leftalt"
 *
 * Returns: whether all of them are known; otherwise the chord stays as it was
 */
gboolean
vtr_key_chord_parse (VtrKeyChord *self,
                     const char  *text)
{
  g_auto (GStrv) names = g_strsplit (text, "+", -1);
  guint n_names = g_strv_length (names);
  VtrKeyChord chord = { .n_keys = n_names };

  if (n_names == 0 || n_names > VTR_KEY_CHORD_MAX)
    return FALSE;

  for (guint i = 0; i < n_names; i++)
    {
      chord.keys[i] = vtr_key_from_name (g_strstrip (names[i]));
      if (chord.keys[i] == VTR_KEY_NONE)
        return FALSE;
    }

  *self = chord;
  return TRUE;
}

static const char *
key_label (guint key)
{
  switch (key)
    {
    case VTR_KEY_LEFTCTRL:
      return _("Left Ctrl");
    case VTR_KEY_LEFTALT:
      return _("Left Alt");
    case VTR_KEY_LEFTSHIFT:
      return _("Left Shift");
    case VTR_KEY_LEFTMETA:
      return _("Left Super");
    case VTR_KEY_RIGHTCTRL:
      return _("Right Ctrl");
    case VTR_KEY_RIGHTALT:
      return _("Right Alt");
    default:
      return NULL;
    }
}

/**
 * vtr_key_chord_label:
 *
 * Returns: (transfer full): the chord as it is told to a person
 */
char *
vtr_key_chord_label (VtrKeyChord *self)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < self->n_keys; i++)
    {
      const char *label = key_label (self->keys[i]);
      const char *name = vtr_key_to_name (self->keys[i]);

      if (i > 0)
        g_string_append_c (text, '+');
      if (label != NULL)
        g_string_append (text, label);
      else
        {
          g_string_append_c (text, g_ascii_toupper (name[0]));
          g_string_append (text, name + 1);
        }
    }

  return g_string_free (text, FALSE);
}

void
vtr_key_chord_reset (VtrKeyChord *self)
{
  self->held = 0;
  self->others = 0;
  self->ready = FALSE;
}

/**
 * vtr_key_chord_key:
 *
 * Follows the keyboard.
 *
 * Returns: whether the chord was just completed, by letting go one of its keys
 */
gboolean
vtr_key_chord_key (VtrKeyChord *self,
                   guint        key,
                   gboolean     pressed)
{
  gboolean complete = FALSE;
  guint bit = 0;

  for (guint i = 0; i < self->n_keys; i++)
    if (self->keys[i] == key)
      bit = 1u << i;

  if (bit == 0)
    {
      if (pressed)
        self->others++;
      else if (self->others > 0)
        self->others--;
      self->ready = FALSE;
      return FALSE;
    }

  if (pressed)
    {
      gboolean repeated = (self->held & bit) != 0;

      self->held |= bit;
      if (!repeated)
        self->ready = self->others == 0 && self->held == (1u << self->n_keys) - 1;
    }
  else
    {
      complete = self->ready;
      self->held &= ~bit;
      self->ready = FALSE;
    }

  return complete;
}
