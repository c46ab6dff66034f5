/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-network-surroundings.h"

#include "definition/network/vtr-host-routes.h"
#include "fleet/vtr-host-address.h"
#include "virt/host/vtr-host.h"
#include "xml/vtr-xml-node.h"

/**
 * vtr_network_surroundings_list:
 * @networks: the networks of a host
 * @except: (nullable): the one that is being changed
 *
 * Returns: (transfer full) (element-type VtrTakenSubnet): what the other networks have
 */
GPtrArray *
vtr_network_surroundings_list (VtrNetworks *networks,
                               VtrNetwork  *except)
{
  GPtrArray *taken = g_ptr_array_new_with_free_func ((GDestroyNotify) vtr_taken_subnet_free);
  GListModel *list = vtr_networks_get_list (networks);

  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (VtrNetwork) network = g_list_model_get_item (list, i);
      VtrXmlDoc *saved = vtr_network_get_saved (network);

      if (network != except && saved != NULL)
        g_ptr_array_extend_and_steal (taken, vtr_taken_subnets_read (saved));
    }
  return taken;
}

static gboolean
is_this_computer (VtrNetworks *networks)
{
  VtrHost *host = vtr_networks_get_host (networks);
  g_autoptr (VtrHostAddress) address
      = host != NULL ? vtr_host_address_new_for_uri (vtr_host_get_uri (host)) : NULL;

  return address != NULL && !address->remote
         && (address->kind == VTR_HOST_KIND_QEMU_SYSTEM || address->kind == VTR_HOST_KIND_LXC
             || address->kind == VTR_HOST_KIND_XEN || address->kind == VTR_HOST_KIND_QEMU_SESSION);
}

/* Bridges of networks have ways to their networks, which are on the list already. */
static GHashTable *
list_bridges (VtrNetworks *networks)
{
  GHashTable *bridges = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GListModel *list = vtr_networks_get_list (networks);

  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (VtrNetwork) network = g_list_model_get_item (list, i);
      VtrXmlDoc *doc = vtr_network_get_running (network);
      const char *bridge
          = doc != NULL ? vtr_xml_node_get (vtr_xml_doc_get_root (doc), "bridge/@name") : NULL;

      if (bridge != NULL)
        g_hash_table_add (bridges, g_strdup (bridge));
    }
  return bridges;
}

static void
read_routes (GTask        *task,
             gpointer      source,
             gpointer      bridges,
             GCancellable *cancellable)
{
  g_autofree char *v4 = NULL;
  g_autofree char *v6 = NULL;
  GPtrArray *routes;

  g_file_get_contents (VTR_ROUTES_V4, &v4, NULL, NULL);
  g_file_get_contents (VTR_ROUTES_V6, &v6, NULL, NULL);
  routes = vtr_host_routes_parse (v4, v6);
  for (guint i = routes->len; i > 0; i--)
    if (g_hash_table_contains (bridges, ((VtrTakenSubnet *) routes->pdata[i - 1])->device))
      g_ptr_array_remove_index (routes, i - 1);
  g_task_return_pointer (task, routes, (GDestroyNotify) g_ptr_array_unref);
}

typedef struct
{
  VtrNetworks *networks;
  VtrNetwork  *except;
} Question;

static void
free_question (gpointer data)
{
  Question *question = data;

  g_object_unref (question->networks);
  g_clear_object (&question->except);
  g_free (question);
}

static void
on_routes_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  const Question *question = g_task_get_task_data (task);
  GPtrArray *taken = vtr_network_surroundings_list (question->networks, question->except);
  GPtrArray *routes = g_task_propagate_pointer (G_TASK (result), NULL);

  if (routes != NULL)
    g_ptr_array_extend_and_steal (taken, routes);
  g_task_return_pointer (task, taken, (GDestroyNotify) g_ptr_array_unref);
}

/**
 * vtr_network_surroundings_async:
 * @networks: the networks of a host
 * @except: (nullable): the one that is being changed
 * @cancellable: (nullable): to give up
 * @callback: called on the main thread
 * @user_data: for @callback
 *
 * As vtr_network_surroundings_list(), with the routes of the host where they can be known.
 */
void
vtr_network_surroundings_async (VtrNetworks        *networks,
                                VtrNetwork         *except,
                                GCancellable       *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer            user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  Question *question = g_new (Question, 1);
  g_autoptr (GTask) reading = NULL;

  *question = (Question) { g_object_ref (networks), except != NULL ? g_object_ref (except) : NULL };
  g_task_set_source_tag (task, vtr_network_surroundings_async);
  g_task_set_task_data (task, question, free_question);
  if (!is_this_computer (networks))
    {
      g_task_return_pointer (task, vtr_network_surroundings_list (networks, except),
                             (GDestroyNotify) g_ptr_array_unref);
      g_object_unref (task);
      return;
    }

  reading = g_task_new (NULL, cancellable, on_routes_cb, task);
  g_task_set_task_data (reading, list_bridges (networks), (GDestroyNotify) g_hash_table_unref);
  g_task_run_in_thread (reading, read_routes);
}

/**
 * vtr_network_surroundings_finish:
 * @result: what the callback was given
 * @error: a location for an error
 *
 * Returns: (transfer full) (element-type VtrTakenSubnet): the addresses
 */
GPtrArray *
vtr_network_surroundings_finish (GAsyncResult *result,
                                 GError      **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
