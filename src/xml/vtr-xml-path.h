/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include "vtr-xml-node.h"
#include "vtr-xml-private.h"

G_BEGIN_DECLS

/* A path taken apart, on the stack: its spans point into the text of the path. */
typedef struct
{
  VtrXmlSpan path;
  VtrXmlSpan value; /* no data: it is enough to be there */
} VtrXmlPredicate;

typedef struct
{
  VtrXmlSpan      space;
  VtrXmlSpan      name;
  guint           position; /* from 1; 0 for any */
  guint           n_predicates;
  VtrXmlPredicate predicates[3];
} VtrXmlStep;

typedef struct
{
  guint      n_steps;
  VtrXmlStep steps[10];
  VtrXmlSpan attribute;
} VtrXmlPath;

typedef gboolean (*VtrXmlVisit) (VtrXmlNode *node,
                                 gpointer    data);

void        vtr_xml_path_init    (VtrXmlPath        *path,
                                  const char        *text,
                                  gsize              length);
gboolean    vtr_xml_path_visit   (VtrXmlNode        *node,
                                  const VtrXmlPath  *path,
                                  guint              i,
                                  VtrXmlVisit        visit,
                                  gpointer           data);
VtrXmlNode *vtr_xml_path_find    (VtrXmlNode        *node,
                                  const VtrXmlPath  *path,
                                  VtrXmlAttribute  **attribute);
gboolean    vtr_xml_step_matches (VtrXmlNode        *node,
                                  const VtrXmlStep  *step);

G_END_DECLS
