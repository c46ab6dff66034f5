/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Two texts compared line by line. */
typedef enum
{
  VTR_DIFF_SAME,
  VTR_DIFF_REMOVED,
  VTR_DIFF_ADDED,
} VtrDiffKind;

typedef struct
{
  VtrDiffKind kind;
  guint       old_line; /* from 1; 0 where the line is not in that text */
  guint       new_line;
  char       *text;     /* without its line end */
} VtrDiffLine;

GPtrArray *vtr_line_diff       (const char *old_text,
                                const char *new_text);
char      *vtr_line_diff_print (GPtrArray  *lines,
                                guint       context);
guint      vtr_line_diff_count (GPtrArray  *lines);

G_END_DECLS
