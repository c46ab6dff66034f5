/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include "definition/vtr-item.h"

#include "vtr-edit.h"

G_BEGIN_DECLS

/* An edit on paper: the text that is to be defined. */
VtrXmlDoc *vtr_edit_document (const VtrEdit  *edit,
                              VtrXmlDoc      *saved,
                              VtrXmlDoc      *running,
                              GError        **error);

G_END_DECLS
