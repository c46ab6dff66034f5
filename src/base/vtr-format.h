/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *vtr_format_bytes    (guint64 bytes);
char *vtr_format_rate     (double  bytes_per_second);
char *vtr_format_percent  (double  fraction);
char *vtr_format_duration (gint64  seconds);
char *vtr_format_moment   (gint64  unix_time,
                           gint64  unix_now);

G_END_DECLS
