/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-create-order.h"

/**
 * vtr_create_order_new:
 * @plan: (transfer full): the machine
 *
 * Returns: (transfer full): an order for a machine without a new disk, which is not started
 */
VtrCreateOrder *
vtr_create_order_new (VtrMachinePlan *plan)
{
  VtrCreateOrder *self = g_new0 (VtrCreateOrder, 1);

  self->plan = plan;
  return self;
}

void
vtr_create_order_free (VtrCreateOrder *self)
{
  if (self == NULL)
    return;

  for (guint i = 0; i < VTR_N_FILES; i++)
    {
      g_free (self->files[i].url);
      g_free (self->files[i].sha256);
      g_free (self->files[i].file);
    }
  vtr_machine_plan_free (self->plan);
  vtr_os_facts_free (self->os);
  vtr_cloud_user_free (self->cloud);
  g_clear_pointer (&self->capabilities, vtr_xml_doc_unref);
  vtr_volume_wish_clear (&self->disk);
  g_free (self);
}

/* Where the machine finds a file, now that it is there. The image has become its disk. */
void
vtr_create_order_set_path (VtrCreateOrder   *self,
                           VtrOrderFileSort  sort,
                           const char       *path)
{
  char **const places[VTR_N_FILES] = {
    [VTR_FILE_MEDIA] = &self->plan->media,
    [VTR_FILE_KERNEL] = &self->plan->kernel,
    [VTR_FILE_INITRD] = &self->plan->initrd,
    [VTR_FILE_SEED] = &self->plan->seed,
  };

  if (places[sort] != NULL)
    g_set_str (places[sort], path);
  self->files[sort].placed = TRUE;
}
