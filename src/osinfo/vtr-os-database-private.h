/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include "vtr-os-database.h"

#include <osinfo/osinfo.h>

G_BEGIN_DECLS

typedef struct _Contents Contents;

/* vtr-osinfo-read.c: called in workers, which hold the lock */
char        *vtr_osinfo_dup_name     (OsinfoOs           *os);
VtrOsFacts  *vtr_osinfo_read_facts   (OsinfoOs           *os,
                                      const char         *arch);
OsinfoMedia *vtr_osinfo_make_media   (const VtrDiscLabel *label);
GPtrArray   *vtr_osinfo_list_sources (OsinfoOs           *os,
                                      const char         *arch);

G_END_DECLS
