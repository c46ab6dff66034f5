/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include "console/vtr-console-session.h"

G_BEGIN_DECLS

#define VTR_TYPE_VNC_SESSION (vtr_vnc_session_get_type ())
G_DECLARE_FINAL_TYPE (VtrVncSession, vtr_vnc_session, VTR, VNC_SESSION, VtrConsoleSession)

VtrConsoleSession *vtr_vnc_session_new (VtrConsoleEndpoint *endpoint);

G_END_DECLS
