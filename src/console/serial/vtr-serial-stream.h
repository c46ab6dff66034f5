/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* One serial port of a guest, as bytes in both directions. libvirt's stream is one, and so is a
 * socket or a pseudo terminal in a test.
 *
 * "received" hands over what the guest said, as #GBytes, and "closed" why there will be no more,
 * as a #GError or %NULL. "writable" says that a write that took nothing may be tried again. */
#define VTR_TYPE_SERIAL_STREAM (vtr_serial_stream_get_type ())
G_DECLARE_INTERFACE (VtrSerialStream, vtr_serial_stream, VTR, SERIAL_STREAM, GObject)

struct _VtrSerialStreamInterface
{
  GTypeInterface parent_interface;

  void     (*open_async)  (VtrSerialStream      *self,
                           gboolean              take_over,
                           GCancellable         *cancellable,
                           GAsyncReadyCallback   callback,
                           gpointer              user_data);
  gboolean (*open_finish) (VtrSerialStream      *self,
                           GAsyncResult         *result,
                           GError              **error);
  void     (*close)       (VtrSerialStream      *self);
  gssize   (*write)       (VtrSerialStream      *self,
                           const guint8         *data,
                           gsize                 length);
  void     (*set_paused)  (VtrSerialStream      *self,
                           gboolean              paused);
};

void     vtr_serial_stream_open_async    (VtrSerialStream      *self,
                                          gboolean              take_over,
                                          GCancellable         *cancellable,
                                          GAsyncReadyCallback   callback,
                                          gpointer              user_data);
gboolean vtr_serial_stream_open_finish   (VtrSerialStream      *self,
                                          GAsyncResult         *result,
                                          GError              **error);
void     vtr_serial_stream_close         (VtrSerialStream      *self);
gssize   vtr_serial_stream_write         (VtrSerialStream      *self,
                                          const guint8         *data,
                                          gsize                 length);
void     vtr_serial_stream_set_paused    (VtrSerialStream      *self,
                                          gboolean              paused);

/* For the types that implement it. */
void     vtr_serial_stream_emit_received (VtrSerialStream      *self,
                                          GBytes               *bytes);
void     vtr_serial_stream_emit_writable (VtrSerialStream      *self);
void     vtr_serial_stream_emit_closed   (VtrSerialStream      *self,
                                          const GError         *error);

G_END_DECLS
