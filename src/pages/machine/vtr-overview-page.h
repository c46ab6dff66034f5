/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include <adwaita.h>

#include "virt/edit/vtr-machine-definition.h"

G_BEGIN_DECLS

/* What a machine is and how it does: an hour of its figures, facts, and notes kept with it.
 *
 * Property "is-dirty": whether the notes were changed and not saved. */
#define VTR_TYPE_OVERVIEW_PAGE (vtr_overview_page_get_type ())
G_DECLARE_FINAL_TYPE (VtrOverviewPage, vtr_overview_page, VTR, OVERVIEW_PAGE, AdwBin)

GtkWidget *vtr_overview_page_new        (VtrMachineDefinition *definition);
gboolean   vtr_overview_page_is_dirty   (GtkWidget            *page);
void       vtr_overview_page_set_reason (GtkWidget            *page,
                                         const char           *why_not);

G_END_DECLS
