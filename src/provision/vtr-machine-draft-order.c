/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-machine-draft-private.h"

#include <string.h>

/* From what a person has said to what has to be done. */

#define LEAST_DISK ((guint64) 4 << 20) /* of a copy, which brings its own size along */

static const char *
choose_format (VtrMachineDraft *self)
{
  const VtrSurveyPool *pool = vtr_survey_find_pool (self->survey, self->pool);
  static const char *const of_files[] = { "dir", "fs", "netfs", NULL };

  if (pool != NULL && !g_strv_contains (of_files, pool->type))
    return NULL;
  return g_str_equal (self->survey->driver, "QEMU") ? "qcow2" : "raw";
}

static void
fill_place (VtrMachineDraft *self,
            VtrVolumeWish   *disk)
{
  disk->pool = g_strdup (self->pool);
  disk->folder = vtr_survey_get_default_folder (self->survey);
}

static void
fill_disk (VtrMachineDraft *self,
           VtrVolumeWish   *disk)
{
  const char *format = choose_format (self);

  fill_place (self, disk);
  disk->name = format != NULL ? g_strdup_printf ("%s.%s", self->plan->name,
                                                 g_str_equal (format, "raw") ? "img" : format)
                              : g_strdup (self->plan->name);
  disk->format = g_strdup (format);
  disk->capacity = self->plan->method == VTR_METHOD_DISK ? LEAST_DISK : self->disk_size;
}

/* What is in a pool without being a file or a device has no path that means anything. */
static void
fill_image (VtrMachineDraft *self,
            VtrPlanDisk     *disk)
{
  if (self->path != NULL && self->path[0] == '/')
    disk->path = g_strdup (self->path);
  else
    {
      disk->pool = g_strdup (self->image_pool);
      disk->volume = g_strdup (self->image_volume);
    }
  disk->format = g_strdup (self->image_format);
}

/* An address is fetched, anything else is a path of the host. */
static void
fill_file (VtrOrderFile  *file,
           const char    *place,
           char         **path)
{
  if (place == NULL)
    return;
  if (strstr (place, "://") != NULL)
    file->url = g_strdup (place);
  else
    g_set_str (path, place);
}

static void
fill_files (VtrMachineDraft *self,
            VtrCreateOrder  *order)
{
  VtrMachinePlan *plan = order->plan;

  if (plan->method == VTR_METHOD_MEDIA && self->block != NULL)
    {
      order->files[VTR_FILE_MEDIA].file = g_strdup (self->path);
      g_clear_pointer (&plan->media, g_free);
    }
  else if (plan->method == VTR_METHOD_MEDIA && self->url != NULL)
    fill_file (&order->files[VTR_FILE_MEDIA], self->url, &plan->media);
  else if (plan->method == VTR_METHOD_KERNEL)
    {
      fill_file (&order->files[VTR_FILE_KERNEL], self->url, &plan->kernel);
      fill_file (&order->files[VTR_FILE_INITRD], self->initrd, &plan->initrd);
    }
  else if (plan->method == VTR_METHOD_CLOUD)
    {
      order->cloud = vtr_cloud_user_copy (self->cloud);
      order->cloud->hostname = g_strdup (plan->name);
      order->files[VTR_FILE_IMAGE].url = g_strdup (self->url);
      order->files[VTR_FILE_IMAGE].file = self->url == NULL ? g_strdup (self->path) : NULL;
    }
  else if (vtr_machine_draft_get_copies (self))
    {
      order->files[VTR_FILE_IMAGE].file = g_strdup (self->path);
      order->converts = TRUE;
    }
}

/**
 * vtr_machine_draft_make_order:
 * @self: a draft that is ready
 *
 * Returns: (transfer full): everything that is needed to make the machine
 */
VtrCreateOrder *
vtr_machine_draft_make_order (VtrMachineDraft *self)
{
  VtrCreateOrder *order = vtr_create_order_new (vtr_machine_plan_copy (self->plan));
  VtrMachinePlan *plan = order->plan;

  order->os = vtr_os_facts_copy (self->os);
  order->capabilities = self->capabilities != NULL ? vtr_xml_doc_ref (self->capabilities) : NULL;
  order->starts = self->starts;

  order->reads_ours = self->survey->is_session && !self->survey->is_remote;
  if (plan->method == VTR_METHOD_MEDIA)
    plan->media = g_strdup (self->path);
  else if (plan->method == VTR_METHOD_DISK && !vtr_machine_draft_get_copies (self))
    fill_image (self, &plan->disk);
  else if (plan->method == VTR_METHOD_CONTAINER)
    plan->root = g_strdup (self->path);

  fill_files (self, order);
  if (self->wants_disk || vtr_machine_draft_get_copies (self))
    fill_disk (self, &order->disk);
  else
    fill_place (self, &order->disk);
  plan->is_live = plan->method == VTR_METHOD_MEDIA && !self->wants_disk;
  return order;
}
