/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include <gtk/gtk.h>

#include "virt/machine/vtr-machine-verbs.h"

G_BEGIN_DECLS

/* Whether something is asked before a verb, and what. */

const char *vtr_machine_question_key (VtrVerb    verb);
void        vtr_machine_question_ask (GtkWidget          *parent,
                                      VtrVerb             verb,
                                      GPtrArray          *machines,
                                      GAsyncReadyCallback callback,
                                      gpointer            user_data);
void        vtr_machine_ask_name     (GtkWidget          *parent,
                                      VtrMachine         *machine);

G_END_DECLS
