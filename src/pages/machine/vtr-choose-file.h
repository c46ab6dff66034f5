/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include <adwaita.h>

#include "virt/host/vtr-host.h"

G_BEGIN_DECLS

/* Asks for a file of a host that is not there yet: with this computer's own dialog for a host that is
 * this computer, and for its path elsewhere. */
void  vtr_choose_file_async  (GtkWidget            *parent,
                              VtrHost              *host,
                              const char           *initial,
                              GAsyncReadyCallback   callback,
                              gpointer              user_data);
char *vtr_choose_file_finish (GAsyncResult         *result);

G_END_DECLS
