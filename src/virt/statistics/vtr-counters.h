/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include "virt/machine/vtr-machine-private.h"

G_BEGIN_DECLS

/* One bulk reading of a host, taken in a worker. */
typedef struct
{
  GArray *counters; /* VtrCounters of each active machine */
  gint64  time;     /* vtr_time_now() at the reply */
  guint64 host_busy;
  guint64 host_total; /* 0: not asked or not known */
  int     n_load_params;
} VtrReading;

unsigned int vtr_counters_groups_for (VtrMetricSet  metrics);
VtrReading  *vtr_counters_read       (virConnectPtr connection,
                                      unsigned int  groups,
                                      gboolean      with_host_load,
                                      int           n_load_params,
                                      GError      **error);
void         vtr_reading_free        (gpointer      reading);

G_END_DECLS
