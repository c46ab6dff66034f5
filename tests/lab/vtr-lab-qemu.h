/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A QEMU without a window that shows its screen over both protocols, to be asked over QMP what
 * is really there. */
typedef struct
{
  char *folder;
  GSubprocess *process;
  GSocketConnection *qmp;
  GDataInputStream *answers;
  gsize trace_seen;
} VtrLabQemu;

VtrLabQemu *vtr_lab_qemu_new        (const char  *first_argument,
                                     ...) G_GNUC_NULL_TERMINATED;
VtrLabQemu *vtr_lab_qemu_new_strv   (GStrv        arguments);
void        vtr_lab_qemu_free       (VtrLabQemu  *self);
void        vtr_lab_qemu_start      (VtrLabQemu  *self,
                                     GStrv        arguments);
void        vtr_lab_qemu_kill       (VtrLabQemu  *self);
char       *vtr_lab_qemu_path       (VtrLabQemu  *self,
                                     const char  *name);
char       *vtr_lab_qemu_ask        (VtrLabQemu  *self,
                                     const char  *json);
void        vtr_lab_qemu_command    (VtrLabQemu  *self,
                                     const char  *json);
GBytes     *vtr_lab_qemu_screendump (VtrLabQemu  *self,
                                     int         *width,
                                     int         *height);
char       *vtr_lab_qemu_trace      (VtrLabQemu  *self);
void        vtr_lab_qemu_forget     (VtrLabQemu  *self);
gboolean    vtr_lab_qemu_is_there   (void);

G_END_DECLS
