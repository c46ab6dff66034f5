/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include "definition/vtr-item.h"

#include <glib-object.h>

G_BEGIN_DECLS

/* A value that a field may have on a host. */
typedef struct
{
  char *value;
  char *label;   /* NULL: as the tables have it */
  char *note;    /* what it is; may be NULL */
  char *why_not; /* why the host cannot have it; NULL where it can */
} VtrChoice;

VtrChoice *vtr_choice_new  (const char *value,
                            const char *label,
                            const char *note,
                            const char *why_not);
void       vtr_choice_free (gpointer    choice);

/* What the host of a machine has to offer, as far as it has said so yet. Forms work without: then the
 * tables alone say what there is. The value that is there is always kept, known or not.
 *
 * Signal "changed" (). */
#define VTR_TYPE_CHOICES (vtr_choices_get_type ())
G_DECLARE_FINAL_TYPE (VtrChoices, vtr_choices, VTR, CHOICES, GObject)

VtrChoices *vtr_choices_new              (void);
void        vtr_choices_freeze           (VtrChoices     *self);
void        vtr_choices_thaw             (VtrChoices     *self);
void        vtr_choices_set_capabilities (VtrChoices     *self,
                                          VtrXmlDoc      *domain_capabilities);
void        vtr_choices_set_list         (VtrChoices     *self,
                                          const char     *field,
                                          GPtrArray      *choices);
GPtrArray  *vtr_choices_list             (VtrChoices     *self,
                                          const VtrKind  *kind,
                                          const VtrField *field);
const char *vtr_choices_why_not          (VtrChoices     *self,
                                          const VtrKind  *kind,
                                          const VtrField *field);
const char *vtr_choices_why_no_device    (VtrChoices     *self,
                                          const char     *kind,
                                          const char     *type);

G_END_DECLS
