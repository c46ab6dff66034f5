/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define VTR_KEY_CHORD_MAX 4

/* Keys that mean something when they are pressed together and let go, and nothing else was pressed
 * in between: so Ctrl+Alt can be the way out, and Ctrl+Alt+F2 still reaches the guest. */
typedef struct
{
  guint keys[VTR_KEY_CHORD_MAX];
  guint n_keys;
  guint held;     /* a bit for each of @keys */
  guint others;   /* how many other keys are down */
  gboolean ready; /* all are down, alone */
} VtrKeyChord;

gboolean vtr_key_chord_parse (VtrKeyChord *self,
                              const char  *text);
char    *vtr_key_chord_label (VtrKeyChord *self);
gboolean vtr_key_chord_key   (VtrKeyChord *self,
                              guint        key,
                              gboolean     pressed);
void     vtr_key_chord_reset (VtrKeyChord *self);

G_END_DECLS
