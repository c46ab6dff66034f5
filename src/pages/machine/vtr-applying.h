/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include <gtk/gtk.h>

#include "virt/edit/vtr-machine-definition.h"

G_BEGIN_DECLS

/* One wish that takes several edits, done one after the other, and how it ended told once: a sentence
 * through the action "window.say", or a dialog where it was refused. */
typedef void (*VtrApplied) (GtkWidget *widget,
                            gboolean   success,
                            gpointer   user_data);

void vtr_applying_start (GtkWidget            *widget,
                         VtrMachineDefinition *definition,
                         GPtrArray            *edits,
                         const char           *failure,
                         VtrApplied            done,
                         gpointer              user_data);

G_END_DECLS
