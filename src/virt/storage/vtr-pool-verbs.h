/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include "base/vtr-job.h"

#include "vtr-pool.h"

G_BEGIN_DECLS

/* What somebody may want of a pool. Each begins a job that its host announces. */
typedef enum
{
  VTR_POOL_VERB_START,
  VTR_POOL_VERB_STOP,
  VTR_POOL_VERB_REFRESH,
  VTR_POOL_VERB_BUILD,
  VTR_POOL_VERB_SET_AUTOSTART,
  VTR_POOL_VERB_DELETE,
  VTR_POOL_N_VERBS
} VtrPoolVerb;

gboolean    vtr_pool_may           (VtrPool       *self,
                                    VtrPoolVerb    verb,
                                    const char   **why_not);
VtrJob     *vtr_pool_perform       (VtrPool       *self,
                                    VtrPoolVerb    verb);
VtrJob     *vtr_pool_build         (VtrPool       *self,
                                    gboolean       erase);
VtrJob     *vtr_pool_set_autostart (VtrPool       *self,
                                    gboolean       autostart);
VtrJob     *vtr_pool_delete        (VtrPool       *self,
                                    gboolean       with_content);
VtrJob     *vtr_pool_redefine      (VtrPool       *self,
                                    const char    *xml);

G_END_DECLS
