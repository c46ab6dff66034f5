/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-serial-pump.h"

#include <fcntl.h>
#include <glib-unix.h>
#include <pty.h>
#include <termios.h>
#include <unistd.h>

/* What a person typed or pasted and the guest has not taken yet. */
#define INPUT_LIMIT 4096

struct _VtrSerialPump
{
  GObject parent_instance;

  /* owned */
  VtrSerialStream *stream;
  GSignalGroup *signals;
  GOutputStream *log;
  GByteArray *output;  /* from the guest, what the terminal has not taken yet */
  GByteArray *unlogged; /* from the guest, what is still to be logged */
  GByteArray *logging; /* what is being written to the log just now */
  GByteArray *input;   /* from the person, what the guest has not taken yet */
  int terminal_fd;
  int guest_fd;

  /* state */
  guint output_id;
  guint input_id;
  guint64 received;
};

G_DEFINE_FINAL_TYPE (VtrSerialPump, vtr_serial_pump, G_TYPE_OBJECT)

static gboolean on_guest_fd_writable_cb (int          fd,
                                         GIOCondition condition,
                                         gpointer     user_data);
static gboolean on_guest_fd_readable_cb (int          fd,
                                         GIOCondition condition,
                                         gpointer     user_data);

/* The guest is heard only while there is nothing left over from what it said before. */
static void
update_flow (VtrSerialPump *self)
{
  gboolean wants_input = self->stream != NULL && self->input->len < INPUT_LIMIT;

  if (self->stream != NULL)
    vtr_serial_stream_set_paused (self->stream, self->output->len > 0 || self->logging->len > 0);

  if (self->output->len > 0 && self->output_id == 0)
    self->output_id = g_unix_fd_add_full (G_PRIORITY_DEFAULT_IDLE, self->guest_fd, G_IO_OUT,
                                          on_guest_fd_writable_cb, self, NULL);
  else if (self->output->len == 0)
    g_clear_handle_id (&self->output_id, g_source_remove);

  if (wants_input && self->input_id == 0)
    self->input_id = g_unix_fd_add (self->guest_fd, G_IO_IN, on_guest_fd_readable_cb, self);
  else if (!wants_input)
    g_clear_handle_id (&self->input_id, g_source_remove);
}

static void
push_output (VtrSerialPump *self)
{
  gssize written;

  if (self->output->len == 0)
    return;

  written = write (self->guest_fd, self->output->data, self->output->len);
  if (written > 0)
    g_byte_array_remove_range (self->output, 0, (guint) written);
}

static gboolean
on_guest_fd_writable_cb (int          fd,
                         GIOCondition condition,
                         gpointer     user_data)
{
  VtrSerialPump *self = user_data;

  push_output (self);
  if (self->output->len > 0)
    return G_SOURCE_CONTINUE;

  self->output_id = 0;
  update_flow (self);

  return G_SOURCE_REMOVE;
}

static void
push_input (VtrSerialPump *self)
{
  gssize written;

  if (self->stream == NULL || self->input->len == 0)
    return;

  written = vtr_serial_stream_write (self->stream, self->input->data, self->input->len);
  if (written > 0)
    g_byte_array_remove_range (self->input, 0, (guint) written);
}

static gboolean
on_guest_fd_readable_cb (int          fd,
                         GIOCondition condition,
                         gpointer     user_data)
{
  VtrSerialPump *self = user_data;
  guint8 buffer[INPUT_LIMIT];
  gssize length = read (fd, buffer, sizeof buffer);

  if (length <= 0)
    return G_SOURCE_CONTINUE;

  g_byte_array_append (self->input, buffer, (guint) length);
  push_input (self);
  if (self->input->len < INPUT_LIMIT)
    return G_SOURCE_CONTINUE;

  self->input_id = 0;
  return G_SOURCE_REMOVE;
}

static void push_log (VtrSerialPump *self);

static void
on_log_written_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (VtrSerialPump) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!g_output_stream_write_all_finish (G_OUTPUT_STREAM (source), result, NULL, &error))
    {
      g_debug ("serial log: %s", error->message);
      if (self->log == G_OUTPUT_STREAM (source))
        g_clear_object (&self->log);
    }
  g_byte_array_set_size (self->logging, 0);
  push_log (self);
  update_flow (self);
}

static void
push_log (VtrSerialPump *self)
{
  GByteArray *written = self->logging;

  if (self->log == NULL)
    g_byte_array_set_size (self->unlogged, 0);
  if (self->unlogged->len == 0 || self->logging->len > 0)
    return;

  self->logging = self->unlogged;
  self->unlogged = written;
  g_output_stream_write_all_async (self->log,
                                   self->logging->data,
                                   self->logging->len,
                                   G_PRIORITY_DEFAULT,
                                   NULL,
                                   on_log_written_cb,
                                   g_object_ref (self));
}

static void
on_stream_received_cb (VtrSerialPump *self,
                       GBytes        *bytes)
{
  gsize length;
  const guint8 *data = g_bytes_get_data (bytes, &length);

  self->received += length;
  g_byte_array_append (self->unlogged, data, (guint) length);
  push_log (self);
  g_byte_array_append (self->output, data, (guint) length);
  push_output (self);
  update_flow (self);
}

static void
on_stream_writable_cb (VtrSerialPump *self)
{
  push_input (self);
  update_flow (self);
}

/**
 * vtr_serial_pump_set_stream:
 * @stream: (nullable): an open port; %NULL while there is none
 */
void
vtr_serial_pump_set_stream (VtrSerialPump   *self,
                            VtrSerialStream *stream)
{
  g_return_if_fail (VTR_IS_SERIAL_PUMP (self));

  /* What was typed for a session that is over must not reach the next one. */
  g_byte_array_set_size (self->input, 0);
  tcflush (self->guest_fd, TCIFLUSH);
  g_set_object (&self->stream, stream);
  g_signal_group_set_target (self->signals, stream);
  update_flow (self);
}

/**
 * vtr_serial_pump_set_log:
 * @log: (nullable): where everything that the guest says is written too
 */
void
vtr_serial_pump_set_log (VtrSerialPump *self,
                         GOutputStream *log)
{
  g_return_if_fail (VTR_IS_SERIAL_PUMP (self));

  g_set_object (&self->log, log);
}

gboolean
vtr_serial_pump_get_logging (VtrSerialPump *self)
{
  g_return_val_if_fail (VTR_IS_SERIAL_PUMP (self), FALSE);

  return self->log != NULL;
}

guint64
vtr_serial_pump_get_received (VtrSerialPump *self)
{
  g_return_val_if_fail (VTR_IS_SERIAL_PUMP (self), 0);

  return self->received;
}

/**
 * vtr_serial_pump_get_waiting:
 *
 * Returns: how many bytes from the guest are kept here
 */
gsize
vtr_serial_pump_get_waiting (VtrSerialPump *self)
{
  g_return_val_if_fail (VTR_IS_SERIAL_PUMP (self), 0);

  return (gsize) self->output->len + self->unlogged->len + self->logging->len;
}

/**
 * vtr_serial_pump_steal_terminal:
 *
 * Returns: the terminal's end, which now belongs to the caller; only once
 */
int
vtr_serial_pump_steal_terminal (VtrSerialPump *self)
{
  g_return_val_if_fail (VTR_IS_SERIAL_PUMP (self), -1);

  return g_steal_fd (&self->terminal_fd);
}

/**
 * vtr_serial_pump_new:
 *
 * Returns: (transfer full) (nullable): a pump without a guest
 */
VtrSerialPump *
vtr_serial_pump_new (GError **error)
{
  g_autoptr (VtrSerialPump) self = g_object_new (VTR_TYPE_SERIAL_PUMP, NULL);
  struct termios raw;

  if (openpty (&self->terminal_fd, &self->guest_fd, NULL, NULL, NULL) < 0)
    {
      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno), "openpty: %m");
      self->terminal_fd = self->guest_fd = -1;
      return NULL;
    }

  /* The guest has a line discipline of its own. */
  tcgetattr (self->guest_fd, &raw);
  cfmakeraw (&raw);
  tcsetattr (self->guest_fd, TCSANOW, &raw);
  g_unix_set_fd_nonblocking (self->guest_fd, TRUE, NULL);
  g_unix_set_fd_nonblocking (self->terminal_fd, TRUE, NULL);
  fcntl (self->guest_fd, F_SETFD, FD_CLOEXEC);
  fcntl (self->terminal_fd, F_SETFD, FD_CLOEXEC);

  return g_steal_pointer (&self);
}

static void
vtr_serial_pump_dispose (GObject *object)
{
  VtrSerialPump *self = VTR_SERIAL_PUMP (object);

  g_clear_handle_id (&self->output_id, g_source_remove);
  g_clear_handle_id (&self->input_id, g_source_remove);
  g_clear_object (&self->signals);
  g_clear_object (&self->stream);
  g_clear_object (&self->log);

  G_OBJECT_CLASS (vtr_serial_pump_parent_class)->dispose (object);
}

static void
vtr_serial_pump_finalize (GObject *object)
{
  VtrSerialPump *self = VTR_SERIAL_PUMP (object);

  if (self->terminal_fd >= 0)
    close (self->terminal_fd);
  if (self->guest_fd >= 0)
    close (self->guest_fd);
  g_clear_pointer (&self->output, g_byte_array_unref);
  g_clear_pointer (&self->unlogged, g_byte_array_unref);
  g_clear_pointer (&self->logging, g_byte_array_unref);
  g_clear_pointer (&self->input, g_byte_array_unref);

  G_OBJECT_CLASS (vtr_serial_pump_parent_class)->finalize (object);
}

static void
vtr_serial_pump_class_init (VtrSerialPumpClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = vtr_serial_pump_dispose;
  object_class->finalize = vtr_serial_pump_finalize;
}

static void
vtr_serial_pump_init (VtrSerialPump *self)
{
  self->terminal_fd = -1;
  self->guest_fd = -1;
  self->output = g_byte_array_new ();
  self->unlogged = g_byte_array_new ();
  self->logging = g_byte_array_new ();
  self->input = g_byte_array_new ();
  self->signals = g_signal_group_new (VTR_TYPE_SERIAL_STREAM);
  g_signal_group_connect_swapped (self->signals, "received",
                                  G_CALLBACK (on_stream_received_cb), self);
  g_signal_group_connect_swapped (self->signals, "writable",
                                  G_CALLBACK (on_stream_writable_cb), self);
}
