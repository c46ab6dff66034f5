/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-fd-serial-stream.h"

#include <glib-unix.h>
#include <unistd.h>

#define CHUNK 16384

struct _VtrFdSerialStream
{
  GObject parent_instance;

  /* owned */
  VtrConsoleEndpoint *endpoint;
  int fd;

  /* state */
  guint read_id;
  guint write_id;
  gboolean paused;
};

static void stream_init (VtrSerialStreamInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (VtrFdSerialStream,
                               vtr_fd_serial_stream,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (VTR_TYPE_SERIAL_STREAM, stream_init))

static void
close_fd (VtrFdSerialStream *self)
{
  g_clear_handle_id (&self->read_id, g_source_remove);
  g_clear_handle_id (&self->write_id, g_source_remove);
  if (self->fd >= 0)
    close (self->fd);
  self->fd = -1;
}

static gboolean
on_fd_readable_cb (int          fd,
                   GIOCondition condition,
                   gpointer     user_data)
{
  g_autoptr (VtrFdSerialStream) self = g_object_ref (VTR_FD_SERIAL_STREAM (user_data));
  g_autofree guint8 *buffer = g_malloc (CHUNK);
  g_autoptr (GBytes) bytes = NULL;
  gssize length = read (fd, buffer, CHUNK);

  if (length < 0 && (errno == EAGAIN || errno == EINTR))
    return G_SOURCE_CONTINUE;

  if (length <= 0)
    {
      g_autoptr (GError) error = NULL;

      if (length < 0)
        g_set_error (&error, G_IO_ERROR, g_io_error_from_errno (errno), "read: %m");
      self->read_id = 0;
      close_fd (self);
      vtr_serial_stream_emit_closed (VTR_SERIAL_STREAM (self), error);
      return G_SOURCE_REMOVE;
    }

  bytes = g_bytes_new_take (g_steal_pointer (&buffer), (gsize) length);
  vtr_serial_stream_emit_received (VTR_SERIAL_STREAM (self), bytes);

  /* Whoever received it may have paused or closed, and so removed this source already. */
  return G_SOURCE_CONTINUE;
}

static gboolean
on_fd_writable_cb (int          fd,
                   GIOCondition condition,
                   gpointer     user_data)
{
  VtrFdSerialStream *self = user_data;

  self->write_id = 0;
  vtr_serial_stream_emit_writable (VTR_SERIAL_STREAM (self));

  return G_SOURCE_REMOVE;
}

static void
watch_input (VtrFdSerialStream *self)
{
  gboolean wanted = self->fd >= 0 && !self->paused;

  if (wanted && self->read_id == 0)
    self->read_id = g_unix_fd_add_full (G_PRIORITY_DEFAULT_IDLE, self->fd,
                                        G_IO_IN | G_IO_HUP | G_IO_ERR,
                                        on_fd_readable_cb, self, NULL);
  else if (!wanted)
    g_clear_handle_id (&self->read_id, g_source_remove);
}

static void
on_endpoint_open_fd_cb (GObject      *source,
                        GAsyncResult *result,
                        gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  VtrFdSerialStream *self = g_task_get_source_object (task);
  GError *error = NULL;
  int fd = vtr_console_endpoint_open_fd_finish (VTR_CONSOLE_ENDPOINT (source), result, &error);

  if (fd < 0)
    {
      g_task_return_error (task, error);
      return;
    }
  if (g_task_return_error_if_cancelled (task))
    {
      close (fd);
      return;
    }

  close_fd (self);
  self->fd = fd;
  g_unix_set_fd_nonblocking (fd, TRUE, NULL);
  watch_input (self);
  g_task_return_boolean (task, TRUE);
}

static void
vtr_fd_serial_stream_open_async (VtrSerialStream     *stream,
                                 gboolean             take_over,
                                 GCancellable        *cancellable,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  VtrFdSerialStream *self = VTR_FD_SERIAL_STREAM (stream);
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, vtr_fd_serial_stream_open_async);
  vtr_console_endpoint_open_fd_async (self->endpoint, cancellable, on_endpoint_open_fd_cb, task);
}

static gboolean
vtr_fd_serial_stream_open_finish (VtrSerialStream  *stream,
                                  GAsyncResult     *result,
                                  GError          **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
vtr_fd_serial_stream_close (VtrSerialStream *stream)
{
  close_fd (VTR_FD_SERIAL_STREAM (stream));
}

static gssize
vtr_fd_serial_stream_write (VtrSerialStream *stream,
                            const guint8    *data,
                            gsize            length)
{
  VtrFdSerialStream *self = VTR_FD_SERIAL_STREAM (stream);
  gssize written;

  if (self->fd < 0)
    return 0;

  written = write (self->fd, data, length);
  written = MAX (written, 0);
  if ((gsize) written < length && self->write_id == 0)
    self->write_id = g_unix_fd_add (self->fd, G_IO_OUT | G_IO_HUP | G_IO_ERR,
                                    on_fd_writable_cb, self);

  return written;
}

static void
vtr_fd_serial_stream_set_paused (VtrSerialStream *stream,
                                 gboolean         paused)
{
  VtrFdSerialStream *self = VTR_FD_SERIAL_STREAM (stream);

  self->paused = paused;
  watch_input (self);
}

/**
 * vtr_fd_serial_stream_new:
 *
 * Returns: (transfer full): a stream that is not open yet
 */
VtrSerialStream *
vtr_fd_serial_stream_new (VtrConsoleEndpoint *endpoint)
{
  VtrFdSerialStream *self = g_object_new (VTR_TYPE_FD_SERIAL_STREAM, NULL);

  self->endpoint = g_object_ref (endpoint);

  return VTR_SERIAL_STREAM (self);
}

static void
vtr_fd_serial_stream_dispose (GObject *object)
{
  VtrFdSerialStream *self = VTR_FD_SERIAL_STREAM (object);

  close_fd (self);
  g_clear_object (&self->endpoint);

  G_OBJECT_CLASS (vtr_fd_serial_stream_parent_class)->dispose (object);
}

static void
vtr_fd_serial_stream_class_init (VtrFdSerialStreamClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = vtr_fd_serial_stream_dispose;
}

static void
vtr_fd_serial_stream_init (VtrFdSerialStream *self)
{
  self->fd = -1;
}

static void
stream_init (VtrSerialStreamInterface *iface)
{
  iface->open_async = vtr_fd_serial_stream_open_async;
  iface->open_finish = vtr_fd_serial_stream_open_finish;
  iface->close = vtr_fd_serial_stream_close;
  iface->write = vtr_fd_serial_stream_write;
  iface->set_paused = vtr_fd_serial_stream_set_paused;
}
