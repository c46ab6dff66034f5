/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include <adwaita.h>

#include "virt/host/vtr-host.h"

G_BEGIN_DECLS

/* Makes the page of a host: a floating widget that is shown for as long as the host is. */
typedef GtkWidget *(*VtrHostTabFunc) (VtrHost *host);

/* A place for one page of a host. The page is made when it is first looked at, and made anew for
 * another host; without a connection its place says how the host is. */
#define VTR_TYPE_HOST_TAB (vtr_host_tab_get_type ())
G_DECLARE_FINAL_TYPE (VtrHostTab, vtr_host_tab, VTR, HOST_TAB, AdwBin)

GtkWidget *vtr_host_tab_new      (VtrHostTabFunc  make,
                                  gboolean        needs_connection);
void       vtr_host_tab_set_host (VtrHostTab     *self,
                                  VtrHost        *host);
GtkWidget *vtr_host_tab_get_page (VtrHostTab     *self);

G_END_DECLS
