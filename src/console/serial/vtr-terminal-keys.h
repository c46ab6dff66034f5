/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* While a terminal has the focus its keys go to the guest and not to the window around it: a shell
 * needs Ctrl+W and Alt+1. What terminals keep for themselves stays theirs, and one chord leads
 * out, for Tab is a key of the guest too. */
#define VTR_TYPE_TERMINAL_KEYS (vtr_terminal_keys_get_type ())
G_DECLARE_FINAL_TYPE (VtrTerminalKeys, vtr_terminal_keys, VTR, TERMINAL_KEYS, GObject)

VtrTerminalKeys *vtr_terminal_keys_new (GtkWidget *terminal);

G_END_DECLS
