/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-pool-verbs.h"

#include <glib/gi18n-lib.h>

#include "vtr-storage-call.h"

#include "virt/vtr-virt-error.h"

static gboolean
start (VtrStorageCall *call,
       virConnectPtr   connection,
       GError        **error)
{
  return virStoragePoolCreate (call->pool, 0) == 0;
}

static gboolean
stop (VtrStorageCall *call,
      virConnectPtr   connection,
      GError        **error)
{
  return virStoragePoolDestroy (call->pool) == 0;
}

static gboolean
refresh (VtrStorageCall *call,
         virConnectPtr   connection,
         GError        **error)
{
  return virStoragePoolRefresh (call->pool, 0) == 0;
}

static gboolean
build (VtrStorageCall *call,
       virConnectPtr   connection,
       GError        **error)
{
  return virStoragePoolBuild (call->pool, call->flags) == 0;
}

static gboolean
set_autostart (VtrStorageCall *call,
               virConnectPtr   connection,
               GError        **error)
{
  return virStoragePoolSetAutostart (call->pool, (int) call->number) == 0;
}

static gboolean
delete_volumes (VtrStorageCall *call,
                GError        **error)
{
  for (guint i = 0; i < call->names->len; i++)
    {
      virStorageVolPtr volume;
      int deleted;

      if (g_cancellable_set_error_if_cancelled (call->cancellable, error))
        return FALSE;

      volume = virStorageVolLookupByName (call->pool, call->names->pdata[i]);
      if (volume == NULL && virGetLastErrorCode () == VIR_ERR_NO_STORAGE_VOL)
        continue;
      if (volume == NULL)
        return FALSE;
      deleted = virStorageVolDelete (volume, 0);
      virStorageVolFree (volume);
      if (deleted < 0)
        return FALSE;
      g_atomic_int_set (&call->done, (gint) ((guint64) (i + 1) * 1000 / call->names->len));
    }
  return TRUE;
}

/* With its content: the volumes that were listed before, then the place itself, as far as it has one
 * and is empty. The definition goes last: until then everything can be tried again. */
static gboolean
delete_pool (VtrStorageCall *call,
             virConnectPtr   connection,
             GError        **error)
{
  gboolean with_content = call->names != NULL;

  if (with_content && !delete_volumes (call, error))
    return FALSE;
  if (virStoragePoolIsActive (call->pool) == 1 && virStoragePoolDestroy (call->pool) < 0)
    return FALSE;
  if (with_content && virStoragePoolDelete (call->pool, VIR_STORAGE_POOL_DELETE_NORMAL) < 0)
    virResetLastError ();
  if (virStoragePoolIsPersistent (call->pool) == 0)
    return TRUE;

  return virStoragePoolUndefine (call->pool) == 0;
}

/* In the order of VtrPoolVerb. */
static const struct
{
  VtrStorageFunc func;
  const char    *progress; /* %s is the pool */
  const char    *failure;
} verbs[VTR_POOL_N_VERBS] = {
  { start, N_("Starting %s"), N_("The storage pool “%s” could not be started") },
  { stop, N_("Stopping %s"), N_("The storage pool “%s” could not be stopped") },
  { refresh, N_("Refreshing %s"), N_("The storage pool “%s” could not be read anew") },
  { build, N_("Building %s"), N_("The storage pool “%s” could not be built") },
  { set_autostart, N_("Changing %s"), N_("The storage pool “%s” could not be changed") },
  { delete_pool, N_("Deleting %s"), N_("The storage pool “%s” could not be deleted") },
};

/**
 * vtr_pool_may:
 * @self: a pool
 * @verb: what somebody may want
 * @why_not: (out) (optional) (nullable): the reason where it makes no sense, translated
 *
 * Returns: whether @verb makes sense right now
 */
gboolean
vtr_pool_may (VtrPool     *self,
              VtrPoolVerb  verb,
              const char **why_not)
{
  gboolean active = vtr_pool_is_active (self);
  const char *reason = NULL;

  if (_vtr_pool_get_handle (self) == NULL)
    reason = _("The host is not connected");
  else if (verb == VTR_POOL_VERB_START && active)
    reason = _("It is running already");
  else if ((verb == VTR_POOL_VERB_STOP || verb == VTR_POOL_VERB_REFRESH) && !active)
    reason = _("The pool is not running");
  else if (verb == VTR_POOL_VERB_BUILD && active)
    reason = _("It has to be stopped first");
  else if (verb == VTR_POOL_VERB_BUILD)
    vtr_pool_can (self, VTR_POOL_BUILDS, &reason);
  else if (verb == VTR_POOL_VERB_SET_AUTOSTART && !vtr_pool_is_persistent (self))
    reason = _("The host forgets this pool when it is stopped");

  if (why_not != NULL)
    *why_not = reason;
  return reason == NULL;
}

static VtrJob *
perform (VtrPool        *self,
         VtrPoolVerb     verb,
         VtrStorageCall *call)
{
  g_autofree char *title = g_strdup_printf (_(verbs[verb].progress), vtr_pool_get_name (self));
  g_autofree char *failure = g_strdup_printf (_(verbs[verb].failure), vtr_pool_get_name (self));
  VtrJob *job = _vtr_storage_job_new (vtr_pool_get_storage (self), title, G_OBJECT (self));

  call->func = verbs[verb].func;
  vtr_job_set_can_cancel (job, call->names != NULL);
  vtr_storage_call_run_job (call, self, job, FALSE, failure);
  return job;
}

/**
 * vtr_pool_perform:
 * @self: a pool
 * @verb: one that takes no argument
 *
 * Returns: (transfer full): the job that does it
 */
VtrJob *
vtr_pool_perform (VtrPool    *self,
                  VtrPoolVerb verb)
{
  return perform (self, verb, vtr_storage_call_new (NULL, self, NULL));
}

/**
 * vtr_pool_build:
 * @self: a pool that does not run
 * @erase: whether what is on its disk may be lost; else it is refused where there is something
 *
 * Returns: (transfer full): the job that makes its place
 */
VtrJob *
vtr_pool_build (VtrPool *self,
                gboolean erase)
{
  VtrStorageCall *call = vtr_storage_call_new (NULL, self, NULL);
  const VtrPoolType *type = vtr_pool_type_get (vtr_pool_get_kind (self));

  if (type != NULL && (type->abilities & VTR_POOL_BUILD_ERASES))
    call->flags = erase ? VIR_STORAGE_POOL_BUILD_OVERWRITE : VIR_STORAGE_POOL_BUILD_NO_OVERWRITE;
  return perform (self, VTR_POOL_VERB_BUILD, call);
}

/**
 * vtr_pool_set_autostart:
 * @self: a pool
 * @autostart: whether it starts with its host
 *
 * Returns: (transfer full): the job that does it
 */
VtrJob *
vtr_pool_set_autostart (VtrPool *self,
                        gboolean autostart)
{
  VtrStorageCall *call = vtr_storage_call_new (NULL, self, NULL);

  call->number = autostart;
  return perform (self, VTR_POOL_VERB_SET_AUTOSTART, call);
}

/**
 * vtr_pool_delete:
 * @self: a pool
 * @with_content: whether the volumes that are on its list are deleted too
 *
 * Returns: (transfer full): the job that does it
 */
VtrJob *
vtr_pool_delete (VtrPool *self,
                 gboolean with_content)
{
  VtrStorageCall *call = vtr_storage_call_new (NULL, self, NULL);
  GListModel *volumes = vtr_pool_get_volumes (self);

  if (with_content)
    call->names = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; with_content && i < g_list_model_get_n_items (volumes); i++)
    {
      g_autoptr (VtrVolume) volume = g_list_model_get_item (volumes, i);

      g_ptr_array_add (call->names, g_strdup (vtr_volume_get_name (volume)));
    }
  return perform (self, VTR_POOL_VERB_DELETE, call);
}

static gboolean
redefine (VtrStorageCall *call,
          virConnectPtr   connection,
          GError        **error)
{
  virStoragePoolPtr pool = virStoragePoolDefineXML (connection, call->xml, 0);

  if (pool == NULL)
    return FALSE;

  virStoragePoolFree (pool);
  return TRUE;
}

/**
 * vtr_pool_redefine:
 * @self: a pool
 * @xml: what it shall be, with the same UUID
 *
 * Returns: (transfer full): the job that does it; a running pool takes it over at its next start
 */
VtrJob *
vtr_pool_redefine (VtrPool    *self,
                   const char *xml)
{
  g_autofree char *title = g_strdup_printf (_("Changing %s"), vtr_pool_get_name (self));
  g_autofree char *failure = g_strdup_printf (_("The storage pool “%s” could not be changed"),
                                              vtr_pool_get_name (self));
  VtrJob *job = _vtr_storage_job_new (vtr_pool_get_storage (self), title, G_OBJECT (self));
  VtrStorageCall *call = vtr_storage_call_new (redefine, self, NULL);

  call->xml = g_strdup (xml);
  vtr_storage_call_run_job (call, self, job, FALSE, failure);
  return job;
}
