/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include "vtr-serial-stream.h"

G_BEGIN_DECLS

/* Carries bytes between a guest's serial port and the terminal's end of a pseudo terminal. Nothing
 * is ever kept beyond one piece each way: who is faster has to wait. */
#define VTR_TYPE_SERIAL_PUMP (vtr_serial_pump_get_type ())
G_DECLARE_FINAL_TYPE (VtrSerialPump, vtr_serial_pump, VTR, SERIAL_PUMP, GObject)

VtrSerialPump *vtr_serial_pump_new            (GError          **error);
int            vtr_serial_pump_steal_terminal (VtrSerialPump    *self);
void           vtr_serial_pump_set_stream     (VtrSerialPump    *self,
                                               VtrSerialStream  *stream);
void           vtr_serial_pump_set_log        (VtrSerialPump    *self,
                                               GOutputStream    *log);
gboolean       vtr_serial_pump_get_logging    (VtrSerialPump    *self);
guint64        vtr_serial_pump_get_received   (VtrSerialPump    *self);
gsize          vtr_serial_pump_get_waiting    (VtrSerialPump    *self);

G_END_DECLS
