/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-storage-private.h"

#include <glib/gi18n-lib.h>

#include "base/vtr-error.h"
#include "definition/storage/vtr-pool-definition.h"

#include "virt/vtr-virt-error.h"

/* Making a pool: define, build, start, autostart. What fails on the way takes the definition back,
 * so that a second try finds nothing in its way. */

typedef struct
{
  char    *xml;
  gboolean build;
  gboolean erase;
  gboolean start;
  gboolean autostart;
} Request;

typedef struct
{
  VtrStorage *storage;
  VtrJob     *job;
  char       *failure;
} Defining;

static void
free_request (gpointer data)
{
  Request *request = data;

  g_free (request->xml);
  g_free (request);
}

static unsigned int
build_flags (const Request *request)
{
  g_autoptr (VtrXmlDoc) doc = vtr_xml_doc_new (request->xml, -1, NULL);
  const char *id = doc != NULL ? vtr_xml_node_get (vtr_xml_doc_get_root (doc), "@type") : NULL;
  const VtrPoolType *type = vtr_pool_type_get (id);

  if (type == NULL || !(type->abilities & VTR_POOL_BUILD_ERASES))
    return 0;
  return request->erase ? VIR_STORAGE_POOL_BUILD_OVERWRITE : VIR_STORAGE_POOL_BUILD_NO_OVERWRITE;
}

static gboolean
prepare (virStoragePoolPtr pool,
         const Request    *request)
{
  if (request->build && virStoragePoolBuild (pool, build_flags (request)) < 0)
    return FALSE;
  if (request->start && virStoragePoolCreate (pool, 0) < 0)
    return FALSE;
  return !request->autostart || virStoragePoolSetAutostart (pool, TRUE) == 0;
}

static void
define_in_worker (GTask        *task,
                  virConnectPtr connection,
                  virDomainPtr  domain,
                  gpointer      data)
{
  const Request *request = data;
  virStoragePoolPtr pool = virStoragePoolDefineXML (connection, request->xml, 0);
  GError *error = NULL;

  if (pool == NULL)
    {
      g_task_return_error (task, vtr_virt_take_error ());
      return;
    }

  if (!prepare (pool, request))
    {
      error = vtr_virt_take_error ();
      if (virStoragePoolIsActive (pool) == 1)
        virStoragePoolDestroy (pool);
      virStoragePoolUndefine (pool);
      virResetLastError ();
    }
  virStoragePoolFree (pool);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, NULL, NULL);
}

static void
on_defined_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  Defining *defining = user_data;
  g_autoptr (GError) error = NULL;

  vtr_link_finish (result, &error);
  if (error == NULL)
    vtr_job_succeed (defining->job);
  else
    vtr_job_fail (defining->job, vtr_virt_trouble (defining->failure, error));
  vtr_storage_reload (defining->storage);
  g_object_unref (defining->storage);
  g_object_unref (defining->job);
  g_free (defining->failure);
  g_free (defining);
}

static char *
name_in (const char *xml)
{
  g_autoptr (VtrXmlDoc) doc = vtr_xml_doc_new (xml, -1, NULL);

  return g_strdup (doc != NULL ? vtr_xml_node_get (vtr_xml_doc_get_root (doc), "name") : NULL);
}

/**
 * vtr_storage_define:
 * @self: the storage of a host
 * @xml: the definition of a new pool
 * @build: whether its place is to be made
 * @erase: whether what is on its disk may be lost by that
 * @start: whether it is to be started
 * @autostart: whether it shall start with the host
 *
 * Returns: (transfer full): the job that does all of it, or nothing
 */
VtrJob *
vtr_storage_define (VtrStorage *self,
                    const char *xml,
                    gboolean    build,
                    gboolean    erase,
                    gboolean    start,
                    gboolean    autostart)
{
  g_autofree char *name = name_in (xml);
  g_autofree char *title = g_strdup_printf (_("Creating %s"), name != NULL ? name : "");
  g_autofree char *failure = g_strdup_printf (_("The storage pool “%s” could not be created"),
                                              name != NULL ? name : "");
  VtrJob *job = _vtr_storage_job_new (self, title, G_OBJECT (self));
  Request *request;
  Defining *defining;

  if (_vtr_storage_get_link (self) == NULL)
    {
      g_autoptr (GError) error
          = g_error_new_literal (VTR_ERROR, VTR_ERROR_LINK_LOST, "The host is not connected");

      vtr_job_fail (job, vtr_virt_trouble (failure, error));
      return job;
    }

  request = g_new (Request, 1);
  *request = (Request) { g_strdup (xml), build, erase, start, autostart };
  defining = g_new (Defining, 1);
  *defining = (Defining) { g_object_ref (self), g_object_ref (job), g_steal_pointer (&failure) };
  _vtr_storage_lane_run (_vtr_storage_get_lane (self), define_in_worker, request, free_request,
                         on_defined_cb, defining);
  return job;
}

/* Looking for sources */

typedef struct
{
  char *type;
  char *source;
} Search;

static void
free_search (gpointer data)
{
  Search *search = data;

  g_free (search->type);
  g_free (search->source);
  g_free (search);
}

static void
find_in_worker (GTask        *task,
                virConnectPtr connection,
                virDomainPtr  domain,
                gpointer      data)
{
  const Search *search = data;
  GError *error = NULL;
  GPtrArray *sources;
  char *xml = virConnectFindStoragePoolSources (connection, search->type, search->source, 0);

  if (xml == NULL)
    {
      g_task_return_error (task, vtr_virt_take_error ());
      return;
    }

  sources = vtr_pool_sources_read (xml, &error);
  free (xml);
  if (sources != NULL)
    g_task_return_pointer (task, sources, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

static void
on_found_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  GPtrArray *sources = vtr_link_finish (result, &error);

  if (sources != NULL)
    g_task_return_pointer (task, sources, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

/**
 * vtr_storage_find_sources_async:
 * @self: the storage of a host
 * @type: the type of a pool
 * @source: (nullable): what is known of the source, such as its server, as XML
 * @cancellable: (nullable): to lose interest
 * @callback: what to call
 * @user_data: for @callback
 *
 * Lets the host look for what a pool could be made of.
 */
void
vtr_storage_find_sources_async (VtrStorage          *self,
                                const char          *type,
                                const char          *source,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  Search *search;

  g_task_set_source_tag (task, vtr_storage_find_sources_async);
  if (_vtr_storage_get_link (self) == NULL)
    {
      g_task_return_new_error_literal (task, VTR_ERROR, VTR_ERROR_LINK_LOST,
                                       "The host is not connected");
      g_object_unref (task);
      return;
    }

  search = g_new (Search, 1);
  *search = (Search) { g_strdup (type), g_strdup (source) };
  _vtr_storage_lane_run (_vtr_storage_get_lane (self), find_in_worker, search, free_search,
                         on_found_cb, task);
}

/**
 * vtr_storage_find_sources_finish:
 * @result: what the callback was given
 * @error: a location for an error
 *
 * Returns: (transfer full) (nullable) (element-type VtrXmlDoc): what was found
 */
GPtrArray *
vtr_storage_find_sources_finish (GAsyncResult *result,
                                 GError      **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
