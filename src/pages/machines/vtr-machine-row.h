/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include "virt/machine/vtr-machine.h"

G_BEGIN_DECLS

/* What the rows model keeps of a machine, shown or not: what comparing and searching would otherwise
 * work out again and again. */
typedef struct
{
  VtrMachine    *machine; /* owned */
  GSequenceIter *iter;    /* NULL while it is not shown */
  char          *order;   /* its name as it sorts */
  char          *words;   /* what a search looks through; NULL until there is a search */
  gboolean       selected;
} VtrMachineRow;

VtrMachineRow *vtr_machine_row_new     (VtrMachine        *machine);
void           vtr_machine_row_free    (gpointer           row);
void           vtr_machine_row_renew   (VtrMachineRow     *self);
gboolean       vtr_machine_row_matches (VtrMachineRow     *self,
                                        const char *const *words);
char          *vtr_machine_row_fold    (const char        *text);

G_END_DECLS
