/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-os-database-private.h"

#include <string.h>

static const struct
{
  const char *id;
  guint       devices;
} devices[] = {
  { "http://pcisig.com/pci/1af4/1000", VTR_OS_VIRTIO_NETWORK },
  { "http://pcisig.com/pci/1af4/1041", VTR_OS_VIRTIO_NETWORK },
  { "http://pcisig.com/pci/1af4/1001", VTR_OS_VIRTIO_DISK },
  { "http://pcisig.com/pci/1af4/1042", VTR_OS_VIRTIO_DISK },
  { "http://pcisig.com/pci/1af4/1002", VTR_OS_VIRTIO_BALLOON },
  { "http://pcisig.com/pci/1af4/1045", VTR_OS_VIRTIO_BALLOON },
  { "http://pcisig.com/pci/1af4/1003", VTR_OS_VIRTIO_SERIAL },
  { "http://pcisig.com/pci/1af4/1043", VTR_OS_VIRTIO_SERIAL },
  { "http://pcisig.com/pci/1af4/1004", VTR_OS_VIRTIO_SCSI },
  { "http://pcisig.com/pci/1af4/1048", VTR_OS_VIRTIO_SCSI },
  { "http://pcisig.com/pci/1af4/1005", VTR_OS_VIRTIO_RANDOM },
  { "http://pcisig.com/pci/1af4/1044", VTR_OS_VIRTIO_RANDOM },
  { "http://pcisig.com/pci/1af4/1050", VTR_OS_VIRTIO_VIDEO },
  { "http://pcisig.com/pci/1b36/0100", VTR_OS_QXL },
  { "http://qemu.org/chipset/x86/q35", VTR_OS_Q35 },
  { "http://pcisig.com/pci/1033/0194", VTR_OS_USB3 },
  { "http://pcisig.com/pci/1b36/0004", VTR_OS_USB3 },
  { "http://usb.org/usb/80ee/0021", VTR_OS_TABLET },
  { "http://pcisig.com/pci/8086/10d3", VTR_OS_E1000E },
  { "http://pcisig.com/pci/8086/2668", VTR_OS_HDA },
  { "http://pcisig.com/pci/8086/293e", VTR_OS_HDA },
};

/* Returns: (transfer full): the name that people use: nobody says the maker's name of the one system
 * that puts it first */
char *
vtr_osinfo_dup_name (OsinfoOs *os)
{
  const char *name = osinfo_product_get_name (OSINFO_PRODUCT (os));

  if (name != NULL && g_str_has_prefix (name, "Microsoft Windows"))
    name += strlen ("Microsoft ");
  return g_strdup (name);
}

static guint
read_devices (OsinfoOs *os)
{
  g_autoptr (OsinfoDeviceList) list = osinfo_os_get_all_devices (os, NULL);
  guint found = 0;

  for (int i = 0; i < osinfo_list_get_length (OSINFO_LIST (list)); i++)
    {
      const char *id = osinfo_entity_get_id (osinfo_list_get_nth (OSINFO_LIST (list), i));

      for (guint k = 0; k < G_N_ELEMENTS (devices); k++)
        if (g_str_equal (id, devices[k].id))
          found |= devices[k].devices;
    }
  return found;
}

static gboolean
is_for (const char *arch,
        const char *wanted)
{
  return arch == NULL || g_str_equal (arch, "all") || g_strcmp0 (arch, wanted) == 0;
}

/* Needs are not stated as such: where BIOS is stated not to do, EFI is needed; and the one system of
 * which that is stated wants its loader signed and a TPM as well. */
static guint
read_needs (OsinfoOs   *os,
            const char *arch)
{
  g_autoptr (OsinfoFirmwareList) list = osinfo_os_get_complete_firmware_list (os, NULL);
  guint needs = 0;

  for (int i = 0; i < osinfo_list_get_length (OSINFO_LIST (list)); i++)
    {
      OsinfoFirmware *firmware = OSINFO_FIRMWARE (osinfo_list_get_nth (OSINFO_LIST (list), i));

      if (is_for (osinfo_firmware_get_architecture (firmware), arch)
          && g_strcmp0 (osinfo_firmware_get_firmware_type (firmware), "bios") == 0
          && !osinfo_firmware_is_supported (firmware))
        needs |= VTR_OS_NEEDS_EFI;
    }
  if ((needs & VTR_OS_NEEDS_EFI) && g_strcmp0 (osinfo_os_get_family (os), "winnt") == 0)
    needs |= VTR_OS_NEEDS_SECURE_BOOT | VTR_OS_NEEDS_TPM;
  return needs;
}

/* The entry for just these processors, else the one for all, else any: it is nearer than a guess. */
static OsinfoResources *
find_resources (OsinfoResourcesList *list,
                const char          *arch)
{
  OsinfoResources *found = NULL;

  for (int i = 0; i < osinfo_list_get_length (OSINFO_LIST (list)); i++)
    {
      OsinfoResources *resources = OSINFO_RESOURCES (osinfo_list_get_nth (OSINFO_LIST (list), i));
      const char *own = osinfo_resources_get_architecture (resources);

      if (g_strcmp0 (own, arch) == 0 || (found == NULL && is_for (own, arch)))
        found = resources;
    }
  if (found == NULL && osinfo_list_get_length (OSINFO_LIST (list)) > 0)
    found = OSINFO_RESOURCES (osinfo_list_get_nth (OSINFO_LIST (list), 0));
  return found;
}

static guint64
stated (gint64 value)
{
  return value > 0 ? (guint64) value : 0;
}

static void
read_resources (VtrOsFacts *facts,
                OsinfoOs   *os,
                const char *arch)
{
  g_autoptr (OsinfoResourcesList) least_list = osinfo_os_get_minimum_resources (os);
  g_autoptr (OsinfoResourcesList) list = osinfo_os_get_recommended_resources (os);
  OsinfoResources *least = find_resources (least_list, arch);
  OsinfoResources *recommended = find_resources (list, arch);

  if (least != NULL)
    {
      facts->least_memory = stated (osinfo_resources_get_ram (least));
      facts->least_processors = (guint) stated (osinfo_resources_get_n_cpus (least));
      facts->least_disk = stated (osinfo_resources_get_storage (least));
    }
  if (recommended != NULL)
    {
      facts->memory = stated (osinfo_resources_get_ram (recommended));
      facts->processors = (guint) stated (osinfo_resources_get_n_cpus (recommended));
      facts->disk = stated (osinfo_resources_get_storage (recommended));
    }
}

/**
 * vtr_osinfo_read_facts:
 * @os: a system
 * @arch: for which processors
 *
 * Returns: (transfer full): what there is to know of it
 */
VtrOsFacts *
vtr_osinfo_read_facts (OsinfoOs   *os,
                       const char *arch)
{
  g_autofree char *name = vtr_osinfo_dup_name (os);
  VtrOsFacts *facts = vtr_os_facts_new (osinfo_entity_get_id (OSINFO_ENTITY (os)), name);

  facts->short_id = g_strdup (osinfo_product_get_short_id (OSINFO_PRODUCT (os)));
  facts->family = g_strdup (osinfo_os_get_family (os));
  facts->devices = read_devices (os);
  facts->needs = read_needs (os, arch);
  read_resources (facts, os, arch);
  return facts;
}

/**
 * vtr_osinfo_make_media:
 * @label: what a disc says about itself
 *
 * Returns: (transfer full): the same for libosinfo, which would otherwise read the disc itself and
 *   could then read only what this computer can open
 */
OsinfoMedia *
vtr_osinfo_make_media (const VtrDiscLabel *label)
{
  OsinfoMedia *media = g_object_new (OSINFO_TYPE_MEDIA, "id", label->volume, NULL);
  OsinfoEntity *entity = OSINFO_ENTITY (media);

  osinfo_entity_set_param (entity, OSINFO_MEDIA_PROP_VOLUME_ID, label->volume);
  osinfo_entity_set_param (entity, OSINFO_MEDIA_PROP_SYSTEM_ID, label->system);
  osinfo_entity_set_param (entity, OSINFO_MEDIA_PROP_PUBLISHER_ID, label->publisher);
  osinfo_entity_set_param (entity, OSINFO_MEDIA_PROP_APPLICATION_ID, label->application);
  osinfo_entity_set_param_int64 (entity, OSINFO_MEDIA_PROP_VOLUME_SIZE, (gint64) label->size);
  return media;
}

/* Sources */

static char *
join_variants (OsinfoOsVariantList *variants)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_null_terminated (2, NULL, TRUE);

  for (int i = 0; i < osinfo_list_get_length (OSINFO_LIST (variants)); i++)
    g_ptr_array_add (names, (char *) osinfo_os_variant_get_name (
        OSINFO_OS_VARIANT (osinfo_list_get_nth (OSINFO_LIST (variants), i))));
  return names->len > 0 ? g_strjoinv (", ", (char **) names->pdata) : NULL;
}

static VtrOsSource *
add_source (GPtrArray           *sources,
            VtrOsSourceSort      sort,
            const char          *url,
            OsinfoOsVariantList *variants)
{
  VtrOsSource *source = g_new0 (VtrOsSource, 1);

  source->sort = sort;
  source->url = g_strdup (url);
  source->name = join_variants (variants);
  g_ptr_array_add (sources, source);
  return source;
}

static gboolean
is_fetchable (const char *url)
{
  return url != NULL && (g_str_has_prefix (url, "https://") || g_str_has_prefix (url, "http://"));
}

static void
list_discs (GPtrArray  *sources,
            OsinfoOs   *os,
            const char *arch)
{
  g_autoptr (OsinfoMediaList) list = osinfo_os_get_media_list (os);

  for (int i = 0; i < osinfo_list_get_length (OSINFO_LIST (list)); i++)
    {
      OsinfoMedia *media = OSINFO_MEDIA (osinfo_list_get_nth (OSINFO_LIST (list), i));
      g_autoptr (OsinfoOsVariantList) variants = osinfo_media_get_os_variants (media);

      if (is_for (osinfo_media_get_architecture (media), arch)
          && is_fetchable (osinfo_media_get_url (media)))
        add_source (sources, VTR_OS_SOURCE_DISC, osinfo_media_get_url (media), variants)->is_live
            = osinfo_media_get_live (media);
    }
}

static void
list_trees (GPtrArray  *sources,
            OsinfoOs   *os,
            const char *arch)
{
  g_autoptr (OsinfoTreeList) list = osinfo_os_get_tree_list (os);

  for (int i = 0; i < osinfo_list_get_length (OSINFO_LIST (list)); i++)
    {
      OsinfoTree *tree = OSINFO_TREE (osinfo_list_get_nth (OSINFO_LIST (list), i));
      g_autoptr (OsinfoOsVariantList) variants = osinfo_tree_get_os_variants (tree);
      VtrOsSource *source;

      if (!is_for (osinfo_tree_get_architecture (tree), arch)
          || !is_fetchable (osinfo_tree_get_url (tree)) || osinfo_tree_get_kernel_path (tree) == NULL)
        continue;
      source = add_source (sources, VTR_OS_SOURCE_TREE, osinfo_tree_get_url (tree), variants);
      source->kernel = g_strdup (osinfo_tree_get_kernel_path (tree));
      source->initrd = g_strdup (osinfo_tree_get_initrd_path (tree));
    }
}

static void
list_images (GPtrArray  *sources,
             OsinfoOs   *os,
             const char *arch)
{
  g_autoptr (OsinfoImageList) list = osinfo_os_get_image_list (os);

  for (int i = 0; i < osinfo_list_get_length (OSINFO_LIST (list)); i++)
    {
      OsinfoImage *image = OSINFO_IMAGE (osinfo_list_get_nth (OSINFO_LIST (list), i));
      g_autoptr (OsinfoOsVariantList) variants = osinfo_image_get_os_variants (image);

      if (is_for (osinfo_image_get_architecture (image), arch) && osinfo_image_get_cloud_init (image)
          && is_fetchable (osinfo_image_get_url (image)))
        add_source (sources, VTR_OS_SOURCE_CLOUD, osinfo_image_get_url (image), variants)->format
            = g_strdup (osinfo_image_get_format (image));
    }
}

/**
 * vtr_osinfo_list_sources:
 * @os: a system
 * @arch: for which processors
 *
 * Returns: (transfer full) (element-type VtrOsSource): where it can be had over the network
 */
GPtrArray *
vtr_osinfo_list_sources (OsinfoOs   *os,
                         const char *arch)
{
  GPtrArray *sources = g_ptr_array_new_with_free_func ((GDestroyNotify) vtr_os_source_free);

  list_discs (sources, os, arch);
  list_trees (sources, os, arch);
  list_images (sources, os, arch);
  return sources;
}
