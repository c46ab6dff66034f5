/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include "vtr-console-session.h"

G_BEGIN_DECLS

/* Figures about a session for the curious, taken once a second while somebody looks. */
#define VTR_TYPE_CONSOLE_STATISTICS (vtr_console_statistics_get_type ())
G_DECLARE_FINAL_TYPE (VtrConsoleStatistics, vtr_console_statistics, VTR, CONSOLE_STATISTICS,
                      GObject)

VtrConsoleStatistics *vtr_console_statistics_new         (void);
void                  vtr_console_statistics_set_session (VtrConsoleStatistics *self,
                                                          VtrConsoleSession    *session);
void                  vtr_console_statistics_set_running (VtrConsoleStatistics *self,
                                                          gboolean              running);
const char           *vtr_console_statistics_get_text    (VtrConsoleStatistics *self);

G_END_DECLS
