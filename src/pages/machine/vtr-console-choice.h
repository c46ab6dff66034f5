/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include "virt/machine/vtr-machine-graphics.h"

G_BEGIN_DECLS

/* One screen or text console of a running machine, whether or not it can be looked at. */
typedef struct
{
  char             *label;
  char             *key;     /* tells whether it is the same one as before */
  char             *why_not; /* NULL where it can be looked at */
  VtrMachineScreen *screen;  /* NULL: text */
  char             *device;  /* text: its alias */
} VtrConsoleChoice;

GPtrArray        *vtr_console_choices_list (VtrXmlDoc  *running);
gboolean          vtr_console_choices_same (GPtrArray  *a,
                                            GPtrArray  *b);
VtrConsoleChoice *vtr_console_choices_find (GPtrArray  *choices,
                                            const char *key);
GMenuModel       *vtr_console_choices_menu (GPtrArray  *choices);

G_END_DECLS
