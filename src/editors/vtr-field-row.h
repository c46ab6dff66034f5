/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include <adwaita.h>

#include "vtr-choices.h"
#include "vtr-form.h"

G_BEGIN_DECLS

/* One field of one item as a row: the right widget for its type, its value as the tables write it,
 * and a note where two values are to be told apart. Values that no table knows are shown and kept.
 *
 * Signal "changed" (): by a person, never by vtr_field_row_set_value(). */
#define VTR_TYPE_FIELD_ROW (vtr_field_row_get_type ())
G_DECLARE_FINAL_TYPE (VtrFieldRow, vtr_field_row, VTR, FIELD_ROW, GObject)

VtrFieldRow    *vtr_field_row_new           (const char       *key,
                                             const VtrKind    *kind,
                                             const VtrField   *field,
                                             const VtrFormRow *form);
GtkWidget      *vtr_field_row_get_widget    (VtrFieldRow      *self);
const char     *vtr_field_row_get_key       (VtrFieldRow      *self);
const VtrKind  *vtr_field_row_get_kind      (VtrFieldRow      *self);
const VtrField *vtr_field_row_get_field     (VtrFieldRow      *self);
const VtrFormRow *vtr_field_row_get_form    (VtrFieldRow      *self);
char           *vtr_field_row_get_value     (VtrFieldRow      *self);
void            vtr_field_row_set_value     (VtrFieldRow      *self,
                                             const char       *value);
void            vtr_field_row_set_note      (VtrFieldRow      *self,
                                             const char       *note);
void            vtr_field_row_set_choices   (VtrFieldRow      *self,
                                             GPtrArray        *choices);
void            vtr_field_row_set_reason    (VtrFieldRow      *self,
                                             const char       *why_not);

G_END_DECLS
