/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include "virt/machine/vtr-machine.h"

G_BEGIN_DECLS

typedef enum
{
  VTR_COLUMN_NAME,
  VTR_COLUMN_TEXT,
  VTR_COLUMN_GRAPH,
} VtrColumnKind;

/* What the table knows of a column. The columns themselves are one table in vtr-machine-column.c. */
typedef struct
{
  const char   *id;    /* as settings know it */
  const char   *title; /* untranslated */
  VtrColumnKind kind;
  VtrMetric     metric;       /* of a graph */
  gboolean      shared_scale; /* all graphs of the column have one maximum */
  gboolean      by_details;   /* its order depends on what rows load when they are seen */
  int           room;         /* the least VtrMachineTable:room that shows it */
  int           width;
  char       *(*make_text) (VtrMachine *machine); /* what a cell says; NULL for nothing */
  int         (*compare) (VtrMachine *a,
                          VtrMachine *b);         /* NULL: by name */
} VtrMachineColumn;

guint                   vtr_machine_column_count (void);
const VtrMachineColumn *vtr_machine_column_get   (guint       index);
const VtrMachineColumn *vtr_machine_column_find  (const char *id);
gboolean vtr_machine_column_has_value (const VtrMachineColumn *self,
                                       VtrMachine             *machine);

G_END_DECLS
