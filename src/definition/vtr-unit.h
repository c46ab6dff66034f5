/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Sizes as libvirt writes them: a number beside a unit, where "KB" and "MB" are decimal, "K" and
 * "KiB" binary, and no unit means what the element says it means. */
gboolean vtr_unit_to_bytes   (const char *number,
                              const char *unit,
                              const char *unit_default,
                              guint64    *bytes);
char    *vtr_unit_from_bytes (guint64     bytes,
                              const char *unit,
                              const char *unit_default);

G_END_DECLS
