/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-transfer-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/vtr-error.h"
#include "definition/storage/vtr-volume-plan.h"

#include "virt/vtr-virt-error.h"

/* Into a new volume, in stretches: of what is sent within one nobody knows whether it arrived, of a
 * stretch that was ended the host has said so. There the next try goes on. */

/* The host looks through its pool after each of them: not too short. */
#define STRETCH ((guint64) 128 * 1024 * 1024)

/* What was begun and not ended in this session of the program, by pool and name. */
typedef struct
{
  char   *path;
  guint64 size;
  gint64  modified;
  guint64 confirmed;
} Begun;

static GMutex begun_lock;
static GHashTable *begun_uploads;

static void
free_begun (gpointer data)
{
  g_free (((Begun *) data)->path);
  g_free (data);
}

static char *
begun_key (VtrTransfer *self)
{
  return g_strdup_printf ("%s/%s", vtr_pool_get_uuid (self->pool), self->name);
}

/* Whether the same file was on its way to there before: then the volume is ours. */
static gboolean
find_start (VtrTransfer       *self,
            const struct stat *status)
{
  g_autofree char *key = begun_key (self);
  const Begun *begun;
  gboolean is_known;

  g_mutex_lock (&begun_lock);
  begun = begun_uploads != NULL ? g_hash_table_lookup (begun_uploads, key) : NULL;
  is_known = begun != NULL && begun->size == (guint64) status->st_size
             && begun->modified == status->st_mtime && g_str_equal (begun->path, self->path);
  if (is_known)
    self->from = begun->confirmed;
  g_mutex_unlock (&begun_lock);
  return is_known;
}

/* Nothing is to be remembered of one that is whole, or that was cancelled. */
static void
remember (VtrTransfer       *self,
          const struct stat *status,
          gboolean           worth_it)
{
  char *key = begun_key (self);
  Begun *begun = g_new (Begun, 1);

  *begun = (Begun) { g_strdup (self->path), (guint64) status->st_size, status->st_mtime,
                     self->confirmed };
  g_mutex_lock (&begun_lock);
  if (begun_uploads == NULL)
    begun_uploads = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_begun);
  if (worth_it)
    g_hash_table_replace (begun_uploads, key, begun);
  else
    {
      g_hash_table_remove (begun_uploads, key);
      g_free (key);
      free_begun (begun);
    }
  g_mutex_unlock (&begun_lock);
}

static gboolean
send_all (VtrTransfer  *self,
          const guint8 *data,
          gsize         length,
          GError      **error)
{
  _vtr_transfer_count (self, data, length);
  while (length > 0)
    {
      int sent = virStreamSend (self->stream, (const char *) data, length);

      if (sent < 0)
        {
          g_propagate_error (error, vtr_virt_take_error ());
          return FALSE;
        }
      data += sent;
      length -= (gsize) sent;
    }
  return TRUE;
}

static gboolean
send_hole (VtrTransfer *self,
           guint64      length,
           GError     **error)
{
  if (virStreamSendHole (self->stream, (long long) length, 0) < 0)
    {
      g_propagate_error (error, vtr_virt_take_error ());
      return FALSE;
    }
  _vtr_transfer_count (self, NULL, length);
  return TRUE;
}

/* Where the data that begins at or after @at begins, as far as the file system tells. */
static guint64
find_data (int     fd,
           guint64 at,
           guint64 end)
{
  off_t data = lseek (fd, (off_t) at, SEEK_DATA);

  if (data < 0)
    return errno == ENXIO ? end : at;
  return MIN ((guint64) data, end);
}

static guint64
find_hole (int     fd,
           guint64 at,
           guint64 end)
{
  off_t hole = lseek (fd, (off_t) at, SEEK_HOLE);

  return hole < 0 ? end : MIN ((guint64) hole, end);
}

static gboolean
send_stretch (VtrTransfer *self,
              int          fd,
              guint64      at,
              guint64      end,
              gboolean     sparse,
              GError     **error)
{
  g_autofree guint8 *piece = g_malloc (VTR_TRANSFER_PIECE);

  while (at < end)
    {
      guint64 data = sparse ? find_data (fd, at, end) : at;
      guint64 hole = sparse ? find_hole (fd, data, end) : end;
      gssize got;

      if (_vtr_transfer_is_cancelled (self, error))
        return FALSE;
      if (data > at && !send_hole (self, data - at, error))
        return FALSE;
      at = data;
      if (at == end)
        break;

      got = pread (fd, piece, MIN (VTR_TRANSFER_PIECE, hole - at), (off_t) at);
      if (got <= 0)
        {
          _vtr_transfer_set_error (error, self->path, got < 0 ? errno : EIO);
          return FALSE;
        }
      if (!send_all (self, piece, (gsize) got, error))
        return FALSE;
      at += (guint64) got;
    }
  return TRUE;
}

/* Pools that cannot leave anything out refuse the flag: then zeros are sent. */
static gboolean
open_upload (VtrTransfer *self,
             guint64      at,
             guint64      length,
             gboolean    *sparse,
             GError     **error)
{
  *sparse = virStorageVolUpload (self->volume, self->stream, at, length,
                                 VIR_STORAGE_VOL_UPLOAD_SPARSE_STREAM) == 0;
  if (*sparse || virStorageVolUpload (self->volume, self->stream, at, length, 0) == 0)
    return TRUE;

  g_propagate_error (error, vtr_virt_take_error ());
  return FALSE;
}

static gboolean
send_file (VtrTransfer       *self,
           int                fd,
           const struct stat *status,
           GError           **error)
{
  guint64 size = (guint64) status->st_size;

  self->confirmed = self->from;
  while (self->confirmed < size)
    {
      guint64 end = MIN (size, self->confirmed + STRETCH);
      gboolean sparse = FALSE;
      gboolean good;

      if (!_vtr_transfer_open_stream (self, error))
        return FALSE;
      good = open_upload (self, self->confirmed, end - self->confirmed, &sparse, error)
             && send_stretch (self, fd, self->confirmed, end, sparse, error);
      if (!_vtr_transfer_close_stream (self, good, error))
        return FALSE;
      self->confirmed = end;
    }
  return TRUE;
}

/* Raw, and as long as the file: what is in it the host finds out by itself. */
static gboolean
make_volume (VtrTransfer *self,
             guint64      size,
             gboolean     is_known,
             GError     **error)
{
  g_autoptr (VtrVolumePlan) plan = vtr_volume_plan_new (self->name);
  g_autofree char *xml = NULL;

  if (is_known)
    {
      self->volume = virStorageVolLookupByName (self->pool_handle, self->name);
      if (self->volume != NULL)
        return TRUE;
      self->from = 0;
    }

  plan->format = g_strdup ("raw");
  plan->capacity = size;
  xml = vtr_volume_plan_to_xml (plan);
  self->volume = virStorageVolCreateXML (self->pool_handle, xml, 0);
  if (self->volume == NULL)
    g_propagate_error (error, vtr_virt_take_error ());
  return self->volume != NULL;
}

/* Where nothing can go on from here, nothing half is left behind. */
static void
tidy (VtrTransfer       *self,
      const struct stat *status,
      gboolean           good,
      const GError      *error)
{
  gboolean lost = !good && g_error_matches (error, VTR_ERROR, VTR_ERROR_LINK_LOST);

  remember (self, status, lost);
  if (!good && !lost && self->volume != NULL)
    virStorageVolDelete (self->volume, 0);
  virResetLastError ();
}

/* A pool that is filled to the brim stops the machines on it, and some daemons do not survive the
 * attempt: what cannot fit is not begun. */
static gboolean
has_room (VtrTransfer       *self,
          const struct stat *status,
          GError           **error)
{
  guint64 needed = MIN ((guint64) status->st_size, (guint64) status->st_blocks * 512);
  virStoragePoolInfo info;

  if (virStoragePoolGetInfo (self->pool_handle, &info) < 0)
    {
      g_propagate_error (error, vtr_virt_take_error ());
      return FALSE;
    }
  if (info.capacity == 0 || info.available + self->from >= needed)
    return TRUE;

  g_set_error (error, VTR_ERROR, VTR_ERROR_NO_SPACE,
               "No space left on device: %llu bytes are free, %" G_GUINT64_FORMAT " are needed",
               info.available, needed);
  return FALSE;
}

static gboolean
upload_open (VtrTransfer *self,
             int          fd,
             GError     **error)
{
  struct stat status;
  GError *own_error = NULL;
  gboolean is_known;
  gboolean good;

  if (fstat (fd, &status) < 0 || !S_ISREG (status.st_mode))
    {
      _vtr_transfer_set_error (error, self->path, EISDIR);
      return FALSE;
    }

  _vtr_transfer_set_total (self, (guint64) status.st_size);
  is_known = find_start (self, &status);
  if (!has_room (self, &status, error)
      || !make_volume (self, (guint64) status.st_size, is_known, error))
    return FALSE;

  good = _vtr_transfer_take_prefix (self, fd, self->from, &own_error)
         && send_file (self, fd, &status, &own_error);
  tidy (self, &status, good, own_error);
  /* The host looks what it has been given: the format, and what it is a difference to. */
  if (good && virStoragePoolRefresh (self->pool_handle, 0) < 0)
    virResetLastError ();
  if (own_error != NULL)
    g_propagate_error (error, own_error);
  return good;
}

static gboolean
upload (VtrTransfer *self,
        GError     **error)
{
  int fd = open (self->path, O_RDONLY | O_CLOEXEC);
  gboolean good;

  if (fd < 0)
    {
      _vtr_transfer_set_error (error, self->path, errno);
      return FALSE;
    }

  good = upload_open (self, fd, error);
  close (fd);
  return good;
}

/**
 * vtr_pool_upload:
 * @pool: where to
 * @path: a file of this computer
 * @name: what the volume shall be called
 *
 * Returns: (transfer full): the job that does it
 */
VtrJob *
vtr_pool_upload (VtrPool    *pool,
                 const char *path,
                 const char *name)
{
  g_autofree char *title = g_strdup_printf (_("Uploading %s"), name);
  g_autofree char *failure = g_strdup_printf (_("“%s” could not be uploaded"), name);
  VtrJob *job = _vtr_storage_job_new (vtr_pool_get_storage (pool), title, G_OBJECT (pool));

  _vtr_transfer_begin (_vtr_transfer_new (pool, NULL, path, name), upload, job, failure);
  return job;
}
