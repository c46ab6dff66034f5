/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include "xml/vtr-xml-doc.h"

#include "vtr-machine.h"

G_BEGIN_DECLS

/* One screen that a running machine offers, as its running definition tells. */
typedef struct
{
  guint    index;    /* among the machine's graphics, for vtr_machine_open_graphics_async() */
  char    *type;     /* spice, vnc, … as written */
  char    *socket;   /* NULL where it listens elsewhere or not at all */
  char    *address;
  guint    port;     /* 0: none */
  guint    tls_port;
  gboolean has_password;
} VtrMachineScreen;

GPtrArray *vtr_machine_screens_list        (VtrXmlDoc            *running);
void       vtr_machine_screen_free         (gpointer              screen);

/* A socket that is connected to a screen, handed over by libvirt: it works also where the screen
 * listens nowhere, but only on this computer. */
gboolean   vtr_machine_can_open_graphics   (VtrMachine           *self);
void       vtr_machine_open_graphics_async (VtrMachine           *self,
                                            guint                 index,
                                            GCancellable         *cancellable,
                                            GAsyncReadyCallback   callback,
                                            gpointer              user_data);
int        vtr_machine_open_graphics_finish (VtrMachine          *self,
                                             GAsyncResult        *result,
                                             GError             **error);

G_END_DECLS
