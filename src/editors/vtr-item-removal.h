/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include "definition/vtr-item.h"

G_BEGIN_DECLS

/* What a machine is better not without, and what only is in the way of a list. */

const char *vtr_item_why_not_remove (VtrXmlDoc     *machine,
                                     const VtrItem *item);
GPtrArray  *vtr_item_list_connected (VtrXmlDoc     *machine,
                                     const VtrItem *controller);
gboolean    vtr_item_is_internal    (VtrXmlDoc     *machine,
                                     const VtrItem *item);

G_END_DECLS
