/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include "vtr-definition-read.h"

G_BEGIN_DECLS

/* All of an edit, in a worker: read fresh, change, define, try live, read again. */
VtrReadDefinition *vtr_edit_apply (virConnectPtr   connection,
                                   virDomainPtr    domain,
                                   const VtrEdit  *edit,
                                   GError        **error);

G_END_DECLS
