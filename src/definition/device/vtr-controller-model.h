/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

const char *const *vtr_controller_model_list (const char *type);

G_END_DECLS
