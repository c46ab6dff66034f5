/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include "xml/vtr-xml-node.h"

G_BEGIN_DECLS

/* What domain capabilities say about a part of a machine. They are silent about what is younger or
 * older than they are, and silence is no "no". */
typedef enum
{
  VTR_SUPPORT_UNKNOWN,
  VTR_SUPPORT_NO,
  VTR_SUPPORT_YES,
} VtrSupport;

VtrSupport vtr_support_get        (VtrXmlDoc  *capabilities,
                                   const char *part);
GStrv      vtr_support_get_values (VtrXmlDoc  *capabilities,
                                   const char *part,
                                   const char *name);
VtrSupport vtr_support_get_value  (VtrXmlDoc  *capabilities,
                                   const char *part,
                                   const char *name,
                                   const char *value);

G_END_DECLS
