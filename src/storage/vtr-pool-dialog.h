/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include <adwaita.h>

#include "virt/storage/vtr-storage.h"

G_BEGIN_DECLS

/* Makes a storage pool, or changes one: first its type, then what that type asks for. */
#define VTR_TYPE_POOL_DIALOG (vtr_pool_dialog_get_type ())
G_DECLARE_FINAL_TYPE (VtrPoolDialog, vtr_pool_dialog, VTR, POOL_DIALOG, AdwDialog)

void vtr_pool_dialog_present (GtkWidget  *parent,
                              VtrStorage *storage,
                              VtrPool    *pool);

G_END_DECLS
