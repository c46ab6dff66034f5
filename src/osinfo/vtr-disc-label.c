/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-disc-label.h"

#include "base/vtr-error.h"
#include "base/vtr-worker-pool.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#define SECTOR 2048

/* Places within the first sector, as ECMA-119 has them. */
enum
{
  AT_SYSTEM = 8,
  AT_VOLUME = 40,
  AT_BLOCKS = 80,
  AT_BLOCK_SIZE = 128,
  AT_PUBLISHER = 318,
  AT_APPLICATION = 574,
};

static char *
read_text (const guint8 *sector,
           gsize         at,
           gsize         length)
{
  g_autofree char *raw = g_strndup ((const char *) sector + at, length);

  return g_utf8_make_valid (g_strstrip (raw), -1);
}

static guint64
read_size (const guint8 *sector)
{
  guint32 blocks;
  guint16 block_size;

  memcpy (&blocks, sector + AT_BLOCKS, sizeof blocks);
  memcpy (&block_size, sector + AT_BLOCK_SIZE, sizeof block_size);
  return (guint64) GUINT32_FROM_LE (blocks) * GUINT16_FROM_LE (block_size);
}

/**
 * vtr_disc_label_parse:
 * @sectors: (array length=length): what is at VTR_DISC_LABEL_OFFSET
 * @length: how much of it
 *
 * Returns: (transfer full) (nullable): what the disc says; %NULL: it is no disc
 */
VtrDiscLabel *
vtr_disc_label_parse (const guint8 *sectors,
                      gsize         length)
{
  VtrDiscLabel *self;

  if (length < SECTOR || memcmp (sectors, "\001CD001", 6) != 0)
    return NULL;

  self = g_new0 (VtrDiscLabel, 1);
  self->system = read_text (sectors, AT_SYSTEM, 32);
  self->volume = read_text (sectors, AT_VOLUME, 32);
  self->publisher = read_text (sectors, AT_PUBLISHER, 128);
  self->application = read_text (sectors, AT_APPLICATION, 128);
  self->size = read_size (sectors);
  self->boots = length >= 2 * SECTOR
                && memcmp (sectors + SECTOR, "\000CD001\001EL TORITO SPECIFICATION", 30) == 0;
  return self;
}

/**
 * vtr_disc_label_copy:
 * @self: a label
 *
 * Returns: (transfer full): the same
 */
VtrDiscLabel *
vtr_disc_label_copy (const VtrDiscLabel *self)
{
  VtrDiscLabel *copy = g_memdup2 (self, sizeof *self);

  copy->system = g_strdup (self->system);
  copy->volume = g_strdup (self->volume);
  copy->publisher = g_strdup (self->publisher);
  copy->application = g_strdup (self->application);
  return copy;
}

void
vtr_disc_label_free (VtrDiscLabel *self)
{
  if (self == NULL)
    return;

  g_free (self->system);
  g_free (self->volume);
  g_free (self->publisher);
  g_free (self->application);
  g_free (self);
}

/* Reading */

typedef struct
{
  GTask *task; /* NULL once somebody was told */
  guint  timer;
} Reading;

static void
free_label (gpointer label)
{
  vtr_disc_label_free (label);
}

static void
read_in_worker (GTask        *task,
                gpointer      source,
                gpointer      path,
                GCancellable *cancellable)
{
  guint8 sectors[VTR_DISC_LABEL_LENGTH];
  int file = open (path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
  ssize_t length = file >= 0 ? pread (file, sectors, sizeof sectors, VTR_DISC_LABEL_OFFSET) : -1;

  if (length < 0)
    g_task_return_new_error (task, G_FILE_ERROR, g_file_error_from_errno (errno), "%s: %s",
                             (const char *) path, g_strerror (errno));
  else
    g_task_return_pointer (task, vtr_disc_label_parse (sectors, (gsize) length), free_label);
  if (file >= 0)
    close (file);
}

static gboolean
on_limit_cb (gpointer user_data)
{
  Reading *reading = user_data;
  g_autoptr (GTask) task = g_steal_pointer (&reading->task);

  reading->timer = 0;
  g_task_return_new_error_literal (task, VTR_ERROR, VTR_ERROR_NOT_ANSWERING,
                                   "Reading the disc takes too long");
  return G_SOURCE_REMOVE;
}

/* A reader that comes home after the limit finds that nobody waits for it any more. */
static void
on_read_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autofree Reading *reading = user_data;
  g_autoptr (GTask) task = g_steal_pointer (&reading->task);
  GError *error = NULL;
  VtrDiscLabel *label = g_task_propagate_pointer (G_TASK (result), &error);

  g_clear_handle_id (&reading->timer, g_source_remove);
  if (task == NULL)
    {
      vtr_disc_label_free (label);
      g_clear_error (&error);
    }
  else if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, label, free_label);
}

/**
 * vtr_disc_label_read_async:
 * @path: a file or a drive of this computer
 * @limit_seconds: how long it may take
 * @cancellable: (nullable): to lose interest
 * @callback: what to call
 * @user_data: for @callback
 *
 * A file may be on a server that does not answer, and then nobody can stop the one who reads it: a
 * thread of its own waits there, and who asked is told after the limit.
 */
void
vtr_disc_label_read_async (const char          *path,
                           guint                limit_seconds,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  g_autoptr (VtrWorkerPool) pool = vtr_worker_pool_new ();
  Reading *reading = g_new0 (Reading, 1);
  GTask *work = g_task_new (NULL, NULL, on_read_cb, reading);

  reading->task = g_task_new (NULL, cancellable, callback, user_data);
  reading->timer = g_timeout_add_seconds (limit_seconds, on_limit_cb, reading);
  g_task_set_source_tag (reading->task, vtr_disc_label_read_async);
  g_task_set_task_data (work, g_strdup (path), g_free);
  vtr_worker_pool_push (pool, work, read_in_worker, VTR_WORK_NORMAL);
}

/**
 * vtr_disc_label_read_finish:
 * @result: what the callback was given
 * @error: a location for an error
 *
 * Returns: (transfer full) (nullable): the label; %NULL without @error: it is no disc
 */
VtrDiscLabel *
vtr_disc_label_read_finish (GAsyncResult  *result,
                            GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
