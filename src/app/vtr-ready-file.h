/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include "fleet/vtr-fleet.h"

G_BEGIN_DECLS

/* For scripts that start the program and wait for its list: writes a file once, with one line that
 * says how many machines there are, when every host that was on its way has its list. */
#define VTR_TYPE_READY_FILE (vtr_ready_file_get_type ())
G_DECLARE_FINAL_TYPE (VtrReadyFile, vtr_ready_file, VTR, READY_FILE, GObject)

VtrReadyFile *vtr_ready_file_new   (VtrFleet     *fleet,
                                    const char   *path);
void          vtr_ready_file_start (VtrReadyFile *self);

G_END_DECLS
