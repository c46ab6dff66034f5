/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-transfer-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "xml/vtr-xml-node.h"

#include "virt/vtr-virt-error.h"

/* To a file that is named like the one to come with ".part" behind it. Beside it stands what it is a
 * part of: a volume that was written meanwhile is another one, and begins anew. */

/* After a power cut the last pieces may be in the length of the file and not on the disk. */
#define STEP_BACK ((guint64) 1024 * 1024)

static char *
describe_origin (VtrTransfer *self,
                 guint64     *size)
{
  virStorageVolInfo info = { 0 };
  char *xml = virStorageVolGetXMLDesc (self->volume, 0);
  g_autoptr (VtrXmlDoc) doc = xml != NULL ? vtr_xml_doc_new (xml, -1, NULL) : NULL;
  const char *modified = NULL;

  free (xml);
  if (doc == NULL)
    return NULL;

  modified = vtr_xml_node_get (vtr_xml_doc_get_root (doc), "target/timestamps/mtime");
  if (virStorageVolGetInfoFlags (self->volume, &info, VIR_STORAGE_VOL_GET_PHYSICAL) < 0
      && virStorageVolGetInfo (self->volume, &info) < 0)
    return NULL;

  *size = info.allocation > 0 ? info.allocation : info.capacity;
  return g_strdup_printf ("%s\n%" G_GUINT64_FORMAT "\n%s\n", virStorageVolGetKey (self->volume),
                          *size, modified != NULL ? modified : "");
}

/* How much of it is there from before; and from now on it is a part of this. */
static guint64
find_start (VtrTransfer *self,
            const char  *part,
            const char  *origin)
{
  g_autofree char *note = g_strconcat (part, ".from", NULL);
  g_autofree char *known = NULL;
  struct stat status;

  if (g_file_get_contents (note, &known, NULL, NULL) && g_str_equal (known, origin)
      && g_stat (part, &status) == 0 && (guint64) status.st_size > STEP_BACK
      && strstr (origin, "\n\n") == NULL)
    return (guint64) status.st_size - STEP_BACK;

  g_unlink (part);
  g_file_set_contents (note, origin, -1, NULL);
  return 0;
}

static gboolean
write_all (VtrTransfer  *self,
           int           fd,
           const guint8 *data,
           gsize         length,
           GError      **error)
{
  _vtr_transfer_count (self, data, length);
  while (length > 0)
    {
      gssize wrote = write (fd, data, length);

      if (wrote < 0 && errno == EINTR)
        continue;
      if (wrote < 0)
        {
          _vtr_transfer_set_error (error, self->path, errno);
          return FALSE;
        }
      data += wrote;
      length -= (gsize) wrote;
    }
  return TRUE;
}

/* Nothing is there: neither is it sent nor does it take room here. */
static gboolean
skip_hole (VtrTransfer *self,
           int          fd,
           GError     **error)
{
  long long length = 0;
  off_t end;

  if (virStreamRecvHole (self->stream, &length, 0) < 0)
    {
      g_propagate_error (error, vtr_virt_take_error ());
      return FALSE;
    }

  end = lseek (fd, (off_t) length, SEEK_CUR);
  if (end < 0 || ftruncate (fd, end) < 0)
    {
      _vtr_transfer_set_error (error, self->path, errno);
      return FALSE;
    }
  _vtr_transfer_count (self, NULL, (guint64) length);
  return TRUE;
}

static gboolean
receive (VtrTransfer *self,
         int          fd,
         GError     **error)
{
  g_autofree guint8 *piece = g_malloc (VTR_TRANSFER_PIECE);
  int got;

  while ((got = virStreamRecvFlags (self->stream, (char *) piece, VTR_TRANSFER_PIECE,
                                    VIR_STREAM_RECV_STOP_AT_HOLE)) != 0)
    {
      if (_vtr_transfer_is_cancelled (self, error))
        return FALSE;
      if (got == -3)
        {
          if (!skip_hole (self, fd, error))
            return FALSE;
          continue;
        }
      if (got < 0)
        {
          g_propagate_error (error, vtr_virt_take_error ());
          return FALSE;
        }
      if (!write_all (self, fd, piece, (gsize) got, error))
        return FALSE;
    }
  return TRUE;
}

/* Pools that cannot tell where nothing is refuse the flag. */
static gboolean
open_download (VtrTransfer *self,
               GError     **error)
{
  if (virStorageVolDownload (self->volume, self->stream, self->from, 0,
                             VIR_STORAGE_VOL_DOWNLOAD_SPARSE_STREAM) == 0)
    return TRUE;
  if (virStorageVolDownload (self->volume, self->stream, self->from, 0, 0) == 0)
    return TRUE;

  g_propagate_error (error, vtr_virt_take_error ());
  return FALSE;
}

static gboolean
fill (VtrTransfer *self,
      int          fd,
      GError     **error)
{
  gboolean good;

  if (self->from > 0
      && (ftruncate (fd, (off_t) self->from) < 0 || lseek (fd, 0, SEEK_END) < 0))
    {
      _vtr_transfer_set_error (error, self->path, errno);
      return FALSE;
    }
  if (!_vtr_transfer_take_prefix (self, fd, self->from, error)
      || !_vtr_transfer_open_stream (self, error))
    return FALSE;

  good = open_download (self, error) && receive (self, fd, error);
  return _vtr_transfer_close_stream (self, good, error);
}

/* Only a whole file gets the name that was asked for. */
static gboolean
keep (VtrTransfer *self,
      int          fd,
      const char  *part,
      GError     **error)
{
  g_autofree char *note = g_strconcat (part, ".from", NULL);

  if (fsync (fd) < 0 || g_rename (part, self->path) < 0)
    {
      _vtr_transfer_set_error (error, self->path, errno);
      return FALSE;
    }
  g_unlink (note);
  return TRUE;
}

static gboolean
download (VtrTransfer *self,
          GError     **error)
{
  g_autofree char *part = g_strconcat (self->path, ".part", NULL);
  guint64 size = 0;
  g_autofree char *origin = describe_origin (self, &size);
  gboolean good;
  int fd;

  if (origin == NULL)
    {
      g_propagate_error (error, vtr_virt_take_error ());
      return FALSE;
    }

  self->from = find_start (self, part, origin);
  _vtr_transfer_set_total (self, size);
  fd = g_open (part, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (fd < 0)
    {
      _vtr_transfer_set_error (error, self->path, errno);
      return FALSE;
    }

  good = fill (self, fd, error) && keep (self, fd, part, error);
  close (fd);
  return good;
}

/**
 * vtr_volume_download:
 * @volume: a volume
 * @path: a file of this computer; one that is there is replaced when the whole volume has come
 *
 * Returns: (transfer full): the job that does it
 */
VtrJob *
vtr_volume_download (VtrVolume  *volume,
                     const char *path)
{
  VtrPool *pool = vtr_volume_get_pool (volume);
  const char *name = vtr_volume_get_name (volume);
  g_autofree char *title = g_strdup_printf (_("Downloading %s"), name);
  g_autofree char *failure = g_strdup_printf (_("“%s” could not be downloaded"), name);
  VtrJob *job;

  g_return_val_if_fail (pool != NULL, NULL);

  job = _vtr_storage_job_new (vtr_pool_get_storage (pool), title, G_OBJECT (volume));
  _vtr_transfer_begin (_vtr_transfer_new (pool, volume, path, name), download, job, failure);
  return job;
}
