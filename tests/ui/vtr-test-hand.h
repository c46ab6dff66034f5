/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Moves the pointer of the display as a hand would: by so much, wherever it is. */
void     vtr_test_hand_move (int dx,
                             int dy);
gboolean vtr_test_hand_is_x11 (void);

G_END_DECLS
