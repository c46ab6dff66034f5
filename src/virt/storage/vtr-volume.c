/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#include "config.h"

#include "vtr-storage-private.h"

struct _VtrVolume
{
  GObject          parent_instance;

  /* owned */
  virStorageVolPtr handle;
  char            *name;
  VtrVolumeFacts  *facts;

  /* borrowed; NULL once it is not on the list any more */
  VtrPool         *pool;

  /* state */
  VtrLoadState     load_state;
};

enum
{
  PROP_0,
  PROP_NAME,
  PROP_PATH,
  PROP_FORMAT,
  PROP_CAPACITY,
  PROP_ALLOCATION,
  PROP_LOAD_STATE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (VtrVolume, vtr_volume, G_TYPE_OBJECT)

static void
vtr_volume_finalize (GObject *object)
{
  VtrVolume *self = VTR_VOLUME (object);

  g_clear_pointer (&self->handle, virStorageVolFree);
  g_free (self->name);
  vtr_volume_facts_free (self->facts);

  G_OBJECT_CLASS (vtr_volume_parent_class)->finalize (object);
}

static void
vtr_volume_get_property (GObject    *object,
                         guint       prop_id,
                         GValue     *value,
                         GParamSpec *pspec)
{
  VtrVolume *self = VTR_VOLUME (object);

  switch (prop_id)
    {
    case PROP_NAME:
      g_value_set_string (value, self->name);
      break;
    case PROP_PATH:
      g_value_set_string (value, vtr_volume_get_path (self));
      break;
    case PROP_FORMAT:
      g_value_set_string (value, vtr_volume_get_format (self));
      break;
    case PROP_CAPACITY:
      g_value_set_uint64 (value, vtr_volume_get_capacity (self));
      break;
    case PROP_ALLOCATION:
      g_value_set_uint64 (value, vtr_volume_get_allocation (self));
      break;
    case PROP_LOAD_STATE:
      g_value_set_enum (value, self->load_state);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
vtr_volume_class_init (VtrVolumeClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->finalize = vtr_volume_finalize;
  object_class->get_property = vtr_volume_get_property;

  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, flags);
  properties[PROP_PATH] = g_param_spec_string ("path", NULL, NULL, NULL, flags);
  properties[PROP_FORMAT] = g_param_spec_string ("format", NULL, NULL, NULL, flags);
  properties[PROP_CAPACITY]
      = g_param_spec_uint64 ("capacity", NULL, NULL, 0, G_MAXUINT64, 0, flags);
  properties[PROP_ALLOCATION]
      = g_param_spec_uint64 ("allocation", NULL, NULL, 0, G_MAXUINT64, 0, flags);
  properties[PROP_LOAD_STATE] = g_param_spec_enum ("load-state", NULL, NULL, VTR_TYPE_LOAD_STATE,
                                                   VTR_LOAD_NONE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
vtr_volume_init (VtrVolume *self)
{
}

VtrVolume *
_vtr_volume_new (VtrPool         *pool,
                 virStorageVolPtr handle)
{
  VtrVolume *self = g_object_new (VTR_TYPE_VOLUME, NULL);

  virStorageVolRef (handle);
  self->pool = pool;
  self->handle = handle;
  self->name = g_strdup (virStorageVolGetName (handle));
  return self;
}

/* It was listed once more, and may be another one of the same name: what is shown is read anew. */
void
_vtr_volume_set_handle (VtrVolume       *self,
                        virStorageVolPtr handle)
{
  virStorageVolRef (handle);
  g_clear_pointer (&self->handle, virStorageVolFree);
  self->handle = handle;
  if (self->load_state == VTR_LOAD_DONE || self->load_state == VTR_LOAD_FAILED)
    _vtr_volume_set_load_state (self, VTR_LOAD_NONE);
}

virStorageVolPtr
_vtr_volume_get_handle (VtrVolume *self)
{
  return self->handle;
}

void
_vtr_volume_set_load_state (VtrVolume   *self,
                            VtrLoadState state)
{
  if (self->load_state == state)
    return;

  self->load_state = state;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOAD_STATE]);
}

/* Takes @facts. */
void
_vtr_volume_take_facts (VtrVolume      *self,
                        VtrVolumeFacts *facts)
{
  VtrVolumeFacts *old = self->facts;
  VtrStorage *storage = self->pool != NULL ? vtr_pool_get_storage (self->pool) : NULL;

  if (storage != NULL
      && g_strcmp0 (old != NULL ? old->backing_path : NULL, facts->backing_path) != 0)
    _vtr_storage_usage_spoil (_vtr_storage_get_usage (storage));
  g_object_freeze_notify (G_OBJECT (self));
  self->facts = facts;
  if (old == NULL || g_strcmp0 (old->path, facts->path) != 0)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PATH]);
  if (old == NULL || g_strcmp0 (old->format, facts->format) != 0)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FORMAT]);
  if (old == NULL || old->capacity != facts->capacity)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CAPACITY]);
  if (old == NULL || old->allocation != facts->allocation)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ALLOCATION]);
  _vtr_volume_set_load_state (self, VTR_LOAD_DONE);
  g_object_thaw_notify (G_OBJECT (self));
  vtr_volume_facts_free (old);
}

/* It is off the list, or the host is: nothing more can be asked of it. */
void
_vtr_volume_leave (VtrVolume *self)
{
  self->pool = NULL;
  g_clear_pointer (&self->handle, virStorageVolFree);
}

/**
 * vtr_volume_get_pool:
 * @self: a volume
 *
 * Returns: (transfer none) (nullable): where it is; NULL once it is not there any more
 */
VtrPool *
vtr_volume_get_pool (VtrVolume *self)
{
  return self->pool;
}

const char *
vtr_volume_get_name (VtrVolume *self)
{
  return self->name;
}

/**
 * vtr_volume_get_path:
 * @self: a volume
 *
 * Returns: (nullable): what a machine calls it; NULL while not known
 */
const char *
vtr_volume_get_path (VtrVolume *self)
{
  return self->facts != NULL ? self->facts->path : NULL;
}

/**
 * vtr_volume_get_format:
 * @self: a volume
 *
 * Returns: (nullable): raw, qcow2, ...; NULL while not known
 */
const char *
vtr_volume_get_format (VtrVolume *self)
{
  return self->facts != NULL ? self->facts->format : NULL;
}

/**
 * vtr_volume_get_backing_path:
 * @self: a volume
 *
 * Returns: (nullable): the image that it is a difference to
 */
const char *
vtr_volume_get_backing_path (VtrVolume *self)
{
  return self->facts != NULL ? self->facts->backing_path : NULL;
}

/* What the guest sees, in bytes; 0 while not known. */
guint64
vtr_volume_get_capacity (VtrVolume *self)
{
  return self->facts != NULL ? self->facts->capacity : 0;
}

/* What it takes of the pool, in bytes; 0 while not known. */
guint64
vtr_volume_get_allocation (VtrVolume *self)
{
  return self->facts != NULL ? self->facts->allocation : 0;
}

/**
 * vtr_volume_get_secret:
 * @self: a volume
 *
 * Returns: (nullable): the UUID of the secret that opens it
 */
const char *
vtr_volume_get_secret (VtrVolume *self)
{
  return self->facts != NULL ? self->facts->secret_uuid : NULL;
}

gboolean
vtr_volume_is_encrypted (VtrVolume *self)
{
  return self->facts != NULL && self->facts->is_encrypted;
}

/* A folder among the files of a pool: no machine can have it as a disk. */
gboolean
vtr_volume_is_folder (VtrVolume *self)
{
  return self->facts != NULL
         && (g_strcmp0 (self->facts->type, "dir") == 0
             || g_strcmp0 (self->facts->type, "netdir") == 0);
}

VtrLoadState
vtr_volume_get_load_state (VtrVolume *self)
{
  return self->load_state;
}

/* Somebody looks at it. */
void
vtr_volume_want (VtrVolume *self)
{
  if (self->pool != NULL && self->handle != NULL && self->load_state == VTR_LOAD_NONE)
    _vtr_pool_want_details (self->pool, self);
}

/* Nobody looks any more: where it was not read yet, it need not be. */
void
vtr_volume_unwant (VtrVolume *self)
{
  if (self->pool != NULL && self->load_state == VTR_LOAD_UNDER_WAY && !self->pool->all_wanted)
    _vtr_pool_unwant_details (self->pool, self);
}
