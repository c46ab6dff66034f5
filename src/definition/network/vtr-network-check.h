/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include "xml/vtr-xml-doc.h"

#include "vtr-subnet.h"

G_BEGIN_DECLS

/* Addresses that are spoken for: by another network, or by a route of the host. */
typedef struct
{
  VtrSubnet subnet;
  char     *network; /* the name of the network; NULL for a route */
  char     *device;  /* the network device that has it */
} VtrTakenSubnet;

/* Where in a form a problem is shown. */
typedef enum
{
  VTR_NETWORK_AT_NAME,
  VTR_NETWORK_AT_DEVICE,
  VTR_NETWORK_AT_IPV4,
  VTR_NETWORK_AT_RANGE4,
  VTR_NETWORK_AT_IPV6,
  VTR_NETWORK_AT_RANGE6,
  VTR_NETWORK_AT_FIXED,
  VTR_NETWORK_AT_NAMES,
  VTR_NETWORK_AT_ROUTES,
  VTR_NETWORK_AT_PORTS,
  VTR_NETWORK_AT_LIMITS,
} VtrNetworkPlace;

/* A warning can be lived with: libvirt may take it, or it may go away by itself. */
typedef struct
{
  VtrNetworkPlace place;
  gboolean        is_warning;
  char           *key;  /* of the entry that is meant; NULL for none */
  char           *text; /* a sentence, translated */
} VtrNetworkProblem;

VtrTakenSubnet *vtr_taken_subnet_new   (const VtrSubnet *subnet,
                                        const char      *network,
                                        const char      *device);
void            vtr_taken_subnet_free  (VtrTakenSubnet  *self);
GPtrArray      *vtr_taken_subnets_read (VtrXmlDoc       *network);

GPtrArray      *vtr_network_check      (VtrXmlDoc       *doc,
                                        GPtrArray       *taken,
                                        GStrv            names);
gboolean        vtr_network_check_passed (GPtrArray     *problems);

G_END_DECLS
