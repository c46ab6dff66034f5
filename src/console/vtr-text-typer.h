/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include "base/vtr-job.h"
#include "vtr-console-session.h"
#include "vtr-text-keys.h"

G_BEGIN_DECLS

VtrJob *vtr_text_type (VtrConsoleSession *session,
                       GArray            *strokes);

G_END_DECLS
