/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include <gtk/gtk.h>

#include "vtr-machine-column.h"

G_BEGIN_DECLS

/* One cell of the table: shows one column of whichever machine the row is bound to. A list keeps two
 * hundred rows ready, of which a person sees thirty: so a cell is one widget that draws its text
 * itself, and lays out nothing before it is drawn. Derivable because there is one class for each kind
 * of column; the table knows only this one. */
#define VTR_TYPE_MACHINE_CELL (vtr_machine_cell_get_type ())
G_DECLARE_DERIVABLE_TYPE (VtrMachineCell, vtr_machine_cell, VTR, MACHINE_CELL, GtkWidget)

struct _VtrMachineCellClass
{
  GtkWidgetClass parent_class;

  /* Shows the machine anew; @change tells what is new, ~0 after another one was bound. */
  void (*update) (VtrMachineCell *self,
                  guint           change);
};

typedef struct
{
  graphene_rect_t area; /* text is cut to it, and stands in its middle */
  float           alpha;
  double          scale;
  gboolean        at_end;
  gboolean        tabular; /* digits of one width */
  const GdkRGBA  *color;   /* NULL for the row's */
} VtrCellText;

GtkWidget              *vtr_machine_cell_new         (const VtrMachineColumn *column);
const VtrMachineColumn *vtr_machine_cell_get_column  (VtrMachineCell         *self);
VtrMachine             *vtr_machine_cell_get_machine (VtrMachineCell         *self);
void                    vtr_machine_cell_set_machine (VtrMachineCell         *self,
                                                      VtrMachine             *machine);
void                    vtr_machine_cell_update      (VtrMachineCell         *self,
                                                      guint                   change);
void                    vtr_machine_cell_draw_text   (VtrMachineCell         *self,
                                                      GtkSnapshot            *snapshot,
                                                      const char             *text,
                                                      const VtrCellText      *how);
float                   vtr_machine_cell_get_strength (VtrMachineCell         *self);
int                     vtr_machine_cell_line_height (VtrMachineCell         *self,
                                                      double                  scale);

G_END_DECLS
