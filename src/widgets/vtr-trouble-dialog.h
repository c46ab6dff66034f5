/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include "base/vtr-trouble.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* An alert that tells a trouble whole. It closes with "close"; add other responses to it to offer
 * a way on. */
AdwDialog *vtr_trouble_dialog_new (const VtrTrouble *trouble);

G_END_DECLS
