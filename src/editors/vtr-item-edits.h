/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include "definition/vtr-kind.h"

G_BEGIN_DECLS

/* A value that a person wants: NULL takes the field away. */
typedef struct
{
  char *key;
  char *field;
  char *value;
  char *base;  /* what it was when the person began */
} VtrFieldEdit;

/* An entry of a list that a person wants. Its id takes the place of a key until it has one. */
typedef struct
{
  char          *id;
  char          *parent; /* the key, or the id, of what it is in; NULL for none */
  const VtrKind *kind;
} VtrNewEntry;

/* What a person wants of a definition and has not applied. */
typedef struct _VtrItemEdits VtrItemEdits;

VtrItemEdits       *vtr_item_edits_new          (void);
void                vtr_item_edits_free         (VtrItemEdits  *self);
gboolean            vtr_item_edits_is_empty     (VtrItemEdits  *self);
void                vtr_item_edits_clear        (VtrItemEdits  *self);

const VtrFieldEdit *vtr_item_edits_find         (VtrItemEdits  *self,
                                                 const char    *key,
                                                 const char    *field);
void                vtr_item_edits_set          (VtrItemEdits  *self,
                                                 const char    *key,
                                                 const char    *field,
                                                 const char    *value,
                                                 const char    *base);
void                vtr_item_edits_drop         (VtrItemEdits  *self,
                                                 const char    *key,
                                                 const char    *field);
GPtrArray          *vtr_item_edits_list         (VtrItemEdits  *self,
                                                 const char    *key);

const VtrNewEntry  *vtr_item_edits_add_entry    (VtrItemEdits  *self,
                                                 const char    *parent,
                                                 const VtrKind *kind);
GPtrArray          *vtr_item_edits_get_added    (VtrItemEdits  *self);
gboolean            vtr_item_edits_is_new       (const char    *key);
void                vtr_item_edits_remove_entry (VtrItemEdits  *self,
                                                 const char    *key);
gboolean            vtr_item_edits_is_removed   (VtrItemEdits  *self,
                                                 const char    *key);
GPtrArray          *vtr_item_edits_get_removed  (VtrItemEdits  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VtrItemEdits, vtr_item_edits_free)

G_END_DECLS
