/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include "vtr-form.h"

G_BEGIN_DECLS

const VtrForm *vtr_form_for_network (void);

G_END_DECLS
