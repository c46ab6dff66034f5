/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-inventory.h"

#include "virt/machine/vtr-machine-state.h"
#include "virt/vtr-virt-error.h"

/* Every driver knows these filters, also those without bulk statistics. */
static const struct
{
  unsigned int filter;
  int          state;
} filters[] = {
  { VIR_CONNECT_LIST_DOMAINS_RUNNING, VIR_DOMAIN_RUNNING },
  { VIR_CONNECT_LIST_DOMAINS_PAUSED, VIR_DOMAIN_PAUSED },
  { VIR_CONNECT_LIST_DOMAINS_SHUTOFF, VIR_DOMAIN_SHUTOFF },
};

static void
clear_entry (gpointer data)
{
  VtrInventoryEntry *entry = data;

  g_clear_pointer (&entry->domain, virDomainFree);
}

/* Takes the list apart: libvirt allocates it with malloc(), NULL-terminated. */
static void
free_domains (virDomainPtr *domains)
{
  for (guint i = 0; domains != NULL && domains[i] != NULL; i++)
    virDomainFree (domains[i]);
  free (domains);
}

static char *
uuid_of (virDomainPtr domain)
{
  char uuid[VIR_UUID_STRING_BUFLEN] = "";

  virDomainGetUUIDString (domain, uuid);
  return g_strdup (uuid);
}

static gboolean
is_xen_host (virConnectPtr connection,
             virDomainPtr  domain)
{
  /* Xen lists the host itself as machine 0; only then the type is asked for. */
  return virDomainGetID (domain) == 0 && g_strcmp0 (virConnectGetType (connection), "Xen") == 0;
}

static void
set_state (GArray     *entries,
           GHashTable *positions,
           virDomainPtr domain,
           int          state,
           int          reason)
{
  g_autofree char *uuid = uuid_of (domain);
  gpointer position;

  if (!g_hash_table_lookup_extended (positions, uuid, NULL, &position))
    return;

  g_array_index (entries, VtrInventoryEntry, GPOINTER_TO_UINT (position)).state = state;
  g_array_index (entries, VtrInventoryEntry, GPOINTER_TO_UINT (position)).reason = reason;
}

static gboolean
read_states (virConnectPtr connection,
             GArray       *entries,
             GHashTable   *positions)
{
  virDomainStatsRecordPtr *records = NULL;
  int n_records
      = virConnectGetAllDomainStats (connection, VIR_DOMAIN_STATS_STATE, &records, 0);

  if (n_records < 0)
    {
      virResetLastError ();
      return FALSE;
    }

  for (int i = 0; i < n_records; i++)
    {
      int state = VIR_DOMAIN_NOSTATE;
      int reason = 0;

      virTypedParamsGetInt (records[i]->params, records[i]->nparams, "state.state", &state);
      virTypedParamsGetInt (records[i]->params, records[i]->nparams, "state.reason", &reason);
      set_state (entries, positions, records[i]->dom, state, reason);
    }

  virDomainStatsRecordListFree (records);
  return TRUE;
}

static void
read_states_by_filter (virConnectPtr connection,
                       GArray       *entries,
                       GHashTable   *positions)
{
  for (guint i = 0; i < G_N_ELEMENTS (filters); i++)
    {
      virDomainPtr *domains = NULL;

      if (virConnectListAllDomains (connection, &domains, filters[i].filter) < 0)
        virResetLastError ();
      for (guint j = 0; domains != NULL && domains[j] != NULL; j++)
        set_state (entries, positions, domains[j], filters[i].state, 0);
      free_domains (domains);
    }
}

/**
 * vtr_inventory_list:
 * @connection: an open connection
 * @error: a location for an error
 *
 * Every machine with its state, in two round trips, five with drivers that lack bulk statistics.
 *
 * Returns: (transfer full) (element-type VtrInventoryEntry): the machines
 */
GArray *
vtr_inventory_list (virConnectPtr connection,
                    GError      **error)
{
  g_autoptr (GHashTable) positions = NULL;
  GArray *entries;
  virDomainPtr *domains = NULL;
  int n_domains = virConnectListAllDomains (connection, &domains, 0);

  if (n_domains < 0)
    {
      g_propagate_error (error, vtr_virt_take_error ());
      return NULL;
    }

  positions = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  entries = g_array_sized_new (FALSE, TRUE, sizeof (VtrInventoryEntry), (guint) n_domains);
  g_array_set_clear_func (entries, clear_entry);
  for (int i = 0; i < n_domains; i++)
    {
      VtrInventoryEntry entry = { .domain = domains[i], .state = VTR_LIBVIRT_STATE_UNKNOWN };

      if (is_xen_host (connection, domains[i]))
        {
          virDomainFree (domains[i]);
          continue;
        }
      g_hash_table_insert (positions, uuid_of (domains[i]), GUINT_TO_POINTER (entries->len));
      g_array_append_val (entries, entry);
    }
  free (domains);

  if (entries->len > 0 && !read_states (connection, entries, positions))
    read_states_by_filter (connection, entries, positions);

  return entries;
}

static GHashTable *
list_uuids (virConnectPtr connection,
            unsigned int  filter)
{
  GHashTable *uuids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  virDomainPtr *domains = NULL;

  if (virConnectListAllDomains (connection, &domains, filter) < 0)
    virResetLastError ();
  for (guint i = 0; domains != NULL && domains[i] != NULL; i++)
    g_hash_table_add (uuids, uuid_of (domains[i]));

  free_domains (domains);
  return uuids;
}

/**
 * vtr_inventory_list_marks:
 * @connection: an open connection
 *
 * Returns: (transfer full): which machines are saved, start by themselves, or are gone when off;
 *   empty sets where the driver does not tell
 */
VtrInventoryMarks *
vtr_inventory_list_marks (virConnectPtr connection)
{
  VtrInventoryMarks *self = g_new0 (VtrInventoryMarks, 1);

  self->saved = list_uuids (connection, VIR_CONNECT_LIST_DOMAINS_MANAGEDSAVE);
  self->autostart = list_uuids (connection, VIR_CONNECT_LIST_DOMAINS_AUTOSTART);
  self->transient = list_uuids (connection, VIR_CONNECT_LIST_DOMAINS_TRANSIENT);
  return self;
}

void
vtr_inventory_marks_free (VtrInventoryMarks *self)
{
  if (self == NULL)
    return;

  g_hash_table_unref (self->saved);
  g_hash_table_unref (self->autostart);
  g_hash_table_unref (self->transient);
  g_free (self);
}
