/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Two texts as one: what only the first has, what only the second has, and a few lines around. */
#define VTR_TYPE_DIFF_VIEW (vtr_diff_view_get_type ())
G_DECLARE_FINAL_TYPE (VtrDiffView, vtr_diff_view, VTR, DIFF_VIEW, GtkTextView)

GtkWidget *vtr_diff_view_new     (void);
void       vtr_diff_view_compare (VtrDiffView *self,
                                  const char  *before,
                                  const char  *after);
void       vtr_diff_view_show    (VtrDiffView *self,
                                  const char  *text);

G_END_DECLS
