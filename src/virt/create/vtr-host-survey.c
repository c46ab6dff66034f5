/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-creation.h"
#include "vtr-survey.h"

#include "base/vtr-error.h"
#include "virt/host/vtr-host-private.h"
#include "virt/vtr-virt-error.h"
#include "xml/vtr-xml-node.h"

#include <string.h>

static VtrXmlDoc *
take_doc (char *xml)
{
  VtrXmlDoc *doc = xml != NULL ? vtr_xml_doc_new (xml, -1, NULL) : NULL;

  free (xml);
  return doc;
}

static void
survey_pool (VtrSurvey        *survey,
             virStoragePoolPtr pool)
{
  g_autoptr (VtrXmlDoc) doc = take_doc (virStoragePoolGetXMLDesc (pool, 0));
  virStoragePoolInfo info = { 0 };
  VtrXmlNode *root;
  VtrSurveyPool *added;

  if (doc == NULL)
    return;

  if (virStoragePoolGetInfo (pool, &info) < 0)
    virResetLastError ();
  root = vtr_xml_doc_get_root (doc);
  vtr_survey_add_pool (survey, virStoragePoolGetName (pool), vtr_xml_node_get (root, "@type"),
                       vtr_xml_node_get (root, "target/path"),
                       info.state == VIR_STORAGE_POOL_RUNNING, info.available);
  added = survey->pools->pdata[survey->pools->len - 1];
  added->capacity = info.capacity;
}

static void
survey_pools (VtrSurvey    *survey,
              virConnectPtr connection)
{
  virStoragePoolPtr *pools = NULL;
  int n_pools = virConnectListAllStoragePools (connection, &pools, 0);

  survey->has_storage = n_pools >= 0;
  for (int i = 0; i < n_pools; i++)
    {
      survey_pool (survey, pools[i]);
      virStoragePoolFree (pools[i]);
    }
  free (pools);
  virResetLastError ();
}

static void
survey_network (VtrSurvey    *survey,
                virNetworkPtr network)
{
  g_autoptr (VtrXmlDoc) doc = take_doc (virNetworkGetXMLDesc (network, 0));
  VtrXmlNode *root;
  VtrSurveyNetwork *added;
  int autostart = 0;

  if (doc == NULL)
    return;

  root = vtr_xml_doc_get_root (doc);
  if (virNetworkGetAutostart (network, &autostart) < 0)
    virResetLastError ();
  vtr_survey_add_network (survey, virNetworkGetName (network), vtr_xml_node_get (root, "forward/@mode"),
                          virNetworkIsActive (network) == 1);
  added = survey->networks->pdata[survey->networks->len - 1];
  added->bridge = g_strdup (vtr_xml_node_get (root, "bridge/@name"));
  added->autostart = autostart != 0;
}

static void
survey_networks (VtrSurvey    *survey,
                 virConnectPtr connection)
{
  virNetworkPtr *networks = NULL;
  int n_networks = virConnectListAllNetworks (connection, &networks, 0);

  for (int i = 0; i < n_networks; i++)
    {
      survey_network (survey, networks[i]);
      virNetworkFree (networks[i]);
    }
  free (networks);
  virResetLastError ();
}

static void
survey_machinery (VtrSurvey    *survey,
                  virConnectPtr connection)
{
  virNodeInfo info = { 0 };
  const char *type = virConnectGetType (connection);
  char *uri = virConnectGetURI (connection);

  survey->driver = g_strdup (type != NULL ? type : "");
  survey->is_session = uri != NULL && strstr (uri, "/session") != NULL;
  free (uri);
  if (virNodeGetInfo (connection, &info) == 0)
    {
      survey->n_processors = info.cpus;
      survey->memory = (guint64) info.memory * 1024;
    }
  survey->free_memory = virNodeGetFreeMemory (connection);
  virResetLastError ();
}

static void
survey_in_worker (GTask        *task,
                  virConnectPtr connection,
                  virDomainPtr  domain,
                  gpointer      data)
{
  g_autoptr (VtrSurvey) survey = vtr_survey_new ();

  survey->capabilities = take_doc (virConnectGetCapabilities (connection));
  if (survey->capabilities == NULL)
    {
      g_task_return_error (task, vtr_virt_take_error ());
      return;
    }

  survey->arch = g_strdup (vtr_xml_node_get (vtr_xml_doc_get_root (survey->capabilities),
                                             "host/cpu/arch"));
  survey_machinery (survey, connection);
  survey_pools (survey, connection);
  survey_networks (survey, connection);
  g_task_return_pointer (task, g_steal_pointer (&survey), (GDestroyNotify) vtr_survey_unref);
}

static void
on_surveyed_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  VtrHost *host = g_task_get_source_object (task);
  GError *error = NULL;
  VtrSurvey *survey = vtr_link_finish (result, &error);

  if (survey == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  survey->is_remote = !vtr_host_is_this_computer (host);
  g_task_return_pointer (task, survey, (GDestroyNotify) vtr_survey_unref);
}

/**
 * vtr_host_survey_async:
 * @host: a host
 * @cancellable: (nullable): to lose interest
 * @callback: what to call
 * @user_data: for @callback
 *
 * Reads what has to be known before a machine can be made there.
 */
void
vtr_host_survey_async (VtrHost             *host,
                       GCancellable        *cancellable,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (host, cancellable, callback, user_data);

  g_task_set_source_tag (task, vtr_host_survey_async);
  if (host->link == NULL || vtr_link_get_connection (host->link) == NULL)
    g_task_return_new_error_literal (task, VTR_ERROR, VTR_ERROR_LINK_LOST, "The host is not connected");
  else
    vtr_link_run (host->link, NULL, survey_in_worker, NULL, NULL, VTR_WORK_URGENT, cancellable,
                  on_surveyed_cb, g_steal_pointer (&task));
}

/**
 * vtr_host_survey_finish:
 * @host: a host
 * @result: what the callback was given
 * @error: a location for an error
 *
 * Returns: (transfer full) (nullable): what there is
 */
VtrSurvey *
vtr_host_survey_finish (VtrHost       *host,
                        GAsyncResult  *result,
                        GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
