/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include "xml/vtr-xml-node.h"

G_BEGIN_DECLS

/* What is in a drive, for those who do not care how that is written. */
char *vtr_disk_source_get (VtrXmlNode *disk);
void  vtr_disk_source_set (VtrXmlNode *disk,
                           const char *type,
                           const char *path);

G_END_DECLS
