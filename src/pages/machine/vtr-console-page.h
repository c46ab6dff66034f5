/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include <adwaita.h>

#include "console/vtr-console-tools.h"
#include "virt/edit/vtr-machine-definition.h"

G_BEGIN_DECLS

/* The machine's screens and serial ports, one at a time. Nothing is connected before the page is
 * looked at, and nothing is dropped because somebody looks elsewhere, or takes the console to a
 * window of its own. */
#define VTR_TYPE_CONSOLE_PAGE (vtr_console_page_get_type ())
G_DECLARE_FINAL_TYPE (VtrConsolePage, vtr_console_page, VTR, CONSOLE_PAGE, AdwBin)

GtkWidget    *vtr_console_page_new         (VtrMachineDefinition *definition);
gboolean      vtr_console_page_is_dirty    (GtkWidget            *page);
void          vtr_console_page_set_reason  (GtkWidget            *page,
                                            const char           *why_not);
GActionGroup *vtr_console_page_get_actions (VtrConsolePage       *self);
gboolean      vtr_console_page_is_away     (VtrConsolePage       *self);
void          vtr_console_page_set_tools   (VtrConsolePage       *self,
                                            VtrConsoleTools      *tools);

G_END_DECLS
