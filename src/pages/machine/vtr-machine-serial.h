/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include "console/serial/vtr-serial-stream.h"
#include "virt/machine/vtr-machine.h"

G_BEGIN_DECLS

/* A machine's serial port as a terminal wants it: the engine knows no terminals, and the terminal
 * knows no machines. */
#define VTR_TYPE_MACHINE_SERIAL (vtr_machine_serial_get_type ())
G_DECLARE_FINAL_TYPE (VtrMachineSerial, vtr_machine_serial, VTR, MACHINE_SERIAL, GObject)

VtrSerialStream *vtr_machine_serial_new (VtrMachine *machine,
                                         const char *device);

G_END_DECLS
