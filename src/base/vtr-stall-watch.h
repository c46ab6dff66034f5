/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define VTR_STALL_LIMIT (50 * 1000) /* microseconds */

void   vtr_stall_watch_start_from_environment (void);
void   vtr_stall_watch_start                  (const char *path);
gint64 vtr_stall_watch_longest                (void);
void   vtr_stall_watch_reset                  (void);

G_END_DECLS
