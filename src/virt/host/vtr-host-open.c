/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-host-private.h"

#include <glib/gi18n-lib.h>

#include "base/vtr-error.h"

#include "virt/vtr-auth-request-private.h"
#include "virt/machine/vtr-machine-state.h"
#include "virt/vtr-virt-error.h"

/* Opening is progressive. First wave: open, watch the lifecycle, list, states: then the host is
 * usable, after seven round trips whatever it holds. Second wave: everything that rows can wait
 * for. The lifecycle is watched before the list is read, so that nothing falls between the two. */

/* A host counts as gone after five missed answers, not after the first. */
#define KEEPALIVE_SECONDS 5
#define KEEPALIVE_MISSES 5

typedef struct
{
  char   **uris; /* to try one after the other */
  guint    link_id;
  gboolean refused; /* the person would not answer */
} OpenRequest;

typedef struct
{
  virConnectPtr connection;
  char         *uri;
  GArray       *entries; /* VtrInventoryEntry */
  int           lifecycle_id;
} OpenReply;

typedef struct
{
  GArray             *event_ids;
  VtrInventoryMarks  *marks;
  virConnectCloseFunc on_closed;
  guint               n_processors;
  guint64             memory;
} SecondReply;

static void
free_open_request (gpointer data)
{
  OpenRequest *request = data;

  g_strfreev (request->uris);
  g_free (request);
}

/* A reply that nobody waits for any more: somebody disconnected while it was on the way. */
static void
free_open_reply (gpointer data)
{
  OpenReply *reply = data;

  g_clear_pointer (&reply->entries, g_array_unref);
  if (reply->connection != NULL)
    {
      if (reply->lifecycle_id >= 0)
        virConnectDomainEventDeregisterAny (reply->connection, reply->lifecycle_id);
      virConnectClose (reply->connection);
    }
  g_free (reply->uri);
  g_free (reply);
}

static void
free_second_reply (gpointer data)
{
  SecondReply *reply = data;

  g_clear_pointer (&reply->event_ids, g_array_unref);
  g_clear_pointer (&reply->marks, vtr_inventory_marks_free);
  g_free (reply);
}

/* Passwords */

typedef struct
{
  VtrAuthRequest *request;
  guint           link_id;
} Question;

static void
free_question (gpointer data)
{
  Question *question = data;

  g_object_unref (question->request);
  g_free (question);
}

static gboolean
ask_cb (gpointer user_data)
{
  Question *question = user_data;
  VtrHost *host = vtr_link_find_owner (question->link_id);

  if (host != NULL)
    vtr_link_pause_deadline (host->link, TRUE);
  if (host == NULL || !_vtr_host_authenticate (host, question->request))
    vtr_auth_request_cancel (question->request);

  return G_SOURCE_REMOVE;
}

static gboolean
answered_cb (gpointer link_id)
{
  VtrHost *host = vtr_link_find_owner (GPOINTER_TO_UINT (link_id));

  if (host != NULL)
    vtr_link_pause_deadline (host->link, FALSE);
  return G_SOURCE_REMOVE;
}

/* libvirt asks in the worker that opens; the person is asked on the main thread. */
static int
on_credentials_cb (virConnectCredentialPtr credentials,
                   unsigned int            n_credentials,
                   void                   *user_data)
{
  OpenRequest *open = user_data;
  Question *question = g_new0 (Question, 1);
  g_autoptr (VtrAuthRequest) request = _vtr_auth_request_new (credentials, n_credentials);
  gboolean answered;

  question->request = g_object_ref (request);
  question->link_id = open->link_id;
  g_idle_add_full (G_PRIORITY_DEFAULT, ask_cb, question, free_question);
  answered = _vtr_auth_request_wait (request, credentials, n_credentials);
  g_idle_add_full (G_PRIORITY_DEFAULT, answered_cb, GUINT_TO_POINTER (open->link_id), NULL);

  open->refused = !answered;
  return answered ? 0 : -1;
}

static virConnectPtr
open_one (OpenRequest *request,
          const char  *uri)
{
  int kinds[] = { VIR_CRED_AUTHNAME, VIR_CRED_PASSPHRASE, VIR_CRED_ECHOPROMPT,
                  VIR_CRED_NOECHOPROMPT, VIR_CRED_REALM };
  virConnectAuth auth = { kinds, G_N_ELEMENTS (kinds), on_credentials_cb, request };

  return virConnectOpenAuth (uri, &auth, 0);
}

/* Another way in is tried where nobody answered at the one before, not where somebody said no. */
static void
open_connection (OpenRequest *request,
                 OpenReply   *reply,
                 GError     **error)
{
  for (guint i = 0; reply->connection == NULL && request->uris[i] != NULL; i++)
    {
      g_clear_error (error);
      reply->connection = open_one (request, request->uris[i]);
      if (reply->connection != NULL)
        reply->uri = g_strdup (request->uris[i]);
      else
        *error = vtr_virt_take_error ();
      if (*error != NULL && !g_error_matches (*error, VTR_ERROR, VTR_ERROR_LINK_LOST)
          && !g_error_matches (*error, VTR_ERROR, VTR_ERROR_UNREACHABLE))
        return;
    }
}

static void
open_in_worker (GTask        *task,
                virConnectPtr no_connection,
                virDomainPtr  domain,
                gpointer      data)
{
  OpenRequest *request = data;
  OpenReply *reply = g_new0 (OpenReply, 1);
  GError *error = NULL;

  reply->lifecycle_id = -1;
  open_connection (request, reply, &error);
  if (error != NULL && request->refused)
    {
      g_clear_error (&error);
      error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "Nobody answered the host");
    }

  if (error == NULL)
    {
      if (virConnectSetKeepAlive (reply->connection, KEEPALIVE_SECONDS, KEEPALIVE_MISSES) < 0)
        virResetLastError ();
      reply->lifecycle_id = _vtr_host_watch_lifecycle (reply->connection, request->link_id);
      reply->entries = vtr_inventory_list (reply->connection, &error);
    }

  if (error == NULL)
    {
      g_task_return_pointer (task, reply, free_open_reply);
      return;
    }
  free_open_reply (reply);
  g_task_return_error (task, error);
}

static void
second_wave_in_worker (GTask        *task,
                       virConnectPtr connection,
                       virDomainPtr  domain,
                       gpointer      data)
{
  SecondReply *reply = g_new0 (SecondReply, 1);
  guint link_id = GPOINTER_TO_UINT (data);
  virNodeInfo node;

  reply->on_closed = _vtr_host_watch_close (connection, link_id);
  reply->marks = vtr_inventory_list_marks (connection);
  if (virNodeGetInfo (connection, &node) == 0)
    {
      reply->n_processors = node.cpus;
      reply->memory = (guint64) node.memory * 1024;
    }
  reply->event_ids = _vtr_host_watch_rest (connection, link_id);
  virResetLastError ();
  g_task_return_pointer (task, reply, free_second_reply);
}

/* The list, by difference */

static void
remove_missing (VtrHost    *self,
                GHashTable *present)
{
  GListModel *machines = G_LIST_MODEL (self->machines);

  for (guint i = g_list_model_get_n_items (machines); i > 0; i--)
    {
      g_autoptr (VtrMachine) machine = g_list_model_get_item (machines, i - 1);

      if (!g_hash_table_contains (present, machine))
        _vtr_host_remove_machine (self, machine);
    }
}

/* One signal for all of them. */
static void
count_all (VtrHost   *self,
           GPtrArray *added)
{
  g_object_freeze_notify (G_OBJECT (self));
  for (guint i = 0; i < added->len; i++)
    _vtr_host_count (self, added->pdata[i], vtr_machine_is_active (added->pdata[i]),
                     vtr_machine_needs_attention (added->pdata[i]));
  g_object_thaw_notify (G_OBJECT (self));
}

static void
apply_inventory (VtrHost *self,
                 GArray  *entries)
{
  g_autoptr (GHashTable) present = g_hash_table_new (NULL, NULL);
  g_autoptr (GPtrArray) added = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < entries->len; i++)
    {
      VtrInventoryEntry *entry = &g_array_index (entries, VtrInventoryEntry, i);
      char uuid[VIR_UUID_STRING_BUFLEN] = "";
      VtrMachine *machine;

      virDomainGetUUIDString (entry->domain, uuid);
      machine = vtr_keyed_list_lookup (self->machines, uuid);
      if (machine == NULL && (machine = _vtr_host_take_former (self, entry->domain)) != NULL)
        {
          _vtr_machine_set_state (machine, entry->state, entry->reason);
          g_ptr_array_add (added, machine);
        }
      else if (machine == NULL)
        {
          machine = _vtr_machine_new (self, entry->domain, entry->state, entry->reason);
          g_ptr_array_add (added, machine);
        }
      else
        {
          _vtr_machine_set_domain (machine, entry->domain);
          _vtr_machine_set_details (machine, VTR_DETAILS_NONE);
          _vtr_machine_set_state (machine, entry->state, entry->reason);
        }
      g_hash_table_add (present, machine);
    }

  remove_missing (self, present);
  vtr_keyed_list_add_all (self->machines, added);
  count_all (self, added);
  _vtr_host_set_complete (self, TRUE);
}

static void
apply_marks (VtrHost           *self,
             VtrInventoryMarks *marks)
{
  GListModel *machines = G_LIST_MODEL (self->machines);

  for (guint i = 0; i < g_list_model_get_n_items (machines); i++)
    {
      g_autoptr (VtrMachine) machine = g_list_model_get_item (machines, i);
      const char *uuid = vtr_machine_get_uuid (machine);

      _vtr_machine_set_saved (machine, g_hash_table_contains (marks->saved, uuid));
      _vtr_machine_set_flags (machine, !g_hash_table_contains (marks->transient, uuid),
                              g_hash_table_contains (marks->autostart, uuid));
    }
}

/* A machine that an event speaks of and that is not on the list yet. */
VtrMachine *
_vtr_host_add_domain (VtrHost     *self,
                      virDomainPtr domain)
{
  g_autoptr (VtrMachine) machine = NULL;

  if (!self->list_complete)
    return NULL;

  machine = _vtr_host_take_former (self, domain);
  if (machine == NULL)
    machine = _vtr_machine_new (self, domain, VTR_LIBVIRT_STATE_UNKNOWN, 0);
  vtr_keyed_list_add (self->machines, machine);
  return machine;
}

void
_vtr_host_remove_machine (VtrHost    *self,
                          VtrMachine *machine)
{
  _vtr_host_count (self, machine, FALSE, FALSE);
  _vtr_host_announce (self, machine, VTR_MACHINE_REMOVED);
  vtr_keyed_list_remove (self->machines, vtr_machine_get_uuid (machine));
}

/* Replies */

static void
on_second_wave_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (VtrHost) self = user_data;
  SecondReply *reply = vtr_link_finish (result, NULL);

  if (reply == NULL)
    return;

  for (guint i = 0; i < reply->event_ids->len; i++)
    vtr_link_add_event (self->link, g_array_index (reply->event_ids, int, i));
  vtr_link_set_on_closed (self->link, reply->on_closed);
  self->n_processors = reply->n_processors;
  self->memory = reply->memory;
  apply_marks (self, reply->marks);
  free_second_reply (reply);
  _vtr_sampler_update (self->sampler);
}

/* Asks once more about the machines of which events spoke while the list was read. */
static void
catch_up (VtrHost *self)
{
  g_autoptr (GPtrArray) early = g_steal_pointer (&self->early);

  for (guint i = 0; early != NULL && i < early->len; i++)
    {
      char uuid[VIR_UUID_STRING_BUFLEN] = "";
      VtrMachine *machine;

      virDomainGetUUIDString (early->pdata[i], uuid);
      machine = vtr_keyed_list_lookup (self->machines, uuid);
      if (machine == NULL)
        machine = _vtr_host_add_domain (self, early->pdata[i]);
      if (machine != NULL)
        _vtr_host_refresh (self, machine);
    }
}

static void
on_opened_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (VtrHost) self = user_data;
  g_autoptr (GError) error = NULL;
  OpenReply *reply;

  if (vtr_link_reply_is_stale (result))
    return;

  reply = vtr_link_finish (result, &error);
  if (reply == NULL)
    {
      _vtr_host_opening_failed (self, error);
      return;
    }

  vtr_link_set_connection (self->link, g_steal_pointer (&reply->connection));
  if (self->way != NULL)
    vtr_host_way_note_opened (self->way, reply->uri);
  self->has_events = reply->lifecycle_id >= 0;
  if (self->has_events)
    vtr_link_add_event (self->link, reply->lifecycle_id);
  apply_inventory (self, reply->entries);
  free_open_reply (reply);
  _vtr_host_set_state (self, VTR_HOST_CONNECTED, NULL);
  catch_up (self);

  vtr_link_run (self->link, NULL, second_wave_in_worker,
                GUINT_TO_POINTER (vtr_link_get_id (self->link)), NULL, VTR_WORK_NORMAL, NULL,
                on_second_wave_cb, g_object_ref (self));
  if (self->loads_everything)
    vtr_host_load_all_details (self);
}

/* A call is late, or none is any more: of one machine, or of the host as a whole. */
static void
on_overdue_cb (VtrLink    *link,
               const char *uuid,
               gboolean    overdue,
               gpointer    user_data)
{
  VtrHost *self = user_data;
  VtrMachine *machine = uuid != NULL ? vtr_keyed_list_lookup (self->machines, uuid) : NULL;
  g_autoptr (GError) error = NULL;

  if (machine != NULL)
    _vtr_machine_set_silent (machine, overdue);
  if (uuid != NULL)
    return;

  if (!overdue && self->state == VTR_HOST_NOT_ANSWERING)
    _vtr_host_set_state (self, self->list_complete ? VTR_HOST_CONNECTED : VTR_HOST_CONNECTING, NULL);
  if (!overdue || (self->state != VTR_HOST_CONNECTED && self->state != VTR_HOST_CONNECTING))
    return;

  error = g_error_new (VTR_ERROR, VTR_ERROR_NOT_ANSWERING, "No answer within %d seconds",
                       VTR_CALL_DEADLINE_SECONDS);
  _vtr_host_set_state (self, VTR_HOST_NOT_ANSWERING,
                       vtr_virt_trouble (_("This host does not answer"), error));
}

/* @uris: (transfer full) */
static void
open_any (VtrHost *self,
          char   **uris)
{
  OpenRequest *request = g_new0 (OpenRequest, 1);

  request->uris = uris;
  request->link_id = vtr_link_get_id (self->link);
  vtr_link_run (self->link, NULL, open_in_worker, request, free_open_request, VTR_WORK_URGENT, NULL,
                on_opened_cb, g_object_ref (self));
}

static void
on_prepared_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (VtrHost) self = user_data;
  g_autoptr (GError) error = NULL;
  char **uris = vtr_host_way_prepare_finish (VTR_HOST_WAY (source), result, &error);

  if (g_cancellable_is_cancelled (g_task_get_cancellable (G_TASK (result))))
    {
      g_strfreev (uris);
      return;
    }

  g_clear_object (&self->preparing);
  if (uris != NULL)
    open_any (self, uris);
  else
    _vtr_host_opening_failed (self, error);
}

void
_vtr_host_open (VtrHost *self)
{
  const char *uris[] = { self->uri, NULL };

  self->link = vtr_link_new (on_overdue_cb, self);
  self->early = g_ptr_array_new_with_free_func ((GDestroyNotify) virDomainFree);
  _vtr_host_set_state (self, VTR_HOST_CONNECTING, NULL);
  if (self->way == NULL)
    {
      open_any (self, g_strdupv ((char **) uris));
      return;
    }

  self->preparing = g_cancellable_new ();
  vtr_host_way_prepare_async (self->way, self->preparing, on_prepared_cb, g_object_ref (self));
}

/* Drivers without events are asked again and again, in bulk. */

static void
resync_in_worker (GTask        *task,
                  virConnectPtr connection,
                  virDomainPtr  domain,
                  gpointer      data)
{
  GError *error = NULL;
  GArray *entries = vtr_inventory_list (connection, &error);

  if (entries != NULL)
    g_task_return_pointer (task, entries, (GDestroyNotify) g_array_unref);
  else
    g_task_return_error (task, error);
}

static void
on_resynced_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (VtrHost) self = user_data;
  g_autoptr (GError) error = NULL;
  GArray *entries = vtr_link_finish (result, &error);

  if (entries != NULL)
    {
      apply_inventory (self, entries);
      g_array_unref (entries);
    }
  else if (g_error_matches (error, VTR_ERROR, VTR_ERROR_LINK_LOST))
    _vtr_host_lose (self, error->message);
}

void
_vtr_host_resync (VtrHost *self)
{
  if (self->link != NULL && vtr_link_get_connection (self->link) != NULL)
    vtr_link_run (self->link, NULL, resync_in_worker, NULL, NULL, VTR_WORK_BACKGROUND, NULL,
                  on_resynced_cb, g_object_ref (self));
}
