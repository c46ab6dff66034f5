/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-creation.h"

#include "base/vtr-error.h"
#include "virt/host/vtr-host-private.h"
#include "virt/vtr-virt-error.h"
#include "xml/vtr-xml-node.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define UPLOAD_CHUNK (256 * 1024)

typedef struct
{
  VtrVolumeWish wish;
  char         *path; /* of a volume, or the name of a network */
  char         *file; /* on this computer */
  char         *uuid;
  char         *xml;
  VtrProgress  *progress;
  GCancellable *cancellable;
  guint64       offset;
  gsize         length;
  gboolean      always;
} Step;

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

static void
free_step (gpointer data)
{
  Step *step = data;

  vtr_volume_wish_clear (&step->wish);
  g_free (step->path);
  g_free (step->file);
  g_free (step->uuid);
  g_free (step->xml);
  g_clear_pointer (&step->progress, vtr_progress_unref);
  g_clear_object (&step->cancellable);
  g_free (step);
}

static void
on_step_done_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  gpointer value = vtr_link_finish (result, &error);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, value, g_free);
}

/* What was made is never forgotten because somebody lost interest: the cancellable is for the worker
 * alone, between two calls. */
static void
run_step (VtrHost             *host,
          VtrLinkFunc          func,
          Step                *step,
          GAsyncReadyCallback  callback,
          gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (host, NULL, callback, user_data);

  g_task_set_source_tag (task, run_step);
  if (host->link != NULL && vtr_link_get_connection (host->link) != NULL)
    {
      vtr_link_run (host->link, NULL, func, step, free_step, VTR_WORK_NORMAL, NULL, on_step_done_cb,
                    g_steal_pointer (&task));
      return;
    }

  free_step (step);
  g_task_return_new_error_literal (task, VTR_ERROR, VTR_ERROR_LINK_LOST, "The host is not connected");
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
  Step *step = data;
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
  Step *step = g_new0 (Step, 1);

  step->wish = (VtrVolumeWish) {
    g_strdup (wish->pool), g_strdup (wish->folder), g_strdup (wish->name), wish->capacity,
    g_strdup (wish->format), g_strdup (wish->backing), g_strdup (wish->backing_format), wish->allocate,
  };
  run_step (host, make_volume_in_worker, step, callback, user_data);
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
send_file (Step         *step,
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
upload (Step          *step,
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
  Step *step = data;
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
  Step *step = g_new0 (Step, 1);

  step->path = g_strdup (volume_path);
  step->file = g_strdup (file);
  step->progress = vtr_progress_ref (progress);
  g_set_object (&step->cancellable, cancellable);
  run_step (host, upload_in_worker, step, callback, user_data);
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
  Step *step = data;
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
  Step *step;

  g_task_set_source_tag (task, vtr_host_read_volume_async);
  if (host->link == NULL || vtr_link_get_connection (host->link) == NULL)
    {
      g_task_return_new_error_literal (task, VTR_ERROR, VTR_ERROR_LINK_LOST,
                                       "The host is not connected");
      return;
    }

  step = g_new0 (Step, 1);
  step->path = g_strdup (volume_path);
  step->offset = offset;
  step->length = length;
  vtr_link_run (host->link, NULL, read_volume_in_worker, step, free_step, VTR_WORK_NORMAL, cancellable,
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
  Step *step = data;
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
  Step *step = g_new0 (Step, 1);

  step->path = g_strdup (volume_path);
  run_step (host, delete_volume_in_worker, step, callback, user_data);
}

/* The network */

static void
start_network_in_worker (GTask        *task,
                         virConnectPtr connection,
                         virDomainPtr  domain,
                         gpointer      data)
{
  Step *step = data;
  virNetworkPtr network = virNetworkLookupByName (connection, step->path);
  gboolean runs = network != NULL
                  && (virNetworkIsActive (network) == 1 || virNetworkCreate (network) == 0)
                  && (!step->always || virNetworkSetAutostart (network, 1) == 0);

  if (runs)
    g_task_return_pointer (task, NULL, NULL);
  else
    g_task_return_error (task, vtr_virt_take_error ());
  g_clear_pointer (&network, virNetworkFree);
}

/* Starts a network that a machine needs, and at each start of the host too where @always. */
void
vtr_host_start_network_async (VtrHost             *host,
                              const char          *name,
                              gboolean             always,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  Step *step = g_new0 (Step, 1);

  step->path = g_strdup (name);
  step->always = always;
  run_step (host, start_network_in_worker, step, callback, user_data);
}

/* The machine */

static void
define_in_worker (GTask        *task,
                  virConnectPtr connection,
                  virDomainPtr  domain,
                  gpointer      data)
{
  Step *step = data;
  virDomainPtr defined = virDomainDefineXML (connection, step->xml);
  char uuid[VIR_UUID_STRING_BUFLEN];

  if (defined != NULL && virDomainGetUUIDString (defined, uuid) == 0)
    g_task_return_pointer (task, g_strdup (uuid), g_free);
  else
    g_task_return_error (task, vtr_virt_take_error ());
  g_clear_pointer (&defined, virDomainFree);
}

/* Answers with the UUID. */
void
vtr_host_define_async (VtrHost             *host,
                       const char          *xml,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  Step *step = g_new0 (Step, 1);

  step->xml = g_strdup (xml);
  run_step (host, define_in_worker, step, callback, user_data);
}

static void
start_in_worker (GTask        *task,
                 virConnectPtr connection,
                 virDomainPtr  domain,
                 gpointer      data)
{
  Step *step = data;
  virDomainPtr found = virDomainLookupByUUIDString (connection, step->uuid);
  virDomainPtr started = NULL;
  gboolean runs = FALSE;

  if (found != NULL && step->xml != NULL)
    {
      started = virDomainCreateXML (connection, step->xml, 0);
      runs = started != NULL;
    }
  else if (found != NULL)
    runs = virDomainCreate (found) == 0;

  if (runs)
    g_task_return_pointer (task, NULL, NULL);
  else
    g_task_return_error (task, vtr_virt_take_error ());
  g_clear_pointer (&started, virDomainFree);
  g_clear_pointer (&found, virDomainFree);
}

/**
 * vtr_host_start_new_async:
 * @host: a host
 * @uuid: a defined machine
 * @first_xml: (nullable): what it is like for this one time, of the same UUID
 * @callback: what to call
 * @user_data: for @callback
 */
void
vtr_host_start_new_async (VtrHost             *host,
                          const char          *uuid,
                          const char          *first_xml,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  Step *step = g_new0 (Step, 1);

  step->uuid = g_strdup (uuid);
  step->xml = g_strdup (first_xml);
  run_step (host, start_in_worker, step, callback, user_data);
}

/* Whether the guest has ended it; who forced it off may want it as it was. */
static gboolean
was_ended_by_guest (virDomainPtr domain)
{
  int state = 0;
  int reason = 0;

  return virDomainGetState (domain, &state, &reason, 0) == 0 && state == VIR_DOMAIN_SHUTOFF
         && reason == VIR_DOMAIN_SHUTOFF_SHUTDOWN;
}

/* Takes the disc out of the saved definition, and nothing else. */
static gboolean
eject (virConnectPtr connection,
       virDomainPtr  domain,
       const char   *media)
{
  char *xml = virDomainGetXMLDesc (domain, VIR_DOMAIN_XML_INACTIVE | VIR_DOMAIN_XML_SECURE);
  g_autoptr (VtrXmlDoc) doc = xml != NULL ? vtr_xml_doc_new (xml, -1, NULL) : NULL;
  g_autofree char *path = g_strdup_printf ("devices/disk[@device='cdrom'][source/@file='%s']/source", media);
  g_autofree char *changed = NULL;
  VtrXmlNode *source = NULL;
  virDomainPtr defined;

  free (xml);
  if (doc != NULL && strchr (media, '\'') == NULL)
    source = vtr_xml_node_find (vtr_xml_doc_get_root (doc), path);
  if (source == NULL)
    return doc != NULL;

  vtr_xml_node_remove (source);
  changed = vtr_xml_doc_to_string (doc);
  defined = virDomainDefineXML (connection, changed);
  if (defined == NULL)
    return FALSE;
  virDomainFree (defined);
  return TRUE;
}

static void
settle_in_worker (GTask        *task,
                  virConnectPtr connection,
                  virDomainPtr  domain,
                  gpointer      data)
{
  Step *step = data;
  virDomainPtr found = virDomainLookupByUUIDString (connection, step->uuid);
  gboolean ended = found != NULL && was_ended_by_guest (found);
  gboolean fine = found != NULL;

  if (ended && step->path != NULL)
    fine = eject (connection, found, step->path);
  if (ended && step->always)
    fine = virDomainCreate (found) == 0;

  if (fine)
    g_task_return_pointer (task, ended ? g_strdup ("ended") : NULL, g_free);
  else
    g_task_return_error (task, vtr_virt_take_error ());
  g_clear_pointer (&found, virDomainFree);
}

/**
 * vtr_host_settle_async:
 * @host: a host
 * @uuid: a new machine that has ended for the first time
 * @media: (nullable): the disc that is not needed any more
 * @starts: whether it shall go on
 * @callback: what to call
 * @user_data: for @callback
 *
 * Makes the machine that a system was put on one that runs it. Nothing happens where the machine was
 * forced off: then the system is most likely not on it yet.
 */
void
vtr_host_settle_async (VtrHost             *host,
                       const char          *uuid,
                       const char          *media,
                       gboolean             starts,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  Step *step = g_new0 (Step, 1);

  step->uuid = g_strdup (uuid);
  step->path = g_strdup (media);
  step->always = starts;
  run_step (host, settle_in_worker, step, callback, user_data);
}

static void
undefine_in_worker (GTask        *task,
                    virConnectPtr connection,
                    virDomainPtr  domain,
                    gpointer      data)
{
  Step *step = data;
  virDomainPtr found = virDomainLookupByUUIDString (connection, step->uuid);
  gboolean gone = found == NULL && virGetLastErrorCode () == VIR_ERR_NO_DOMAIN;

  if (found != NULL)
    {
      if (virDomainIsActive (found) == 1)
        virDomainDestroy (found);
      gone = virDomainUndefineFlags (found, VIR_DOMAIN_UNDEFINE_NVRAM | VIR_DOMAIN_UNDEFINE_TPM) == 0
             || virDomainUndefineFlags (found, VIR_DOMAIN_UNDEFINE_NVRAM) == 0
             || virDomainUndefine (found) == 0;
    }

  if (gone)
    g_task_return_pointer (task, NULL, NULL);
  else
    g_task_return_error (task, vtr_virt_take_error ());
  virResetLastError ();
  g_clear_pointer (&found, virDomainFree);
}

/* Takes back a machine that was only just made, with its firmware's settings: nothing is in them. */
void
vtr_host_undefine_async (VtrHost             *host,
                         const char          *uuid,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  Step *step = g_new0 (Step, 1);

  step->uuid = g_strdup (uuid);
  run_step (host, undefine_in_worker, step, callback, user_data);
}

/**
 * vtr_host_step_finish:
 * @host: a host
 * @result: what the callback of a step was given
 * @error: a location for an error
 *
 * Returns: (transfer full) (nullable): what the step answers, if anything
 */
char *
vtr_host_step_finish (VtrHost       *host,
                      GAsyncResult  *result,
                      GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* Whether its files are those that a person of this computer sees: by its address, since a forwarded
 * socket looks local to libvirt. */
gboolean
vtr_host_is_this_computer (VtrHost *host)
{
  g_autoptr (GUri) uri = g_uri_parse (vtr_host_get_uri (host), G_URI_FLAGS_NONE, NULL);
  g_autofree char *scheme = g_uri_parse_scheme (vtr_host_get_uri (host));

  return uri != NULL && scheme != NULL && (g_uri_get_host (uri) == NULL || g_uri_get_host (uri)[0] == '\0')
         && (strchr (scheme, '+') == NULL || g_str_has_suffix (scheme, "+unix"));
}

/* Lets everybody see a job that is about this host. */
void
vtr_host_announce_job (VtrHost *host,
                       VtrJob  *job)
{
  _vtr_host_announce_job (host, job);
}

/**
 * vtr_host_explain:
 * @host: where it happened
 * @summary: what failed
 * @error: (nullable): what the host said
 *
 * Returns: (transfer full): the same as a person reads it
 */
VtrTrouble *
vtr_host_explain (VtrHost      *host,
                  const char   *summary,
                  const GError *error)
{
  return vtr_virt_trouble (summary, error);
}
