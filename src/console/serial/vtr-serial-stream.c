/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-serial-stream.h"

enum
{
  SIGNAL_RECEIVED,
  SIGNAL_WRITABLE,
  SIGNAL_CLOSED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_INTERFACE (VtrSerialStream, vtr_serial_stream, G_TYPE_OBJECT)

static void
vtr_serial_stream_default_init (VtrSerialStreamInterface *iface)
{
  signals[SIGNAL_RECEIVED] = g_signal_new ("received",
                                           VTR_TYPE_SERIAL_STREAM,
                                           G_SIGNAL_RUN_LAST,
                                           0, NULL, NULL, NULL,
                                           G_TYPE_NONE, 1, G_TYPE_BYTES);
  signals[SIGNAL_WRITABLE] = g_signal_new ("writable",
                                           VTR_TYPE_SERIAL_STREAM,
                                           G_SIGNAL_RUN_LAST,
                                           0, NULL, NULL, NULL,
                                           G_TYPE_NONE, 0);
  signals[SIGNAL_CLOSED] = g_signal_new ("closed",
                                         VTR_TYPE_SERIAL_STREAM,
                                         G_SIGNAL_RUN_LAST,
                                         0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 1, G_TYPE_ERROR);
}

/**
 * vtr_serial_stream_open_async:
 * @take_over: whether to end somebody else's session on that port
 *
 * Opens the port. %VTR_ERROR_BUSY says that somebody else has it.
 */
void
vtr_serial_stream_open_async (VtrSerialStream     *self,
                              gboolean             take_over,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  g_return_if_fail (VTR_IS_SERIAL_STREAM (self));

  VTR_SERIAL_STREAM_GET_IFACE (self)->open_async (self, take_over, cancellable, callback,
                                                  user_data);
}

gboolean
vtr_serial_stream_open_finish (VtrSerialStream  *self,
                               GAsyncResult     *result,
                               GError          **error)
{
  g_return_val_if_fail (VTR_IS_SERIAL_STREAM (self), FALSE);

  return VTR_SERIAL_STREAM_GET_IFACE (self)->open_finish (self, result, error);
}

/**
 * vtr_serial_stream_close:
 *
 * Ends the session, without "closed".
 */
void
vtr_serial_stream_close (VtrSerialStream *self)
{
  g_return_if_fail (VTR_IS_SERIAL_STREAM (self));

  VTR_SERIAL_STREAM_GET_IFACE (self)->close (self);
}

/**
 * vtr_serial_stream_write:
 * @data: (array length=length): what to tell the guest
 *
 * Returns: how much of it was taken, without waiting
 */
gssize
vtr_serial_stream_write (VtrSerialStream *self,
                         const guint8    *data,
                         gsize            length)
{
  g_return_val_if_fail (VTR_IS_SERIAL_STREAM (self), 0);

  return VTR_SERIAL_STREAM_GET_IFACE (self)->write (self, data, length);
}

/**
 * vtr_serial_stream_set_paused:
 *
 * While paused nothing is read, so that a guest that talks faster than it can be shown has to
 * wait, instead of filling this computer's memory.
 */
void
vtr_serial_stream_set_paused (VtrSerialStream *self,
                              gboolean         paused)
{
  g_return_if_fail (VTR_IS_SERIAL_STREAM (self));

  VTR_SERIAL_STREAM_GET_IFACE (self)->set_paused (self, paused);
}

void
vtr_serial_stream_emit_received (VtrSerialStream *self,
                                 GBytes          *bytes)
{
  g_signal_emit (self, signals[SIGNAL_RECEIVED], 0, bytes);
}

void
vtr_serial_stream_emit_writable (VtrSerialStream *self)
{
  g_signal_emit (self, signals[SIGNAL_WRITABLE], 0);
}

/**
 * vtr_serial_stream_emit_closed:
 * @error: (nullable): why; %NULL where the guest simply went
 */
void
vtr_serial_stream_emit_closed (VtrSerialStream *self,
                               const GError    *error)
{
  g_signal_emit (self, signals[SIGNAL_CLOSED], 0, error);
}
