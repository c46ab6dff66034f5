/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-creation-private.h"

#include "base/vtr-error.h"
#include "virt/vtr-virt-error.h"
#include "xml/vtr-xml-node.h"

#include <string.h>

void
_vtr_step_free (gpointer data)
{
  VtrStep *step = data;

  vtr_volume_wish_clear (&step->wish);
  g_free (step->path);
  g_free (step->file);
  g_free (step->uuid);
  g_free (step->xml);
  g_clear_pointer (&step->progress, vtr_progress_unref);
  g_clear_object (&step->cancellable);
  g_free (step);
}

static void
on_step_done_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  gpointer value = vtr_link_finish (result, &error);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, value, g_free);
}

/* What was made is never forgotten because somebody lost interest: the cancellable is for the worker
 * alone, between two calls. */
void
_vtr_creation_run (VtrHost             *host,
                   VtrLinkFunc          func,
                   VtrStep             *step,
                   GAsyncReadyCallback  callback,
                   gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (host, NULL, callback, user_data);

  g_task_set_source_tag (task, _vtr_creation_run);
  if (host->link != NULL && vtr_link_get_connection (host->link) != NULL)
    {
      vtr_link_run (host->link, NULL, func, step, _vtr_step_free, VTR_WORK_NORMAL, NULL, on_step_done_cb,
                    g_steal_pointer (&task));
      return;
    }

  _vtr_step_free (step);
  g_task_return_new_error_literal (task, VTR_ERROR, VTR_ERROR_LINK_LOST, "The host is not connected");
}

/* The network */

static void
start_network_in_worker (GTask        *task,
                         virConnectPtr connection,
                         virDomainPtr  domain,
                         gpointer      data)
{
  VtrStep *step = data;
  virNetworkPtr network = virNetworkLookupByName (connection, step->path);
  gboolean runs = network != NULL
                  && (virNetworkIsActive (network) == 1 || virNetworkCreate (network) == 0)
                  && (!step->always || virNetworkSetAutostart (network, 1) == 0);

  if (runs)
    g_task_return_pointer (task, NULL, NULL);
  else
    g_task_return_error (task, vtr_virt_take_error ());
  g_clear_pointer (&network, virNetworkFree);
}

/* Starts a network that a machine needs, and at each start of the host too where @always. */
void
vtr_host_start_network_async (VtrHost             *host,
                              const char          *name,
                              gboolean             always,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  VtrStep *step = g_new0 (VtrStep, 1);

  step->path = g_strdup (name);
  step->always = always;
  _vtr_creation_run (host, start_network_in_worker, step, callback, user_data);
}

/* The machine */

static void
define_in_worker (GTask        *task,
                  virConnectPtr connection,
                  virDomainPtr  domain,
                  gpointer      data)
{
  VtrStep *step = data;
  virDomainPtr defined = virDomainDefineXML (connection, step->xml);
  char uuid[VIR_UUID_STRING_BUFLEN];

  if (defined != NULL && virDomainGetUUIDString (defined, uuid) == 0)
    g_task_return_pointer (task, g_strdup (uuid), g_free);
  else
    g_task_return_error (task, vtr_virt_take_error ());
  g_clear_pointer (&defined, virDomainFree);
}

/* Answers with the UUID. */
void
vtr_host_define_async (VtrHost             *host,
                       const char          *xml,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  VtrStep *step = g_new0 (VtrStep, 1);

  step->xml = g_strdup (xml);
  _vtr_creation_run (host, define_in_worker, step, callback, user_data);
}

static void
start_in_worker (GTask        *task,
                 virConnectPtr connection,
                 virDomainPtr  domain,
                 gpointer      data)
{
  VtrStep *step = data;
  virDomainPtr found = virDomainLookupByUUIDString (connection, step->uuid);
  virDomainPtr started = NULL;
  gboolean runs = FALSE;

  if (found != NULL && step->xml != NULL)
    {
      started = virDomainCreateXML (connection, step->xml, 0);
      runs = started != NULL;
    }
  else if (found != NULL)
    runs = virDomainCreate (found) == 0;

  if (runs)
    g_task_return_pointer (task, NULL, NULL);
  else
    g_task_return_error (task, vtr_virt_take_error ());
  g_clear_pointer (&started, virDomainFree);
  g_clear_pointer (&found, virDomainFree);
}

/**
 * vtr_host_start_new_async:
 * @host: a host
 * @uuid: a defined machine
 * @first_xml: (nullable): what it is like for this one time, of the same UUID
 * @callback: what to call
 * @user_data: for @callback
 */
void
vtr_host_start_new_async (VtrHost             *host,
                          const char          *uuid,
                          const char          *first_xml,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  VtrStep *step = g_new0 (VtrStep, 1);

  step->uuid = g_strdup (uuid);
  step->xml = g_strdup (first_xml);
  _vtr_creation_run (host, start_in_worker, step, callback, user_data);
}

/* Whether the guest has ended it; who forced it off may want it as it was. */
static gboolean
was_ended_by_guest (virDomainPtr domain)
{
  int state = 0;
  int reason = 0;

  return virDomainGetState (domain, &state, &reason, 0) == 0 && state == VIR_DOMAIN_SHUTOFF
         && reason == VIR_DOMAIN_SHUTOFF_SHUTDOWN;
}

/* Takes the disc out of the saved definition, and nothing else. */
static gboolean
eject (virConnectPtr connection,
       virDomainPtr  domain,
       const char   *media)
{
  char *xml = virDomainGetXMLDesc (domain, VIR_DOMAIN_XML_INACTIVE | VIR_DOMAIN_XML_SECURE);
  g_autoptr (VtrXmlDoc) doc = xml != NULL ? vtr_xml_doc_new (xml, -1, NULL) : NULL;
  g_autofree char *path = g_strdup_printf ("devices/disk[@device='cdrom'][source/@file='%s']/source", media);
  g_autofree char *changed = NULL;
  VtrXmlNode *source = NULL;
  virDomainPtr defined;

  free (xml);
  if (doc != NULL && strchr (media, '\'') == NULL)
    source = vtr_xml_node_find (vtr_xml_doc_get_root (doc), path);
  if (source == NULL)
    return doc != NULL;

  vtr_xml_node_remove (source);
  changed = vtr_xml_doc_to_string (doc);
  defined = virDomainDefineXML (connection, changed);
  if (defined == NULL)
    return FALSE;
  virDomainFree (defined);
  return TRUE;
}

static void
settle_in_worker (GTask        *task,
                  virConnectPtr connection,
                  virDomainPtr  domain,
                  gpointer      data)
{
  VtrStep *step = data;
  virDomainPtr found = virDomainLookupByUUIDString (connection, step->uuid);
  gboolean ended = found != NULL && was_ended_by_guest (found);
  gboolean fine = found != NULL;

  if (ended && step->path != NULL)
    fine = eject (connection, found, step->path);
  if (ended && step->always)
    fine = virDomainCreate (found) == 0;

  if (fine)
    g_task_return_pointer (task, ended ? g_strdup ("ended") : NULL, g_free);
  else
    g_task_return_error (task, vtr_virt_take_error ());
  g_clear_pointer (&found, virDomainFree);
}

/**
 * vtr_host_settle_async:
 * @host: a host
 * @uuid: a new machine that has ended for the first time
 * @media: (nullable): the disc that is not needed any more
 * @starts: whether it shall go on
 * @callback: what to call
 * @user_data: for @callback
 *
 * Makes the machine that a system was put on one that runs it. Nothing happens where the machine was
 * forced off: then the system is most likely not on it yet.
 */
void
vtr_host_settle_async (VtrHost             *host,
                       const char          *uuid,
                       const char          *media,
                       gboolean             starts,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  VtrStep *step = g_new0 (VtrStep, 1);

  step->uuid = g_strdup (uuid);
  step->path = g_strdup (media);
  step->always = starts;
  _vtr_creation_run (host, settle_in_worker, step, callback, user_data);
}

static void
undefine_in_worker (GTask        *task,
                    virConnectPtr connection,
                    virDomainPtr  domain,
                    gpointer      data)
{
  VtrStep *step = data;
  virDomainPtr found = virDomainLookupByUUIDString (connection, step->uuid);
  gboolean gone = found == NULL && virGetLastErrorCode () == VIR_ERR_NO_DOMAIN;

  if (found != NULL)
    {
      if (virDomainIsActive (found) == 1)
        virDomainDestroy (found);
      gone = virDomainUndefineFlags (found, VIR_DOMAIN_UNDEFINE_NVRAM | VIR_DOMAIN_UNDEFINE_TPM) == 0
             || virDomainUndefineFlags (found, VIR_DOMAIN_UNDEFINE_NVRAM) == 0
             || virDomainUndefine (found) == 0;
    }

  if (gone)
    g_task_return_pointer (task, NULL, NULL);
  else
    g_task_return_error (task, vtr_virt_take_error ());
  virResetLastError ();
  g_clear_pointer (&found, virDomainFree);
}

/* Takes back a machine that was only just made, with its firmware's settings: nothing is in them. */
void
vtr_host_undefine_async (VtrHost             *host,
                         const char          *uuid,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  VtrStep *step = g_new0 (VtrStep, 1);

  step->uuid = g_strdup (uuid);
  _vtr_creation_run (host, undefine_in_worker, step, callback, user_data);
}

/**
 * vtr_host_step_finish:
 * @host: a host
 * @result: what the callback of a step was given
 * @error: a location for an error
 *
 * Returns: (transfer full) (nullable): what the step answers, if anything
 */
char *
vtr_host_step_finish (VtrHost       *host,
                      GAsyncResult  *result,
                      GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* Whether its files are those that a person of this computer sees: by its address, since a forwarded
 * socket looks local to libvirt. */
gboolean
vtr_host_is_this_computer (VtrHost *host)
{
  g_autoptr (GUri) uri = g_uri_parse (vtr_host_get_uri (host), G_URI_FLAGS_NONE, NULL);
  g_autofree char *scheme = g_uri_parse_scheme (vtr_host_get_uri (host));

  return uri != NULL && scheme != NULL && (g_uri_get_host (uri) == NULL || g_uri_get_host (uri)[0] == '\0')
         && (strchr (scheme, '+') == NULL || g_str_has_suffix (scheme, "+unix"));
}

/* Lets everybody see a job that is about this host. */
void
vtr_host_announce_job (VtrHost *host,
                       VtrJob  *job)
{
  _vtr_host_announce_job (host, job);
}

/**
 * vtr_host_explain:
 * @host: where it happened
 * @summary: what failed
 * @error: (nullable): what the host said
 *
 * Returns: (transfer full): the same as a person reads it
 */
VtrTrouble *
vtr_host_explain (VtrHost      *host,
                  const char   *summary,
                  const GError *error)
{
  return vtr_virt_trouble (summary, error);
}
