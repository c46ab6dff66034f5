/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include "virt/host/vtr-host.h"

G_BEGIN_DECLS

/* Connects hosts again that were lost: after a while that grows with each attempt, and at once when
 * the network has changed or the computer wakes up. Nobody is asked anything meanwhile. A host that a
 * person let go stays so. */
typedef struct _VtrReviver VtrReviver;

VtrReviver *vtr_reviver_new     (void);
void        vtr_reviver_free    (VtrReviver *self);
void        vtr_reviver_watch   (VtrReviver *self,
                                 VtrHost    *host);
void        vtr_reviver_unwatch (VtrReviver *self,
                                 VtrHost    *host);

G_END_DECLS
