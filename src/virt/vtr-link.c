/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-link.h"

#include "base/vtr-error.h"

struct _VtrLink
{
  grefcount          ref_count;

  /* owned */
  VtrWorkerPool     *pool;
  virConnectPtr      connection; /* NULL until it is open */
  GArray            *events;     /* Event: registered callbacks */
  GHashTable        *calls;      /* set of Call: those whose reply has not come home */

  /* borrowed; NULL once the host has let go */
  VtrLinkOverdueFunc on_overdue;
  gpointer           user_data;

  /* state */
  virConnectCloseFunc on_closed; /* to be taken back before closing */
  guint              id;
  guint              deadline_source;
  guint              n_overdue;
  gboolean           deadline_paused;
  gint               abandoned; /* atomic: the workers look at it */
};

typedef struct
{
  VtrLink            *link;
  virDomainPtr        domain;
  VtrLinkFunc         func;
  gpointer            data;
  GDestroyNotify      free_data;
  GAsyncReadyCallback callback;
  gpointer            user_data;
  gint64              started; /* 0 while it waits for a thread; written by the worker */
  gboolean            overdue;
  char                uuid[VIR_UUID_STRING_BUFLEN];
} Call;

/* A registered callback and how it is taken back. */
typedef struct
{
  VtrLinkDeregister deregister;
  int               id;
} Event;

/* Links whose host has not let go, by id. libvirt's callbacks carry an id and not a pointer: they
 * may come from any thread and at any time, also when the host is long gone. */
static GHashTable *live_links;

/* Everything that closing needs; it happens in a thread of its own because it may block for ever. */
typedef struct
{
  virConnectPtr       connection;
  GArray             *events;
  virConnectCloseFunc on_closed;
} Closing;

static gpointer
close_in_thread (gpointer data)
{
  Closing *closing = data;

  /* A registered callback holds the connection, so it would otherwise never be closed. */
  for (guint i = 0; i < closing->events->len; i++)
    {
      Event *event = &g_array_index (closing->events, Event, i);

      event->deregister (closing->connection, event->id);
    }
  if (closing->on_closed != NULL)
    virConnectUnregisterCloseCallback (closing->connection, closing->on_closed);
  virConnectClose (closing->connection);
  g_array_unref (closing->events);
  g_free (closing);
  return NULL;
}

static void
close_connection (VtrLink *self)
{
  Closing *closing;

  if (self->connection == NULL)
    return;

  closing = g_new (Closing, 1);
  closing->connection = g_steal_pointer (&self->connection);
  closing->events = g_array_ref (self->events);
  closing->on_closed = self->on_closed;
  g_thread_unref (g_thread_new ("vtr-close", close_in_thread, closing));
}

/**
 * vtr_link_new:
 * @on_overdue: told when calls take too long
 * @user_data: for @on_overdue; valid until vtr_link_abandon()
 *
 * Returns: (transfer full): a link that is not open yet
 */
VtrLink *
vtr_link_new (VtrLinkOverdueFunc on_overdue,
              gpointer           user_data)
{
  static guint last_id;
  VtrLink *self = g_new0 (VtrLink, 1);

  g_ref_count_init (&self->ref_count);
  self->pool = vtr_worker_pool_new ();
  self->events = g_array_new (FALSE, FALSE, sizeof (Event));
  self->calls = g_hash_table_new (NULL, NULL);
  self->on_overdue = on_overdue;
  self->user_data = user_data;
  self->id = ++last_id;

  if (live_links == NULL)
    live_links = g_hash_table_new (NULL, NULL);
  g_hash_table_insert (live_links, GUINT_TO_POINTER (self->id), self);
  return self;
}

guint
vtr_link_get_id (VtrLink *self)
{
  return self->id;
}

/**
 * vtr_link_find_owner:
 * @id: what vtr_link_get_id() said
 *
 * Returns: (transfer none) (nullable): the user data of that link, NULL once it was abandoned
 */
gpointer
vtr_link_find_owner (guint id)
{
  VtrLink *self = g_hash_table_lookup (live_links, GUINT_TO_POINTER (id));

  return self != NULL ? self->user_data : NULL;
}

VtrLink *
vtr_link_ref (VtrLink *self)
{
  g_ref_count_inc (&self->ref_count);
  return self;
}

/* Each call holds a reference until it is home, so a connection is never closed under a call. */
void
vtr_link_unref (VtrLink *self)
{
  if (self == NULL || !g_ref_count_dec (&self->ref_count))
    return;

  g_clear_handle_id (&self->deadline_source, g_source_remove);
  close_connection (self);
  vtr_worker_pool_unref (self->pool);
  g_hash_table_unref (self->calls);
  g_array_unref (self->events);
  g_free (self);
}

/**
 * vtr_link_abandon:
 * @self: (transfer full): a link
 *
 * The host lets go: calls that are under way end when they end, those that wait never begin, and
 * nobody is told about lateness.
 */
void
vtr_link_abandon (VtrLink *self)
{
  self->on_overdue = NULL;
  self->user_data = NULL;
  g_atomic_int_set (&self->abandoned, TRUE);
  g_hash_table_remove (live_links, GUINT_TO_POINTER (self->id));
  g_clear_handle_id (&self->deadline_source, g_source_remove);
  vtr_link_unref (self);
}

/**
 * vtr_link_set_connection:
 * @self: a link
 * @connection: (transfer full): an open connection
 */
void
vtr_link_set_connection (VtrLink      *self,
                         virConnectPtr connection)
{
  g_return_if_fail (self->connection == NULL);

  self->connection = connection;
}

/**
 * vtr_link_get_connection:
 * @self: a link
 *
 * Returns: (transfer none) (nullable): the open connection
 */
virConnectPtr
vtr_link_get_connection (VtrLink *self)
{
  return self->connection;
}

/* Remembers a machine event callback, to take it back before closing. */
void
vtr_link_add_event (VtrLink *self,
                    int      callback_id)
{
  vtr_link_add_event_of (self, callback_id, virConnectDomainEventDeregisterAny);
}

/**
 * vtr_link_add_event_of:
 * @self: a link
 * @callback_id: a registered callback, of pools, networks and so on
 * @deregister: what takes it back
 */
void
vtr_link_add_event_of (VtrLink          *self,
                       int               callback_id,
                       VtrLinkDeregister deregister)
{
  Event event = { deregister, callback_id };

  g_array_append_val (self->events, event);
}

/* Remembers the registered close callback, to take it back before closing. */
void
vtr_link_set_on_closed (VtrLink            *self,
                        virConnectCloseFunc on_closed)
{
  self->on_closed = on_closed;
}

/* While a person is being asked for a password, no call is late; afterwards the time starts anew. */
void
vtr_link_pause_deadline (VtrLink *self,
                         gboolean paused)
{
  GHashTableIter iter;
  gpointer call;

  self->deadline_paused = paused;
  if (paused)
    return;

  g_hash_table_iter_init (&iter, self->calls);
  while (g_hash_table_iter_next (&iter, &call, NULL))
    if (__atomic_load_n (&((Call *) call)->started, __ATOMIC_ACQUIRE) != 0)
      __atomic_store_n (&((Call *) call)->started, g_get_monotonic_time (), __ATOMIC_RELEASE);
}

/* A late call is told once, by name; a host is late as a whole when nobody is left to ask it. */
static void
mark_overdue (VtrLink *self,
              Call    *call)
{
  call->overdue = TRUE;
  self->n_overdue++;
  if (self->on_overdue == NULL)
    return;

  self->on_overdue (self, call->domain != NULL ? call->uuid : NULL, TRUE, self->user_data);
  if (self->on_overdue != NULL && self->n_overdue == VTR_WORKER_POOL_THREADS)
    self->on_overdue (self, NULL, TRUE, self->user_data);
}

static gboolean
on_deadline_cb (gpointer user_data)
{
  VtrLink *self = user_data;
  gint64 limit = g_get_monotonic_time () - VTR_CALL_DEADLINE_SECONDS * G_USEC_PER_SEC;
  g_autoptr (GList) calls = g_hash_table_get_keys (self->calls);

  vtr_link_ref (self);
  for (GList *l = calls; l != NULL && !self->deadline_paused; l = l->next)
    {
      Call *call = l->data;
      gint64 started = __atomic_load_n (&call->started, __ATOMIC_ACQUIRE);

      if (!call->overdue && started != 0 && started <= limit)
        mark_overdue (self, call);
    }
  vtr_link_unref (self);
  return G_SOURCE_CONTINUE;
}

static void
free_call (gpointer data)
{
  Call *call = data;

  if (call->free_data != NULL)
    call->free_data (call->data);
  if (call->domain != NULL)
    virDomainFree (call->domain);
  vtr_link_unref (call->link);
  g_free (call);
}

static void
run_in_worker (GTask        *task,
               gpointer      source_object,
               gpointer      task_data,
               GCancellable *cancellable)
{
  Call *call = task_data;

  if (g_atomic_int_get (&call->link->abandoned))
    {
      g_task_return_new_error_literal (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "The link is gone");
      return;
    }

  __atomic_store_n (&call->started, g_get_monotonic_time (), __ATOMIC_RELEASE);
  call->func (task, call->link->connection, call->domain, call->data);
}

static void
settle_overdue (VtrLink *self,
                Call    *call)
{
  if (!call->overdue)
    return;

  self->n_overdue--;
  if (self->on_overdue == NULL)
    return;

  if (call->domain != NULL)
    self->on_overdue (self, call->uuid, FALSE, self->user_data);
  if (self->on_overdue != NULL && self->n_overdue == 0)
    self->on_overdue (self, NULL, FALSE, self->user_data);
}

static void
on_call_home_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  Call *call = user_data;
  g_autoptr (VtrLink) self = vtr_link_ref (call->link);

  g_hash_table_remove (self->calls, call);
  if (g_hash_table_size (self->calls) == 0)
    g_clear_handle_id (&self->deadline_source, g_source_remove);
  settle_overdue (self, call);
  if (call->callback != NULL)
    call->callback (NULL, result, call->user_data);
}

/**
 * vtr_link_run:
 * @self: a link
 * @domain: (nullable) (transfer none): the machine that the call is about
 * @func: what to do in a worker
 * @data: (transfer full): for @func, plain values only
 * @free_data: (nullable): frees @data
 * @priority: how much somebody is waiting
 * @cancellable: (nullable): to drop the call before it begins, and its result after
 * @callback: (nullable): called on the main thread, always
 * @user_data: for @callback
 *
 * Runs one or more libvirt calls in a worker, with a watch over how long they take.
 */
void
vtr_link_run (VtrLink            *self,
              virDomainPtr        domain,
              VtrLinkFunc         func,
              gpointer            data,
              GDestroyNotify      free_data,
              VtrWorkPriority     priority,
              GCancellable       *cancellable,
              GAsyncReadyCallback callback,
              gpointer            user_data)
{
  Call *call = g_new0 (Call, 1);
  GTask *task;

  call->link = vtr_link_ref (self);
  call->func = func;
  call->data = data;
  call->free_data = free_data;
  call->callback = callback;
  call->user_data = user_data;
  if (domain != NULL)
    {
      virDomainRef (domain);
      call->domain = domain;
      virDomainGetUUIDString (domain, call->uuid);
    }

  task = g_task_new (NULL, cancellable, on_call_home_cb, call);
  g_task_set_source_tag (task, vtr_link_run);
  g_task_set_task_data (task, call, free_call);
  g_hash_table_add (self->calls, call);
  if (self->deadline_source == 0 && self->on_overdue != NULL)
    self->deadline_source
        = g_timeout_add_seconds (VTR_CALL_DEADLINE_SECONDS / 2, on_deadline_cb, self);
  vtr_worker_pool_push (self->pool, task, run_in_worker, priority);
}

/* Whether the host has let go of the link meanwhile, and perhaps has another. */
gboolean
vtr_link_reply_is_stale (GAsyncResult *result)
{
  Call *call = g_task_get_task_data (G_TASK (result));

  return g_atomic_int_get (&call->link->abandoned);
}

/**
 * vtr_link_finish:
 * @result: what the callback was given
 * @error: a location for an error
 *
 * Returns: (transfer full) (nullable): what the worker returned; a reply over a link that was let
 *   go counts as cancelled
 */
gpointer
vtr_link_finish (GAsyncResult *result,
                 GError      **error)
{
  if (vtr_link_reply_is_stale (result))
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "The link is gone");
      return NULL;
    }

  return g_task_propagate_pointer (G_TASK (result), error);
}
