/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-worker-pool.h"

struct _VtrWorkerPool
{
  grefcount    ref_count;
  GThreadPool *threads;
  guint        next_serial;
};

typedef struct
{
  GTask          *task;
  GTaskThreadFunc func;
  VtrWorkPriority priority;
  guint           serial; /* first come, first served among equals */
} Work;

static gboolean
drop_task_cb (gpointer task)
{
  g_object_unref (task);
  return G_SOURCE_REMOVE;
}

/* The last reference to a task may hold the last one to its source object, which belongs to the
 * main thread: so the worker never drops a task, it sends it home. */
static void
send_home (GTask *task)
{
  GSource *source = g_idle_source_new ();

  g_source_set_priority (source, g_task_get_priority (task));
  g_source_set_callback (source, drop_task_cb, task, NULL);
  g_source_attach (source, g_task_get_context (task));
  g_source_unref (source);
}

static void
run_in_worker (gpointer data,
               gpointer user_data)
{
  Work *work = data;
  GCancellable *cancellable = g_task_get_cancellable (work->task);

  if (!g_task_return_error_if_cancelled (work->task))
    work->func (work->task,
                g_task_get_source_object (work->task),
                g_task_get_task_data (work->task),
                cancellable);

  send_home (work->task);
  g_free (work);
}

static int
compare_work (gconstpointer a,
              gconstpointer b,
              gpointer      user_data)
{
  const Work *left = a;
  const Work *right = b;

  if (left->priority != right->priority)
    return left->priority < right->priority ? -1 : 1;

  return (int) (left->serial - right->serial);
}

/**
 * vtr_worker_pool_new:
 *
 * Returns: (transfer full): a pool that has no threads until it has work
 */
VtrWorkerPool *
vtr_worker_pool_new (void)
{
  VtrWorkerPool *self = g_new0 (VtrWorkerPool, 1);

  g_ref_count_init (&self->ref_count);
  self->threads
      = g_thread_pool_new (run_in_worker, NULL, VTR_WORKER_POOL_THREADS, FALSE, NULL);
  g_thread_pool_set_sort_function (self->threads, compare_work, NULL);
  return self;
}

VtrWorkerPool *
vtr_worker_pool_ref (VtrWorkerPool *self)
{
  g_ref_count_inc (&self->ref_count);
  return self;
}

/* What was pushed still runs, and nobody waits for it. */
void
vtr_worker_pool_unref (VtrWorkerPool *self)
{
  if (self == NULL || !g_ref_count_dec (&self->ref_count))
    return;

  g_thread_pool_free (self->threads, FALSE, FALSE);
  g_free (self);
}

/**
 * vtr_worker_pool_push:
 * @self: a pool
 * @task: (transfer full): what to return to; made on the main thread
 * @func: what to do; it must return @task exactly once
 * @priority: how much somebody is waiting for it
 */
void
vtr_worker_pool_push (VtrWorkerPool  *self,
                      GTask          *task,
                      GTaskThreadFunc func,
                      VtrWorkPriority priority)
{
  Work *work = g_new0 (Work, 1);

  g_return_if_fail (G_IS_TASK (task));

  work->task = task;
  work->func = func;
  work->priority = priority;
  work->serial = self->next_serial++;
  g_thread_pool_push (self->threads, work, NULL);
}
