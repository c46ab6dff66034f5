/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include "xml/vtr-xml-node.h"

G_BEGIN_DECLS

/* Internet addresses and the ranges of them, as plain values of both families. */
typedef struct
{
  guint8 bytes[16];
  guint  length; /* 4 or 16 */
} VtrAddress;

typedef struct
{
  VtrAddress address; /* any address in it, as it was written */
  guint      prefix;
} VtrSubnet;

gboolean   vtr_address_parse          (const char       *text,
                                       VtrAddress       *address);
char      *vtr_address_to_string      (const VtrAddress *self);
int        vtr_address_compare        (const VtrAddress *a,
                                       const VtrAddress *b);
VtrAddress vtr_address_plus           (const VtrAddress *self,
                                       guint             offset);
gboolean   vtr_netmask_to_prefix      (const char       *netmask,
                                       guint            *prefix);
char      *vtr_netmask_from_prefix    (guint             prefix);

gboolean   vtr_subnet_parse           (const char       *text,
                                       VtrSubnet        *subnet);
gboolean   vtr_subnet_read            (VtrXmlNode       *node,
                                       VtrSubnet        *subnet);
char      *vtr_subnet_to_string       (const VtrSubnet  *self);
VtrAddress vtr_subnet_get_first       (const VtrSubnet  *self);
VtrAddress vtr_subnet_get_last        (const VtrSubnet  *self);
gboolean   vtr_subnet_contains        (const VtrSubnet  *self,
                                       const VtrAddress *address);
gboolean   vtr_subnet_overlaps        (const VtrSubnet  *a,
                                       const VtrSubnet  *b);
gboolean   vtr_subnet_is_usable       (const VtrSubnet  *self,
                                       const VtrAddress *address);
gboolean   vtr_subnet_propose_range   (const VtrSubnet  *self,
                                       char            **start,
                                       char            **end);

G_END_DECLS
