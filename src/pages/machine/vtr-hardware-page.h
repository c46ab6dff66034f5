/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include <adwaita.h>

#include "virt/edit/vtr-machine-definition.h"

G_BEGIN_DECLS

/* Every piece of a machine: a list, and a page for each. */
#define VTR_TYPE_HARDWARE_PAGE (vtr_hardware_page_get_type ())
G_DECLARE_FINAL_TYPE (VtrHardwarePage, vtr_hardware_page, VTR, HARDWARE_PAGE, AdwBin)

GtkWidget *vtr_hardware_page_new        (VtrMachineDefinition *definition);
gboolean   vtr_hardware_page_is_dirty   (GtkWidget            *page);
void       vtr_hardware_page_set_reason (GtkWidget            *page,
                                         const char           *why_not);
void       vtr_hardware_page_select     (VtrHardwarePage      *self,
                                         const char           *id);

G_END_DECLS
