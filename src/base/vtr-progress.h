/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How far a worker is: it writes, the main thread reads whenever it likes. */
typedef struct _VtrProgress VtrProgress;

VtrProgress *vtr_progress_new          (void);
VtrProgress *vtr_progress_ref          (VtrProgress       *self);
void         vtr_progress_unref        (VtrProgress       *self);
void         vtr_progress_set          (VtrProgress       *self,
                                        guint64            done,
                                        guint64            total);
guint64      vtr_progress_get_done     (const VtrProgress *self);
guint64      vtr_progress_get_total    (const VtrProgress *self);
double       vtr_progress_get_fraction (const VtrProgress *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VtrProgress, vtr_progress_unref)

G_END_DECLS
