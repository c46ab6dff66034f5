/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-network-private.h"

#include <glib/gi18n-lib.h>

#include "base/vtr-error.h"
#include "definition/network/vtr-network-update.h"
#include "definition/vtr-change.h"

#include "virt/host/vtr-host-private.h"
#include "virt/vtr-virt-error.h"

/* What is done to networks: each a job that the host announces. */

typedef struct
{
  VtrHost    *host;
  VtrNetwork *network; /* NULL while it is being created */
  VtrJob     *job;
  const char *failure; /* %s is the network */
  char       *name;
} Running;

static void
free_running (Running *running)
{
  g_object_unref (running->host);
  g_clear_object (&running->network);
  g_object_unref (running->job);
  g_free (running->name);
  g_free (running);
}

static VtrTrouble *
make_trouble (Running      *running,
              const GError *error)
{
  g_autofree char *summary = g_strdup_printf (_(running->failure), running->name);

  return vtr_virt_trouble (summary, error);
}

/* What a job has to say when it succeeded, besides that it did: may be NULL. */
static void
on_done_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  Running *running = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *status = vtr_link_finish (result, &error);

  if (vtr_error_is_cancelled (error))
    vtr_job_end_cancelled (running->job);
  else if (error != NULL)
    vtr_job_fail (running->job, make_trouble (running, error));
  else
    {
      vtr_job_set_status (running->job, status);
      vtr_job_succeed (running->job);
    }

  /* Drivers without events would never tell; the others cost one more small call. */
  if (running->network != NULL)
    _vtr_networks_refresh (vtr_host_get_networks (running->host), running->network);
  else
    _vtr_networks_list_again (vtr_host_get_networks (running->host));
  free_running (running);
}

static void
refuse_unconnected (Running *running)
{
  g_autoptr (GError) error
      = g_error_new_literal (VTR_ERROR, VTR_ERROR_LINK_LOST, "The host is not connected");

  vtr_job_fail (running->job, make_trouble (running, error));
}

static VtrJob *
run (VtrHost        *host,
     VtrNetwork     *network,
     const char     *name,
     const char     *progress,
     const char     *failure,
     VtrNetworkFunc  func,
     gpointer        data,
     GDestroyNotify  free_data)
{
  g_autofree char *title = g_strdup_printf (_(progress), name);
  VtrJob *job = vtr_job_new (title);
  Running *running = g_new (Running, 1);

  *running = (Running) { g_object_ref (host), network != NULL ? g_object_ref (network) : NULL,
                         g_object_ref (job), failure, g_strdup (name) };
  _vtr_host_announce_job (host, job);
  if (host->link == NULL || (network != NULL && _vtr_network_get_handle (network) == NULL))
    {
      refuse_unconnected (running);
      if (free_data != NULL)
        free_data (data);
      free_running (running);
      return job;
    }

  _vtr_network_run (host, network != NULL ? _vtr_network_get_handle (network) : NULL, func, data,
                    free_data, g_free, VTR_WORK_URGENT, on_done_cb, running);
  return job;
}

/* Verbs */

static gboolean
check (int      result,
       GError **error)
{
  if (result >= 0)
    return TRUE;

  g_propagate_error (error, vtr_virt_take_error ());
  return FALSE;
}

static gpointer
start (virConnectPtr connection,
       virNetworkPtr network,
       gpointer      data,
       GError      **error)
{
  check (virNetworkCreate (network), error);
  return NULL;
}

static gpointer
stop (virConnectPtr connection,
      virNetworkPtr network,
      gpointer      data,
      GError      **error)
{
  check (virNetworkDestroy (network), error);
  return NULL;
}

static gpointer
restart (virConnectPtr connection,
         virNetworkPtr network,
         gpointer      data,
         GError      **error)
{
  if (virNetworkIsActive (network) != 1 || check (virNetworkDestroy (network), error))
    check (virNetworkCreate (network), error);
  return NULL;
}

/* One that only runs is gone when it stops. */
static gpointer
delete_network (virConnectPtr connection,
                virNetworkPtr network,
                gpointer      data,
                GError      **error)
{
  gboolean persistent = virNetworkIsPersistent (network) == 1;

  if (virNetworkIsActive (network) == 1 && !check (virNetworkDestroy (network), error))
    return NULL;
  if (persistent)
    check (virNetworkUndefine (network), error);
  return NULL;
}

static gpointer
autostart_on (virConnectPtr connection,
              virNetworkPtr network,
              gpointer      data,
              GError      **error)
{
  check (virNetworkSetAutostart (network, 1), error);
  return NULL;
}

static gpointer
autostart_off (virConnectPtr connection,
               virNetworkPtr network,
               gpointer      data,
               GError      **error)
{
  check (virNetworkSetAutostart (network, 0), error);
  return NULL;
}

/* In the order of VtrNetworkVerb. */
static const struct
{
  const char    *progress;
  const char    *failure;
  VtrNetworkFunc func;
} verbs[VTR_N_NETWORK_VERBS] = {
  { N_("Starting the network %s"), N_("The network “%s” could not be started"), start },
  { N_("Stopping the network %s"), N_("The network “%s” could not be stopped"), stop },
  { N_("Restarting the network %s"), N_("The network “%s” could not be restarted"), restart },
  { N_("Removing the network %s"), N_("The network “%s” could not be removed"), delete_network },
  { N_("Changing the network %s"), N_("The network “%s” could not be changed"), autostart_on },
  { N_("Changing the network %s"), N_("The network “%s” could not be changed"), autostart_off },
};

/**
 * vtr_network_perform:
 * @self: a network whose host is there
 * @verb: what is to be done
 *
 * Returns: (transfer full): the job that does it
 */
VtrJob *
vtr_network_perform (VtrNetwork     *self,
                     VtrNetworkVerb  verb)
{
  VtrHost *host = vtr_network_get_host (self);

  g_return_val_if_fail (host != NULL, NULL);

  return run (host, self, vtr_network_get_name (self), verbs[verb].progress, verbs[verb].failure,
              verbs[verb].func, NULL, NULL);
}

/* Changing */

typedef struct
{
  char    *base;
  char    *xml;
  gboolean start;
  gboolean autostart;
  gboolean validate;
} Definition;

static void
free_definition (gpointer data)
{
  Definition *definition = data;

  g_free (definition->base);
  g_free (definition->xml);
  g_free (definition);
}

static virNetworkPtr
define (virConnectPtr connection,
        const char   *xml,
        gboolean      validate,
        GError      **error)
{
  virNetworkPtr network
      = virNetworkDefineXMLFlags (connection, xml, validate ? VIR_NETWORK_DEFINE_VALIDATE : 0);

  /* Drivers that cannot check take it unchecked. */
  if (network == NULL && virGetLastErrorCode () == VIR_ERR_NO_SUPPORT)
    network = virNetworkDefineXML (connection, xml);
  if (network == NULL)
    g_propagate_error (error, vtr_virt_take_error ());
  return network;
}

static unsigned int
section_of (VtrNetworkPart part)
{
  static const unsigned int sections[VTR_N_NETWORK_PARTS] = {
    [VTR_NETWORK_PART_DHCP_HOST] = VIR_NETWORK_SECTION_IP_DHCP_HOST,
    [VTR_NETWORK_PART_DHCP_RANGE] = VIR_NETWORK_SECTION_IP_DHCP_RANGE,
    [VTR_NETWORK_PART_FORWARD_INTERFACE] = VIR_NETWORK_SECTION_FORWARD_INTERFACE,
    [VTR_NETWORK_PART_PORTGROUP] = VIR_NETWORK_SECTION_PORTGROUP,
    [VTR_NETWORK_PART_DNS_TXT] = VIR_NETWORK_SECTION_DNS_TXT,
    [VTR_NETWORK_PART_DNS_SRV] = VIR_NETWORK_SECTION_DNS_SRV,
    [VTR_NETWORK_PART_DNS_HOST] = VIR_NETWORK_SECTION_DNS_HOST,
  };

  return sections[part];
}

/* Tells the running network; whatever it does not take, its next start brings. */
static gboolean
update_live (virNetworkPtr network,
             GPtrArray    *updates)
{
  static const unsigned int commands[] = {
    [VTR_NETWORK_REMOVE] = VIR_NETWORK_UPDATE_COMMAND_DELETE,
    [VTR_NETWORK_MODIFY] = VIR_NETWORK_UPDATE_COMMAND_MODIFY,
    [VTR_NETWORK_ADD] = VIR_NETWORK_UPDATE_COMMAND_ADD_LAST,
  };
  gboolean all = TRUE;

  for (guint i = 0; i < updates->len; i++)
    {
      const VtrNetworkUpdate *update = updates->pdata[i];

      if (virNetworkUpdate (network, commands[update->step], section_of (update->part),
                            update->parent, update->xml, VIR_NETWORK_UPDATE_AFFECT_LIVE) == 0)
        continue;
      g_debug ("Not while it runs: %s", virGetLastErrorMessage ());
      virResetLastError ();
      all = FALSE;
    }
  return all;
}

/* libvirt knows no new name for a network: the old one makes room, and comes back if it must. */
static gboolean
rename_network (virConnectPtr     connection,
                virNetworkPtr     network,
                const Definition *definition,
                GError          **error)
{
  int autostart = 0;
  virNetworkPtr renamed;

  virNetworkGetAutostart (network, &autostart);
  if (!check (virNetworkUndefine (network), error))
    return FALSE;

  renamed = define (connection, definition->xml, definition->validate, error);
  if (renamed == NULL)
    renamed = virNetworkDefineXML (connection, definition->base);
  if (renamed != NULL)
    {
      virNetworkSetAutostart (renamed, autostart);
      virNetworkFree (renamed);
    }
  virResetLastError ();
  return *error == NULL;
}

static gboolean
define_again (virConnectPtr     connection,
              virNetworkPtr     network,
              const Definition *definition,
              VtrXmlDoc        *after,
              GError          **error)
{
  const char *name = vtr_xml_node_get (vtr_xml_doc_get_root (after), "name");
  virNetworkPtr defined;

  if (name != NULL && !g_str_equal (name, virNetworkGetName (network)))
    {
      if (virNetworkIsActive (network) != 1)
        return rename_network (connection, network, definition, error);
      g_set_error_literal (error, VTR_ERROR, VTR_ERROR_WRONG_STATE,
                           "A network can be renamed only while it is stopped");
      return FALSE;
    }

  defined = define (connection, definition->xml, definition->validate, error);
  if (defined != NULL)
    virNetworkFree (defined);
  return defined != NULL;
}

static gpointer
change (virConnectPtr connection,
        virNetworkPtr network,
        gpointer      data,
        GError      **error)
{
  const Definition *definition = data;
  g_autoptr (VtrXmlDoc) after = vtr_xml_doc_new (definition->xml, -1, error);
  VtrReadNetwork *now = after != NULL ? vtr_network_read_in_worker (network, error) : NULL;
  g_autofree char *saved = now != NULL ? vtr_xml_doc_to_string (now->saved) : NULL;
  g_autoptr (GPtrArray) updates = NULL;
  g_autofree char *log = NULL;
  gboolean is_all = TRUE;
  gboolean active;

  if (now == NULL)
    return NULL;

  updates = vtr_network_update_list (now->saved, after, &is_all);
  log = vtr_change_log (now->saved, after);
  active = now->active;
  vtr_read_network_free (now);
  if (!g_str_equal (saved, definition->base))
    {
      g_set_error_literal (error, VTR_ERROR, VTR_ERROR_BUSY,
                           "Somebody else has changed the network meanwhile");
      return NULL;
    }

  g_debug ("Changing the network %s:\n%s", virNetworkGetName (network), log);
  if (!define_again (connection, network, definition, after, error))
    return NULL;
  if (active && (!update_live (network, updates) || !is_all))
    return g_strdup (_("The change takes effect at its next start"));
  return g_strdup (_("Changed"));
}

/**
 * vtr_network_change:
 * @self: a network whose host is there
 * @base: the saved definition that was edited
 * @xml: what became of it
 * @validate: whether libvirt shall compare it with its schema: for what a person wrote
 *
 * Nothing is done where the definition is another one by now.
 *
 * Returns: (transfer full): the job that does it; its status says what came of it
 */
VtrJob *
vtr_network_change (VtrNetwork *self,
                    const char *base,
                    const char *xml,
                    gboolean    validate)
{
  VtrHost *host = vtr_network_get_host (self);
  Definition *definition = g_new0 (Definition, 1);

  g_return_val_if_fail (host != NULL, NULL);

  definition->base = g_strdup (base);
  definition->xml = g_strdup (xml);
  definition->validate = validate;
  return run (host, self, vtr_network_get_name (self), N_("Changing the network %s"),
              N_("The network “%s” could not be changed"), change, definition, free_definition);
}

/* Creating */

/* One that does not start was not what somebody wanted: it is taken back. */
static gpointer
create (virConnectPtr connection,
        virNetworkPtr none,
        gpointer      data,
        GError      **error)
{
  const Definition *definition = data;
  g_autoptr (VtrXmlDoc) doc = vtr_xml_doc_new (definition->xml, -1, error);
  const char *name = doc != NULL ? vtr_xml_node_get (vtr_xml_doc_get_root (doc), "name") : NULL;
  virNetworkPtr existing = name != NULL ? virNetworkLookupByName (connection, name) : NULL;
  virNetworkPtr network = NULL;

  if (existing != NULL)
    {
      virNetworkFree (existing);
      g_set_error (error, VTR_ERROR, VTR_ERROR_EXISTS, "There is a network “%s”", name);
      return NULL;
    }
  virResetLastError ();
  if (doc != NULL)
    network = define (connection, definition->xml, definition->validate, error);
  if (network == NULL)
    return NULL;

  if ((definition->start && !check (virNetworkCreate (network), error))
      || (definition->autostart && !check (virNetworkSetAutostart (network, 1), error)))
    {
      if (virNetworkIsActive (network) == 1)
        virNetworkDestroy (network);
      virNetworkUndefine (network);
      virResetLastError ();
    }
  virNetworkFree (network);
  return NULL;
}

/**
 * vtr_networks_create:
 * @self: the networks of a host
 * @xml: a definition
 * @start: whether it is started at once
 * @autostart: whether it starts with its host
 * @validate: whether libvirt shall compare it with its schema: for what a person wrote
 *
 * Returns: (transfer full): the job that does it
 */
VtrJob *
vtr_networks_create (VtrNetworks *self,
                     const char  *xml,
                     gboolean     start,
                     gboolean     autostart,
                     gboolean     validate)
{
  VtrHost *host = vtr_networks_get_host (self);
  g_autoptr (VtrXmlDoc) doc = vtr_xml_doc_new (xml, -1, NULL);
  const char *name = doc != NULL ? vtr_xml_node_get (vtr_xml_doc_get_root (doc), "name") : NULL;
  Definition *definition = g_new0 (Definition, 1);

  g_return_val_if_fail (host != NULL, NULL);

  definition->xml = g_strdup (xml);
  definition->start = start;
  definition->autostart = autostart;
  definition->validate = validate;
  return run (host, NULL, name != NULL ? name : "", N_("Creating the network %s"),
              N_("The network “%s” could not be created"), create, definition, free_definition);
}
