/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include "vtr-item-edits.h"

G_BEGIN_DECLS

gboolean vtr_item_edits_apply (VtrItemEdits  *self,
                               VtrXmlDoc     *doc,
                               GError       **error);

G_END_DECLS
