/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include <libvirt/libvirt.h>

#include "virt/vtr-link.h"

#include "vtr-networks.h"

G_BEGIN_DECLS

/* A network as a worker found it. Made there, handed over whole. */
typedef struct
{
  char      *name;
  VtrXmlDoc *saved;
  VtrXmlDoc *running; /* NULL while it is stopped */
  gboolean   active;
  gboolean   persistent;
  gboolean   autostart;
} VtrReadNetwork;

VtrReadNetwork *vtr_network_read_in_worker (virNetworkPtr   network,
                                            GError        **error);
void            vtr_read_network_free      (gpointer        read_network);

VtrNetwork     *_vtr_network_new           (VtrHost        *host,
                                            virNetworkPtr   network);
void            _vtr_network_set_handle    (VtrNetwork     *self,
                                            virNetworkPtr   network);
virNetworkPtr   _vtr_network_get_handle    (VtrNetwork     *self);
void            _vtr_network_take_read     (VtrNetwork     *self,
                                            VtrReadNetwork *read);
void            _vtr_network_take_trouble  (VtrNetwork     *self,
                                            VtrTrouble     *trouble);

/* vtr-networks.c */
VtrNetworks    *_vtr_networks_new          (VtrHost        *host);
void            _vtr_networks_forget       (VtrNetworks    *self,
                                            gboolean        is_lost);
void            _vtr_networks_refresh      (VtrNetworks    *self,
                                            VtrNetwork     *network);
void            _vtr_networks_list_again   (VtrNetworks    *self);
VtrNetwork     *_vtr_networks_take         (VtrNetworks    *self,
                                            virNetworkPtr   network);

/* Runs something on a network in a worker of its host. */
typedef gpointer (*VtrNetworkFunc) (virConnectPtr   connection,
                                    virNetworkPtr   network,
                                    gpointer        data,
                                    GError        **error);

void            _vtr_network_run           (VtrHost             *host,
                                            virNetworkPtr        network,
                                            VtrNetworkFunc       func,
                                            gpointer             data,
                                            GDestroyNotify       free_data,
                                            GDestroyNotify       free_result,
                                            VtrWorkPriority      priority,
                                            GAsyncReadyCallback  callback,
                                            gpointer             user_data);

G_END_DECLS
