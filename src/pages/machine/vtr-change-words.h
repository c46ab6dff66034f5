/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include "definition/vtr-change.h"

G_BEGIN_DECLS

/* Differences between two definitions, as a person reads them. */
char *vtr_change_describe_title   (const VtrChange *self,
                                   VtrXmlDoc       *before,
                                   VtrXmlDoc       *after);
char *vtr_change_describe_pending (const VtrChange *self);
char *vtr_change_describe_past    (const VtrChange *self);

G_END_DECLS
