/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-storage-private.h"

#include <glib/gi18n-lib.h>

#include "base/vtr-error.h"

#include "virt/vtr-virt-error.h"

/* The volumes of a pool: one call for the names of all, and one for the facts of a few at a time,
 * those that were asked for last first. Rows that scrolled away are not read any more. */

#define BATCH 8

void
_vtr_pool_set_volumes_state (VtrPool     *self,
                             VtrLoadState state,
                             VtrTrouble  *trouble)
{
  g_clear_pointer (&self->volumes_trouble, vtr_trouble_free);
  self->volumes_trouble = trouble;
  if (self->volumes_state == state && trouble == NULL)
    return;

  self->volumes_state = state;
  _vtr_pool_notify_volumes_state (self);
}

void
_vtr_pool_forget_volumes (VtrPool *self)
{
  GListModel *volumes = G_LIST_MODEL (self->volumes);

  for (guint i = 0; i < g_list_model_get_n_items (volumes); i++)
    {
      g_autoptr (VtrVolume) volume = g_list_model_get_item (volumes, i);

      _vtr_volume_leave (volume);
    }
  vtr_keyed_list_clear (self->volumes);
}

/* The list */

static void
free_volumes (gpointer data)
{
  virStorageVolPtr *volumes = data;

  for (guint i = 0; volumes[i] != NULL; i++)
    virStorageVolFree (volumes[i]);
  free (volumes);
}

static void
list_in_worker (GTask        *task,
                virConnectPtr connection,
                virDomainPtr  domain,
                gpointer      handle)
{
  virStorageVolPtr *volumes = NULL;

  if (virStoragePoolListAllVolumes (handle, &volumes, 0) < 0)
    g_task_return_error (task, vtr_virt_take_error ());
  else
    g_task_return_pointer (task, volumes, free_volumes);
}

static void
apply_list (VtrPool          *self,
            virStorageVolPtr *handles)
{
  GListModel *volumes = G_LIST_MODEL (self->volumes);
  g_autoptr (GHashTable) present = g_hash_table_new (NULL, NULL);
  g_autoptr (GPtrArray) added = g_ptr_array_new_with_free_func (g_object_unref);
  guint n_known = 0;

  for (guint i = 0; handles[i] != NULL; i++)
    {
      VtrVolume *volume = vtr_keyed_list_lookup (self->volumes, virStorageVolGetName (handles[i]));

      if (volume != NULL)
        {
          _vtr_volume_set_handle (volume, handles[i]);
          n_known++;
        }
      else
        g_ptr_array_add (added, volume = _vtr_volume_new (self, handles[i]));
      g_hash_table_add (present, volume);
    }
  /* From the end, and not at all where everything is still there. */
  for (guint i = g_list_model_get_n_items (volumes); i > 0 && n_known < i; i--)
    {
      g_autoptr (VtrVolume) volume = g_list_model_get_item (volumes, i - 1);

      if (!g_hash_table_contains (present, volume))
        _vtr_pool_remove_volume (self, volume);
      else
        n_known--;
    }
  vtr_keyed_list_add_all (self->volumes, added);
  if (self->all_wanted)
    vtr_pool_want_all_details (self);
}

static void
on_listed_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (VtrPool) self = user_data;
  g_autoptr (GError) error = NULL;
  virStorageVolPtr *handles = vtr_link_finish (result, &error);

  if (vtr_link_reply_is_stale (result))
    return;

  self->listing = FALSE;
  if (handles == NULL)
    _vtr_pool_set_volumes_state (
        self, VTR_LOAD_FAILED,
        vtr_virt_trouble (_("The volumes of this pool cannot be listed"), error));
  else
    {
      apply_list (self, handles);
      free_volumes (handles);
      _vtr_pool_set_volumes_state (self, VTR_LOAD_DONE, NULL);
    }
  if (self->volumes_stale && vtr_pool_is_active (self))
    _vtr_pool_load_volumes (self);
}

/* Reads the list, or once more after the reading that is under way. */
void
_vtr_pool_load_volumes (VtrPool *self)
{
  if (self->handle == NULL || self->storage == NULL)
    return;

  self->volumes_stale = self->listing;
  if (self->listing)
    return;

  self->listing = TRUE;
  _vtr_pool_set_volumes_state (self, VTR_LOAD_UNDER_WAY, NULL);
  virStoragePoolRef (self->handle);
  _vtr_pool_run (self, list_in_worker, self->handle, (GDestroyNotify) virStoragePoolFree, FALSE,
                 on_listed_cb, g_object_ref (self));
}

/* Somebody looks: list them now, or as soon as the pool runs. */
void
vtr_pool_want_volumes (VtrPool *self)
{
  self->volumes_wanted = TRUE;
  if (vtr_pool_is_active (self) && self->volumes_state == VTR_LOAD_NONE)
    _vtr_pool_load_volumes (self);
}

/* Other programs make and delete volumes too, and libvirt has no event for that. */
void
vtr_pool_reload_volumes (VtrPool *self)
{
  self->volumes_wanted = TRUE;
  if (vtr_pool_is_active (self))
    _vtr_pool_load_volumes (self);
}

void
_vtr_pool_remove_volume (VtrPool   *self,
                         VtrVolume *volume)
{
  _vtr_pool_unwant_details (self, volume);
  _vtr_volume_leave (volume);
  vtr_keyed_list_remove (self->volumes, vtr_volume_get_name (volume));
}

/* The facts */

typedef struct
{
  GPtrArray *volumes; /* VtrVolume; the worker does not look at them */
  GPtrArray *handles;
  GPtrArray *facts;   /* VtrVolumeFacts, or NULL where it cannot be read */
  gboolean   gone[BATCH];
} Batch;

static void
free_handle (gpointer handle)
{
  virStorageVolFree (handle);
}

static void
free_facts (gpointer facts)
{
  vtr_volume_facts_free (facts);
}

/* Holds objects of the main thread: freed there. */
static void
free_batch (Batch *batch)
{
  g_ptr_array_unref (batch->volumes);
  g_ptr_array_unref (batch->handles);
  g_ptr_array_unref (batch->facts);
  g_free (batch);
}

static void
read_in_worker (GTask        *task,
                virConnectPtr connection,
                virDomainPtr  domain,
                gpointer      data)
{
  Batch *batch = data;

  for (guint i = 0; i < batch->handles->len; i++)
    {
      char *xml = virStorageVolGetXMLDesc (batch->handles->pdata[i], 0);

      batch->gone[i] = xml == NULL && virGetLastErrorCode () == VIR_ERR_NO_STORAGE_VOL;
      g_ptr_array_add (batch->facts, xml != NULL ? vtr_volume_facts_new_from_xml (xml, NULL) : NULL);
      free (xml);
    }
  virResetLastError ();
  g_task_return_pointer (task, NULL, NULL);
}

static void read_more (VtrPool *self);

static void
apply_facts (VtrPool *self,
             Batch   *batch)
{
  for (guint i = 0; i < batch->facts->len; i++)
    {
      VtrVolume *volume = batch->volumes->pdata[i];

      if (vtr_volume_get_pool (volume) != self)
        continue;
      if (batch->gone[i])
        _vtr_pool_remove_volume (self, volume);
      else if (batch->facts->pdata[i] != NULL)
        _vtr_volume_take_facts (volume, g_steal_pointer (&batch->facts->pdata[i]));
      else
        _vtr_volume_set_load_state (volume, VTR_LOAD_FAILED);
    }
}

typedef struct
{
  VtrPool *pool;
  Batch   *batch;
} Reading;

static void
on_facts_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  Reading *reading = user_data;
  g_autoptr (VtrPool) self = reading->pool;

  if (!vtr_link_reply_is_stale (result))
    {
      self->reading = FALSE;
      apply_facts (self, reading->batch);
      read_more (self);
    }
  free_batch (reading->batch);
  g_free (reading);
}

static void
read_more (VtrPool *self)
{
  Reading *reading;
  Batch *batch;

  if (self->reading || self->wanted->len == 0 || self->handle == NULL || self->storage == NULL)
    return;

  batch = g_new0 (Batch, 1);
  batch->volumes = g_ptr_array_new_with_free_func (g_object_unref);
  batch->handles = g_ptr_array_new_with_free_func (free_handle);
  batch->facts = g_ptr_array_new_with_free_func (free_facts);
  while (self->wanted->len > 0 && batch->volumes->len < BATCH)
    {
      VtrVolume *volume = g_ptr_array_steal_index (self->wanted, self->wanted->len - 1);
      virStorageVolPtr handle = _vtr_volume_get_handle (volume);

      virStorageVolRef (handle);
      g_ptr_array_add (batch->volumes, volume);
      g_ptr_array_add (batch->handles, handle);
    }

  self->reading = TRUE;
  reading = g_new (Reading, 1);
  *reading = (Reading) { g_object_ref (self), batch };
  _vtr_pool_run (self, read_in_worker, batch, NULL, FALSE, on_facts_cb, reading);
}

void
_vtr_pool_want_details (VtrPool   *self,
                        VtrVolume *volume)
{
  _vtr_volume_set_load_state (volume, VTR_LOAD_UNDER_WAY);
  g_ptr_array_add (self->wanted, g_object_ref (volume));
  read_more (self);
}

void
_vtr_pool_unwant_details (VtrPool   *self,
                          VtrVolume *volume)
{
  for (guint i = self->wanted->len; i > 0; i--)
    {
      if (self->wanted->pdata[i - 1] != volume)
        continue;
      _vtr_volume_set_load_state (volume, VTR_LOAD_NONE);
      g_ptr_array_remove_index (self->wanted, i - 1);
      return;
    }
}

/* For who sorts by size, or has to know who uses whom. */
void
vtr_pool_want_all_details (VtrPool *self)
{
  GListModel *volumes = G_LIST_MODEL (self->volumes);

  self->all_wanted = TRUE;
  for (guint i = g_list_model_get_n_items (volumes); i > 0; i--)
    {
      g_autoptr (VtrVolume) volume = g_list_model_get_item (volumes, i - 1);

      vtr_volume_want (volume);
    }
}

/* Whether everything is read of every volume that is on the list. */
gboolean
vtr_pool_has_all_details (VtrPool *self)
{
  GListModel *volumes = G_LIST_MODEL (self->volumes);

  for (guint i = 0; i < g_list_model_get_n_items (volumes); i++)
    {
      g_autoptr (VtrVolume) volume = g_list_model_get_item (volumes, i);
      VtrLoadState state = vtr_volume_get_load_state (volume);

      if (state == VTR_LOAD_NONE || state == VTR_LOAD_UNDER_WAY)
        return FALSE;
    }
  return TRUE;
}
