/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include "vtr-network-check.h"

G_BEGIN_DECLS

#define VTR_ROUTES_V4 "/proc/net/route"
#define VTR_ROUTES_V6 "/proc/net/ipv6_route"

GPtrArray *vtr_host_routes_parse (const char *v4,
                                  const char *v6);

G_END_DECLS
