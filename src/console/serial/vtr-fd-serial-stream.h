/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include "vtr-serial-stream.h"

#include "console/vtr-console-endpoint.h"

G_BEGIN_DECLS

/* A serial port behind a socket, such as QEMU's own, or anything else that an endpoint opens. */
#define VTR_TYPE_FD_SERIAL_STREAM (vtr_fd_serial_stream_get_type ())
G_DECLARE_FINAL_TYPE (VtrFdSerialStream, vtr_fd_serial_stream, VTR, FD_SERIAL_STREAM, GObject)

VtrSerialStream *vtr_fd_serial_stream_new (VtrConsoleEndpoint *endpoint);

G_END_DECLS
