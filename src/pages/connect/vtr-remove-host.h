/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include "fleet/vtr-fleet.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

void vtr_remove_host (GtkWidget *parent,
                      VtrFleet  *fleet,
                      VtrHost   *host);

G_END_DECLS
