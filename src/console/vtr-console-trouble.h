/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include "base/vtr-trouble.h"

G_BEGIN_DECLS

VtrTrouble *vtr_console_trouble_from_error (const GError *error);
VtrTrouble *vtr_console_trouble_with_tls   (void);

G_END_DECLS
