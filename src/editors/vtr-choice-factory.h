/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* How a list of choices is drawn, of which some cannot be chosen and say why. */
void vtr_choice_factory_apply (AdwComboRow *row,
                               GPtrArray   *reasons);

G_END_DECLS
