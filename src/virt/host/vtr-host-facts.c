/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-host-facts.h"

#include "vtr-host-private.h"

#include "base/vtr-error.h"
#include "xml/vtr-xml-node.h"

#include "virt/vtr-virt-error.h"

void
vtr_host_facts_free (gpointer facts)
{
  VtrHostFacts *self = facts;

  g_free (self->hostname);
  g_free (self->driver);
  g_free (self->arch);
  g_free (self->processor);
  g_free (self->capabilities);
  g_free (self);
}

static char *
take (char *text)
{
  char *copy = g_strdup (text);

  free (text);
  return copy;
}

static void
read_node (VtrHostFacts *self,
           virConnectPtr connection)
{
  virNodeInfo node;

  if (virNodeGetInfo (connection, &node) < 0)
    return;

  self->arch = g_strdup (node.model);
  self->n_processors = node.cpus;
  self->mhz = node.mhz;
  self->n_nodes = node.nodes;
  self->n_sockets = node.sockets;
  self->n_cores = node.cores;
  self->n_threads = node.threads;
  self->memory = (guint64) node.memory * 1024;
  self->memory_free = virNodeGetFreeMemory (connection);
}

static guint64
read_parameter (virTypedParameterPtr parameters,
                int                  n_parameters,
                const char          *name,
                gboolean            *is_there)
{
  unsigned long long value = 0;

  if (virTypedParamsGetULLong (parameters, n_parameters, name, &value) == 1)
    *is_there = TRUE;
  return value;
}

static void
read_ksm (VtrHostFacts *self,
          virConnectPtr connection)
{
  int n_parameters = 0;
  virTypedParameterPtr parameters;

  if (virNodeGetMemoryParameters (connection, NULL, &n_parameters, 0) < 0 || n_parameters == 0)
    return;

  parameters = g_new0 (virTypedParameter, n_parameters);
  if (virNodeGetMemoryParameters (connection, parameters, &n_parameters, 0) == 0)
    {
      self->pages_shared = read_parameter (parameters, n_parameters,
                                           VIR_NODE_MEMORY_SHARED_PAGES_SHARED, &self->has_ksm);
      self->pages_sharing = read_parameter (parameters, n_parameters,
                                            VIR_NODE_MEMORY_SHARED_PAGES_SHARING, &self->has_ksm);
    }
  virTypedParamsClear (parameters, n_parameters);
  g_free (parameters);
}

static void
read_capabilities (VtrHostFacts *self,
                   virConnectPtr connection)
{
  g_autoptr (VtrXmlDoc) doc = NULL;
  const char *model;

  self->capabilities = take (virConnectGetCapabilities (connection));
  doc = self->capabilities != NULL ? vtr_xml_doc_new (self->capabilities, -1, NULL) : NULL;
  model = doc != NULL ? vtr_xml_node_get (vtr_xml_doc_get_root (doc), "host/cpu/model") : NULL;
  self->processor = g_strdup (model);
}

static void
facts_in_worker (GTask        *task,
                 virConnectPtr connection,
                 virDomainPtr  domain,
                 gpointer      data)
{
  VtrHostFacts *self = g_new0 (VtrHostFacts, 1);

  self->hostname = take (virConnectGetHostname (connection));
  self->driver = g_strdup (virConnectGetType (connection));
  if (virConnectGetVersion (connection, &self->driver_version) < 0)
    self->driver_version = 0;
  if (virConnectGetLibVersion (connection, &self->libvirt_version) < 0)
    self->libvirt_version = 0;
  read_node (self, connection);
  read_ksm (self, connection);
  read_capabilities (self, connection);
  virResetLastError ();
  g_task_return_pointer (task, self, vtr_host_facts_free);
}

static void
on_facts_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  VtrHostFacts *facts = vtr_link_finish (result, &error);

  if (facts != NULL)
    g_task_return_pointer (task, facts, vtr_host_facts_free);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/**
 * vtr_host_load_facts_async:
 * @self: a host
 * @cancellable: (nullable): to give up
 * @callback: called with what the host says of itself
 * @user_data: for @callback
 */
void
vtr_host_load_facts_async (VtrHost            *self,
                           GCancellable       *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer            user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, vtr_host_load_facts_async);
  if (self->link == NULL || vtr_link_get_connection (self->link) == NULL)
    {
      g_task_return_new_error_literal (task, VTR_ERROR, VTR_ERROR_LINK_LOST,
                                       "The host is not connected");
      g_object_unref (task);
      return;
    }

  vtr_link_run (self->link, NULL, facts_in_worker, NULL, NULL, VTR_WORK_NORMAL, NULL, on_facts_cb,
                task);
}

/**
 * vtr_host_load_facts_finish:
 * @self: a host
 * @result: what the callback was given
 * @error: a location for an error
 *
 * Returns: (transfer full) (nullable): the facts
 */
VtrHostFacts *
vtr_host_load_facts_finish (VtrHost      *self,
                            GAsyncResult *result,
                            GError      **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * vtr_host_format_version:
 * @version: a version as libvirt packs it
 *
 * Returns: (transfer full) (nullable): "11.3.0"; NULL for none
 */
char *
vtr_host_format_version (gulong version)
{
  return version > 0 ? g_strdup_printf ("%lu.%lu.%lu", version / 1000000, version / 1000 % 1000,
                                        version % 1000)
                     : NULL;
}
