/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "console/vtr-key-chord.h"
#include "console/vtr-key-codes.h"
#include "console/vtr-scroll-sum.h"

/* Two keys must never become the same key for the guest. */
static void
test_codes_are_unique (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  guint known = 0;

  for (guint key = 1; key < 768; key++)
    {
      guint qnum = vtr_key_to_qnum (key);

      if (qnum == 0)
        continue;
      known++;
      g_assert_cmpuint (qnum, <=, 0xff);
      g_assert_true (g_hash_table_add (seen, GUINT_TO_POINTER (qnum)));
    }
  g_assert_cmpuint (known, >=, 190);
  g_assert_cmpuint (vtr_key_to_qnum (VTR_KEY_NONE), ==, 0);
  g_assert_cmpuint (vtr_key_to_qnum (84), ==, 0);
}

/* Both numbers say the same thing: the code, and whether a prefix comes first. */
static void
test_scancodes_are_qnums (void)
{
  for (guint key = 0; key < 768; key++)
    {
      guint qnum = vtr_key_to_qnum (key);
      guint scancode = vtr_key_to_scancode (key);

      g_assert_cmphex (scancode & 0x7f, ==, qnum & 0x7f);
      g_assert_cmpint ((scancode & 0x100) != 0, ==, (qnum & 0x80) != 0);
    }
}

static void
test_known_places (void)
{
  g_assert_cmphex (vtr_key_to_qnum (1), ==, 0x01);
  g_assert_cmphex (vtr_key_to_qnum (88), ==, 0x58);
  g_assert_cmphex (vtr_key_to_scancode (VTR_KEY_RIGHTCTRL), ==, 0x11d);
  g_assert_cmphex (vtr_key_to_scancode (VTR_KEY_DELETE), ==, 0x153);
  g_assert_cmphex (vtr_key_to_scancode (VTR_KEY_LEFTMETA), ==, 0x15b);
  g_assert_cmphex (vtr_key_to_qnum (96), ==, 0x9c);
  g_assert_cmpuint (vtr_key_from_gdk (38), ==, 30);
  g_assert_cmpuint (vtr_key_from_gdk (8), ==, VTR_KEY_NONE);
  for (guint key = 1; key < 300; key++)
    g_assert_cmpuint (vtr_key_from_gdk (vtr_key_to_gdk (key)), ==, key);
}

static void
test_chord_label (void)
{
  VtrKeyChord chord = { 0 };
  g_autofree char *label = NULL;

  g_assert_true (vtr_key_chord_parse (&chord, "leftctrl + leftalt"));
  g_assert_false (vtr_key_chord_parse (&chord, "leftctrl+nonsense"));
  g_assert_false (vtr_key_chord_parse (&chord, ""));
  label = vtr_key_chord_label (&chord);
  g_assert_cmpstr (label, ==, "Left Ctrl+Left Alt");
}

static void
test_chord (void)
{
  VtrKeyChord chord = { 0 };

  g_assert_true (vtr_key_chord_parse (&chord, "leftctrl+leftalt"));
  g_assert_false (vtr_key_chord_key (&chord, VTR_KEY_LEFTCTRL, TRUE));
  g_assert_false (vtr_key_chord_key (&chord, VTR_KEY_LEFTALT, TRUE));
  g_assert_false (vtr_key_chord_key (&chord, VTR_KEY_LEFTALT, TRUE)); /* repeated */
  g_assert_true (vtr_key_chord_key (&chord, VTR_KEY_LEFTALT, FALSE));
  g_assert_false (vtr_key_chord_key (&chord, VTR_KEY_LEFTCTRL, FALSE));

  /* Ctrl+Alt+F2 is for the guest. */
  vtr_key_chord_key (&chord, VTR_KEY_LEFTCTRL, TRUE);
  vtr_key_chord_key (&chord, VTR_KEY_LEFTALT, TRUE);
  vtr_key_chord_key (&chord, 60, TRUE);
  vtr_key_chord_key (&chord, 60, FALSE);
  g_assert_false (vtr_key_chord_key (&chord, VTR_KEY_LEFTALT, FALSE));
  g_assert_false (vtr_key_chord_key (&chord, VTR_KEY_LEFTCTRL, FALSE));

  /* And so is Shift held through it. */
  vtr_key_chord_key (&chord, VTR_KEY_LEFTSHIFT, TRUE);
  vtr_key_chord_key (&chord, VTR_KEY_LEFTCTRL, TRUE);
  vtr_key_chord_key (&chord, VTR_KEY_LEFTALT, TRUE);
  g_assert_false (vtr_key_chord_key (&chord, VTR_KEY_LEFTCTRL, FALSE));
}

static void
test_scroll_adds_up (void)
{
  VtrScrollSum sum = { 0 };
  int x, y, clicks = 0;

  for (guint i = 0; i < 100; i++)
    {
      vtr_scroll_sum_add (&sum, 0, 0.1, &x, &y);
      clicks += y;
      g_assert_cmpint (x, ==, 0);
    }
  g_assert_cmpint (clicks, ==, 10);

  vtr_scroll_sum_add (&sum, -2.5, 3, &x, &y);
  g_assert_cmpint (x, ==, -2);
  g_assert_cmpint (y, ==, 3);
  vtr_scroll_sum_add (&sum, -0.5, 0, &x, &y);
  g_assert_cmpint (x, ==, -1);
  g_assert_cmpint (y, ==, 0);
}

static void
test_scroll_turns_round_at_once (void)
{
  VtrScrollSum sum = { 0 };
  int x, y;

  vtr_scroll_sum_add (&sum, 0, 0.9, &x, &y);
  g_assert_cmpint (y, ==, 0);
  vtr_scroll_sum_add (&sum, 0, -1, &x, &y);
  g_assert_cmpint (y, ==, -1);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/console-input/codes-are-unique", test_codes_are_unique);
  g_test_add_func ("/console-input/scancodes", test_scancodes_are_qnums);
  g_test_add_func ("/console-input/known-places", test_known_places);
  g_test_add_func ("/console-input/chord-label", test_chord_label);
  g_test_add_func ("/console-input/chord", test_chord);
  g_test_add_func ("/console-input/scroll-adds-up", test_scroll_adds_up);
  g_test_add_func ("/console-input/scroll-turns-round", test_scroll_turns_round_at_once);

  return g_test_run ();
}
