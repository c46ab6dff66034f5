/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-machine-picture.h"

#include "base/vtr-error.h"

#include "virt/host/vtr-host-private.h"
#include "virt/vtr-virt-error.h"

#define PIECE ((gsize) 64 * 1024)

/* Four screens of 4K, uncompressed: whoever sends more sends no picture. */
#define MOST_BYTES ((gsize) 128 * 1024 * 1024)

static gboolean
receive_all (virStreamPtr stream,
             GByteArray  *bytes)
{
  g_autofree char *piece = g_malloc (PIECE);
  int got;

  while ((got = virStreamRecv (stream, piece, PIECE)) > 0 && bytes->len < MOST_BYTES)
    g_byte_array_append (bytes, (guint8 *) piece, (guint) got);

  return got == 0;
}

static void
take_in_worker (GTask        *task,
                virConnectPtr connection,
                virDomainPtr  domain,
                gpointer      data)
{
  virStreamPtr stream = virStreamNew (connection, 0);
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  char *type = stream != NULL ? virDomainScreenshot (domain, stream, 0, 0) : NULL;
  gboolean whole = type != NULL && receive_all (stream, bytes);

  free (type);
  if (whole && virStreamFinish (stream) == 0)
    g_task_return_pointer (task, g_byte_array_free_to_bytes (g_steal_pointer (&bytes)),
                           (GDestroyNotify) g_bytes_unref);
  else
    {
      g_task_return_error (task, vtr_virt_take_error ());
      if (type != NULL)
        virStreamAbort (stream);
      virResetLastError ();
    }
  if (stream != NULL)
    virStreamFree (stream);
}

static void
on_taken_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  GBytes *bytes = vtr_link_finish (result, &error);

  if (bytes != NULL)
    g_task_return_pointer (task, bytes, (GDestroyNotify) g_bytes_unref);
  else
    g_task_return_error (task, error);
}

/**
 * vtr_machine_take_picture_async:
 * @self: a running machine
 * @cancellable: (nullable): a cancellable
 * @callback: called with the picture
 * @user_data: for @callback
 */
void
vtr_machine_take_picture_async (VtrMachine         *self,
                                GCancellable       *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer            user_data)
{
  VtrHost *host = vtr_machine_get_host (self);
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, vtr_machine_take_picture_async);
  if (host == NULL || host->link == NULL || _vtr_machine_get_domain (self) == NULL)
    {
      g_task_return_new_error_literal (task, VTR_ERROR, VTR_ERROR_UNSUPPORTED,
                                       "The host is not connected");
      g_object_unref (task);
      return;
    }

  vtr_link_run (host->link, _vtr_machine_get_domain (self), take_in_worker, NULL, NULL,
                VTR_WORK_BACKGROUND, cancellable, on_taken_cb, task);
}

/**
 * vtr_machine_take_picture_finish:
 * @self: a machine
 * @result: what the callback was given
 * @error: a location for an error
 *
 * Returns: (transfer full) (nullable): a PNG or PPM file
 */
GBytes *
vtr_machine_take_picture_finish (VtrMachine   *self,
                                 GAsyncResult *result,
                                 GError      **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
