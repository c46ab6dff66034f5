/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include <adwaita.h>

#include "vtr-serial-stream.h"

G_BEGIN_DECLS

typedef enum
{
  VTR_SERIAL_IDLE,
  VTR_SERIAL_OPENING,
  VTR_SERIAL_OPEN,
  VTR_SERIAL_BUSY, /* somebody else has the port: ask before taking it over */
  VTR_SERIAL_LOST, /* it comes back by itself */
  VTR_SERIAL_REFUSED,
} VtrSerialState;

#define VTR_TYPE_SERIAL_STATE (vtr_serial_state_get_type ())
GType vtr_serial_state_get_type (void);

/* A terminal on one serial port of a guest. Its actions are "terminal.copy", "terminal.paste",
 * "terminal.select-all", "terminal.zoom-in", "terminal.zoom-out", "terminal.zoom-normal",
 * "terminal.find", "terminal.clear", "terminal.send-size" and "terminal.connect". */
#define VTR_TYPE_SERIAL_TERMINAL (vtr_serial_terminal_get_type ())
G_DECLARE_FINAL_TYPE (VtrSerialTerminal, vtr_serial_terminal, VTR, SERIAL_TERMINAL, AdwBin)

GtkWidget       *vtr_serial_terminal_new         (void);
VtrSerialStream *vtr_serial_terminal_get_stream  (VtrSerialTerminal  *self);
void             vtr_serial_terminal_set_stream  (VtrSerialTerminal  *self,
                                                  VtrSerialStream    *stream);
void             vtr_serial_terminal_open        (VtrSerialTerminal  *self,
                                                  gboolean            take_over);
void             vtr_serial_terminal_close       (VtrSerialTerminal  *self);
VtrSerialState   vtr_serial_terminal_get_state   (VtrSerialTerminal  *self);
void             vtr_serial_terminal_start_log   (VtrSerialTerminal  *self,
                                                  GFile              *file);
void             vtr_serial_terminal_stop_log    (VtrSerialTerminal  *self);
char            *vtr_serial_terminal_get_text    (VtrSerialTerminal  *self);
void             vtr_serial_terminal_feed_guest  (VtrSerialTerminal  *self,
                                                  const char         *text);

G_END_DECLS
