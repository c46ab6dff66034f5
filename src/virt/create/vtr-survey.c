/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-survey.h"

#include "xml/vtr-xml-node.h"

#include <string.h>

G_DEFINE_BOXED_TYPE (VtrSurvey, vtr_survey, vtr_survey_ref, vtr_survey_unref)

static void
free_pool (gpointer data)
{
  VtrSurveyPool *pool = data;

  g_free (pool->name);
  g_free (pool->type);
  g_free (pool->path);
  g_free (pool);
}

static void
free_network (gpointer data)
{
  VtrSurveyNetwork *network = data;

  g_free (network->name);
  g_free (network->mode);
  g_free (network->bridge);
  g_free (network);
}

/**
 * vtr_survey_new:
 *
 * Returns: (transfer full): a survey of a host that has nothing
 */
VtrSurvey *
vtr_survey_new (void)
{
  VtrSurvey *self = g_new0 (VtrSurvey, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->pools = g_ptr_array_new_with_free_func (free_pool);
  self->networks = g_ptr_array_new_with_free_func (free_network);
  return self;
}

VtrSurvey *
vtr_survey_ref (VtrSurvey *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
vtr_survey_unref (VtrSurvey *self)
{
  if (self == NULL || !g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_free (self->driver);
  g_free (self->arch);
  g_clear_pointer (&self->capabilities, vtr_xml_doc_unref);
  g_ptr_array_unref (self->pools);
  g_ptr_array_unref (self->networks);
  g_free (self);
}

/**
 * vtr_survey_add_pool:
 * @self: a survey
 * @name: the pool's name
 * @type: its sort
 * @path: (nullable): where its volumes are
 * @active: whether it is open
 * @available: how much fits into it
 */
void
vtr_survey_add_pool (VtrSurvey  *self,
                     const char *name,
                     const char *type,
                     const char *path,
                     gboolean    active,
                     guint64     available)
{
  VtrSurveyPool *pool = g_new0 (VtrSurveyPool, 1);

  pool->name = g_strdup (name);
  pool->type = g_strdup (type);
  pool->path = g_strdup (path);
  pool->active = active;
  pool->available = available;
  g_ptr_array_add (self->pools, pool);
}

/**
 * vtr_survey_add_network:
 * @self: a survey
 * @name: the network's name
 * @mode: (nullable): how it reaches the outside
 * @active: whether it is up
 */
void
vtr_survey_add_network (VtrSurvey  *self,
                        const char *name,
                        const char *mode,
                        gboolean    active)
{
  VtrSurveyNetwork *network = g_new0 (VtrSurveyNetwork, 1);

  network->name = g_strdup (name);
  network->mode = g_strdup (mode);
  network->active = active;
  g_ptr_array_add (self->networks, network);
}

/**
 * vtr_survey_find_pool:
 * @self: a survey
 * @name: (nullable): a name
 *
 * Returns: (transfer none) (nullable): the pool of that name
 */
const VtrSurveyPool *
vtr_survey_find_pool (const VtrSurvey *self,
                      const char      *name)
{
  for (guint i = 0; i < self->pools->len; i++)
    {
      const VtrSurveyPool *pool = self->pools->pdata[i];

      if (g_strcmp0 (pool->name, name) == 0)
        return pool;
    }
  return NULL;
}

/* A new disk is a file, or something as easily made. */
static gboolean
can_make_volumes (const VtrSurveyPool *pool)
{
  static const char *const types[] = { "dir", "fs", "netfs", "logical", "zfs", "rbd", "disk", NULL };

  return g_strv_contains (types, pool->type);
}

/**
 * vtr_survey_choose_pool:
 * @self: a survey
 *
 * Returns: (transfer none) (nullable): where a new disk goes when nobody says otherwise
 */
const VtrSurveyPool *
vtr_survey_choose_pool (const VtrSurvey *self)
{
  static const char *const usual[] = { "default", "images" };
  const VtrSurveyPool *best = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (usual); i++)
    {
      const VtrSurveyPool *pool = vtr_survey_find_pool (self, usual[i]);

      if (pool != NULL && can_make_volumes (pool))
        return pool;
    }

  for (guint i = 0; i < self->pools->len; i++)
    {
      const VtrSurveyPool *pool = self->pools->pdata[i];

      if (!can_make_volumes (pool))
        continue;
      if (best == NULL || (pool->active && !best->active)
          || (pool->active == best->active && pool->available > best->available))
        best = pool;
    }
  return best;
}

/**
 * vtr_survey_find_network:
 * @self: a survey
 * @name: (nullable): a name
 *
 * Returns: (transfer none) (nullable): the network of that name
 */
const VtrSurveyNetwork *
vtr_survey_find_network (const VtrSurvey *self,
                         const char      *name)
{
  for (guint i = 0; i < self->networks->len; i++)
    {
      const VtrSurveyNetwork *network = self->networks->pdata[i];

      if (g_strcmp0 (network->name, name) == 0)
        return network;
    }
  return NULL;
}

/**
 * vtr_survey_choose_network:
 * @self: a survey
 *
 * Returns: (transfer none) (nullable): what a new machine is connected to when nobody says otherwise
 */
const VtrSurveyNetwork *
vtr_survey_choose_network (const VtrSurvey *self)
{
  const VtrSurveyNetwork *usual = vtr_survey_find_network (self, "default");
  const VtrSurveyNetwork *best = usual;

  for (guint i = 0; i < self->networks->len && (best == NULL || !best->active); i++)
    {
      const VtrSurveyNetwork *network = self->networks->pdata[i];

      if (network->active && network->mode != NULL)
        best = network;
      else if (best == NULL && network->mode != NULL)
        best = network;
    }
  /* One that is only not started is better than a stranger's. */
  return usual != NULL ? usual : best;
}

/**
 * vtr_survey_get_default_folder:
 * @self: a survey
 *
 * Returns: (transfer full) (nullable): where libvirt's own tools put disks when there is no pool
 */
char *
vtr_survey_get_default_folder (const VtrSurvey *self)
{
  if (!self->has_storage)
    return NULL;
  if (!self->is_session)
    return g_strdup ("/var/lib/libvirt/images");
  if (self->is_remote)
    return NULL;
  return g_build_filename (g_get_user_data_dir (), "libvirt", "images", NULL);
}

static VtrXmlNode *
find_guest_arch (const VtrSurvey *self,
                 const char      *arch)
{
  VtrXmlNode *root = vtr_xml_doc_get_root (self->capabilities);

  for (VtrXmlNode *guest = vtr_xml_node_get_child (root, "guest"); guest != NULL;
       guest = vtr_xml_node_get_next (guest, "guest"))
    if (g_strcmp0 (vtr_xml_node_get (guest, "arch/@name"), arch) == 0)
      return vtr_xml_node_get_child (guest, "arch");
  return NULL;
}

/* Whether the host has @virt_type (kvm, qemu, lxc, …) for machines with such processors. */
gboolean
vtr_survey_can_run (const VtrSurvey *self,
                    const char      *arch,
                    const char      *virt_type)
{
  VtrXmlNode *node = self->capabilities != NULL ? find_guest_arch (self, arch) : NULL;

  if (node == NULL)
    return FALSE;
  for (VtrXmlNode *domain = vtr_xml_node_get_child (node, "domain"); domain != NULL;
       domain = vtr_xml_node_get_next (domain, "domain"))
    if (g_strcmp0 (vtr_xml_node_get (domain, "@type"), virt_type) == 0)
      return TRUE;
  return FALSE;
}

/**
 * vtr_survey_list_archs:
 * @self: a survey
 *
 * Returns: (transfer full) (array zero-terminated=1): the sorts of processors that a machine can
 *   have there, the host's own first
 */
GStrv
vtr_survey_list_archs (const VtrSurvey *self)
{
  g_autoptr (GPtrArray) archs = g_ptr_array_new_null_terminated (4, g_free, TRUE);
  VtrXmlNode *root = vtr_xml_doc_get_root (self->capabilities);

  for (VtrXmlNode *guest = vtr_xml_node_get_child (root, "guest"); guest != NULL;
       guest = vtr_xml_node_get_next (guest, "guest"))
    {
      const char *arch = vtr_xml_node_get (guest, "arch/@name");

      if (arch == NULL || g_ptr_array_find_with_equal_func (archs, arch, g_str_equal, NULL))
        continue;
      g_ptr_array_insert (archs, g_strcmp0 (arch, self->arch) == 0 ? 0 : -1, g_strdup (arch));
    }
  return (GStrv) g_ptr_array_free (g_steal_pointer (&archs), FALSE);
}
