/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-volume-snapshots.h"

#include "base/vtr-error.h"
#include "definition/storage/vtr-qcow2-snapshots.h"

#include "vtr-storage-private.h"
#include "virt/vtr-virt-error.h"

/* Two short pieces of the image are read, wherever the host is. */

#define MOST_OF_TABLE ((gsize) 64 * 1024)

static gboolean
receive (virStreamPtr stream,
         GByteArray  *into,
         gsize        length)
{
  guint8 piece[4096];
  int got = 1;

  while (got > 0 && into->len < length)
    {
      got = virStreamRecv (stream, (char *) piece, MIN (sizeof piece, length - into->len));
      if (got > 0)
        g_byte_array_append (into, piece, (guint) got);
    }
  return got >= 0;
}

static GBytes *
read_piece (virConnectPtr    connection,
            virStorageVolPtr volume,
            guint64          offset,
            gsize            length)
{
  virStreamPtr stream = virStreamNew (connection, 0);
  g_autoptr (GByteArray) piece = g_byte_array_new ();
  gboolean good = FALSE;

  if (stream == NULL)
    return NULL;

  if (virStorageVolDownload (volume, stream, offset, length, 0) == 0)
    {
      good = receive (stream, piece, length);
      if (!good || virStreamFinish (stream) < 0)
        virStreamAbort (stream);
    }
  virStreamFree (stream);
  return good ? g_byte_array_free_to_bytes (g_steal_pointer (&piece)) : NULL;
}

static void
list_in_worker (GTask        *task,
                virConnectPtr connection,
                virDomainPtr  domain,
                gpointer      volume)
{
  g_autoptr (GBytes) header = read_piece (connection, volume, 0, VTR_QCOW2_HEADER_LENGTH);
  g_autoptr (GBytes) table = NULL;
  guint64 offset = 0;
  guint n_snapshots = 0;

  if (header == NULL)
    g_task_return_error (task, vtr_virt_take_error ());
  else if (!vtr_qcow2_find_snapshots (header, &n_snapshots, &offset))
    g_task_return_pointer (task, g_new0 (char *, 1), (GDestroyNotify) g_strfreev);
  else if ((table = read_piece (connection, volume, offset, MOST_OF_TABLE)) == NULL)
    g_task_return_error (task, vtr_virt_take_error ());
  else
    g_task_return_pointer (task, vtr_qcow2_read_snapshots (table, n_snapshots),
                           (GDestroyNotify) g_strfreev);
  virResetLastError ();
}

static void
on_listed_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  GStrv names = vtr_link_finish (result, &error);

  if (names != NULL)
    g_task_return_pointer (task, names, (GDestroyNotify) g_strfreev);
  else
    g_task_return_error (task, error);
}

/**
 * vtr_volume_list_snapshots_async:
 * @volume: a volume
 * @cancellable: (nullable): to lose interest
 * @callback: what to call
 * @user_data: for @callback
 */
void
vtr_volume_list_snapshots_async (VtrVolume           *volume,
                                 GCancellable        *cancellable,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  GTask *task = g_task_new (volume, cancellable, callback, user_data);
  VtrPool *pool = vtr_volume_get_pool (volume);
  virStorageVolPtr handle = _vtr_volume_get_handle (volume);

  g_task_set_source_tag (task, vtr_volume_list_snapshots_async);
  if (pool == NULL || handle == NULL || vtr_pool_get_storage (pool) == NULL)
    {
      g_task_return_new_error_literal (task, VTR_ERROR, VTR_ERROR_NOT_FOUND,
                                       "The volume is not there any more");
      g_object_unref (task);
      return;
    }

  virStorageVolRef (handle);
  _vtr_pool_run (pool, list_in_worker, handle, (GDestroyNotify) virStorageVolFree, FALSE,
                 on_listed_cb, task);
}

/**
 * vtr_volume_list_snapshots_finish:
 * @result: what the callback was given
 * @error: a location for an error
 *
 * Returns: (transfer full) (nullable): the names of the snapshots inside of it; none where it is of
 *   a format that has none
 */
GStrv
vtr_volume_list_snapshots_finish (GAsyncResult *result,
                                  GError      **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
