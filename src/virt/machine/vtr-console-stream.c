/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-console-stream.h"

#include "base/vtr-error.h"

#include "virt/host/vtr-host-private.h"
#include "virt/vtr-virt-error.h"

/* Two threads of its own wait in libvirt, one for what the guest says and one for what it is told:
 * a guest may be silent for days, and would hold a worker of its host as long. The main thread is
 * handed pieces and is never waited for while nobody pauses. */

#define PIECE ((gsize) 16 * 1024)

typedef struct _Port Port;

struct _VtrConsoleStream
{
  GObject     parent_instance;

  /* owned */
  VtrMachine *machine;
  char       *device; /* NULL: the first one */
  Port       *port;   /* NULL while it is not open */
};

/* What the threads share with the object, and outlives it until they have ended. */
struct _Port
{
  gatomicrefcount ref_count;
  virStreamPtr    stream;
  GMutex          lock;
  GCond           changed;
  GWeakRef        owner;
  GBytes         *outgoing; /* a piece that waits to be written */
  gboolean        paused;
  gboolean        taken;    /* the main thread has the last piece */
  gboolean        closed;
};

enum
{
  SIGNAL_RECEIVED,
  SIGNAL_CLOSED,
  SIGNAL_WRITABLE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (VtrConsoleStream, vtr_console_stream, G_TYPE_OBJECT)

static Port *
port_ref (Port *port)
{
  g_atomic_ref_count_inc (&port->ref_count);
  return port;
}

static gpointer
free_in_thread (gpointer data)
{
  Port *port = data;

  virStreamFree (port->stream);
  g_clear_pointer (&port->outgoing, g_bytes_unref);
  g_weak_ref_clear (&port->owner);
  g_mutex_clear (&port->lock);
  g_cond_clear (&port->changed);
  g_free (port);
  return NULL;
}

/* The stream may be the last that holds its connection, and closing that may take its time. */
static void
port_unref (gpointer data)
{
  Port *port = data;

  if (g_atomic_ref_count_dec (&port->ref_count))
    g_thread_unref (g_thread_new ("vtr-serial-free", free_in_thread, port));
}

/* News for the main thread */

typedef struct
{
  Port   *port;
  GBytes *bytes; /* NULL: it is closed, for the reason of @error */
  GError *error;
} News;

static void
free_news (gpointer data)
{
  News *news = data;

  port_unref (news->port);
  g_clear_pointer (&news->bytes, g_bytes_unref);
  g_clear_error (&news->error);
  g_free (news);
}

static gboolean
tell_cb (gpointer user_data)
{
  News *news = user_data;
  g_autoptr (VtrConsoleStream) self = g_weak_ref_get (&news->port->owner);
  gboolean current = self != NULL && self->port == news->port;

  if (current && news->bytes != NULL)
    g_signal_emit (self, signals[SIGNAL_RECEIVED], 0, news->bytes);
  else if (current)
    {
      vtr_console_stream_close (self);
      g_signal_emit (self, signals[SIGNAL_CLOSED], 0, news->error);
    }

  g_mutex_lock (&news->port->lock);
  news->port->taken = TRUE;
  g_cond_broadcast (&news->port->changed);
  g_mutex_unlock (&news->port->lock);
  return G_SOURCE_REMOVE;
}

static void
tell (Port   *port,
      GBytes *bytes,
      GError *error)
{
  News *news = g_new0 (News, 1);

  news->port = port_ref (port);
  news->bytes = bytes;
  news->error = error;
  g_idle_add_full (G_PRIORITY_DEFAULT, tell_cb, news, free_news);
}

static gboolean
writable_cb (gpointer data)
{
  g_autoptr (VtrConsoleStream) self = g_weak_ref_get (&((Port *) data)->owner);

  if (self != NULL && self->port == data)
    g_signal_emit (self, signals[SIGNAL_WRITABLE], 0);
  return G_SOURCE_REMOVE;
}

/* The threads */

/* One piece at a time: a flood waits in the host, not in our memory. */
static gboolean
may_read (Port *port)
{
  gboolean may;

  g_mutex_lock (&port->lock);
  while (!port->closed && (port->paused || !port->taken))
    g_cond_wait (&port->changed, &port->lock);
  may = !port->closed;
  port->taken = FALSE;
  g_mutex_unlock (&port->lock);

  return may;
}

static gpointer
read_in_thread (gpointer data)
{
  Port *port = data;
  g_autofree guint8 *piece = g_malloc (PIECE);

  while (may_read (port))
    {
      int got = virStreamRecv (port->stream, (char *) piece, PIECE);

      if (got <= 0)
        {
          tell (port, NULL, got < 0 ? vtr_virt_take_error () : NULL);
          break;
        }
      tell (port, g_bytes_new (piece, (gsize) got), NULL);
    }

  port_unref (port);
  return NULL;
}

static GBytes *
take_outgoing (Port *port)
{
  GBytes *bytes;

  g_mutex_lock (&port->lock);
  while (!port->closed && port->outgoing == NULL)
    g_cond_wait (&port->changed, &port->lock);
  bytes = port->closed ? NULL : g_bytes_ref (port->outgoing);
  g_mutex_unlock (&port->lock);

  return bytes;
}

static gboolean
send_all (Port   *port,
          GBytes *bytes)
{
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);

  for (gsize sent = 0; sent < length;)
    {
      int took = virStreamSend (port->stream, data + sent, length - sent);

      if (took < 0)
        return FALSE;
      sent += (gsize) took;
    }

  return TRUE;
}

static gpointer
write_in_thread (gpointer data)
{
  Port *port = data;
  GBytes *bytes;
  gboolean good = TRUE;

  while (good && (bytes = take_outgoing (port)) != NULL)
    {
      good = send_all (port, bytes);
      g_bytes_unref (bytes);

      g_mutex_lock (&port->lock);
      g_clear_pointer (&port->outgoing, g_bytes_unref);
      g_mutex_unlock (&port->lock);
      g_idle_add_full (G_PRIORITY_DEFAULT, writable_cb, port_ref (port), port_unref);
    }

  virResetLastError ();
  port_unref (port);
  return NULL;
}

/* Opening and closing */

typedef struct
{
  char    *device;
  gboolean take_over;
} OpenRequest;

static void
free_open_request (gpointer data)
{
  OpenRequest *request = data;

  g_free (request->device);
  g_free (request);
}

static void
free_stream (gpointer stream)
{
  virStreamAbort (stream);
  virStreamFree (stream);
}

/* That somebody else has it open is no error code of its own; nothing else that can go wrong here
 * has this one. */
static GError *
take_open_error (const OpenRequest *request)
{
  gboolean busy = !request->take_over && virGetLastErrorCode () == VIR_ERR_OPERATION_FAILED;
  GError *error = vtr_virt_take_error ();

  if (busy)
    {
      error->domain = VTR_ERROR;
      error->code = VTR_ERROR_BUSY;
    }
  return error;
}

static void
open_in_worker (GTask        *task,
                virConnectPtr connection,
                virDomainPtr  domain,
                gpointer      data)
{
  const OpenRequest *request = data;
  virStreamPtr stream = virStreamNew (connection, 0);

  if (stream != NULL
      && virDomainOpenConsole (domain, request->device, stream,
                               request->take_over ? VIR_DOMAIN_CONSOLE_FORCE : 0) == 0)
    {
      g_task_return_pointer (task, stream, free_stream);
      return;
    }

  g_task_return_error (task, take_open_error (request));
  if (stream != NULL)
    virStreamFree (stream);
}

static void
start_threads (VtrConsoleStream *self,
               virStreamPtr      stream)
{
  Port *port = g_new0 (Port, 1);

  g_atomic_ref_count_init (&port->ref_count);
  port->stream = stream;
  port->taken = TRUE;
  g_mutex_init (&port->lock);
  g_cond_init (&port->changed);
  g_weak_ref_init (&port->owner, self);
  self->port = port;
  g_thread_unref (g_thread_new ("vtr-serial-in", read_in_thread, port_ref (port)));
  g_thread_unref (g_thread_new ("vtr-serial-out", write_in_thread, port_ref (port)));
}

static void
on_opened_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  VtrConsoleStream *self = g_task_get_source_object (task);
  GError *error = NULL;
  virStreamPtr stream = vtr_link_finish (result, &error);

  if (stream == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  vtr_console_stream_close (self);
  start_threads (self, stream);
  g_task_return_boolean (task, TRUE);
}

/**
 * vtr_console_stream_open_async:
 * @self: a stream
 * @take_over: whether somebody else's session is ended
 * @cancellable: (nullable): a cancellable
 * @callback: called when it is open
 * @user_data: for @callback
 */
void
vtr_console_stream_open_async (VtrConsoleStream   *self,
                               gboolean            take_over,
                               GCancellable       *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer            user_data)
{
  VtrHost *host = vtr_machine_get_host (self->machine);
  virDomainPtr domain = _vtr_machine_get_domain (self->machine);
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  OpenRequest *request;

  g_task_set_source_tag (task, vtr_console_stream_open_async);
  if (host == NULL || host->link == NULL || domain == NULL)
    {
      g_task_return_new_error_literal (task, VTR_ERROR, VTR_ERROR_LINK_LOST,
                                       "The host is not connected");
      g_object_unref (task);
      return;
    }

  request = g_new0 (OpenRequest, 1);
  *request = (OpenRequest) { .device = g_strdup (self->device), .take_over = take_over };
  vtr_link_run (host->link, domain, open_in_worker, request, free_open_request, VTR_WORK_URGENT,
                cancellable, on_opened_cb, task);
}

gboolean
vtr_console_stream_open_finish (VtrConsoleStream *self,
                                GAsyncResult     *result,
                                GError          **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static gpointer
abort_in_thread (gpointer data)
{
  Port *port = data;

  /* Wakes the reader, which may wait for a silent guest; talks to the host, which may be slow. */
  virStreamAbort (port->stream);
  port_unref (port);
  return NULL;
}

void
vtr_console_stream_close (VtrConsoleStream *self)
{
  Port *port = g_steal_pointer (&self->port);

  if (port == NULL)
    return;

  g_mutex_lock (&port->lock);
  port->closed = TRUE;
  g_cond_broadcast (&port->changed);
  g_mutex_unlock (&port->lock);
  g_thread_unref (g_thread_new ("vtr-serial-end", abort_in_thread, port));
}

/**
 * vtr_console_stream_write:
 * @self: a stream
 * @data: what the guest is told
 * @length: how much of it
 *
 * Returns: how many bytes were taken; 0 while the piece before is still on its way, -1 where it is
 *   closed
 */
gssize
vtr_console_stream_write (VtrConsoleStream *self,
                          const guint8     *data,
                          gsize             length)
{
  gssize taken = 0;

  if (self->port == NULL)
    return -1;

  g_mutex_lock (&self->port->lock);
  if (self->port->outgoing == NULL)
    {
      taken = (gssize) MIN (length, PIECE);
      self->port->outgoing = g_bytes_new (data, (gsize) taken);
      g_cond_broadcast (&self->port->changed);
    }
  g_mutex_unlock (&self->port->lock);

  return taken;
}

void
vtr_console_stream_set_paused (VtrConsoleStream *self,
                               gboolean          paused)
{
  if (self->port == NULL)
    return;

  g_mutex_lock (&self->port->lock);
  self->port->paused = paused;
  g_cond_broadcast (&self->port->changed);
  g_mutex_unlock (&self->port->lock);
}

static void
vtr_console_stream_dispose (GObject *object)
{
  VtrConsoleStream *self = VTR_CONSOLE_STREAM (object);

  vtr_console_stream_close (self);
  g_clear_object (&self->machine);

  G_OBJECT_CLASS (vtr_console_stream_parent_class)->dispose (object);
}

static void
vtr_console_stream_finalize (GObject *object)
{
  g_free (VTR_CONSOLE_STREAM (object)->device);

  G_OBJECT_CLASS (vtr_console_stream_parent_class)->finalize (object);
}

static void
vtr_console_stream_class_init (VtrConsoleStreamClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = vtr_console_stream_dispose;
  object_class->finalize = vtr_console_stream_finalize;

  signals[SIGNAL_RECEIVED] = g_signal_new ("received", VTR_TYPE_CONSOLE_STREAM, G_SIGNAL_RUN_LAST, 0,
                                           NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_BYTES);
  signals[SIGNAL_CLOSED] = g_signal_new ("closed", VTR_TYPE_CONSOLE_STREAM, G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
  signals[SIGNAL_WRITABLE] = g_signal_new ("writable", VTR_TYPE_CONSOLE_STREAM, G_SIGNAL_RUN_LAST, 0,
                                           NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
vtr_console_stream_init (VtrConsoleStream *self)
{
}

/**
 * vtr_console_stream_new:
 * @machine: a machine
 * @device: (nullable): the alias of one of its serial ports, NULL for the first
 *
 * Returns: (transfer full): a stream that is not open
 */
VtrConsoleStream *
vtr_console_stream_new (VtrMachine *machine,
                        const char *device)
{
  VtrConsoleStream *self = g_object_new (VTR_TYPE_CONSOLE_STREAM, NULL);

  self->machine = g_object_ref (machine);
  self->device = g_strdup (device);
  return self;
}
