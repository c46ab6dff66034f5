/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include "base/vtr-job.h"

G_BEGIN_DECLS

/* Several jobs that were one wish: follows them to the last and says once how they ended. */
typedef void (*VtrBulkDone) (const char *summary,
                             gpointer    user_data);

typedef struct _VtrBulk VtrBulk;

VtrBulk *vtr_bulk_new   (const char *what,
                         VtrBulkDone done,
                         gpointer    user_data);
void     vtr_bulk_add   (VtrBulk    *self,
                         VtrJob     *job);
void     vtr_bulk_start (VtrBulk    *self);

G_END_DECLS
