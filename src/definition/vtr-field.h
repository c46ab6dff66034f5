/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include "xml/vtr-xml-node.h"

G_BEGIN_DECLS

/* One thing that a definition can say: where it is written, and in which dialect. Everybody reads
 * and writes plain values: NULL for "not said", "yes" and "no" for every kind of switch, bytes for
 * every size, and what is written there for the rest, also when nobody here knows it. */
typedef enum
{
  VTR_TEXT,
  VTR_CHOICE,   /* text with known values; others are shown and kept */
  VTR_NUMBER,
  VTR_SIZE,     /* a number with a unit; read in bytes, written in the unit that is there */
  VTR_YES_NO,
  VTR_ON_OFF,
  VTR_PRESENCE, /* an element that is there or not */
  VTR_STATE,    /* an element that is on when it is there, unless its state says "off" */
} VtrFieldType;

typedef enum
{
  VTR_FIELD_NONE     = 0,
  VTR_FIELD_SECRET   = 1 << 0, /* never in a log */
  VTR_FIELD_FILLED   = 1 << 1, /* filled in at the start, where the saved one is silent */
  VTR_FIELD_RESOLVED = 1 << 2, /* replaced by an answer at the start */
  VTR_FIELD_LIVE     = 1 << 3, /* only a running machine has it */
} VtrFieldFlags;

typedef struct
{
  const char         *name;
  const char         *path;
  VtrFieldType        type;
  VtrFieldFlags       flags;
  const char *const  *values; /* of a choice */
  const char         *unit;   /* of a size: what it means when none is written */
  const char         *keep;   /* an element on the way that means something by itself, and stays */
} VtrField;

#define VTR_VALUES(...) ((const char *const[]) { __VA_ARGS__, NULL })

char     *vtr_field_get       (const VtrField  *self,
                               VtrXmlNode      *node);
gboolean  vtr_field_set       (const VtrField  *self,
                               VtrXmlNode      *node,
                               const char      *value,
                               GError         **error);
gboolean  vtr_field_get_size  (const VtrField  *self,
                               VtrXmlNode      *node,
                               guint64         *bytes);

G_END_DECLS
