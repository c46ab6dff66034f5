/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include <gio/gio.h>

#include "virt/host/vtr-host.h"

G_BEGIN_DECLS

typedef struct
{
  char    *name;
  char    *forward;    /* "nat", "route", "bridge"…; NULL for a network that leads nowhere */
  gboolean is_active;
  GStrv    port_groups;
} VtrNetworkOffer;

/* What a host has by name that a machine can be connected to, and what it can be. What the host does not
 * tell of is empty. */
typedef struct
{
  GPtrArray *networks;      /* VtrNetworkOffer */
  GPtrArray *bridges;       /* char * */
  GPtrArray *interfaces;    /* char *: all others */
  GPtrArray *filters;       /* char * */
  GPtrArray *machine_types; /* char *: of the architecture that was asked for */
  GPtrArray *render_nodes;  /* char *: paths of what draws 3D for a screen */
  guint      n_processors;
  guint64    memory;
} VtrHostOffers;

void           vtr_host_load_offers_async  (VtrHost              *self,
                                            const char           *arch,
                                            GCancellable         *cancellable,
                                            GAsyncReadyCallback   callback,
                                            gpointer              user_data);
VtrHostOffers *vtr_host_load_offers_finish (VtrHost              *self,
                                            GAsyncResult         *result,
                                            GError              **error);
void           vtr_host_offers_free        (gpointer              offers);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VtrHostOffers, vtr_host_offers_free)

G_END_DECLS
