/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include <adwaita.h>

#include "virt/machine/vtr-machine.h"

G_BEGIN_DECLS

/* A machine of its own window: what it is, what it is made of, and what can be done with it. Its pages
 * are made when they are first looked at. */
#define VTR_TYPE_MACHINE_WINDOW (vtr_machine_window_get_type ())
G_DECLARE_FINAL_TYPE (VtrMachineWindow, vtr_machine_window, VTR, MACHINE_WINDOW,
                      AdwApplicationWindow)

GtkWidget  *vtr_machine_window_new         (GtkApplication   *application,
                                            VtrMachine       *machine,
                                            GSettings        *settings);
VtrMachine *vtr_machine_window_get_machine (VtrMachineWindow *self);
void        vtr_machine_window_show_page   (VtrMachineWindow *self,
                                            const char       *name);

G_END_DECLS
