/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include <libvirt/libvirt.h>

#include "base/vtr-job.h"
#include "base/vtr-keyed-list.h"
#include "definition/storage/vtr-volume-facts.h"

#include "vtr-storage.h"
#include "virt/vtr-link.h"

G_BEGIN_DECLS

/* A call about one pool, which waits until the one before it is home. */
typedef struct _VtrPoolCall VtrPoolCall;

struct _VtrPool
{
  GObject           parent_instance;

  /* owned */
  virStoragePoolPtr handle;  /* NULL while the host is not connected */
  char             *uuid;
  char             *name;
  char             *place;
  VtrXmlDoc        *definition;
  VtrTrouble       *trouble;
  VtrTrouble       *volumes_trouble;
  VtrKeyedList     *volumes;
  GQueue            calls;   /* VtrPoolCall that wait */
  VtrPoolCall      *running;
  GPtrArray        *wanted;  /* VtrVolume whose facts are to be read, the last first */

  /* borrowed; NULL once it is not on the list any more */
  VtrStorage       *storage;

  /* state */
  const char       *kind;    /* interned */
  VtrPoolState      state;
  VtrLoadState      volumes_state;
  guint64           capacity;
  guint64           allocation;
  guint64           available;
  guint             deadline_source;
  gboolean          autostart;
  gboolean          persistent;
  gboolean          silent;
  gboolean          refreshing;
  gboolean          refresh_again;
  gboolean          volumes_wanted;
  gboolean          volumes_stale;
  gboolean          listing;
  gboolean          all_wanted;
  gboolean          reading;
};

/* vtr-storage.c */
void              _vtr_storage_let_go          (VtrStorage           *self);
VtrLink          *_vtr_storage_get_link        (VtrStorage           *self);
void              _vtr_storage_remove_pool     (VtrStorage           *self,
                                                VtrPool              *pool);
VtrJob           *_vtr_storage_job_new         (VtrStorage           *self,
                                                const char           *title,
                                                GObject              *subject);

/* vtr-storage-usage.c */
typedef struct _VtrStorageUsage VtrStorageUsage;

VtrStorageUsage  *_vtr_storage_usage_new       (VtrStorage           *storage,
                                                VtrHost              *host);
void              _vtr_storage_usage_free      (VtrStorageUsage      *self);
void              _vtr_storage_usage_spoil     (VtrStorageUsage      *self);
VtrStorageUsage  *_vtr_storage_get_usage       (VtrStorage           *self);
void              _vtr_storage_announce_usage  (VtrStorage           *self);

/* vtr-storage-lane.c: long work, two at a time */
typedef struct _VtrStorageLane VtrStorageLane;

VtrStorageLane   *_vtr_storage_lane_new        (VtrLink              *link);
void              _vtr_storage_lane_free       (VtrStorageLane       *self);
VtrStorageLane   *_vtr_storage_get_lane        (VtrStorage           *self);
void              _vtr_storage_lane_run        (VtrStorageLane       *self,
                                                VtrLinkFunc           func,
                                                gpointer              data,
                                                GDestroyNotify        free_data,
                                                GAsyncReadyCallback   callback,
                                                gpointer              user_data);

/* vtr-pool.c */
VtrPool          *_vtr_pool_new                (VtrStorage           *storage,
                                                virStoragePoolPtr     handle);
void              _vtr_pool_set_handle         (VtrPool              *self,
                                                virStoragePoolPtr     handle);
void              _vtr_pool_let_go             (VtrPool              *self,
                                                VtrLink              *link);
virStoragePoolPtr _vtr_pool_get_handle         (VtrPool              *self);
void              _vtr_pool_refresh            (VtrPool              *self,
                                                gboolean              with_volumes);
void              _vtr_pool_leave              (VtrPool              *self);
void              _vtr_pool_notify_volumes_state (VtrPool            *self);
void              _vtr_pool_run                (VtrPool              *self,
                                                VtrLinkFunc           func,
                                                gpointer              data,
                                                GDestroyNotify        free_data,
                                                gboolean              may_take_long,
                                                GAsyncReadyCallback   callback,
                                                gpointer              user_data);

/* vtr-volume.c */
VtrVolume        *_vtr_volume_new              (VtrPool              *pool,
                                                virStorageVolPtr      handle);
void              _vtr_volume_set_handle       (VtrVolume            *self,
                                                virStorageVolPtr      handle);
virStorageVolPtr  _vtr_volume_get_handle       (VtrVolume            *self);
void              _vtr_volume_take_facts       (VtrVolume            *self,
                                                VtrVolumeFacts       *facts);
void              _vtr_volume_set_load_state   (VtrVolume            *self,
                                                VtrLoadState          state);
void              _vtr_volume_leave            (VtrVolume            *self);

/* vtr-pool-volumes.c */
void              _vtr_pool_load_volumes       (VtrPool              *self);
void              _vtr_pool_forget_volumes     (VtrPool              *self);
void              _vtr_pool_set_volumes_state  (VtrPool              *self,
                                                VtrLoadState          state,
                                                VtrTrouble           *trouble);
void              _vtr_pool_want_details       (VtrPool              *self,
                                                VtrVolume            *volume);
void              _vtr_pool_unwant_details     (VtrPool              *self,
                                                VtrVolume            *volume);
void              _vtr_pool_remove_volume      (VtrPool              *self,
                                                VtrVolume            *volume);

G_END_DECLS
