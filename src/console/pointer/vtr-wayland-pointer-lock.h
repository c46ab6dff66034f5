/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include "vtr-pointer-lock.h"

G_BEGIN_DECLS

GType vtr_wayland_pointer_lock_find_type (GdkDisplay *display);

G_END_DECLS
