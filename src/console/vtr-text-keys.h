/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include <gdk/gdk.h>

G_BEGIN_DECLS

/* One key that types a character, and what has to be held for it. */
typedef struct
{
  guint key;
  guint keysym;
  gboolean shift;
  gboolean level3; /* AltGr */
} VtrKeyStroke;

/* Finds the key for a symbol on some keyboard layout. */
typedef gboolean (*VtrKeyLookup) (guint         keysym,
                                  VtrKeyStroke *stroke,
                                  gpointer      user_data);

GArray  *vtr_text_to_keys       (const char    *text,
                                 VtrKeyLookup   lookup,
                                 gpointer       user_data,
                                 char         **untypable);
gboolean vtr_text_lookup_in_gdk (guint          keysym,
                                 VtrKeyStroke  *stroke,
                                 gpointer       display);

G_END_DECLS
