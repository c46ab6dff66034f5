/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include <adwaita.h>

#include "definition/vtr-change.h"

#include "vtr-choices.h"
#include "vtr-form.h"
#include "vtr-item-edits.h"

G_BEGIN_DECLS

/* A form over a definition: a device, or a section. It changes no document; it collects what a person
 * wants, and keeps that when the document is read again under it. Where somebody else changed the same
 * field meanwhile, the row says so.
 *
 * Properties: "is-dirty". Signals: "edited" () after each change by a person, "filled" () after each
 * vtr_item_editor_fill(). */
#define VTR_TYPE_ITEM_EDITOR (vtr_item_editor_get_type ())
G_DECLARE_FINAL_TYPE (VtrItemEditor, vtr_item_editor, VTR, ITEM_EDITOR, AdwBin)

GtkWidget *vtr_item_editor_new        (const VtrForm *form,
                                       const char    *key);
void       vtr_item_editor_fill       (VtrItemEditor *self,
                                       VtrXmlDoc     *saved,
                                       VtrXmlDoc     *running,
                                       GPtrArray     *changes);
void       vtr_item_editor_add_first  (VtrItemEditor *self,
                                       GtkWidget     *group);
void       vtr_item_editor_set_choices (VtrItemEditor *self,
                                        VtrChoices    *choices);
char      *vtr_item_editor_get_value  (VtrItemEditor *self,
                                       const char    *key,
                                       const char    *field);
void       vtr_item_editor_want       (VtrItemEditor *self,
                                       const char    *key,
                                       const char    *field,
                                       const char    *value);
void       vtr_item_editor_add_entry  (VtrItemEditor *self,
                                       const char    *parent,
                                       const VtrKind *kind);
void       vtr_item_editor_remove_entry (VtrItemEditor *self,
                                         const char    *key);
VtrXmlDoc *vtr_item_editor_get_saved  (VtrItemEditor *self);
VtrXmlDoc *vtr_item_editor_get_running (VtrItemEditor *self);
const char *vtr_item_editor_get_reason (VtrItemEditor *self);
void       vtr_item_editor_set_reason (VtrItemEditor *self,
                                       const char    *why_not);
gboolean   vtr_item_editor_is_dirty   (VtrItemEditor *self);
VtrItemEdits *vtr_item_editor_get_edits (VtrItemEditor *self);
void       vtr_item_editor_revert     (VtrItemEditor *self);

G_END_DECLS
