/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Asks how large a disk shall be.
 *
 * Signal "grow" (guint64 bytes): a person has decided. */
#define VTR_TYPE_GROW_DIALOG (vtr_grow_dialog_get_type ())
G_DECLARE_FINAL_TYPE (VtrGrowDialog, vtr_grow_dialog, VTR, GROW_DIALOG, AdwAlertDialog)

AdwDialog *vtr_grow_dialog_new (guint64  capacity,
                                gboolean runs);

G_END_DECLS
