/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include <gio/gio.h>
#include <libvirt/libvirt.h>

#include "vtr-detail-samples.h"

G_BEGIN_DECLS

typedef enum
{
  VTR_READ_LEVEL, /* is what it is */
  VTR_READ_COUNT, /* counts up: what it counts in a second is told */
  VTR_READ_SHARE, /* counts up to one in a second */
} VtrReadSort;

/* One number of one machine at one moment. What it counts is scaled after two of them were compared,
 * as the scale may be another one each time. */
typedef struct
{
  char       *name;
  VtrReadSort sort;
  double      value;
  double      scale;
} VtrReadValue;

/* All numbers of one machine at one moment, taken in a worker. */
typedef struct
{
  GArray    *values;  /* VtrReadValue */
  GPtrArray *devices; /* "disk.vda.": what there is, also where it could not be measured */
  gint64     time;    /* vtr_time_now() at the reply */
  gboolean   complete; /* what is not among the devices is gone */
  gboolean   asked_for_memory;
} VtrDetailReading;

VtrDetailReading *vtr_detail_reading_new  (gint64             time);
void              vtr_detail_reading_add  (VtrDetailReading  *self,
                                           const char        *name,
                                           VtrReadSort        sort,
                                           double             value,
                                           double             scale);
void              vtr_detail_reading_add_device (VtrDetailReading *self,
                                                 const char       *prefix);
void              vtr_detail_reading_free (gpointer           reading);
VtrDetailReading *vtr_detail_reading_read (virDomainPtr       domain,
                                           guint              host_processors,
                                           GError           **error);

/* On the main thread. */
void              _vtr_detail_samples_take (VtrDetailSamples       *self,
                                            const VtrDetailReading *reading);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VtrDetailReading, vtr_detail_reading_free)

G_END_DECLS
