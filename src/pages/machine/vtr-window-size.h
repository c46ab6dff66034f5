/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* How large the window of each machine was: screens of guests differ in size. */
void vtr_window_size_restore  (GtkWindow  *window,
                               GSettings  *settings,
                               const char *uuid);
void vtr_window_size_remember (GtkWindow  *window,
                               GSettings  *settings,
                               const char *uuid);

G_END_DECLS
