/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include <adwaita.h>

#include "definition/network/vtr-network-mode.h"

G_BEGIN_DECLS

/* The few things that most networks are made of: a name, a mode and addresses. It reads a definition,
 * and writes into one what a person has in its rows; all else stays as it is.
 *
 * Signal "edited" (): after each change by a person. */
#define VTR_TYPE_NETWORK_BASICS (vtr_network_basics_get_type ())
G_DECLARE_FINAL_TYPE (VtrNetworkBasics, vtr_network_basics, VTR, NETWORK_BASICS, AdwBin)

GtkWidget *vtr_network_basics_new          (void);
void       vtr_network_basics_read         (VtrNetworkBasics *self,
                                            VtrXmlDoc        *doc);
void       vtr_network_basics_write        (VtrNetworkBasics *self,
                                            VtrXmlDoc        *doc);
void       vtr_network_basics_set_devices  (VtrNetworkBasics *self,
                                            GPtrArray        *bridges,
                                            GPtrArray        *interfaces);
void       vtr_network_basics_set_problems (VtrNetworkBasics *self,
                                            GPtrArray        *problems);
void       vtr_network_basics_set_why_no_name (VtrNetworkBasics *self,
                                               const char       *why_not);

G_END_DECLS
