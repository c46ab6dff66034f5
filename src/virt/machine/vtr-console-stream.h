/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include "vtr-machine.h"

G_BEGIN_DECLS

/* A serial port of a running machine as bytes in both directions.
 *
 * Signals: "received" (GBytes), "closed" (GError or NULL) once, "writable" when a write that took
 * nothing may be tried again. */
#define VTR_TYPE_CONSOLE_STREAM (vtr_console_stream_get_type ())
G_DECLARE_FINAL_TYPE (VtrConsoleStream, vtr_console_stream, VTR, CONSOLE_STREAM, GObject)

VtrConsoleStream *vtr_console_stream_new         (VtrMachine           *machine,
                                                  const char           *device);
void              vtr_console_stream_open_async  (VtrConsoleStream     *self,
                                                  gboolean              take_over,
                                                  GCancellable         *cancellable,
                                                  GAsyncReadyCallback   callback,
                                                  gpointer              user_data);
gboolean          vtr_console_stream_open_finish (VtrConsoleStream     *self,
                                                  GAsyncResult         *result,
                                                  GError              **error);
void              vtr_console_stream_close       (VtrConsoleStream     *self);
gssize            vtr_console_stream_write       (VtrConsoleStream     *self,
                                                  const guint8         *data,
                                                  gsize                 length);
void              vtr_console_stream_set_paused  (VtrConsoleStream     *self,
                                                  gboolean              paused);

G_END_DECLS
