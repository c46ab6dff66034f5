/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include "vtr-kind.h"

G_BEGIN_DECLS

char *vtr_item_key_read (const VtrKind *kind,
                         VtrXmlNode    *node);

G_END_DECLS
