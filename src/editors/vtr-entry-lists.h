/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include "vtr-item-editor.h"

G_BEGIN_DECLS

/* The lists in a form: what is in them, with a way to take each out, and ways to add to them. */
typedef struct
{
  VtrItemEditor *editor;
  VtrXmlDoc     *saved;
  VtrItemEdits  *edits;
  gboolean       can_change;
  GtkWidget   *(*make_fold) (VtrItemEditor *editor,
                             const VtrKind *kind,
                             const char    *key,
                             const char    *title);
} VtrEntryLists;

void vtr_entry_lists_add       (const VtrEntryLists *self,
                                GtkWidget           *into,
                                const char *const   *names,
                                const char          *parent);
void vtr_entry_lists_add_inner (const VtrEntryLists *self,
                                GtkWidget           *into,
                                const VtrKind       *kind,
                                const char          *parent);

G_END_DECLS
