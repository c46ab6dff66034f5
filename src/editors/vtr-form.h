/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include "definition/vtr-kind.h"

G_BEGIN_DECLS

/* How the fields of the tables become a page: which come first and what is said about them. All
 * others of the kind stand under "Advanced", so that a form never has less than the tables. */
typedef enum
{
  VTR_FORM_SWITCH    = 1 << 0, /* what is not said means no */
  VTR_FORM_READ_ONLY = 1 << 1, /* only to be read, here */
} VtrFormFlags;

typedef struct
{
  const char         *field;
  const char         *subtitle;
  VtrFormFlags        flags;
  guint               maximum;  /* of a number: a spin button from 0, which is "not said" */
  const char         *when;     /* another field of the group… */
  const char *const  *is;       /* …that has one of these values; "" for not said */
} VtrFormRow;

typedef struct
{
  const char         *kind;
  const char         *title;
  const char         *description;
  const VtrFormRow   *rows;     /* until one without a field */
  gboolean            rest;     /* the other fields of the kind, under "Advanced" */
  const char *const  *entries;  /* kinds of entries that are shown with it */
} VtrFormGroup;

typedef struct
{
  const char         *id;
  const char         *title;
  const char         *icon_name;
  const VtrFormGroup *groups;   /* until one without a kind */
  const char         *machine_type; /* which machines have it; NULL for all */
} VtrForm;

const VtrForm *vtr_form_for_device (const VtrKind *kind);
const VtrForm *vtr_form_sections   (guint         *n_sections);

G_END_DECLS
