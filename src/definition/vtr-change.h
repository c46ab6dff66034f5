/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include "vtr-item.h"

G_BEGIN_DECLS

/* One difference between a machine that runs and its saved definition: what the next start will
 * bring. What libvirt fills in when a machine starts is no difference. */
typedef enum
{
  VTR_CHANGE_VALUE,
  VTR_CHANGE_ADDED,   /* waits to come */
  VTR_CHANGE_REMOVED, /* waits to go */
} VtrChangeSort;

typedef struct
{
  VtrChangeSort   sort;
  char           *key;
  const VtrKind  *kind;
  const VtrField *field;   /* of a changed value */
  char           *running;
  char           *saved;
} VtrChange;

GPtrArray *vtr_change_list (VtrXmlDoc *running,
                            VtrXmlDoc *saved);

/* How an edit shows in a log: the lines that changed, without the secrets in them. */
char      *vtr_change_log  (VtrXmlDoc *before,
                            VtrXmlDoc *after);

/* The same definition fit to be kept or shown. */
VtrXmlDoc *vtr_change_without_secrets (VtrXmlDoc *doc);

G_END_DECLS
