/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include <adwaita.h>

#include "vtr-console-session.h"

G_BEGIN_DECLS

/* Takes files that are dropped on a screen to its guest, and shows meanwhile how far they are. */
#define VTR_TYPE_FILE_DROP (vtr_file_drop_get_type ())
G_DECLARE_FINAL_TYPE (VtrFileDrop, vtr_file_drop, VTR, FILE_DROP, AdwBin)

void vtr_file_drop_set_target  (VtrFileDrop       *self,
                                GtkWidget         *target);
void vtr_file_drop_set_session (VtrFileDrop       *self,
                                VtrConsoleSession *session);
void vtr_file_drop_send        (VtrFileDrop       *self,
                                GSList            *files);

G_END_DECLS
