/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include "console/vtr-console-session.h"

G_BEGIN_DECLS

#define VTR_TYPE_SPICE_SESSION (vtr_spice_session_get_type ())
G_DECLARE_FINAL_TYPE (VtrSpiceSession, vtr_spice_session, VTR, SPICE_SESSION, VtrConsoleSession)

VtrConsoleSession *vtr_spice_session_new       (VtrConsoleEndpoint *endpoint);

G_END_DECLS
