/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-creation-private.h"

#include "base/vtr-error.h"
#include "virt/vtr-virt-error.h"
#include "xml/vtr-xml-node.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define UPLOAD_CHUNK (256 * 1024)

void
vtr_volume_wish_clear (VtrVolumeWish *self)
{
  g_clear_pointer (&self->pool, g_free);
  g_clear_pointer (&self->folder, g_free);
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->format, g_free);
  g_clear_pointer (&self->backing, g_free);
  g_clear_pointer (&self->backing_format, g_free);
}

void
vtr_made_volume_free (VtrMadeVolume *self)
{
  if (self == NULL)
    return;

  g_free (self->pool);
  g_free (self->name);
  g_free (self->path);
  g_free (self->format);
  g_free (self);
}

/* The pool */

static virStoragePoolPtr
define_pool (virConnectPtr connection,
             const char   *folder)
{
  g_autoptr (VtrXmlDoc) doc = vtr_xml_doc_new ("<pool type='dir'/>", -1, NULL);
  VtrXmlNode *root = vtr_xml_doc_get_root (doc);
  g_autofree char *xml = NULL;
  virStoragePoolPtr pool;

  vtr_xml_node_set (root, "name", "default");
  vtr_xml_node_set (root, "target/path", folder);
  xml = vtr_xml_doc_to_string (doc);
  pool = virStoragePoolDefineXML (connection, xml, 0);
  if (pool != NULL)
    {
      virStoragePoolBuild (pool, 0);
      virStoragePoolSetAutostart (pool, 1);
      virResetLastError ();
    }
  return pool;
}

static virStoragePoolPtr
open_pool (virConnectPtr        connection,
           const VtrVolumeWish *wish)
{
  virStoragePoolPtr pool = NULL;

  if (wish->pool != NULL)
    pool = virStoragePoolLookupByName (connection, wish->pool);
  else
    {
      pool = virStoragePoolLookupByTargetPath (connection, wish->folder);
      if (pool == NULL)
        pool = define_pool (connection, wish->folder);
    }

  if (pool != NULL && virStoragePoolIsActive (pool) == 0 && virStoragePoolCreate (pool, 0) < 0)
    g_clear_pointer (&pool, virStoragePoolFree);
  return pool;
}

/* Volumes */

/* "vm.qcow2" that is taken becomes "vm-2.qcow2". */
static char *
find_free_name (virStoragePoolPtr pool,
                const char       *wanted)
{
  const char *dot = strrchr (wanted, '.');
  g_autofree char *stem = dot != NULL ? g_strndup (wanted, dot - wanted) : g_strdup (wanted);
  char *name = g_strdup (wanted);

  virStoragePoolRefresh (pool, 0);
  for (guint i = 2;; i++)
    {
      virStorageVolPtr volume = virStorageVolLookupByName (pool, name);

      virResetLastError ();
      if (volume == NULL)
        return name;
      virStorageVolFree (volume);
      g_free (name);
      name = g_strdup_printf ("%s-%u%s", stem, i, dot != NULL ? dot : "");
    }
}

static char *
describe_volume (const VtrVolumeWish *wish,
                 const char          *name)
{
  g_autoptr (VtrXmlDoc) doc = vtr_xml_doc_new ("<volume/>", -1, NULL);
  VtrXmlNode *root = vtr_xml_doc_get_root (doc);
  g_autofree char *capacity = g_strdup_printf ("%" G_GUINT64_FORMAT, wish->capacity);

  vtr_xml_node_set (root, "name", name);
  vtr_xml_node_set (root, "capacity", capacity);
  if (!wish->allocate)
    vtr_xml_node_set (root, "allocation", "0");
  if (wish->format != NULL)
    vtr_xml_node_set (root, "target/format/@type", wish->format);
  if (wish->backing != NULL)
    {
      vtr_xml_node_set (root, "backingStore/path", wish->backing);
      vtr_xml_node_set (root, "backingStore/format/@type", wish->backing_format);
    }
  return vtr_xml_doc_to_string (doc);
}

static char *
read_format (virStorageVolPtr volume)
{
  char *xml = virStorageVolGetXMLDesc (volume, 0);
  g_autoptr (VtrXmlDoc) doc = xml != NULL ? vtr_xml_doc_new (xml, -1, NULL) : NULL;

  free (xml);
  return doc == NULL ? NULL
                     : g_strdup (vtr_xml_node_get (vtr_xml_doc_get_root (doc), "target/format/@type"));
}

static VtrMadeVolume *
describe_made (virStoragePoolPtr pool,
               virStorageVolPtr  volume)
{
  VtrMadeVolume *made = g_new0 (VtrMadeVolume, 1);
  char *path = virStorageVolGetPath (volume);

  made->pool = g_strdup (virStoragePoolGetName (pool));
  made->name = g_strdup (virStorageVolGetName (volume));
  made->path = g_strdup (path);
  made->format = read_format (volume);
  free (path);
  virResetLastError ();
  return made;
}

static void
make_volume_in_worker (GTask        *task,
                       virConnectPtr connection,
                       virDomainPtr  domain,
                       gpointer      data)
{
  VtrStep *step = data;
  virStoragePoolPtr pool = open_pool (connection, &step->wish);
  virStorageVolPtr volume = NULL;
  g_autofree char *name = NULL;
  g_autofree char *xml = NULL;

  if (pool != NULL)
    {
      name = find_free_name (pool, step->wish.name);
      xml = describe_volume (&step->wish, name);
      volume = virStorageVolCreateXML (pool, xml, 0);
    }

  if (volume != NULL)
    g_task_return_pointer (task, describe_made (pool, volume), (GDestroyNotify) vtr_made_volume_free);
  else
    g_task_return_error (task, vtr_virt_take_error ());
  g_clear_pointer (&volume, virStorageVolFree);
  g_clear_pointer (&pool, virStoragePoolFree);
}

/**
 * vtr_host_make_volume_async:
 * @host: a host
 * @wish: what it shall be like
 * @cancellable: (nullable): stops it before it begins
 * @callback: what to call
 * @user_data: for @callback
 *
 * Makes a volume, and its pool where a folder without one is named.
 */
void
vtr_host_make_volume_async (VtrHost             *host,
                            const VtrVolumeWish *wish,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  VtrStep *step = g_new0 (VtrStep, 1);

  step->wish = (VtrVolumeWish) {
    g_strdup (wish->pool), g_strdup (wish->folder), g_strdup (wish->name), wish->capacity,
    g_strdup (wish->format), g_strdup (wish->backing), g_strdup (wish->backing_format), wish->allocate,
  };
  _vtr_creation_run (host, make_volume_in_worker, step, callback, user_data);
}

/**
 * vtr_host_make_volume_finish:
 * @host: a host
 * @result: what the callback was given
 * @error: a location for an error
 *
 * Returns: (transfer full) (nullable): the new volume
 */
VtrMadeVolume *
vtr_host_make_volume_finish (VtrHost       *host,
                             GAsyncResult  *result,
                             GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* Sends a whole file. Returns FALSE with @error, or with libvirt's own error pending. */
static gboolean
send_file (VtrStep      *step,
           virStreamPtr  stream,
           int           file,
           guint64       size,
           GError      **error)
{
  g_autofree char *buffer = g_malloc (UPLOAD_CHUNK);
  guint64 sent = 0;

  for (;;)
    {
      ssize_t n_read = read (file, buffer, UPLOAD_CHUNK);
      ssize_t written = 0;

      if (n_read < 0)
        {
          g_set_error_literal (error, G_FILE_ERROR, g_file_error_from_errno (errno), g_strerror (errno));
          return FALSE;
        }
      if (n_read == 0)
        return TRUE;
      if (g_cancellable_set_error_if_cancelled (step->cancellable, error))
        return FALSE;

      while (written < n_read)
        {
          int n = virStreamSend (stream, buffer + written, n_read - written);

          if (n < 0)
            return FALSE;
          written += n;
        }
      sent += n_read;
      vtr_progress_set (step->progress, sent, size);
    }
}

static gboolean
upload (VtrStep       *step,
        virConnectPtr  connection,
        int            file,
        GError       **error)
{
  virStorageVolPtr volume = virStorageVolLookupByPath (connection, step->path);
  virStreamPtr stream = volume != NULL ? virStreamNew (connection, 0) : NULL;
  struct stat info;
  gboolean done = FALSE;

  if (stream != NULL && fstat (file, &info) == 0
      && virStorageVolUpload (volume, stream, 0, info.st_size, 0) == 0)
    {
      done = send_file (step, stream, file, info.st_size, error);
      if (done)
        done = virStreamFinish (stream) == 0;
      else
        virStreamAbort (stream);
    }

  g_clear_pointer (&stream, virStreamFree);
  g_clear_pointer (&volume, virStorageVolFree);
  return done;
}

static void
upload_in_worker (GTask        *task,
                  virConnectPtr connection,
                  virDomainPtr  domain,
                  gpointer      data)
{
  VtrStep *step = data;
  GError *error = NULL;
  int file = open (step->file, O_RDONLY | O_CLOEXEC);

  if (file < 0)
    {
      g_task_return_new_error (task, G_FILE_ERROR, g_file_error_from_errno (errno), "%s: %s",
                               step->file, g_strerror (errno));
      return;
    }

  if (upload (step, connection, file, &error))
    g_task_return_pointer (task, NULL, NULL);
  else
    g_task_return_error (task, error != NULL ? error : vtr_virt_take_error ());
  close (file);
  virResetLastError ();
}

/**
 * vtr_host_upload_async:
 * @host: a host
 * @volume_path: a volume that is there already
 * @file: a file on this computer
 * @progress: (transfer none): is told how far it is
 * @cancellable: (nullable): stops it in the middle
 * @callback: what to call
 * @user_data: for @callback
 */
void
vtr_host_upload_async (VtrHost             *host,
                       const char          *volume_path,
                       const char          *file,
                       VtrProgress         *progress,
                       GCancellable        *cancellable,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  VtrStep *step = g_new0 (VtrStep, 1);

  step->path = g_strdup (volume_path);
  step->file = g_strdup (file);
  step->progress = vtr_progress_ref (progress);
  g_set_object (&step->cancellable, cancellable);
  _vtr_creation_run (host, upload_in_worker, step, callback, user_data);
}

/* One that is larger already stays as it is. */
static void
grow_volume_in_worker (GTask        *task,
                       virConnectPtr connection,
                       virDomainPtr  domain,
                       gpointer      data)
{
  VtrStep *step = data;
  virStorageVolPtr volume = virStorageVolLookupByPath (connection, step->path);
  virStoragePoolPtr pool = volume != NULL ? virStoragePoolLookupByVolume (volume) : NULL;
  virStorageVolInfo info;
  gboolean fine = pool != NULL && virStoragePoolRefresh (pool, 0) == 0
                  && virStorageVolGetInfo (volume, &info) == 0
                  && (info.capacity >= step->offset || virStorageVolResize (volume, step->offset, 0) == 0);

  if (fine)
    g_task_return_pointer (task, NULL, NULL);
  else
    g_task_return_error (task, vtr_virt_take_error ());
  g_clear_pointer (&pool, virStoragePoolFree);
  g_clear_pointer (&volume, virStorageVolFree);
}

/* Makes a volume at least so large. */
void
vtr_host_grow_volume_async (VtrHost             *host,
                            const char          *volume_path,
                            guint64              capacity,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  VtrStep *step = g_new0 (VtrStep, 1);

  step->path = g_strdup (volume_path);
  step->offset = capacity;
  _vtr_creation_run (host, grow_volume_in_worker, step, callback, user_data);
}

/* Reading */

static GBytes *
receive (virStreamPtr stream,
         gsize        length)
{
  g_autoptr (GByteArray) bytes = g_byte_array_sized_new (length);
  char buffer[4096];
  int n = 0;

  while (bytes->len < length && (n = virStreamRecv (stream, buffer, sizeof buffer)) > 0)
    g_byte_array_append (bytes, (guint8 *) buffer, MIN ((gsize) n, length - bytes->len));
  if (n < 0)
    return NULL;
  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}

static void
read_volume_in_worker (GTask        *task,
                       virConnectPtr connection,
                       virDomainPtr  domain,
                       gpointer      data)
{
  VtrStep *step = data;
  virStorageVolPtr volume = virStorageVolLookupByPath (connection, step->path);
  virStreamPtr stream = volume != NULL ? virStreamNew (connection, 0) : NULL;
  GBytes *bytes = NULL;

  if (stream != NULL
      && virStorageVolDownload (volume, stream, step->offset, step->length, 0) == 0)
    {
      bytes = receive (stream, step->length);
      if (virStreamFinish (stream) < 0)
        virStreamAbort (stream);
    }

  if (bytes != NULL)
    g_task_return_pointer (task, bytes, (GDestroyNotify) g_bytes_unref);
  else
    g_task_return_error (task, vtr_virt_take_error ());
  virResetLastError ();
  g_clear_pointer (&stream, virStreamFree);
  g_clear_pointer (&volume, virStorageVolFree);
}

static void
on_volume_read_cb (GObject      *source,
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
 * vtr_host_read_volume_async:
 * @host: a host
 * @volume_path: one of its volumes
 * @offset: from where
 * @length: how much
 * @cancellable: (nullable): to lose interest
 * @callback: what to call
 * @user_data: for @callback
 *
 * Reads a piece of what only the host can open.
 */
void
vtr_host_read_volume_async (VtrHost             *host,
                            const char          *volume_path,
                            guint64              offset,
                            gsize                length,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (host, cancellable, callback, user_data);
  VtrStep *step;

  g_task_set_source_tag (task, vtr_host_read_volume_async);
  if (host->link == NULL || vtr_link_get_connection (host->link) == NULL)
    {
      g_task_return_new_error_literal (task, VTR_ERROR, VTR_ERROR_LINK_LOST,
                                       "The host is not connected");
      return;
    }

  step = g_new0 (VtrStep, 1);
  step->path = g_strdup (volume_path);
  step->offset = offset;
  step->length = length;
  vtr_link_run (host->link, NULL, read_volume_in_worker, step, _vtr_step_free, VTR_WORK_NORMAL, cancellable,
                on_volume_read_cb, g_steal_pointer (&task));
}

/**
 * vtr_host_read_volume_finish:
 * @host: a host
 * @result: what the callback was given
 * @error: a location for an error
 *
 * Returns: (transfer full) (nullable): what is there, which may be less than was asked for
 */
GBytes *
vtr_host_read_volume_finish (VtrHost       *host,
                             GAsyncResult  *result,
                             GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
delete_volume_in_worker (GTask        *task,
                         virConnectPtr connection,
                         virDomainPtr  domain,
                         gpointer      data)
{
  VtrStep *step = data;
  virStorageVolPtr volume = virStorageVolLookupByPath (connection, step->path);
  gboolean gone = volume != NULL ? virStorageVolDelete (volume, 0) == 0
                                 : virGetLastErrorCode () == VIR_ERR_NO_STORAGE_VOL;

  if (gone)
    g_task_return_pointer (task, NULL, NULL);
  else
    g_task_return_error (task, vtr_virt_take_error ());
  virResetLastError ();
  g_clear_pointer (&volume, virStorageVolFree);
}

/* One that is gone already counts as deleted. */
void
vtr_host_delete_volume_async (VtrHost             *host,
                              const char          *volume_path,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  VtrStep *step = g_new0 (VtrStep, 1);

  step->path = g_strdup (volume_path);
  _vtr_creation_run (host, delete_volume_in_worker, step, callback, user_data);
}
