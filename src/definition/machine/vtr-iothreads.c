/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-kinds.h"

/* Threads that disks and controllers may be given for their own. */

static const VtrField iothreads_fields[] = {
  { "count", "iothreads", VTR_NUMBER },
  { "thread-pool-min", "defaultiothread/@thread_pool_min", VTR_NUMBER },
  { "thread-pool-max", "defaultiothread/@thread_pool_max", VTR_NUMBER },
  { NULL }
};

const VtrKind vtr_iothreads_kind = {
  .name = "iothreads",
  .sort = VTR_KIND_SECTION,
  .fields = iothreads_fields,
};

static const VtrField iothread_fields[] = {
  { "id", "@id", VTR_NUMBER },
  { "thread-pool-min", "@thread_pool_min", VTR_NUMBER },
  { "thread-pool-max", "@thread_pool_max", VTR_NUMBER },
  { "poll-max", "poll/@max", VTR_NUMBER },
  { "poll-grow", "poll/@grow", VTR_NUMBER },
  { "poll-shrink", "poll/@shrink", VTR_NUMBER },
  { NULL }
};

const VtrKind vtr_iothread_kind = {
  .name = "iothread",
  .sort = VTR_KIND_ENTRY,
  .path = "iothreadids/iothread",
  .keys = VTR_VALUES ("@id"),
  .fields = iothread_fields,
};
