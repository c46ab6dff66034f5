/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-machine-serial.h"

#include "virt/machine/vtr-console-stream.h"

struct _VtrMachineSerial
{
  GObject           parent_instance;

  VtrConsoleStream *stream;
};

static void
on_opened_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (vtr_console_stream_open_finish (VTR_CONSOLE_STREAM (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
open_async (VtrSerialStream    *stream,
            gboolean            take_over,
            GCancellable       *cancellable,
            GAsyncReadyCallback callback,
            gpointer            user_data)
{
  GTask *task = g_task_new (stream, cancellable, callback, user_data);

  g_task_set_source_tag (task, open_async);
  vtr_console_stream_open_async (VTR_MACHINE_SERIAL (stream)->stream, take_over, cancellable,
                                 on_opened_cb, task);
}

static gboolean
open_finish (VtrSerialStream *stream,
             GAsyncResult    *result,
             GError         **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
close_stream (VtrSerialStream *stream)
{
  vtr_console_stream_close (VTR_MACHINE_SERIAL (stream)->stream);
}

static gssize
write_stream (VtrSerialStream *stream,
              const guint8    *data,
              gsize            length)
{
  gssize taken
      = vtr_console_stream_write (VTR_MACHINE_SERIAL (stream)->stream, data, length);

  return MAX (taken, 0);
}

static void
set_paused (VtrSerialStream *stream,
            gboolean         paused)
{
  vtr_console_stream_set_paused (VTR_MACHINE_SERIAL (stream)->stream, paused);
}

static void
vtr_machine_serial_stream_init (VtrSerialStreamInterface *iface)
{
  iface->open_async = open_async;
  iface->open_finish = open_finish;
  iface->close = close_stream;
  iface->write = write_stream;
  iface->set_paused = set_paused;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (VtrMachineSerial, vtr_machine_serial, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (VTR_TYPE_SERIAL_STREAM,
                                                      vtr_machine_serial_stream_init))

static void
vtr_machine_serial_dispose (GObject *object)
{
  VtrMachineSerial *self = VTR_MACHINE_SERIAL (object);

  if (self->stream != NULL)
    vtr_console_stream_close (self->stream);
  g_clear_object (&self->stream);

  G_OBJECT_CLASS (vtr_machine_serial_parent_class)->dispose (object);
}

static void
vtr_machine_serial_class_init (VtrMachineSerialClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = vtr_machine_serial_dispose;
}

static void
vtr_machine_serial_init (VtrMachineSerial *self)
{
}

/**
 * vtr_machine_serial_new:
 * @machine: a machine
 * @device: (nullable): the alias of one of its serial ports, NULL for the first
 *
 * Returns: (transfer full): a stream that is not open
 */
VtrSerialStream *
vtr_machine_serial_new (VtrMachine *machine,
                        const char *device)
{
  VtrMachineSerial *self = g_object_new (VTR_TYPE_MACHINE_SERIAL, NULL);

  self->stream = vtr_console_stream_new (machine, device);
  g_signal_connect_object (self->stream, "received", G_CALLBACK (vtr_serial_stream_emit_received),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->stream, "writable", G_CALLBACK (vtr_serial_stream_emit_writable),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->stream, "closed", G_CALLBACK (vtr_serial_stream_emit_closed), self,
                           G_CONNECT_SWAPPED);
  return VTR_SERIAL_STREAM (self);
}
