/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include "xml/vtr-xml-node.h"

#include "vtr-pool-type.h"

G_BEGIN_DECLS

/* What libvirt is told of a pool, and what it finds when it looks for sources. */

VtrXmlDoc         *vtr_pool_definition_new        (const char        *type,
                                                   const char        *name);
const char        *vtr_pool_definition_get        (VtrXmlDoc         *doc,
                                                   VtrPoolPart        part);
void               vtr_pool_definition_set        (VtrXmlDoc         *doc,
                                                   VtrPoolPart        part,
                                                   const char        *value);
gboolean           vtr_pool_definition_is_complete (VtrXmlDoc        *doc,
                                                    VtrPoolPart      *missing);
char              *vtr_pool_definition_get_place  (VtrXmlDoc         *doc);
char              *vtr_pool_definition_source     (VtrXmlDoc         *doc);
GPtrArray         *vtr_pool_sources_read          (const char        *xml,
                                                   GError           **error);
char              *vtr_pool_source_describe       (VtrXmlDoc         *source);
void               vtr_pool_definition_take_source (VtrXmlDoc        *doc,
                                                    VtrXmlDoc        *source);

G_END_DECLS
