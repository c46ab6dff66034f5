/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The last hour of one value, for a graph: a ring that starts small and never grows over a limit. */
typedef struct _VtrHistory VtrHistory;

typedef struct
{
  gint64 time; /* vtr_time_now() */
  float  value;
} VtrSample;

#define VTR_HISTORY_SPAN ((gint64) 60 * 60 * G_USEC_PER_SEC)

VtrHistory *vtr_history_new    (void);
void        vtr_history_free   (VtrHistory *self);
void        vtr_history_push   (VtrHistory *self,
                                gint64      time,
                                float       value);
guint       vtr_history_size   (const VtrHistory *self);
VtrSample   vtr_history_get    (const VtrHistory *self,
                                guint             age);
float       vtr_history_latest (const VtrHistory *self);
float       vtr_history_at     (const VtrHistory *self,
                                gint64            time);
float       vtr_history_peak   (const VtrHistory *self,
                                gint64            since);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VtrHistory, vtr_history_free)

G_END_DECLS
