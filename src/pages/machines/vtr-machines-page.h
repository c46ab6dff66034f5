/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include <adwaita.h>

#include "fleet/vtr-fleet.h"

G_BEGIN_DECLS

/* Which machines are shown. */
typedef enum
{
  VTR_SCOPE_ALL,
  VTR_SCOPE_RUNNING,
  VTR_SCOPE_ATTENTION,
  VTR_SCOPE_HOST,
} VtrScope;

/* The machines of all hosts, or of some, as a table with search, selection and what can be done.
 *
 * Properties: "count-label" ("24 machines" once every list is complete, else "24 machines, loading…"),
 * "search-mode". Installs the actions "machine.*" on itself, for the selection. */
#define VTR_TYPE_MACHINES_PAGE (vtr_machines_page_get_type ())
G_DECLARE_FINAL_TYPE (VtrMachinesPage, vtr_machines_page, VTR, MACHINES_PAGE, AdwBin)

void        vtr_machines_page_set_fleet              (VtrMachinesPage *self,
                                                      VtrFleet        *fleet,
                                                      GSettings       *settings);
void        vtr_machines_page_set_scope              (VtrMachinesPage *self,
                                                      VtrScope         scope,
                                                      VtrHost         *host);
void        vtr_machines_page_set_search_mode        (VtrMachinesPage *self,
                                                      gboolean         search_mode);
void        vtr_machines_page_set_key_capture_widget (VtrMachinesPage *self,
                                                      GtkWidget       *widget);
void        vtr_machines_page_select                 (VtrMachinesPage *self,
                                                      VtrMachine      *machine);
GMenuModel *vtr_machines_page_get_column_menu        (VtrMachinesPage *self);
void        vtr_machines_page_set_watched            (VtrMachinesPage *self,
                                                      gboolean         watched);

G_END_DECLS
