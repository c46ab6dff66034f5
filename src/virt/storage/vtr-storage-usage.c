/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-storage-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "virt/host/vtr-host-private.h"

/* Which machine uses which file. One table for all: asking for each volume over all machines again
 * would take the product of both. It is made anew when somebody asks after something changed. */

struct _VtrStorageUsage
{
  /* owned */
  GHashTable *users;    /* path, or volume:POOL/NAME -> GPtrArray of VtrMachine */
  GHashTable *overlays; /* path -> GPtrArray of the paths of what is a difference to it */

  /* borrowed */
  VtrStorage *storage;
  VtrHost    *host;

  /* state */
  gulong      handler;
  guint       idle;
  gboolean    wanted;
  gboolean    spoiled;
};

#define DEEPEST 32

static void
on_machine_changed_cb (VtrHost         *host,
                       VtrMachine      *machine,
                       guint            change,
                       VtrStorageUsage *self)
{
  if (change & (VTR_MACHINE_CHANGED_DETAILS | VTR_MACHINE_REMOVED))
    _vtr_storage_usage_spoil (self);
}

VtrStorageUsage *
_vtr_storage_usage_new (VtrStorage *storage,
                        VtrHost    *host)
{
  VtrStorageUsage *self = g_new0 (VtrStorageUsage, 1);

  self->storage = storage;
  self->host = host;
  self->spoiled = TRUE;
  self->users = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                       (GDestroyNotify) g_ptr_array_unref);
  self->overlays = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                          (GDestroyNotify) g_ptr_array_unref);
  self->handler = g_signal_connect (host, "machine-changed", G_CALLBACK (on_machine_changed_cb), self);
  return self;
}

void
_vtr_storage_usage_free (VtrStorageUsage *self)
{
  g_clear_handle_id (&self->idle, g_source_remove);
  g_clear_signal_handler (&self->handler, self->host);
  g_hash_table_unref (self->users);
  g_hash_table_unref (self->overlays);
  g_free (self);
}

static gboolean
announce_cb (gpointer user_data)
{
  VtrStorageUsage *self = user_data;

  self->idle = 0;
  _vtr_storage_announce_usage (self->storage);
  return G_SOURCE_REMOVE;
}

/* What was known may not be so any more; whoever shows it is told once for many changes. */
void
_vtr_storage_usage_spoil (VtrStorageUsage *self)
{
  if (self == NULL)
    return;

  self->spoiled = TRUE;
  if (self->wanted && self->idle == 0)
    self->idle = g_idle_add_full (G_PRIORITY_LOW, announce_cb, self, NULL);
}

static void
add (GHashTable    *table,
     const char    *key,
     gpointer       value,
     GDestroyNotify free_value)
{
  GPtrArray *values = g_hash_table_lookup (table, key);

  if (values == NULL)
    {
      values = g_ptr_array_new_with_free_func (free_value);
      g_hash_table_insert (table, g_strdup (key), values);
    }
  g_ptr_array_add (values, value);
}

static void
collect_users (VtrStorageUsage *self)
{
  GListModel *machines = vtr_host_get_machines (self->host);

  for (guint i = 0; i < g_list_model_get_n_items (machines); i++)
    {
      g_autoptr (VtrMachine) machine = g_list_model_get_item (machines, i);
      GStrv sources = _vtr_machine_get_disk_sources (machine);

      for (guint s = 0; sources != NULL && sources[s] != NULL; s++)
        add (self->users, sources[s], g_object_ref (machine), g_object_unref);
    }
}

static void
collect_overlays (VtrStorageUsage *self)
{
  GListModel *pools = vtr_storage_get_pools (self->storage);

  for (guint i = 0; i < g_list_model_get_n_items (pools); i++)
    {
      g_autoptr (VtrPool) pool = g_list_model_get_item (pools, i);
      GListModel *volumes = vtr_pool_get_volumes (pool);

      for (guint v = 0; v < g_list_model_get_n_items (volumes); v++)
        {
          g_autoptr (VtrVolume) volume = g_list_model_get_item (volumes, v);
          const char *backing = vtr_volume_get_backing_path (volume);

          if (backing != NULL && vtr_volume_get_path (volume) != NULL)
            add (self->overlays, backing, g_strdup (vtr_volume_get_path (volume)), g_free);
        }
    }
}

static void
collect (VtrStorageUsage *self)
{
  if (!self->spoiled)
    return;

  self->spoiled = FALSE;
  g_hash_table_remove_all (self->users);
  g_hash_table_remove_all (self->overlays);
  collect_users (self);
  collect_overlays (self);
}

/* A chain of images may be broken in any way: it is followed so far and no further. */
static void
find_users (VtrStorageUsage *self,
            const char      *path,
            GPtrArray       *found,
            guint            depth)
{
  GPtrArray *users = g_hash_table_lookup (self->users, path);
  GPtrArray *overlays = g_hash_table_lookup (self->overlays, path);

  for (guint i = 0; users != NULL && i < users->len; i++)
    if (!g_ptr_array_find (found, users->pdata[i], NULL))
      g_ptr_array_add (found, g_object_ref (users->pdata[i]));
  for (guint i = 0; overlays != NULL && i < overlays->len && depth < DEEPEST; i++)
    find_users (self, overlays->pdata[i], found, depth + 1);
}

/* From now on machines are read for it, and whoever shows it is told. */
void
vtr_storage_want_usage (VtrStorage *self)
{
  VtrStorageUsage *usage = _vtr_storage_get_usage (self);

  if (usage == NULL || usage->wanted)
    return;

  usage->wanted = TRUE;
  vtr_host_load_all_details (usage->host);
}

/* Whether every machine of the host told what it uses. */
gboolean
vtr_storage_knows_usage (VtrStorage *self)
{
  VtrStorageUsage *usage = _vtr_storage_get_usage (self);
  GListModel *machines = usage != NULL ? vtr_host_get_machines (usage->host) : NULL;

  if (machines == NULL || !vtr_host_is_list_complete (usage->host))
    return FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (machines); i++)
    {
      g_autoptr (VtrMachine) machine = g_list_model_get_item (machines, i);

      if (_vtr_machine_get_disk_sources (machine) == NULL)
        return FALSE;
    }
  return TRUE;
}

/**
 * vtr_storage_list_users:
 * @self: the storage of a host
 * @path: a file or device of the host
 *
 * Returns: (transfer full) (element-type VtrMachine): who uses it, also through images that are
 *   differences to it, as far as that is known
 */
GPtrArray *
vtr_storage_list_users (VtrStorage *self,
                        const char *path)
{
  GPtrArray *found = g_ptr_array_new_with_free_func (g_object_unref);
  VtrStorageUsage *usage = _vtr_storage_get_usage (self);

  if (usage == NULL)
    return found;

  collect (usage);
  find_users (usage, path, found, 0);
  return found;
}

/**
 * vtr_volume_list_users:
 * @volume: a volume
 *
 * Returns: (transfer full) (element-type VtrMachine): who uses it, by its path or by its name
 */
GPtrArray *
vtr_volume_list_users (VtrVolume *volume)
{
  VtrPool *pool = vtr_volume_get_pool (volume);
  VtrStorage *storage = pool != NULL ? vtr_pool_get_storage (pool) : NULL;
  const char *path = vtr_volume_get_path (volume);
  g_autofree char *name = NULL;
  GPtrArray *found;

  if (storage == NULL)
    return g_ptr_array_new_with_free_func (g_object_unref);

  name = g_strdup_printf ("volume:%s/%s", vtr_pool_get_name (pool), vtr_volume_get_name (volume));
  found = vtr_storage_list_users (storage, name);
  if (path != NULL && _vtr_storage_get_usage (storage) != NULL)
    find_users (_vtr_storage_get_usage (storage), path, found, 0);
  return found;
}

/**
 * vtr_volume_describe_users:
 * @volume: a volume
 *
 * Returns: (transfer full) (nullable): the names of those who use it, in one line
 */
char *
vtr_volume_describe_users (VtrVolume *volume)
{
  g_autoptr (GPtrArray) users = vtr_volume_list_users (volume);
  GString *names = g_string_new (NULL);

  for (guint i = 0; i < users->len; i++)
    g_string_append_printf (names, "%s%s", i > 0 ? ", " : "",
                            vtr_machine_get_display_name (users->pdata[i]));
  return g_string_free (names, names->len == 0);
}

/**
 * vtr_volume_list_overlays:
 * @volume: a volume
 *
 * Returns: (transfer full): the paths of the images that are differences to it, and lost without it
 */
GStrv
vtr_volume_list_overlays (VtrVolume *volume)
{
  VtrPool *pool = vtr_volume_get_pool (volume);
  VtrStorage *storage = pool != NULL ? vtr_pool_get_storage (pool) : NULL;
  VtrStorageUsage *usage = storage != NULL ? _vtr_storage_get_usage (storage) : NULL;
  g_autoptr (GStrvBuilder) paths = g_strv_builder_new ();
  GPtrArray *overlays = NULL;

  if (usage != NULL && vtr_volume_get_path (volume) != NULL)
    {
      collect (usage);
      overlays = g_hash_table_lookup (usage->overlays, vtr_volume_get_path (volume));
    }
  for (guint i = 0; overlays != NULL && i < overlays->len; i++)
    g_strv_builder_add (paths, overlays->pdata[i]);
  return g_strv_builder_end (paths);
}
