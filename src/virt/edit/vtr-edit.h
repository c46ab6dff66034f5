/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What became of an edit. A refusal is an error instead. */
typedef enum
{
  VTR_OUTCOME_APPLIED,       /* now, and saved */
  VTR_OUTCOME_AT_NEXT_START, /* saved; the reason says why not now */
} VtrOutcome;

typedef enum
{
  VTR_EDIT_SET_VALUES,     /* of the item @key */
  VTR_EDIT_ADD_DEVICE,     /* @xml */
  VTR_EDIT_REMOVE_DEVICE,  /* the item @key, a device or an entry of a list */
  VTR_EDIT_ADD_ENTRY,      /* of the kind @xml, in the item @key or in none, with its values */
  VTR_EDIT_REPLACE_DEVICE, /* the item @key by @xml */
  VTR_EDIT_REPLACE_ALL,    /* the saved definition by @xml, which is checked against the schema */
  VTR_EDIT_REPLACE_ALL_UNCHECKED,
  VTR_EDIT_DISCARD_PENDING, /* the saved definition becomes what runs */
  VTR_EDIT_TOGETHER,        /* all @parts or none; keys are those from before the first of them */
} VtrEditSort;

typedef struct
{
  VtrEditSort sort;
  char       *key;
  char       *xml;
  GPtrArray  *fields; /* char *: names… */
  GPtrArray  *values; /* …and their values; NULL takes the field away */
  GPtrArray  *parts;  /* VtrEdit: of an edit of several, and the entries within a new entry */
  gboolean    later;  /* what runs is left as it is */
} VtrEdit;

VtrEdit    *vtr_edit_new       (VtrEditSort    sort,
                                const char    *key,
                                const char    *xml);
VtrEdit    *vtr_edit_copy      (const VtrEdit *self);
void        vtr_edit_set       (VtrEdit       *self,
                                const char    *field,
                                const char    *value);
void        vtr_edit_add_part  (VtrEdit       *self,
                                VtrEdit       *part);
void        vtr_edit_free      (gpointer       edit);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VtrEdit, vtr_edit_free)

G_END_DECLS
