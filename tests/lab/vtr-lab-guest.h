/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include "vtr-lab-qemu.h"

G_BEGIN_DECLS

/* The guest of guest/main.c, booted in a VtrLabQemu: it does what it is told on its serial line and
 * says there what happens to it. */
typedef struct
{
  VtrLabQemu *qemu;
  GSocketConnection *serial;
  GCancellable *cancellable;
  GString *heard;
} VtrLabGuest;

VtrLabGuest *vtr_lab_guest_new    (const char  *agent,
                                   ...) G_GNUC_NULL_TERMINATED;
void         vtr_lab_guest_free   (VtrLabGuest *self);
gboolean     vtr_lab_guest_can    (void);
void         vtr_lab_guest_tell   (VtrLabGuest *self,
                                   const char  *line);
gboolean     vtr_lab_guest_heard  (VtrLabGuest *self,
                                   const char  *what);
void         vtr_lab_guest_forget (VtrLabGuest *self);

G_END_DECLS
