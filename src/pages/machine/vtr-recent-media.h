/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The discs that were last put into drives of a host's machines, the newest first. */
GStrv vtr_recent_media_list (GSettings  *settings,
                             const char *host_uri);
void  vtr_recent_media_add  (GSettings  *settings,
                             const char *host_uri,
                             const char *path);

G_END_DECLS
