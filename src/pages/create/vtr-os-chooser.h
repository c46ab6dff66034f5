/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include "osinfo/vtr-os-database.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* The catalogue of systems with its search. Before anything is typed it shows its "start" widget, or all
 * systems where it has none. Signal "os-chosen" (VtrOs). */
#define VTR_TYPE_OS_CHOOSER (vtr_os_chooser_get_type ())
G_DECLARE_FINAL_TYPE (VtrOsChooser, vtr_os_chooser, VTR, OS_CHOOSER, AdwBin)

void vtr_os_chooser_set_database (VtrOsChooser  *self,
                                  VtrOsDatabase *database);
void vtr_os_chooser_begin        (VtrOsChooser  *self);
GtkWidget *vtr_os_chooser_get_entry (VtrOsChooser *self);

G_END_DECLS
