/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Keys are known by their evdev code, the number that the Linux kernel gives the place on the
 * keyboard, whatever is printed there. Protocols have other numbers for the same places. */
#define VTR_KEY_NONE      0u
#define VTR_KEY_LEFTCTRL  29u
#define VTR_KEY_LEFTSHIFT 42u
#define VTR_KEY_LEFTALT   56u
#define VTR_KEY_CAPSLOCK  58u
#define VTR_KEY_RIGHTCTRL 97u
#define VTR_KEY_SYSRQ     99u
#define VTR_KEY_RIGHTALT  100u
#define VTR_KEY_DELETE    111u
#define VTR_KEY_PAUSE     119u
#define VTR_KEY_LEFTMETA  125u

guint       vtr_key_from_gdk    (guint       keycode);
guint       vtr_key_to_gdk      (guint       key);
guint       vtr_key_to_qnum     (guint       key);
guint       vtr_key_to_scancode (guint       key);
guint       vtr_key_from_name   (const char *name);
GArray     *vtr_keys_from_names (const char *chord);
const char *vtr_key_to_name     (guint       key);
guint       vtr_key_to_keysym   (guint       key);

G_END_DECLS
