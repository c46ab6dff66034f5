/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include <gtk/gtk.h>

#include "virt/storage/vtr-storage.h"

G_BEGIN_DECLS

GListModel *vtr_pool_model_new (VtrStorage *storage);

G_END_DECLS
