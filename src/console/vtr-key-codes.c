/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-key-codes.h"

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
  guint8      key;
} names[] = {
  { "esc", 1 },         { "backspace", 14 }, { "tab", 15 },        { "enter", 28 },
  { "ctrl", 29 },       { "leftctrl", 29 },  { "shift", 42 },      { "leftshift", 42 },
  { "rightshift", 54 }, { "alt", 56 },       { "leftalt", 56 },    { "space", 57 },
  { "capslock", 58 },   { "f1", 59 },        { "f2", 60 },         { "f3", 61 },
  { "f4", 62 },         { "f5", 63 },        { "f6", 64 },         { "f7", 65 },
  { "f8", 66 },         { "f9", 67 },        { "f10", 68 },        { "numlock", 69 },
  { "scrolllock", 70 }, { "f11", 87 },       { "f12", 88 },        { "rightctrl", 97 },
  { "print", 99 },      { "sysrq", 99 },     { "rightalt", 100 },  { "home", 102 },
  { "up", 103 },        { "pageup", 104 },   { "left", 105 },      { "right", 106 },
  { "end", 107 },       { "down", 108 },     { "pagedown", 109 },  { "insert", 110 },
  { "delete", 111 },    { "pause", 119 },    { "super", 125 },     { "leftsuper", 125 },
  { "rightsuper", 126 }, { "menu", 127 },    { "a", 30 },          { "b", 48 },
  { "c", 46 },          { "d", 32 },         { "e", 18 },          { "f", 33 },
  { "g", 34 },          { "h", 35 },         { "i", 23 },          { "j", 36 },
  { "k", 37 },          { "l", 38 },         { "m", 50 },          { "n", 49 },
  { "o", 24 },          { "p", 25 },         { "q", 16 },          { "r", 19 },
  { "s", 31 },          { "t", 20 },         { "u", 22 },          { "v", 47 },
  { "w", 17 },          { "x", 45 },         { "y", 21 },          { "z", 44 },
  { "1", 2 },           { "2", 3 },          { "3", 4 },           { "4", 5 },
  { "5", 6 },           { "6", 7 },          { "7", 8 },           { "8", 9 },
  { "9", 10 },          { "0", 11 },
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
