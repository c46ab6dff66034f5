/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include "provision/vtr-machine-draft.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* The second screen: what it is called and how big it is. */
#define VTR_TYPE_CREATE_SIZE (vtr_create_size_get_type ())
G_DECLARE_FINAL_TYPE (VtrCreateSize, vtr_create_size, VTR, CREATE_SIZE, AdwBin)

void vtr_create_size_set_draft (VtrCreateSize   *self,
                                VtrMachineDraft *draft);

G_END_DECLS
