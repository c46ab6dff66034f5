/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include "provision/vtr-machine-draft.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Between the two screens, when a system was chosen and not yet where it comes from. */
#define VTR_TYPE_CREATE_SOURCE (vtr_create_source_get_type ())
G_DECLARE_FINAL_TYPE (VtrCreateSource, vtr_create_source, VTR, CREATE_SOURCE, AdwBin)

void vtr_create_source_set_draft (VtrCreateSource *self,
                                  VtrMachineDraft *draft,
                                  VtrOsDatabase   *database);
void vtr_create_source_list      (VtrCreateSource *self);

G_END_DECLS
