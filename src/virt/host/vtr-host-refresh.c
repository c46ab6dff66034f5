/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-host-private.h"

#include <glib/gi18n-lib.h>

#include "base/vtr-error.h"
#include "base/vtr-time.h"

#include "virt/vtr-virt-error.h"

/* What is read of a single machine: its state after an event, its details when a row first shows
 * it, its addresses while it has none. */

#define MOST_TRIES 3

typedef struct
{
  int      state;
  int      reason;
  gboolean saved;
  gboolean persistent;
  gboolean autostart;
} Refreshed;

static void
refresh_in_worker (GTask        *task,
                   virConnectPtr connection,
                   virDomainPtr  domain,
                   gpointer      data)
{
  Refreshed *reply = g_new0 (Refreshed, 1);
  int autostart = 0;

  if (virDomainGetState (domain, &reply->state, &reply->reason, 0) < 0)
    {
      g_free (reply);
      g_task_return_error (task, vtr_virt_take_error ());
      return;
    }

  reply->saved = virDomainHasManagedSaveImage (domain, 0) == 1;
  reply->persistent = virDomainIsPersistent (domain) != 0;
  reply->autostart = virDomainGetAutostart (domain, &autostart) == 0 && autostart;
  virResetLastError ();
  g_task_return_pointer (task, reply, g_free);
}

static void
on_refreshed_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (VtrMachine) machine = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree Refreshed *reply = vtr_link_finish (result, &error);
  VtrHost *host = vtr_machine_get_host (machine);

  if (host == NULL || vtr_error_is_cancelled (error))
    return;

  /* TRUE: another event came while this was under way. */
  if (GPOINTER_TO_INT (g_hash_table_lookup (host->refreshing, machine)) > 1)
    {
      g_hash_table_remove (host->refreshing, machine);
      _vtr_host_refresh (host, machine);
      return;
    }
  g_hash_table_remove (host->refreshing, machine);

  if (reply != NULL)
    {
      _vtr_machine_set_state (machine, reply->state, reply->reason);
      _vtr_machine_set_saved (machine, reply->saved);
      _vtr_machine_set_flags (machine, reply->persistent, reply->autostart);
      if (host->loads_everything)
        _vtr_host_load_details (host, machine, VTR_WORK_BACKGROUND);
    }
  else if (g_error_matches (error, VTR_ERROR, VTR_ERROR_NOT_FOUND))
    _vtr_host_remove_machine (host, machine);
  else
    g_debug ("Cannot read the state of %s: %s", vtr_machine_get_name (machine), error->message);
}

/* Reads the state of a machine once more; a storm of events costs one call. */
void
_vtr_host_refresh (VtrHost    *self,
                   VtrMachine *machine)
{
  virDomainPtr domain = _vtr_machine_get_domain (machine);
  int pending = GPOINTER_TO_INT (g_hash_table_lookup (self->refreshing, machine));

  if (self->link == NULL || domain == NULL)
    return;

  g_hash_table_insert (self->refreshing, machine, GINT_TO_POINTER (pending + 1));
  if (pending > 0)
    return;

  vtr_link_run (self->link, domain, refresh_in_worker, NULL, NULL, VTR_WORK_NORMAL, NULL,
                on_refreshed_cb, g_object_ref (machine));
}

static void
details_in_worker (GTask        *task,
                   virConnectPtr connection,
                   virDomainPtr  domain,
                   gpointer      data)
{
  g_autoptr (GError) error = NULL;
  char *xml = virDomainGetXMLDesc (domain, 0);
  VtrMachineSummary *summary;

  if (xml == NULL)
    {
      g_task_return_error (task, vtr_virt_take_error ());
      return;
    }

  summary = vtr_machine_summary_new_from_xml (xml, &error);
  free (xml);
  if (summary != NULL)
    g_task_return_pointer (task, summary, (GDestroyNotify) vtr_machine_summary_free);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
on_details_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (VtrMachine) machine = user_data;
  g_autoptr (GError) error = NULL;
  VtrMachineSummary *summary = vtr_link_finish (result, &error);
  VtrHost *host = vtr_machine_get_host (machine);

  if (summary != NULL)
    {
      _vtr_machine_take_summary (machine, summary);
      if (host != NULL)
        _vtr_host_read_addresses (host, machine);
      return;
    }

  _vtr_machine_set_details (machine, VTR_DETAILS_NONE);
  if (host == NULL || vtr_error_is_cancelled (error)
      || g_error_matches (error, VTR_ERROR, VTR_ERROR_LINK_LOST))
    return;

  if (g_error_matches (error, VTR_ERROR, VTR_ERROR_NOT_FOUND))
    _vtr_host_remove_machine (host, machine);
  else if (++*_vtr_machine_tries (machine) < MOST_TRIES)
    _vtr_host_load_details (host, machine, VTR_WORK_BACKGROUND);
  else
    _vtr_machine_take_trouble (
        machine, vtr_virt_trouble (_("The definition of this machine cannot be read"), error));
}

/* Reads and takes apart the definition; what fails three times is shown as unreadable. */
void
_vtr_host_load_details (VtrHost        *self,
                        VtrMachine     *machine,
                        VtrWorkPriority priority)
{
  virDomainPtr domain = _vtr_machine_get_domain (machine);

  if (self->link == NULL || domain == NULL
      || _vtr_machine_get_details (machine) == VTR_DETAILS_LOADING)
    return;

  _vtr_machine_set_details (machine, VTR_DETAILS_LOADING);
  vtr_link_run (self->link, domain, details_in_worker, NULL, NULL, priority, NULL, on_details_cb,
                g_object_ref (machine));
}

typedef struct
{
  gboolean has_agent;
  GStrv    networks;
} AddressRequest;

static void
free_address_request (gpointer data)
{
  AddressRequest *request = data;

  g_strfreev (request->networks);
  g_free (request);
}

static gboolean
has_address (const char *text,
             const char *address)
{
  g_auto (GStrv) known = g_strsplit (text, ", ", 0);

  return g_strv_contains ((const char *const *) known, address);
}

static void
append_addresses (GString              *text,
                  virDomainInterfacePtr nic)
{
  /* The loopback and link-local ones say nothing about where the guest can be reached. */
  for (unsigned int i = 0; i < nic->naddrs; i++)
    {
      const char *address = nic->addrs[i].addr;

      if (g_str_has_prefix (address, "127.") || g_str_equal (address, "::1")
          || g_str_has_prefix (address, "fe80:") || has_address (text->str, address))
        continue;
      g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", address);
    }
}

static char *
addresses_from (virDomainPtr domain,
                unsigned int source)
{
  g_autoptr (GString) text = g_string_new (NULL);
  virDomainInterfacePtr *nics = NULL;
  int n_nics = virDomainInterfaceAddresses (domain, &nics, source, 0);

  if (n_nics < 0)
    virResetLastError ();
  for (int i = 0; i < n_nics; i++)
    {
      append_addresses (text, nics[i]);
      virDomainInterfaceFree (nics[i]);
    }
  free (nics);

  return text->len > 0 ? g_strdup (text->str) : NULL;
}

/* libvirt's test driver, which runs in this very process, crashes when it is asked for an address on
 * a network that has none. */
static gboolean
is_safe_to_ask (virConnectPtr      connection,
                const char *const *networks)
{
  gboolean safe = TRUE;

  if (g_strcmp0 (virConnectGetType (connection), "Test") != 0)
    return TRUE;

  for (guint i = 0; safe && networks[i] != NULL; i++)
    {
      virNetworkPtr network = virNetworkLookupByName (connection, networks[i]);
      char *xml = network != NULL ? virNetworkGetXMLDesc (network, 0) : NULL;

      safe = xml != NULL && strstr (xml, "<ip ") != NULL;
      free (xml);
      if (network != NULL)
        virNetworkFree (network);
    }
  virResetLastError ();
  return safe;
}

/* Best source first: the guest itself, the network's leases, what the host overheard. */
static void
addresses_in_worker (GTask        *task,
                     virConnectPtr connection,
                     virDomainPtr  domain,
                     gpointer      data)
{
  const AddressRequest *request = data;
  char *addresses = NULL;

  if (!is_safe_to_ask (connection, (const char *const *) request->networks))
    {
      g_task_return_pointer (task, NULL, NULL);
      return;
    }

  if (request->has_agent)
    addresses = addresses_from (domain, VIR_DOMAIN_INTERFACE_ADDRESSES_SRC_AGENT);
  if (addresses == NULL)
    addresses = addresses_from (domain, VIR_DOMAIN_INTERFACE_ADDRESSES_SRC_LEASE);
  if (addresses == NULL)
    addresses = addresses_from (domain, VIR_DOMAIN_INTERFACE_ADDRESSES_SRC_ARP);
  g_task_return_pointer (task, addresses, g_free);
}

static void
on_addresses_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (VtrMachine) machine = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *addresses = vtr_link_finish (result, &error);

  if (error == NULL && vtr_machine_is_active (machine))
    _vtr_machine_set_addresses (machine, addresses);
}

/* Asks where a running machine can be reached, if it is time to ask. */
void
_vtr_host_read_addresses (VtrHost    *self,
                          VtrMachine *machine)
{
  virDomainPtr domain = _vtr_machine_get_domain (machine);
  AddressRequest *request;

  if (self->link == NULL || domain == NULL
      || !_vtr_machine_wants_addresses (machine, vtr_time_now ()))
    return;

  request = g_new (AddressRequest, 1);
  request->has_agent = _vtr_machine_has_agent (machine);
  request->networks = g_strdupv (_vtr_machine_get_networks (machine));
  vtr_link_run (self->link, domain, addresses_in_worker, request, free_address_request,
                VTR_WORK_BACKGROUND, NULL, on_addresses_cb, g_object_ref (machine));
}
