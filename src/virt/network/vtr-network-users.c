/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-network-users.h"

#include "virt/host/vtr-host.h"
#include "virt/machine/vtr-machine-private.h"

static void
free_user (gpointer data)
{
  VtrNetworkUser *user = data;

  g_object_unref (user->machine);
  g_free (user->mac);
  g_free (user);
}

static int
compare_users (gconstpointer a,
               gconstpointer b)
{
  const VtrNetworkUser *first = *(VtrNetworkUser *const *) a;
  const VtrNetworkUser *second = *(VtrNetworkUser *const *) b;

  return g_utf8_collate (vtr_machine_get_display_name (first->machine),
                         vtr_machine_get_display_name (second->machine));
}

/**
 * vtr_network_list_users:
 * @self: a network
 *
 * Only machines whose details are read are known to use it.
 *
 * Returns: (transfer full) (element-type VtrNetworkUser): who is plugged in, by name
 */
GPtrArray *
vtr_network_list_users (VtrNetwork *self)
{
  GPtrArray *users = g_ptr_array_new_with_free_func (free_user);
  VtrHost *host = vtr_network_get_host (self);
  GListModel *machines = host != NULL ? vtr_host_get_machines (host) : NULL;

  for (guint i = 0; machines != NULL && i < g_list_model_get_n_items (machines); i++)
    {
      g_autoptr (VtrMachine) machine = g_list_model_get_item (machines, i);
      GStrv networks = _vtr_machine_get_networks (machine);
      GStrv macs = _vtr_machine_get_macs (machine);

      for (guint j = 0; networks != NULL && networks[j] != NULL; j++)
        if (g_str_equal (networks[j], vtr_network_get_name (self)))
          {
            VtrNetworkUser *user = g_new (VtrNetworkUser, 1);

            *user = (VtrNetworkUser) { g_object_ref (machine), g_strdup (macs[j]) };
            g_ptr_array_add (users, user);
            break;
          }
    }
  g_ptr_array_sort (users, compare_users);
  return users;
}
