/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-interface-addresses.h"

#include <string.h>

#include "base/vtr-error.h"
#include "xml/vtr-xml-node.h"

#include "vtr-machine-private.h"
#include "virt/host/vtr-host-private.h"
#include "virt/vtr-virt-error.h"

static void
free_address (gpointer data)
{
  VtrInterfaceAddress *address = data;

  g_free (address->address);
  g_free (address);
}

static gboolean
is_known (GPtrArray  *addresses,
          const char *text)
{
  for (guint i = 0; i < addresses->len; i++)
    if (g_str_equal (((VtrInterfaceAddress *) addresses->pdata[i])->address, text))
      return TRUE;

  return FALSE;
}

/* Those of the link only lead nowhere. */
static void
take (GPtrArray             *addresses,
      VtrAddressSource       source,
      virDomainInterfacePtr  nic)
{
  for (unsigned int i = 0; i < nic->naddrs; i++)
    {
      const char *text = nic->addrs[i].addr;
      g_autofree char *full
          = nic->addrs[i].prefix > 0 ? g_strdup_printf ("%s/%u", text, nic->addrs[i].prefix)
                                     : g_strdup (text);
      VtrInterfaceAddress *address;

      if (g_str_has_prefix (text, "fe80:") || is_known (addresses, full))
        continue;
      address = g_new (VtrInterfaceAddress, 1);
      *address = (VtrInterfaceAddress) { source, g_steal_pointer (&full) };
      g_ptr_array_add (addresses, address);
    }
}

static void
ask (GPtrArray        *addresses,
     virDomainPtr      domain,
     const char       *mac,
     VtrAddressSource  source)
{
  static const unsigned int sources[] = {
    [VTR_ADDRESS_FROM_AGENT] = VIR_DOMAIN_INTERFACE_ADDRESSES_SRC_AGENT,
    [VTR_ADDRESS_FROM_LEASE] = VIR_DOMAIN_INTERFACE_ADDRESSES_SRC_LEASE,
    [VTR_ADDRESS_FROM_ARP] = VIR_DOMAIN_INTERFACE_ADDRESSES_SRC_ARP,
  };
  virDomainInterfacePtr *nics = NULL;
  int n_nics = virDomainInterfaceAddresses (domain, &nics, sources[source], 0);

  if (n_nics < 0)
    virResetLastError ();
  for (int i = 0; i < n_nics; i++)
    {
      if (nics[i]->hwaddr != NULL && g_ascii_strcasecmp (nics[i]->hwaddr, mac) == 0)
        take (addresses, source, nics[i]);
      virDomainInterfaceFree (nics[i]);
    }
  free (nics);
}

/* libvirt's test driver, which runs in this very process, crashes when it is asked for an address on
 * a network that has none. */
static gboolean
is_safe_to_ask (virConnectPtr  connection,
                VtrXmlDoc     *doc)
{
  g_autoptr (GPtrArray) sources
      = vtr_xml_node_find_all (vtr_xml_doc_get_root (doc), "devices/interface/source");
  gboolean safe = TRUE;

  if (g_strcmp0 (virConnectGetType (connection), "Test") != 0)
    return TRUE;

  for (guint i = 0; safe && i < sources->len; i++)
    {
      const char *name = vtr_xml_node_get (sources->pdata[i], "@network");
      virNetworkPtr network = name != NULL ? virNetworkLookupByName (connection, name) : NULL;
      char *xml = network != NULL ? virNetworkGetXMLDesc (network, 0) : NULL;

      safe = xml != NULL && strstr (xml, "<ip ") != NULL;
      free (xml);
      if (network != NULL)
        virNetworkFree (network);
    }
  virResetLastError ();
  return safe;
}

static gboolean
has_agent (VtrXmlDoc *doc)
{
  const char *state
      = vtr_xml_node_get (vtr_xml_doc_get_root (doc),
                          "devices/channel/target[@name='org.qemu.guest_agent.0']/@state");

  return g_strcmp0 (state, "connected") == 0;
}

/* The best source that knows anything counts alone. */
static void
ask_in_worker (GTask        *task,
               virConnectPtr connection,
               virDomainPtr  domain,
               gpointer      data)
{
  g_autoptr (GPtrArray) addresses = g_ptr_array_new_with_free_func (free_address);
  char *xml = virDomainGetXMLDesc (domain, 0);
  g_autoptr (VtrXmlDoc) doc = xml != NULL ? vtr_xml_doc_new (xml, -1, NULL) : NULL;

  free (xml);
  if (doc == NULL)
    {
      g_task_return_error (task, vtr_virt_take_error ());
      return;
    }

  for (VtrAddressSource source = has_agent (doc) ? VTR_ADDRESS_FROM_AGENT : VTR_ADDRESS_FROM_LEASE;
       source <= VTR_ADDRESS_FROM_ARP && addresses->len == 0 && is_safe_to_ask (connection, doc);
       source++)
    ask (addresses, domain, data, source);
  g_task_return_pointer (task, g_steal_pointer (&addresses), (GDestroyNotify) g_ptr_array_unref);
}

static void
on_asked_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  GPtrArray *addresses = vtr_link_finish (result, &error);

  if (addresses != NULL)
    g_task_return_pointer (task, addresses, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

/**
 * vtr_machine_load_addresses_async:
 * @self: a machine that runs
 * @mac: which of its network cards
 * @cancellable: (nullable): to lose interest
 * @callback: what to call
 * @user_data: for @callback
 */
void
vtr_machine_load_addresses_async (VtrMachine          *self,
                                  const char          *mac,
                                  GCancellable        *cancellable,
                                  GAsyncReadyCallback  callback,
                                  gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  VtrHost *host = vtr_machine_get_host (self);
  virDomainPtr domain = _vtr_machine_get_domain (self);

  g_task_set_source_tag (task, vtr_machine_load_addresses_async);
  if (host == NULL || host->link == NULL || domain == NULL)
    {
      g_task_return_new_error_literal (task, VTR_ERROR, VTR_ERROR_LINK_LOST,
                                       "The host is not connected");
      return;
    }

  vtr_link_run (host->link, domain, ask_in_worker, g_strdup (mac), g_free, VTR_WORK_NORMAL,
                cancellable, on_asked_cb, g_steal_pointer (&task));
}

/**
 * vtr_machine_load_addresses_finish:
 * @self: a machine
 * @result: what the callback was given
 * @error: a location for an error
 *
 * Returns: (transfer full) (nullable) (element-type VtrInterfaceAddress): where the card can be reached;
 *   empty where nobody knows
 */
GPtrArray *
vtr_machine_load_addresses_finish (VtrMachine    *self,
                                   GAsyncResult  *result,
                                   GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
