/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "console/vtr-text-keys.h"

/* As much of two layouts as tells them apart: the same symbol is at another place. */
static const VtrKeyStroke american[] = {
  { 44, GDK_KEY_z, FALSE, FALSE },     { 21, GDK_KEY_y, FALSE, FALSE },
  { 30, GDK_KEY_a, FALSE, FALSE },     { 30, GDK_KEY_A, TRUE, FALSE },
  { 3, GDK_KEY_at, TRUE, FALSE },      { 26, GDK_KEY_bracketleft, FALSE, FALSE },
  { 28, GDK_KEY_Return, FALSE, FALSE }, { 15, GDK_KEY_Tab, FALSE, FALSE },
  { 0 },
};

static const VtrKeyStroke german[] = {
  { 21, GDK_KEY_z, FALSE, FALSE },     { 44, GDK_KEY_y, FALSE, FALSE },
  { 30, GDK_KEY_a, FALSE, FALSE },     { 30, GDK_KEY_A, TRUE, FALSE },
  { 16, GDK_KEY_at, FALSE, TRUE },     { 9, GDK_KEY_bracketleft, FALSE, TRUE },
  { 40, GDK_KEY_adiaeresis, FALSE, FALSE }, { 28, GDK_KEY_Return, FALSE, FALSE },
  { 18, GDK_KEY_EuroSign, FALSE, TRUE }, { 0 },
};

static gboolean
look_up (guint         keysym,
         VtrKeyStroke *stroke,
         gpointer      layout)
{
  for (const VtrKeyStroke *known = layout; known->key != 0; known++)
    if (known->keysym == keysym)
      {
        *stroke = *known;
        return TRUE;
      }

  return FALSE;
}

/* Keys as numbers, with + for Shift and ^ for AltGr, and what is left out after a bar. */
static void
check (const VtrKeyStroke *layout,
       const char         *text,
       const char         *expected)
{
  g_autofree char *untypable = NULL;
  g_autoptr (GArray) strokes = vtr_text_to_keys (text, look_up, (gpointer) layout, &untypable);
  g_autoptr (GString) found = g_string_new (NULL);

  for (guint i = 0; i < strokes->len; i++)
    {
      const VtrKeyStroke *stroke = &g_array_index (strokes, VtrKeyStroke, i);

      g_string_append_printf (found, "%s%s%s%u", i > 0 ? " " : "", stroke->shift ? "+" : "",
                              stroke->level3 ? "^" : "", stroke->key);
    }
  g_string_append_printf (found, "|%s", untypable);
  g_assert_cmpstr (found->str, ==, expected);
}

static void
test_layouts (void)
{
  check (american, "zyA@[", "44 21 +30 +3 26|");
  check (german, "zyA@[", "21 44 +30 ^16 ^9|");
  check (german, "ä€", "40 ^18|");
}

/* What has no key is told once, and the rest is typed. */
static void
test_untypable (void)
{
  check (american, "aäaßaä", "30 30 30|äß");
  check (german, "a漢a", "30 30|漢");
  check (german, "\t", "|\t");
  check (american, "", "|");
}

static void
test_line_ends (void)
{
  check (american, "a\r\na\na\ra\t", "30 28 30 28 30 28 30 15|");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/text-keys/layouts", test_layouts);
  g_test_add_func ("/text-keys/untypable", test_untypable);
  g_test_add_func ("/text-keys/line-ends", test_line_ends);

  return g_test_run ();
}
