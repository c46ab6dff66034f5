/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-volume-jobs.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "xml/vtr-xml-node.h"

#include "vtr-storage-call.h"

#include "virt/vtr-virt-error.h"

static VtrJob *
run (VtrStorageCall *call,
     VtrPool        *pool,
     GObject        *subject,
     const char     *progress,
     const char     *failure,
     const char     *name)
{
  g_autofree char *title = g_strdup_printf (progress, name);
  g_autofree char *sentence = g_strdup_printf (failure, name);
  VtrStorage *storage = pool != NULL ? vtr_pool_get_storage (pool) : NULL;
  VtrJob *job = _vtr_storage_job_new (storage, title, subject);

  vtr_storage_call_run_job (call, pool, job, TRUE, sentence);
  return job;
}

/* What is taken at once is also prepared at once inside of a qcow2 image. */
static unsigned int
create_flags (const VtrVolumePlan *plan)
{
  return g_strcmp0 (plan->format, "qcow2") == 0 && plan->allocation > 0
                 && plan->allocation >= plan->capacity && plan->backing_path == NULL
             ? VIR_STORAGE_VOL_CREATE_PREALLOC_METADATA
             : 0;
}

/* The secret has the name of the place where the volume will be, so that whoever finds it later knows
 * what it opens. */
static virSecretPtr
make_secret (VtrStorageCall *call,
             virConnectPtr   connection)
{
  g_autoptr (VtrXmlDoc) volume = vtr_xml_doc_new (call->xml, -1, NULL);
  VtrXmlNode *root = vtr_xml_doc_get_root (volume);
  g_autoptr (VtrXmlDoc) doc = vtr_xml_doc_new ("<secret ephemeral='no' private='yes'/>", -1, NULL);
  g_autofree char *usage = g_strdup_printf ("%s/%s", virStoragePoolGetName (call->pool),
                                            vtr_xml_node_get (root, "name"));
  g_autofree char *about = g_strdup_printf ("Opens the volume %s", usage);
  g_autofree char *xml = NULL;
  virSecretPtr secret;

  vtr_xml_node_set (vtr_xml_doc_get_root (doc), "uuid",
                    vtr_xml_node_get (root, "target/encryption/secret/@uuid"));
  vtr_xml_node_set (vtr_xml_doc_get_root (doc), "description", about);
  vtr_xml_node_set (vtr_xml_doc_get_root (doc), "usage/@type", "volume");
  vtr_xml_node_set (vtr_xml_doc_get_root (doc), "usage/volume", usage);
  xml = vtr_xml_doc_to_string (doc);
  secret = virSecretDefineXML (connection, xml, 0);
  if (secret == NULL)
    return NULL;

  if (virSecretSetValue (secret, (const unsigned char *) call->secret, strlen (call->secret), 0) == 0)
    return secret;

  virSecretUndefine (secret);
  virSecretFree (secret);
  return NULL;
}

static gboolean
create (VtrStorageCall *call,
        virConnectPtr   connection,
        GError        **error)
{
  virSecretPtr secret = NULL;
  virStorageVolPtr volume;

  if (call->secret != NULL && (secret = make_secret (call, connection)) == NULL)
    return FALSE;

  volume = virStorageVolCreateXML (call->pool, call->xml, call->flags);
  if (volume == NULL)
    *error = vtr_virt_take_error ();
  if (volume == NULL && secret != NULL)
    virSecretUndefine (secret);
  if (secret != NULL)
    virSecretFree (secret);
  if (volume != NULL)
    virStorageVolFree (volume);
  return volume != NULL;
}

/**
 * vtr_volume_job_create:
 * @pool: where
 * @plan: what
 * @passphrase: (nullable): what opens an encrypted one; a secret of the plan's UUID is made with it
 *
 * Returns: (transfer full): the job that does it
 */
VtrJob *
vtr_volume_job_create (VtrPool             *pool,
                       const VtrVolumePlan *plan,
                       const char          *passphrase)
{
  VtrStorageCall *call = vtr_storage_call_new (create, pool, NULL);

  call->xml = vtr_volume_plan_to_xml (plan);
  call->secret = g_strdup (passphrase);
  call->flags = create_flags (plan);
  return run (call, pool, G_OBJECT (pool), _("Creating %s"), _("“%s” could not be created"),
              plan->name);
}

static gboolean
copy (VtrStorageCall *call,
      virConnectPtr   connection,
      GError        **error)
{
  virStorageVolPtr volume
      = virStorageVolCreateXMLFrom (call->pool, call->xml, call->volume, call->flags);

  if (volume == NULL)
    return FALSE;

  virStorageVolFree (volume);
  return TRUE;
}

/**
 * vtr_volume_job_copy:
 * @volume: what is copied
 * @pool: where to
 * @plan: what it becomes: another format is a conversion
 *
 * Returns: (transfer full): the job that does it
 */
VtrJob *
vtr_volume_job_copy (VtrVolume           *volume,
                     VtrPool             *pool,
                     const VtrVolumePlan *plan)
{
  VtrStorageCall *call = vtr_storage_call_new (copy, pool, volume);

  call->xml = vtr_volume_plan_to_xml (plan);
  call->flags = create_flags (plan);
  return run (call, pool, G_OBJECT (pool), _("Copying to %s"), _("“%s” could not be made"),
              plan->name);
}

static gboolean
resize (VtrStorageCall *call,
        virConnectPtr   connection,
        GError        **error)
{
  return virStorageVolResize (call->volume, call->number, call->flags) == 0;
}

/**
 * vtr_volume_job_resize:
 * @volume: a volume
 * @capacity: what its guest shall see, in bytes; where that is less than now, the rest is lost
 *
 * Returns: (transfer full): the job that does it
 */
VtrJob *
vtr_volume_job_resize (VtrVolume *volume,
                       guint64    capacity)
{
  VtrPool *pool = vtr_volume_get_pool (volume);
  VtrStorageCall *call = vtr_storage_call_new (resize, pool, volume);

  call->number = capacity;
  if (capacity < vtr_volume_get_capacity (volume))
    call->flags = VIR_STORAGE_VOL_RESIZE_SHRINK;
  return run (call, pool, G_OBJECT (volume), _("Resizing %s"), _("“%s” could not be resized"),
              vtr_volume_get_name (volume));
}

/* libvirt wipes as much as it believes the volume to take: it has to look first, since a machine may
 * have written more into it. */
static gboolean
wipe (VtrStorageCall *call,
      virConnectPtr   connection,
      GError        **error)
{
  virStorageVolInfo info;

  return virStorageVolGetInfo (call->volume, &info) == 0 && virStorageVolWipe (call->volume, 0) == 0;
}

/**
 * vtr_volume_job_wipe:
 * @volume: a volume
 *
 * Returns: (transfer full): the job that overwrites it with zeros
 */
VtrJob *
vtr_volume_job_wipe (VtrVolume *volume)
{
  VtrPool *pool = vtr_volume_get_pool (volume);

  return run (vtr_storage_call_new (wipe, pool, volume), pool, G_OBJECT (volume), _("Wiping %s"),
              _("“%s” could not be wiped"), vtr_volume_get_name (volume));
}

static gboolean
delete_volume (VtrStorageCall *call,
               virConnectPtr   connection,
               GError        **error)
{
  return virStorageVolDelete (call->volume, VIR_STORAGE_VOL_DELETE_NORMAL) == 0;
}

/**
 * vtr_volume_job_delete:
 * @volume: a volume
 *
 * Returns: (transfer full): the job that does it
 */
VtrJob *
vtr_volume_job_delete (VtrVolume *volume)
{
  VtrPool *pool = vtr_volume_get_pool (volume);

  return run (vtr_storage_call_new (delete_volume, pool, volume), pool, G_OBJECT (volume),
              _("Deleting %s"), _("“%s” could not be deleted"), vtr_volume_get_name (volume));
}
