/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-pool-model.h"

/**
 * vtr_pool_model_new:
 * @storage: the storage of a host
 *
 * Returns: (transfer full): its pools in the order in which they are shown
 */
GListModel *
vtr_pool_model_new (VtrStorage *storage)
{
  GtkExpression *name = gtk_property_expression_new (VTR_TYPE_POOL, NULL, "name");

  return G_LIST_MODEL (gtk_sort_list_model_new (g_object_ref (vtr_storage_get_pools (storage)),
                                                GTK_SORTER (gtk_string_sorter_new (name))));
}
