/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-disk-job.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/vtr-error.h"
#include "definition/vtr-item.h"

#include "vtr-definition-read.h"
#include "virt/host/vtr-host-private.h"
#include "virt/vtr-virt-error.h"

typedef struct
{
  char   *key;
  guint64 bytes;
} ResizeRequest;

typedef struct
{
  VtrMachine *machine;
  VtrJob     *job;
} Resize;

static void
free_resize_request (gpointer data)
{
  ResizeRequest *request = data;

  g_free (request->key);
  g_free (request);
}

/* A guest that loses the end of its disk loses what was there. */
static gboolean
may_grow (guint64   from,
          guint64   to,
          GError  **error)
{
  if (to >= from)
    return TRUE;

  g_set_error (error, VTR_ERROR, VTR_ERROR_INVALID,
               "The disk has %" G_GUINT64_FORMAT " bytes already: it can only grow", from);
  return FALSE;
}

static gboolean
resize_running (virDomainPtr    domain,
                const VtrItem  *disk,
                guint64         bytes,
                GError        **error)
{
  g_autofree char *target = vtr_item_get (disk, "target");
  virDomainBlockInfo info = { 0 };

  if (virDomainGetBlockInfo (domain, target, &info, 0) == 0 && !may_grow (info.capacity, bytes, error))
    return FALSE;
  if (virDomainBlockResize (domain, target, bytes, VIR_DOMAIN_BLOCK_RESIZE_BYTES) == 0)
    return TRUE;

  g_propagate_error (error, vtr_virt_take_error ());
  return FALSE;
}

static virStorageVolPtr
find_volume (virConnectPtr  connection,
             const VtrItem *disk)
{
  g_autofree char *pool_name = vtr_item_get (disk, "source-pool");
  g_autofree char *volume_name = vtr_item_get (disk, "source-volume");
  g_autofree char *file = vtr_item_get (disk, "source-file");
  g_autofree char *device = vtr_item_get (disk, "source-dev");
  virStoragePoolPtr pool;
  virStorageVolPtr volume = NULL;

  if (pool_name == NULL || volume_name == NULL)
    return virStorageVolLookupByPath (connection, file != NULL ? file : device != NULL ? device : "");

  pool = virStoragePoolLookupByName (connection, pool_name);
  if (pool != NULL)
    {
      volume = virStorageVolLookupByName (pool, volume_name);
      virStoragePoolFree (pool);
    }
  return volume;
}

static gboolean
resize_off (virConnectPtr   connection,
            const VtrItem  *disk,
            guint64         bytes,
            GError        **error)
{
  virStorageVolPtr volume = find_volume (connection, disk);
  virStorageVolInfo info = { 0 };
  gboolean done = FALSE;

  if (volume == NULL)
    {
      g_propagate_error (error, vtr_virt_take_error ());
      g_prefix_error_literal (error, "It is in no storage pool, so it can only grow while the machine runs: ");
      return FALSE;
    }

  if (virStorageVolGetInfo (volume, &info) < 0 || may_grow (info.capacity, bytes, error))
    done = virStorageVolResize (volume, bytes, 0) == 0;
  if (!done && (error == NULL || *error == NULL))
    g_propagate_error (error, vtr_virt_take_error ());
  virStorageVolFree (volume);
  return done;
}

static void
resize_in_worker (GTask        *task,
                  virConnectPtr connection,
                  virDomainPtr  domain,
                  gpointer      data)
{
  const ResizeRequest *request = data;
  gboolean active = virDomainIsActive (domain) == 1;
  GError *error = NULL;
  g_autoptr (VtrXmlDoc) doc
      = vtr_definition_read_doc (domain, active ? 0 : VIR_DOMAIN_XML_INACTIVE, &error);
  g_autoptr (VtrItem) disk = doc != NULL ? vtr_item_find (doc, request->key) : NULL;

  if (doc != NULL && (disk == NULL || strcmp (disk->kind->name, "disk") != 0))
    error = g_error_new (VTR_ERROR, VTR_ERROR_NOT_FOUND, "The definition has no %s", request->key);
  else if (disk != NULL && active)
    resize_running (domain, disk, request->bytes, &error);
  else if (disk != NULL)
    resize_off (connection, disk, request->bytes, &error);

  if (error == NULL)
    g_task_return_pointer (task, NULL, NULL);
  else
    g_task_return_error (task, error);
}

static void
fail (Resize       *resize,
      const GError *error)
{
  g_autofree char *summary = g_strdup_printf (_("A disk of “%s” could not grow"),
                                              vtr_machine_get_display_name (resize->machine));

  if (vtr_error_is_cancelled (error))
    vtr_job_end_cancelled (resize->job);
  else
    vtr_job_fail (resize->job, vtr_virt_trouble (summary, error));
}

static void
free_resize (Resize *resize)
{
  g_object_unref (resize->machine);
  g_object_unref (resize->job);
  g_free (resize);
}

static void
on_resized_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  Resize *resize = user_data;
  g_autoptr (GError) error = NULL;

  vtr_link_finish (result, &error);
  if (error == NULL)
    vtr_job_succeed (resize->job);
  else
    fail (resize, error);
  free_resize (resize);
}

/**
 * vtr_machine_resize_disk:
 * @self: a machine
 * @key: which of its disks
 * @bytes: how large it shall be
 *
 * Returns: (transfer full): the job that makes it larger, also while the machine runs
 */
VtrJob *
vtr_machine_resize_disk (VtrMachine *self,
                         const char *key,
                         guint64     bytes)
{
  g_autofree char *title
      = g_strdup_printf (_("Growing a disk of %s"), vtr_machine_get_display_name (self));
  VtrHost *host = vtr_machine_get_host (self);
  virDomainPtr domain = _vtr_machine_get_domain (self);
  VtrJob *job = vtr_job_new (title);
  Resize *resize = g_new (Resize, 1);
  ResizeRequest *request;
  g_autoptr (GError) error = NULL;

  *resize = (Resize) { g_object_ref (self), g_object_ref (job) };
  vtr_job_set_subject (job, G_OBJECT (self));
  if (host != NULL)
    _vtr_host_announce_job (host, job);
  if (host == NULL || host->link == NULL || domain == NULL)
    {
      error = g_error_new_literal (VTR_ERROR, VTR_ERROR_LINK_LOST, "The host is not connected");
      fail (resize, error);
      free_resize (resize);
      return job;
    }

  request = g_new (ResizeRequest, 1);
  *request = (ResizeRequest) { g_strdup (key), bytes };
  vtr_link_run (host->link, domain, resize_in_worker, request, free_resize_request, VTR_WORK_URGENT,
                NULL, on_resized_cb, resize);
  return job;
}

/* Size */

/* A host may know the volume where it does not look into the disk of a machine that is off. */
static gboolean
read_size (virConnectPtr   connection,
           virDomainPtr    domain,
           const VtrItem  *disk,
           VtrDiskSize    *size,
           GError        **error)
{
  g_autofree char *target = vtr_item_get (disk, "target");
  virDomainBlockInfo info = { 0 };
  virStorageVolInfo volume_info = { 0 };
  virStorageVolPtr volume;
  gboolean found;

  if (virDomainGetBlockInfo (domain, target, &info, 0) == 0)
    {
      *size = (VtrDiskSize) { info.capacity, info.allocation };
      return TRUE;
    }

  volume = find_volume (connection, disk);
  found = volume != NULL && virStorageVolGetInfo (volume, &volume_info) == 0;
  if (found)
    *size = (VtrDiskSize) { volume_info.capacity, volume_info.allocation };
  else
    g_propagate_error (error, vtr_virt_take_error ());
  if (volume != NULL)
    virStorageVolFree (volume);
  return found;
}

static void
read_size_in_worker (GTask        *task,
                     virConnectPtr connection,
                     virDomainPtr  domain,
                     gpointer      data)
{
  GError *error = NULL;
  g_autoptr (VtrXmlDoc) doc = vtr_definition_read_doc (domain, 0, &error);
  g_autoptr (VtrItem) disk = doc != NULL ? vtr_item_find (doc, data) : NULL;
  VtrDiskSize *size = g_new0 (VtrDiskSize, 1);

  if (doc != NULL && disk == NULL)
    error = g_error_new (VTR_ERROR, VTR_ERROR_NOT_FOUND, "The definition has no %s", (char *) data);
  if (error == NULL && read_size (connection, domain, disk, size, &error))
    g_task_return_pointer (task, g_steal_pointer (&size), g_free);
  else
    g_task_return_error (task, error);
  g_free (size);
}

static void
on_size_read_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  VtrDiskSize *size = vtr_link_finish (result, &error);

  if (size != NULL)
    g_task_return_pointer (task, size, g_free);
  else
    g_task_return_error (task, error);
}

/**
 * vtr_machine_load_disk_size_async:
 * @self: a machine
 * @key: which of its disks
 * @cancellable: (nullable): to lose interest
 * @callback: what to call
 * @user_data: for @callback
 */
void
vtr_machine_load_disk_size_async (VtrMachine          *self,
                                  const char          *key,
                                  GCancellable        *cancellable,
                                  GAsyncReadyCallback  callback,
                                  gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  VtrHost *host = vtr_machine_get_host (self);
  virDomainPtr domain = _vtr_machine_get_domain (self);

  g_task_set_source_tag (task, vtr_machine_load_disk_size_async);
  if (host == NULL || host->link == NULL || domain == NULL)
    {
      g_task_return_new_error_literal (task, VTR_ERROR, VTR_ERROR_LINK_LOST,
                                       "The host is not connected");
      return;
    }

  vtr_link_run (host->link, domain, read_size_in_worker, g_strdup (key), g_free, VTR_WORK_NORMAL,
                cancellable, on_size_read_cb, g_steal_pointer (&task));
}

/**
 * vtr_machine_load_disk_size_finish:
 * @self: a machine
 * @result: what the callback was given
 * @size: (out): the size
 * @error: a location for an error
 *
 * Returns: whether the host knows
 */
gboolean
vtr_machine_load_disk_size_finish (VtrMachine    *self,
                                   GAsyncResult  *result,
                                   VtrDiskSize   *size,
                                   GError       **error)
{
  g_autofree VtrDiskSize *read = g_task_propagate_pointer (G_TASK (result), error);

  if (read != NULL)
    *size = *read;
  return read != NULL;
}
