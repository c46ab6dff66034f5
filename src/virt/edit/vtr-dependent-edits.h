/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include "definition/vtr-item.h"

#include "vtr-edit.h"

G_BEGIN_DECLS

/* Edits of one device that others hang on: they go along, in one step. @others is filled with the keys
 * of those that go or change. */
VtrEdit *vtr_edit_new_removal  (VtrXmlDoc   *saved,
                                const char  *key,
                                GPtrArray  **others);
VtrEdit *vtr_edit_new_display  (VtrXmlDoc   *saved,
                                const char  *key,
                                const char  *type,
                                gboolean     has_agent,
                                GPtrArray  **others);

G_END_DECLS
