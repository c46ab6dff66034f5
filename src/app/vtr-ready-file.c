/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-ready-file.h"

#include "base/vtr-worker-pool.h"

struct _VtrReadyFile
{
  GObject        parent_instance;

  /* owned */
  VtrFleet      *fleet;
  VtrWorkerPool *pool;
  char          *path;

  /* state */
  gboolean       is_started;
  gboolean       is_written;
};

typedef struct
{
  char *path;
  char *text;
} WriteRequest;

G_DEFINE_FINAL_TYPE (VtrReadyFile, vtr_ready_file, G_TYPE_OBJECT)

static void
free_write_request (gpointer data)
{
  WriteRequest *request = data;

  g_free (request->path);
  g_free (request->text);
  g_free (request);
}

static void
write_in_worker (GTask        *task,
                 gpointer      source_object,
                 gpointer      task_data,
                 GCancellable *cancellable)
{
  const WriteRequest *request = task_data;
  g_autoptr (GError) error = NULL;

  if (!g_file_set_contents (request->path, request->text, -1, &error))
    g_message ("%s could not be written: %s", request->path, error->message);
  g_task_return_boolean (task, error == NULL);
}

static void
check (VtrReadyFile *self)
{
  WriteRequest *request;
  GTask *task;

  if (!self->is_started || self->is_written || !vtr_fleet_is_complete (self->fleet))
    return;

  self->is_written = TRUE;
  request = g_new (WriteRequest, 1);
  request->path = g_strdup (self->path);
  request->text = g_strdup_printf ("%u\n", vtr_fleet_get_n_machines (self->fleet));
  task = g_task_new (self, NULL, NULL, NULL);
  g_task_set_source_tag (task, check);
  g_task_set_task_data (task, request, free_write_request);
  vtr_worker_pool_push (self->pool, task, write_in_worker, VTR_WORK_NORMAL);
}

static void
vtr_ready_file_finalize (GObject *object)
{
  VtrReadyFile *self = VTR_READY_FILE (object);

  g_clear_object (&self->fleet);
  vtr_worker_pool_unref (self->pool);
  g_free (self->path);

  G_OBJECT_CLASS (vtr_ready_file_parent_class)->finalize (object);
}

static void
vtr_ready_file_class_init (VtrReadyFileClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = vtr_ready_file_finalize;
}

static void
vtr_ready_file_init (VtrReadyFile *self)
{
  self->pool = vtr_worker_pool_new ();
}

/**
 * vtr_ready_file_new:
 * @fleet: the hosts
 * @path: the file to write
 *
 * Returns: (transfer full): what writes it
 */
VtrReadyFile *
vtr_ready_file_new (VtrFleet   *fleet,
                    const char *path)
{
  VtrReadyFile *self = g_object_new (VTR_TYPE_READY_FILE, NULL);

  self->fleet = g_object_ref (fleet);
  self->path = g_strdup (path);
  g_signal_connect_object (fleet, "notify::complete", G_CALLBACK (check), self, G_CONNECT_SWAPPED);
  return self;
}

/* From now on every host that is wanted is known and on its way. */
void
vtr_ready_file_start (VtrReadyFile *self)
{
  self->is_started = TRUE;
  check (self);
}
