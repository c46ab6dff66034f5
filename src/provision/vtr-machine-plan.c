/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-machine-plan.h"

/* Every string of a plan, so that none is forgotten in one of the two functions below. */
static char **
list_strings (VtrMachinePlan *self,
              guint           index)
{
  char **strings[] = {
    &self->name, &self->uuid, &self->os_id, &self->arch, &self->virt_type, &self->machine_type,
    &self->network, &self->disk.path, &self->disk.pool, &self->disk.volume, &self->disk.format,
    &self->media, &self->drivers, &self->kernel, &self->initrd, &self->arguments, &self->seed,
    &self->init, &self->root,
  };

  return index < G_N_ELEMENTS (strings) ? strings[index] : NULL;
}

/**
 * vtr_machine_plan_new:
 * @method: where its system comes from
 *
 * Returns: (transfer full): a plan that has nothing else
 */
VtrMachinePlan *
vtr_machine_plan_new (VtrMethod method)
{
  VtrMachinePlan *self = g_new0 (VtrMachinePlan, 1);

  self->method = method;
  return self;
}

/**
 * vtr_machine_plan_copy:
 * @self: a plan
 *
 * Returns: (transfer full): the same
 */
VtrMachinePlan *
vtr_machine_plan_copy (const VtrMachinePlan *self)
{
  VtrMachinePlan *copy = g_memdup2 (self, sizeof *self);
  char **string;

  for (guint i = 0; (string = list_strings (copy, i)) != NULL; i++)
    *string = g_strdup (*string);
  return copy;
}

void
vtr_machine_plan_free (VtrMachinePlan *self)
{
  char **string;

  if (self == NULL)
    return;

  for (guint i = 0; (string = list_strings (self, i)) != NULL; i++)
    g_free (*string);
  g_free (self);
}

gboolean
vtr_plan_disk_is_set (const VtrPlanDisk *self)
{
  return self->path != NULL || self->volume != NULL;
}
