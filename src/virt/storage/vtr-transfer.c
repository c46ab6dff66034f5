/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-transfer-private.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <unistd.h>

#include "base/vtr-error.h"
#include "base/vtr-format.h"

#include "virt/vtr-virt-error.h"

/* What both ways have alike. A transfer has a thread of its own, since it waits for disks and links
 * for as long as these take, and libvirt's streams hold no thread of the daemon. */

#define PROGRESS_MILLISECONDS 100

VtrTransfer *
_vtr_transfer_new (VtrPool    *pool,
                   VtrVolume  *volume,
                   const char *path,
                   const char *name)
{
  VtrTransfer *self = g_new0 (VtrTransfer, 1);

  g_mutex_init (&self->lock);
  self->pool = g_object_ref (pool);
  self->pool_handle = _vtr_pool_get_handle (pool);
  self->path = g_strdup (path);
  self->name = g_strdup (name);
  self->checksum = g_checksum_new (G_CHECKSUM_SHA256);
  if (self->pool_handle == NULL)
    return self;

  virStoragePoolRef (self->pool_handle);
  self->connection = virStoragePoolGetConnect (self->pool_handle);
  virConnectRef (self->connection);
  self->volume = volume != NULL ? _vtr_volume_get_handle (volume) : NULL;
  if (self->volume != NULL)
    virStorageVolRef (self->volume);
  return self;
}

/* In the thread: the last that holds a connection may block. */
static void
free_handles (VtrTransfer *self)
{
  g_clear_pointer (&self->volume, virStorageVolFree);
  g_clear_pointer (&self->pool_handle, virStoragePoolFree);
  if (self->connection != NULL)
    virConnectClose (g_steal_pointer (&self->connection));
}

static void
free_rest (VtrTransfer *self)
{
  g_clear_handle_id (&self->timer, g_source_remove);
  g_mutex_clear (&self->lock);
  g_checksum_free (self->checksum);
  g_clear_error (&self->error);
  g_object_unref (self->pool);
  g_object_unref (self->job);
  g_free (self->path);
  g_free (self->name);
  g_free (self->failure);
  g_free (self);
}

/* For the thread */

gboolean
_vtr_transfer_open_stream (VtrTransfer *self,
                           GError     **error)
{
  virStreamPtr stream = virStreamNew (self->connection, 0);

  if (stream == NULL)
    {
      g_propagate_error (error, vtr_virt_take_error ());
      return FALSE;
    }

  g_mutex_lock (&self->lock);
  self->stream = stream;
  g_mutex_unlock (&self->lock);
  return TRUE;
}

/* Ends it well, or breaks it off where something went wrong before. */
gboolean
_vtr_transfer_close_stream (VtrTransfer *self,
                            gboolean     good,
                            GError     **error)
{
  virStreamPtr stream;

  if (good && virStreamFinish (self->stream) < 0)
    {
      g_propagate_error (error, vtr_virt_take_error ());
      good = FALSE;
    }
  else if (!good)
    virStreamAbort (self->stream);
  virResetLastError ();

  g_mutex_lock (&self->lock);
  stream = g_steal_pointer (&self->stream);
  g_mutex_unlock (&self->lock);
  virStreamFree (stream);
  return good;
}

gboolean
_vtr_transfer_is_cancelled (VtrTransfer *self,
                            GError     **error)
{
  gboolean cancelled;

  g_mutex_lock (&self->lock);
  cancelled = self->cancelled;
  g_mutex_unlock (&self->lock);
  if (cancelled && error != NULL && *error == NULL)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "The transfer was cancelled");
  return cancelled;
}

void
_vtr_transfer_set_total (VtrTransfer *self,
                         guint64      total)
{
  g_mutex_lock (&self->lock);
  self->total = total;
  g_mutex_unlock (&self->lock);
}

/* So much more is through: @data, or nothing but zeros. */
void
_vtr_transfer_count (VtrTransfer *self,
                     const void  *data,
                     guint64      length)
{
  static const guint8 zeros[64 * 1024];
  guint64 left = length;

  if (data != NULL)
    g_checksum_update (self->checksum, data, (gssize) length);
  while (data == NULL && left > 0)
    {
      gsize some = (gsize) MIN (left, sizeof zeros);

      g_checksum_update (self->checksum, zeros, (gssize) some);
      left -= some;
    }
  g_mutex_lock (&self->lock);
  self->done += length;
  g_mutex_unlock (&self->lock);
}

/* What was through before counts, and is part of the sum. */
gboolean
_vtr_transfer_take_prefix (VtrTransfer *self,
                           int          fd,
                           guint64      length,
                           GError     **error)
{
  g_autofree guint8 *piece = g_malloc (VTR_TRANSFER_PIECE);

  for (guint64 at = 0; at < length;)
    {
      gssize got = pread (fd, piece, MIN (VTR_TRANSFER_PIECE, length - at), (off_t) at);

      if (got <= 0 || _vtr_transfer_is_cancelled (self, error))
        {
          if (got <= 0)
            _vtr_transfer_set_error (error, self->path, got < 0 ? errno : EIO);
          return FALSE;
        }
      _vtr_transfer_count (self, piece, (guint64) got);
      at += (guint64) got;
    }
  return TRUE;
}

void
_vtr_transfer_set_error (GError    **error,
                         const char *what,
                         int         number)
{
  VtrErrorCode code = number == ENOSPC || number == EDQUOT ? VTR_ERROR_NO_SPACE
                      : number == EACCES || number == EPERM || number == EROFS ? VTR_ERROR_PERMISSION
                      : number == ENOENT ? VTR_ERROR_NOT_FOUND
                                         : VTR_ERROR_FAILED;

  g_set_error (error, VTR_ERROR, (int) code, "%s: %s", what, g_strerror (number));
}

/* On the main thread */

/* The words of the table are about hosts; these are about this computer. */
static VtrTrouble *
describe_trouble (VtrTransfer *self)
{
  VtrTrouble *trouble = vtr_virt_trouble (self->failure, self->error);
  gboolean is_local = g_str_has_prefix (self->error->message, self->path);

  if (g_error_matches (self->error, VTR_ERROR, VTR_ERROR_NO_SPACE) && is_local)
    {
      g_set_str (&trouble->cause, _("The disk of this computer is full."));
      g_set_str (&trouble->remedy, _("Free some space, then begin again: it goes on where it was."));
    }
  else if (g_error_matches (self->error, VTR_ERROR, VTR_ERROR_PERMISSION) && is_local)
    {
      g_set_str (&trouble->cause, _("Your account may not read or write that file here."));
      g_set_str (&trouble->remedy, _("Choose another place."));
    }
  else if (g_error_matches (self->error, VTR_ERROR, VTR_ERROR_LINK_LOST))
    g_set_str (&trouble->remedy, _("Connect and begin again: it goes on where it was."));
  return trouble;
}

static gboolean
home_cb (gpointer user_data)
{
  VtrTransfer *self = user_data;

  g_clear_signal_handler (&self->cancel_handler, vtr_job_get_cancellable (self->job));
  if (self->error == NULL)
    {
      g_autofree char *sum
          /* Translators: %s is a checksum. */
          = g_strdup_printf (_("SHA-256 %s"), g_checksum_get_string (self->checksum));

      vtr_job_set_status (self->job, sum);
      vtr_job_set_fraction (self->job, 1);
      vtr_job_succeed (self->job);
    }
  else if (self->cancelled)
    vtr_job_end_cancelled (self->job);
  else
    vtr_job_fail (self->job, describe_trouble (self));
  _vtr_pool_refresh (self->pool, TRUE);
  free_rest (self);
  return G_SOURCE_REMOVE;
}

static gpointer
run_in_thread (gpointer data)
{
  VtrTransfer *self = data;
  GError *error = NULL;

  if (!self->func (self, &error))
    self->error = error;
  free_handles (self);
  g_idle_add (home_cb, self);
  return NULL;
}

static gboolean
on_timer_cb (gpointer user_data)
{
  VtrTransfer *self = user_data;
  g_autofree char *done = NULL;
  g_autofree char *total = NULL;
  g_autofree char *status = NULL;
  guint64 n_done;
  guint64 n_total;

  g_mutex_lock (&self->lock);
  n_done = self->done;
  n_total = self->total;
  g_mutex_unlock (&self->lock);
  if (n_total == 0)
    return G_SOURCE_CONTINUE;

  done = vtr_format_bytes (MIN (n_done, n_total));
  total = vtr_format_bytes (n_total);
  /* Translators: how much is transferred, as "12 MiB of 1 GiB". */
  status = g_strdup_printf (_("%s of %s"), done, total);
  vtr_job_set_status (self->job, status);
  vtr_job_set_fraction (self->job, MIN (1, (double) n_done / (double) n_total));
  return G_SOURCE_CONTINUE;
}

static gpointer
abort_in_thread (gpointer stream)
{
  virStreamAbort (stream);
  virResetLastError ();
  virStreamFree (stream);
  return NULL;
}

/* The thread may wait in the stream for a host that is silent. */
static void
on_cancelled_cb (GCancellable *cancellable,
                 gpointer      user_data)
{
  VtrTransfer *self = user_data;

  g_mutex_lock (&self->lock);
  self->cancelled = TRUE;
  if (self->stream != NULL)
    {
      virStreamRef (self->stream);
      g_thread_unref (g_thread_new ("vtr-abort", abort_in_thread, self->stream));
    }
  g_mutex_unlock (&self->lock);
}

/**
 * _vtr_transfer_begin:
 * @self: (transfer full): a transfer
 * @func: what its thread does
 * @job: (transfer none): tells of it
 * @failure: one translated sentence for where it fails
 */
void
_vtr_transfer_begin (VtrTransfer    *self,
                     VtrTransferFunc func,
                     VtrJob         *job,
                     const char     *failure)
{
  self->func = func;
  self->job = g_object_ref (job);
  self->failure = g_strdup (failure);
  if (self->connection == NULL)
    {
      g_set_error_literal (&self->error, VTR_ERROR, VTR_ERROR_LINK_LOST,
                           "The host is not connected");
      home_cb (self);
      return;
    }

  self->timer = g_timeout_add (PROGRESS_MILLISECONDS, on_timer_cb, self);
  self->cancel_handler = g_signal_connect (vtr_job_get_cancellable (job), "cancelled",
                                           G_CALLBACK (on_cancelled_cb), self);
  vtr_job_set_can_cancel (job, TRUE);
  g_thread_unref (g_thread_new ("vtr-transfer", run_in_thread, self));
}
