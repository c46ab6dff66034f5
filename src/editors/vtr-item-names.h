/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include "definition/vtr-item.h"

G_BEGIN_DECLS

/* What a thing in a definition is called, in a list and at the head of its page. */

const char *vtr_kind_get_title     (const VtrKind *kind);
const char *vtr_kind_get_icon_name (const VtrKind *kind);
char       *vtr_item_get_title     (const VtrItem *item);
char       *vtr_item_get_subtitle  (const VtrItem *item);
const char *vtr_item_get_icon_name (const VtrItem *item);

G_END_DECLS
