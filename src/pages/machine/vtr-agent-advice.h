/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How a guest gets its agent. */
const char *vtr_agent_advice_get_command (const char *os_id);
gboolean    vtr_agent_advice_is_windows  (const char *os_id);

G_END_DECLS
