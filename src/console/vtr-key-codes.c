/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-key-codes.h"

#include <gdk/gdkkeysyms.h>

/* The codes that a PC keyboard sends (set 1), by evdev code; 0x80 stands for the E0 prefix. From 1
 * to 83 both number the same places in the same way. Zero: a PC keyboard has no such key. */
static const guint8 qnums[] = {
  [85] = 0x76,  [86] = 0x56,  [87] = 0x57,  [88] = 0x58,  [89] = 0x73,  [90] = 0x78,  [91] = 0x77,
  [92] = 0x79,  [93] = 0x70,  [94] = 0x7b,  [95] = 0x5c,  [96] = 0x9c,  [97] = 0x9d,  [98] = 0xb5,
  [99] = 0xb7,  [100] = 0xb8, [101] = 0x5b, [102] = 0xc7, [103] = 0xc8, [104] = 0xc9, [105] = 0xcb,
  [106] = 0xcd, [107] = 0xcf, [108] = 0xd0, [109] = 0xd1, [110] = 0xd2, [111] = 0xd3, [112] = 0xef,
  [113] = 0xa0, [114] = 0xae, [115] = 0xb0, [116] = 0xde, [117] = 0x59, [118] = 0xce, [119] = 0xc6,
  [120] = 0x8b, [121] = 0x7e, [122] = 0x72, [123] = 0x71, [124] = 0x7d, [125] = 0xdb, [126] = 0xdc,
  [127] = 0xdd, [128] = 0xe8, [129] = 0x85, [130] = 0x86, [131] = 0x87, [132] = 0x8c, [133] = 0xf8,
  [134] = 0x64, [135] = 0x65, [136] = 0xc1, [137] = 0xbc, [138] = 0xf5, [139] = 0x9e, [140] = 0xa1,
  [141] = 0x66, [142] = 0xdf, [143] = 0xe3, [144] = 0x67, [145] = 0x68, [146] = 0x69, [147] = 0x93,
  [148] = 0x9f, [149] = 0x97, [150] = 0x82, [151] = 0x6a, [152] = 0x92, [153] = 0x6b, [154] = 0xa6,
  [155] = 0xec, [156] = 0xe6, [157] = 0xeb, [158] = 0xea, [159] = 0xe9, [160] = 0xa3, [161] = 0x6c,
  [162] = 0xfd, [163] = 0x99, [164] = 0xa2, [165] = 0x90, [166] = 0xa4, [167] = 0xb1, [168] = 0x98,
  [169] = 0x63, [171] = 0x81, [172] = 0xb2, [173] = 0xe7, [176] = 0xca, [177] = 0x75, [178] = 0x8f,
  [179] = 0xf6, [180] = 0xfb, [183] = 0x5d, [184] = 0x5e, [185] = 0x5f, [186] = 0x55, [187] = 0x83,
  [188] = 0xf7, [189] = 0x84, [190] = 0x5a, [191] = 0x74, [192] = 0xf9, [193] = 0x6d, [194] = 0x6f,
  [217] = 0xe5, [226] = 0xed,
};

/* For chords that a person writes, and for the "send keys" menu. */
static const struct
{
  const char *name;
  guint       key;
  guint       keysym;
} names[] = {
  { "esc", 1, GDK_KEY_Escape },
  { "backspace", 14, GDK_KEY_BackSpace },
  { "tab", 15, GDK_KEY_Tab },
  { "enter", 28, GDK_KEY_Return },
  { "ctrl", 29, GDK_KEY_Control_L },
  { "leftctrl", 29, GDK_KEY_Control_L },
  { "shift", 42, GDK_KEY_Shift_L },
  { "leftshift", 42, GDK_KEY_Shift_L },
  { "rightshift", 54, GDK_KEY_Shift_R },
  { "alt", 56, GDK_KEY_Alt_L },
  { "leftalt", 56, GDK_KEY_Alt_L },
  { "space", 57, GDK_KEY_space },
  { "capslock", 58, GDK_KEY_Caps_Lock },
  { "f1", 59, GDK_KEY_F1 },
  { "f2", 60, GDK_KEY_F2 },
  { "f3", 61, GDK_KEY_F3 },
  { "f4", 62, GDK_KEY_F4 },
  { "f5", 63, GDK_KEY_F5 },
  { "f6", 64, GDK_KEY_F6 },
  { "f7", 65, GDK_KEY_F7 },
  { "f8", 66, GDK_KEY_F8 },
  { "f9", 67, GDK_KEY_F9 },
  { "f10", 68, GDK_KEY_F10 },
  { "numlock", 69, GDK_KEY_Num_Lock },
  { "scrolllock", 70, GDK_KEY_Scroll_Lock },
  { "f11", 87, GDK_KEY_F11 },
  { "f12", 88, GDK_KEY_F12 },
  { "rightctrl", 97, GDK_KEY_Control_R },
  { "print", 99, GDK_KEY_Print },
  { "sysrq", 99, GDK_KEY_Sys_Req },
  { "rightalt", 100, GDK_KEY_Alt_R },
  { "home", 102, GDK_KEY_Home },
  { "up", 103, GDK_KEY_Up },
  { "pageup", 104, GDK_KEY_Page_Up },
  { "left", 105, GDK_KEY_Left },
  { "right", 106, GDK_KEY_Right },
  { "end", 107, GDK_KEY_End },
  { "down", 108, GDK_KEY_Down },
  { "pagedown", 109, GDK_KEY_Page_Down },
  { "insert", 110, GDK_KEY_Insert },
  { "delete", 111, GDK_KEY_Delete },
  { "pause", 119, GDK_KEY_Pause },
  { "super", 125, GDK_KEY_Super_L },
  { "leftsuper", 125, GDK_KEY_Super_L },
  { "rightsuper", 126, GDK_KEY_Super_R },
  { "menu", 127, GDK_KEY_Menu },
  { "a", 30, GDK_KEY_a },
  { "b", 48, GDK_KEY_b },
  { "c", 46, GDK_KEY_c },
  { "d", 32, GDK_KEY_d },
  { "e", 18, GDK_KEY_e },
  { "f", 33, GDK_KEY_f },
  { "g", 34, GDK_KEY_g },
  { "h", 35, GDK_KEY_h },
  { "i", 23, GDK_KEY_i },
  { "j", 36, GDK_KEY_j },
  { "k", 37, GDK_KEY_k },
  { "l", 38, GDK_KEY_l },
  { "m", 50, GDK_KEY_m },
  { "n", 49, GDK_KEY_n },
  { "o", 24, GDK_KEY_o },
  { "p", 25, GDK_KEY_p },
  { "q", 16, GDK_KEY_q },
  { "r", 19, GDK_KEY_r },
  { "s", 31, GDK_KEY_s },
  { "t", 20, GDK_KEY_t },
  { "u", 22, GDK_KEY_u },
  { "v", 47, GDK_KEY_v },
  { "w", 17, GDK_KEY_w },
  { "x", 45, GDK_KEY_x },
  { "y", 21, GDK_KEY_y },
  { "z", 44, GDK_KEY_z },
  { "1", 2, GDK_KEY_1 },
  { "2", 3, GDK_KEY_2 },
  { "3", 4, GDK_KEY_3 },
  { "4", 5, GDK_KEY_4 },
  { "5", 6, GDK_KEY_5 },
  { "6", 7, GDK_KEY_6 },
  { "7", 8, GDK_KEY_7 },
  { "8", 9, GDK_KEY_8 },
  { "9", 10, GDK_KEY_9 },
  { "0", 11, GDK_KEY_0 },
};

/**
 * vtr_key_from_gdk:
 * @keycode: a hardware key code as GDK reports it
 *
 * Both Wayland and X11 count from eight above the kernel's own number.
 */
guint
vtr_key_from_gdk (guint keycode)
{
  return keycode > 8 ? keycode - 8 : VTR_KEY_NONE;
}

guint
vtr_key_to_gdk (guint key)
{
  return key + 8;
}

/**
 * vtr_key_to_qnum:
 *
 * Returns: what VNC's extended key events and QEMU call this key, or 0
 */
guint
vtr_key_to_qnum (guint key)
{
  if (key <= 83)
    return key;

  return key < G_N_ELEMENTS (qnums) ? qnums[key] : 0;
}

/**
 * vtr_key_to_scancode:
 *
 * Returns: what spice-client-glib calls this key, or 0
 */
guint
vtr_key_to_scancode (guint key)
{
  guint qnum = vtr_key_to_qnum (key);

  return qnum & 0x80 ? 0x100 | (qnum & 0x7f) : qnum;
}

/**
 * vtr_key_from_name:
 * @name: such as "f4", "super" or "a", as on an American keyboard
 *
 * Returns: the evdev code, or %VTR_KEY_NONE
 */
guint
vtr_key_from_name (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_ascii_strcasecmp (names[i].name, name) == 0)
      return names[i].key;

  return VTR_KEY_NONE;
}

/**
 * vtr_keys_from_names:
 * @chord: names of keys, joined by "+", such as "ctrl+alt+delete"
 *
 * Returns: (transfer full) (nullable) (element-type guint): their evdev codes; %NULL where one of
 * them is not known
 */
GArray *
vtr_keys_from_names (const char *chord)
{
  g_auto (GStrv) words = g_strsplit (chord, "+", -1);
  g_autoptr (GArray) keys = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; words[i] != NULL; i++)
    {
      guint key = vtr_key_from_name (g_strstrip (words[i]));

      if (key == VTR_KEY_NONE)
        return NULL;
      g_array_append_val (keys, key);
    }

  return keys->len > 0 ? g_steal_pointer (&keys) : NULL;
}

/**
 * vtr_key_to_name:
 *
 * Returns: the first name that vtr_key_from_name () takes for this key, or ""
 */
const char *
vtr_key_to_name (guint key)
{
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (names[i].key == key)
      return names[i].name;

  return "";
}

/**
 * vtr_key_to_keysym:
 *
 * Returns: what the key means on an American keyboard, for servers that know no places, or 0
 */
guint
vtr_key_to_keysym (guint key)
{
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (names[i].key == key)
      return names[i].keysym;

  return 0;
}
