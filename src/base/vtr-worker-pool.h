/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A few threads for calls that may block for ever. Each host has a pool of its own: one that hangs
 * holds its own threads and nobody else's. */
typedef struct _VtrWorkerPool VtrWorkerPool;

/* What a person waits for goes first, what is only kept ready goes last. */
typedef enum
{
  VTR_WORK_URGENT,
  VTR_WORK_NORMAL,
  VTR_WORK_BACKGROUND,
} VtrWorkPriority;

#define VTR_WORKER_POOL_THREADS 4

VtrWorkerPool *vtr_worker_pool_new   (void);
VtrWorkerPool *vtr_worker_pool_ref   (VtrWorkerPool   *self);
void           vtr_worker_pool_unref (VtrWorkerPool   *self);
void           vtr_worker_pool_push  (VtrWorkerPool   *self,
                                      GTask           *task,
                                      GTaskThreadFunc  func,
                                      VtrWorkPriority  priority);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VtrWorkerPool, vtr_worker_pool_unref)

G_END_DECLS
