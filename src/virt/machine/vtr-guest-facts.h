/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include "vtr-machine.h"

G_BEGIN_DECLS

/* What a guest says about itself, and since when it runs. */
typedef struct
{
  gint64   since;     /* vtr_time_now() then; 0 while not known */
  gboolean at_least;  /* it was running already when it was first seen */
  gboolean answered;  /* the agent in the guest did */
  char    *host_name; /* NULL where nobody told */
  char    *system;
} VtrGuestFacts;

void           vtr_guest_facts_read_async  (VtrMachine           *machine,
                                            GCancellable         *cancellable,
                                            GAsyncReadyCallback   callback,
                                            gpointer              user_data);
VtrGuestFacts *vtr_guest_facts_read_finish (GAsyncResult         *result,
                                            GError              **error);
void           vtr_guest_facts_free        (VtrGuestFacts        *self);

/* When the process that runs a machine was started, 0 where there is none in @proc. */
gint64         vtr_guest_facts_find_start  (const char           *proc,
                                            const char           *uuid);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VtrGuestFacts, vtr_guest_facts_free)

G_END_DECLS
