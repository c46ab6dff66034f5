/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-storage-call.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/vtr-error.h"

#include "virt/vtr-virt-error.h"

#define PROGRESS_MILLISECONDS 200

typedef struct
{
  VtrPool        *pool;
  VtrJob         *job;
  VtrStorageCall *call; /* lives as long as its task, which ends after our callback */
  char           *failure;
  guint           timer;
} Running;

VtrStorageCall *
vtr_storage_call_new (VtrStorageFunc func,
                      VtrPool       *pool,
                      VtrVolume     *volume)
{
  VtrStorageCall *self = g_new0 (VtrStorageCall, 1);

  self->func = func;
  self->pool = pool != NULL ? _vtr_pool_get_handle (pool) : NULL;
  self->volume = volume != NULL ? _vtr_volume_get_handle (volume) : NULL;
  if (self->pool != NULL)
    virStoragePoolRef (self->pool);
  if (self->volume != NULL)
    virStorageVolRef (self->volume);
  self->done = -1;
  return self;
}

void
vtr_storage_call_free (gpointer call)
{
  VtrStorageCall *self = call;

  g_clear_pointer (&self->pool, virStoragePoolFree);
  g_clear_pointer (&self->volume, virStorageVolFree);
  if (self->secret != NULL)
    explicit_bzero (self->secret, strlen (self->secret));
  g_free (self->secret);
  g_free (self->xml);
  g_clear_pointer (&self->names, g_ptr_array_unref);
  g_clear_object (&self->cancellable);
  g_free (self);
}

static void
call_in_worker (GTask        *task,
                virConnectPtr connection,
                virDomainPtr  domain,
                gpointer      data)
{
  VtrStorageCall *call = data;
  GError *error = NULL;

  if (g_cancellable_set_error_if_cancelled (call->cancellable, &error)
      || !call->func (call, connection, &error))
    g_task_return_error (task, error != NULL ? error : vtr_virt_take_error ());
  else
    g_task_return_pointer (task, NULL, NULL);
  virResetLastError ();
}

static gboolean
on_timer_cb (gpointer user_data)
{
  Running *running = user_data;
  int done = g_atomic_int_get (&running->call->done);

  if (done >= 0)
    vtr_job_set_fraction (running->job, (double) done / 1000);
  return G_SOURCE_CONTINUE;
}

static void
on_home_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  Running *running = user_data;
  g_autoptr (GError) error = NULL;

  g_clear_handle_id (&running->timer, g_source_remove);
  vtr_link_finish (result, &error);
  if (error == NULL)
    vtr_job_succeed (running->job);
  else if (vtr_link_reply_is_stale (result))
    {
      g_autoptr (GError) lost
          = g_error_new_literal (VTR_ERROR, VTR_ERROR_LINK_LOST, "The link was lost meanwhile");

      vtr_job_fail (running->job, vtr_virt_trouble (running->failure, lost));
    }
  else if (vtr_error_is_cancelled (error))
    vtr_job_end_cancelled (running->job);
  else
    vtr_job_fail (running->job, vtr_virt_trouble (running->failure, error));

  /* Drivers without events would never tell, and of volumes nobody does. */
  if (running->pool != NULL)
    _vtr_pool_refresh (running->pool, TRUE);
  g_clear_object (&running->pool);
  g_object_unref (running->job);
  g_free (running->failure);
  g_free (running);
}

/**
 * vtr_storage_call_run_job:
 * @call: (transfer full): what to do
 * @pool: (nullable): the pool that is changed
 * @job: (transfer none): tells of it
 * @in_lane: whether it may take hours in the daemon without holding its pool; else it waits for the
 *   calls before it to the same pool
 * @failure: one translated sentence for where it fails
 */
void
vtr_storage_call_run_job (VtrStorageCall *call,
                          VtrPool        *pool,
                          VtrJob         *job,
                          gboolean        in_lane,
                          const char     *failure)
{
  VtrStorage *storage = pool != NULL ? vtr_pool_get_storage (pool) : NULL;
  Running *running;

  if (storage == NULL || _vtr_storage_get_link (storage) == NULL || call->pool == NULL)
    {
      g_autoptr (GError) error
          = g_error_new_literal (VTR_ERROR, VTR_ERROR_LINK_LOST, "The host is not connected");

      vtr_job_fail (job, vtr_virt_trouble (failure, error));
      vtr_storage_call_free (call);
      return;
    }

  running = g_new0 (Running, 1);
  running->pool = g_object_ref (pool);
  running->job = g_object_ref (job);
  running->call = call;
  running->failure = g_strdup (failure);
  running->timer = g_timeout_add (PROGRESS_MILLISECONDS, on_timer_cb, running);
  call->cancellable = g_object_ref (vtr_job_get_cancellable (job));
  if (in_lane)
    _vtr_storage_lane_run (_vtr_storage_get_lane (storage), call_in_worker, call,
                           vtr_storage_call_free, on_home_cb, running);
  else
    _vtr_pool_run (pool, call_in_worker, call, vtr_storage_call_free, TRUE, on_home_cb, running);
}
