/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include <gio/gio.h>

#include "vtr-os.h"

G_BEGIN_DECLS

VtrOs *vtr_os_guess (GListModel *systems,
                     const char *label);

G_END_DECLS
