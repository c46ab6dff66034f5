/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-event-loop.h"

#include <errno.h>
#include <glib-unix.h>
#include <libvirt/libvirt.h>
#include <sys/epoll.h>
#include <sys/timerfd.h>
#include <unistd.h>

/* How libvirt listens to its sockets from the main loop.
 *
 * For each call a worker takes the socket out of the loop and puts it back, and with each answer it
 * moves the time at which the link would count as dead. A GSource for each socket would wake the main
 * thread for all of these. The kernel takes the same orders without waking anybody: all sockets are in
 * one epoll set, all times in one timer, and the main loop polls the set. */

#define MOST_EVENTS 16
#define TIMER_ID 0

typedef struct
{
  int                    id;
  int                    fd;
  int                    events; /* 0: not in the set */
  virEventHandleCallback callback;
  void                  *data;
  virFreeCallback        free_data;
} Handle;

typedef struct
{
  int                     id;
  int                     interval; /* milliseconds; negative: not at all */
  gint64                  due;
  virEventTimeoutCallback callback;
  void                   *data;
  virFreeCallback         free_data;
} Timeout;

static struct
{
  GMutex      lock;
  GHashTable *handles;  /* id -> Handle */
  GHashTable *timeouts; /* id -> Timeout */
  gint64      armed;    /* what the timer is set to, 0: to nothing */
  int         last_id;
  int         set;
  int         timer;
} loop;

/* Sockets */

static guint32
to_epoll (int events)
{
  return (events & VIR_EVENT_HANDLE_READABLE ? EPOLLIN : 0u)
         | (events & VIR_EVENT_HANDLE_WRITABLE ? EPOLLOUT : 0u);
}

static int
from_epoll (guint32 events)
{
  return (events & EPOLLIN ? VIR_EVENT_HANDLE_READABLE : 0)
         | (events & EPOLLOUT ? VIR_EVENT_HANDLE_WRITABLE : 0)
         | (events & EPOLLERR ? VIR_EVENT_HANDLE_ERROR : 0)
         | (events & EPOLLHUP ? VIR_EVENT_HANDLE_HANGUP : 0);
}

/* A socket nobody listens to leaves the set, which would report its end over and over. */
static gboolean
listen_for (Handle *handle,
            int     events)
{
  struct epoll_event event = { .events = to_epoll (events), .data.u64 = (guint64) handle->id };
  int order = events == 0           ? EPOLL_CTL_DEL
              : handle->events == 0 ? EPOLL_CTL_ADD
                                    : EPOLL_CTL_MOD;

  if (handle->events == events)
    return TRUE;

  handle->events = events;
  return epoll_ctl (loop.set, order, handle->fd, &event) == 0;
}

static int
add_handle (int                    fd,
            int                    events,
            virEventHandleCallback callback,
            void                  *data,
            virFreeCallback        free_data)
{
  Handle *handle = g_new0 (Handle, 1);
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&loop.lock);

  handle->id = ++loop.last_id;
  handle->fd = fd;
  handle->callback = callback;
  handle->data = data;
  handle->free_data = free_data;
  if (!listen_for (handle, events))
    {
      g_free (handle);
      return -1;
    }

  g_hash_table_insert (loop.handles, GINT_TO_POINTER (handle->id), handle);
  return handle->id;
}

static void
update_handle (int id,
               int events)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&loop.lock);
  Handle *handle = g_hash_table_lookup (loop.handles, GINT_TO_POINTER (id));

  if (handle != NULL && !listen_for (handle, events))
    g_debug ("Cannot listen to a socket: %s", g_strerror (errno));
}

static gboolean
free_handle_cb (gpointer data)
{
  Handle *handle = data;

  if (handle->free_data != NULL)
    handle->free_data (handle->data);
  g_free (handle);
  return G_SOURCE_REMOVE;
}

/* What a callback may be using is freed when the main loop comes round. */
static int
remove_handle (int id)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&loop.lock);
  Handle *handle = g_hash_table_lookup (loop.handles, GINT_TO_POINTER (id));

  if (handle == NULL)
    return -1;

  listen_for (handle, 0);
  g_hash_table_remove (loop.handles, GINT_TO_POINTER (id));
  g_idle_add_full (G_PRIORITY_DEFAULT, free_handle_cb, handle, NULL);
  return 0;
}

static void
dispatch_handle (int     id,
                 guint32 events)
{
  virEventHandleCallback callback = NULL;
  void *data = NULL;
  int fd = -1;
  Handle *handle;

  g_mutex_lock (&loop.lock);
  handle = g_hash_table_lookup (loop.handles, GINT_TO_POINTER (id));
  if (handle != NULL && handle->events != 0)
    {
      callback = handle->callback;
      data = handle->data;
      fd = handle->fd;
    }
  g_mutex_unlock (&loop.lock);

  if (callback != NULL)
    callback (id, fd, from_epoll (events), data);
}

/* Times */

/* Sets the timer to the earliest time there is; with the lock held. */
static void
arm (void)
{
  struct itimerspec when = { 0 };
  gint64 earliest = 0;
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, loop.timeouts);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      const Timeout *timeout = value;

      if (timeout->interval >= 0 && (earliest == 0 || timeout->due < earliest))
        earliest = timeout->due;
    }
  if (earliest == loop.armed)
    return;

  loop.armed = earliest;
  when.it_value.tv_sec = earliest / G_USEC_PER_SEC;
  when.it_value.tv_nsec = earliest % G_USEC_PER_SEC * 1000;
  timerfd_settime (loop.timer, TFD_TIMER_ABSTIME, &when, NULL);
}

static void
restart (Timeout *timeout)
{
  timeout->due = g_get_monotonic_time () + (gint64) timeout->interval * 1000;
}

static int
add_timeout (int                     interval,
             virEventTimeoutCallback callback,
             void                   *data,
             virFreeCallback         free_data)
{
  Timeout *timeout = g_new0 (Timeout, 1);
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&loop.lock);

  timeout->id = ++loop.last_id;
  timeout->interval = interval;
  timeout->callback = callback;
  timeout->data = data;
  timeout->free_data = free_data;
  restart (timeout);
  g_hash_table_insert (loop.timeouts, GINT_TO_POINTER (timeout->id), timeout);
  arm ();
  return timeout->id;
}

static void
update_timeout (int id,
                int interval)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&loop.lock);
  Timeout *timeout = g_hash_table_lookup (loop.timeouts, GINT_TO_POINTER (id));

  if (timeout == NULL)
    return;

  timeout->interval = interval;
  restart (timeout);
  arm ();
}

static gboolean
free_timeout_cb (gpointer data)
{
  Timeout *timeout = data;

  if (timeout->free_data != NULL)
    timeout->free_data (timeout->data);
  g_free (timeout);
  return G_SOURCE_REMOVE;
}

static int
remove_timeout (int id)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&loop.lock);
  Timeout *timeout = g_hash_table_lookup (loop.timeouts, GINT_TO_POINTER (id));

  if (timeout == NULL)
    return -1;

  g_hash_table_remove (loop.timeouts, GINT_TO_POINTER (id));
  arm ();
  g_idle_add_full (G_PRIORITY_DEFAULT, free_timeout_cb, timeout, NULL);
  return 0;
}

static void
dispatch_timeout (int    id,
                  gint64 now)
{
  virEventTimeoutCallback callback = NULL;
  void *data = NULL;
  Timeout *timeout;

  g_mutex_lock (&loop.lock);
  timeout = g_hash_table_lookup (loop.timeouts, GINT_TO_POINTER (id));
  if (timeout != NULL && timeout->interval >= 0 && timeout->due <= now)
    {
      callback = timeout->callback;
      data = timeout->data;
      restart (timeout);
    }
  g_mutex_unlock (&loop.lock);

  if (callback != NULL)
    callback (id, data);
}

static void
dispatch_timeouts (void)
{
  gint64 now = g_get_monotonic_time ();
  g_autofree gpointer *ids = NULL;
  guint64 rung;
  guint n_ids;

  if (read (loop.timer, &rung, sizeof rung) < 0)
    g_debug ("The timer did not ring: %s", g_strerror (errno));

  g_mutex_lock (&loop.lock);
  ids = g_hash_table_get_keys_as_array (loop.timeouts, &n_ids);
  g_mutex_unlock (&loop.lock);
  for (guint i = 0; i < n_ids; i++)
    dispatch_timeout (GPOINTER_TO_INT (ids[i]), now);

  g_mutex_lock (&loop.lock);
  loop.armed = 0; /* it rang: nothing is set any more */
  arm ();
  g_mutex_unlock (&loop.lock);
}

static gboolean
on_set_cb (int          fd,
           GIOCondition condition,
           gpointer     user_data)
{
  struct epoll_event events[MOST_EVENTS];
  int n_events = epoll_wait (loop.set, events, MOST_EVENTS, 0);

  for (int i = 0; i < n_events; i++)
    if (events[i].data.u64 == TIMER_ID)
      dispatch_timeouts ();
    else
      dispatch_handle ((int) events[i].data.u64, events[i].events);

  return G_SOURCE_CONTINUE;
}

/**
 * vtr_event_loop_register:
 *
 * Lets libvirt listen from the default main context. Once, before any connection.
 */
void
vtr_event_loop_register (void)
{
  struct epoll_event event = { .events = EPOLLIN, .data.u64 = TIMER_ID };

  loop.handles = g_hash_table_new (NULL, NULL);
  loop.timeouts = g_hash_table_new (NULL, NULL);
  loop.set = epoll_create1 (EPOLL_CLOEXEC);
  loop.timer = timerfd_create (CLOCK_MONOTONIC, TFD_CLOEXEC | TFD_NONBLOCK);
  if (loop.set < 0 || loop.timer < 0 || epoll_ctl (loop.set, EPOLL_CTL_ADD, loop.timer, &event) < 0)
    g_error ("Cannot listen to anything: %s", g_strerror (errno));

  g_unix_fd_add (loop.set, G_IO_IN, on_set_cb, NULL);
  virEventRegisterImpl (add_handle, update_handle, remove_handle, add_timeout, update_timeout,
                        remove_timeout);
}
