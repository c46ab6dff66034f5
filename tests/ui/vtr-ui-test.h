/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include "vtr-wait.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* What tests of widgets share: the program's look without the program, waiting for a condition,
 * and finding what a person would see. */
int        vtr_ui_test_main      (int          argc,
                                  char       **argv,
                                  void       (*add_tests) (void));
GtkWidget *vtr_ui_test_window    (GtkWidget   *child);
void       vtr_ui_test_close     (GtkWidget   *window);
void       vtr_ui_test_finalize  (gpointer     object);

GtkWidget *vtr_ui_test_find      (GtkWidget   *root,
                                  GType        type,
                                  const char  *text);
void       vtr_ui_test_click     (GtkWidget   *root,
                                  const char  *label);
void       vtr_ui_test_type      (GtkWidget   *root,
                                  const char  *row_title,
                                  const char  *text);

G_END_DECLS
