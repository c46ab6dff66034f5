/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include "base/vtr-job.h"
#include "base/vtr-progress.h"
#include "virt/host/vtr-host.h"

G_BEGIN_DECLS

/* The single steps out of which a machine is made on a host, and how each is taken back. */

typedef struct
{
  char   *pool;   /* NULL: the pool of @folder, which is made where there is none */
  char   *folder;
  char   *name;   /* another one where it is taken already */
  guint64 capacity;
  char   *format; /* NULL: what the pool makes by itself */
  char   *backing;        /* path of the volume that it lies over, or NULL */
  char   *backing_format;
  gboolean allocate; /* take all of the space at once */
} VtrVolumeWish;

/* A volume that was made, as a definition speaks of it. */
typedef struct
{
  char *pool;
  char *name;
  char *path;
  char *format; /* NULL: the host did not say */
} VtrMadeVolume;

void           vtr_volume_wish_clear  (VtrVolumeWish       *self);
void           vtr_made_volume_free   (VtrMadeVolume       *self);

void           vtr_host_make_volume_async   (VtrHost             *host,
                                             const VtrVolumeWish *wish,
                                             GCancellable        *cancellable,
                                             GAsyncReadyCallback  callback,
                                             gpointer             user_data);
VtrMadeVolume *vtr_host_make_volume_finish  (VtrHost             *host,
                                             GAsyncResult        *result,
                                             GError             **error);
void           vtr_host_upload_async        (VtrHost             *host,
                                             const char          *volume_path,
                                             const char          *file,
                                             VtrProgress         *progress,
                                             GCancellable        *cancellable,
                                             GAsyncReadyCallback  callback,
                                             gpointer             user_data);
void           vtr_host_grow_volume_async   (VtrHost             *host,
                                             const char          *volume_path,
                                             guint64              capacity,
                                             GAsyncReadyCallback  callback,
                                             gpointer             user_data);
void           vtr_host_read_volume_async   (VtrHost             *host,
                                             const char          *volume_path,
                                             guint64              offset,
                                             gsize                length,
                                             GCancellable        *cancellable,
                                             GAsyncReadyCallback  callback,
                                             gpointer             user_data);
GBytes        *vtr_host_read_volume_finish  (VtrHost             *host,
                                             GAsyncResult        *result,
                                             GError             **error);
void           vtr_host_delete_volume_async (VtrHost             *host,
                                             const char          *volume_path,
                                             GAsyncReadyCallback  callback,
                                             gpointer             user_data);
void           vtr_host_start_network_async (VtrHost             *host,
                                             const char          *name,
                                             gboolean             always,
                                             GAsyncReadyCallback  callback,
                                             gpointer             user_data);
void           vtr_host_define_async        (VtrHost             *host,
                                             const char          *xml,
                                             GAsyncReadyCallback  callback,
                                             gpointer             user_data);
void           vtr_host_start_new_async     (VtrHost             *host,
                                             const char          *uuid,
                                             const char          *first_xml,
                                             GAsyncReadyCallback  callback,
                                             gpointer             user_data);
/* Answers with "ended" where the guest itself has ended its machine, else with nothing. */
void           vtr_host_settle_async        (VtrHost             *host,
                                             const char          *uuid,
                                             const char          *media,
                                             gboolean             starts,
                                             GAsyncReadyCallback  callback,
                                             gpointer             user_data);
void           vtr_host_undefine_async      (VtrHost             *host,
                                             const char          *uuid,
                                             GAsyncReadyCallback  callback,
                                             gpointer             user_data);
gboolean       vtr_host_is_this_computer    (VtrHost             *host);

/* For work of many steps that is done elsewhere. */
void           vtr_host_announce_job        (VtrHost             *host,
                                             VtrJob              *job);
VtrTrouble    *vtr_host_explain             (VtrHost             *host,
                                             const char          *summary,
                                             const GError        *error);
char          *vtr_host_step_finish         (VtrHost             *host,
                                             GAsyncResult        *result,
                                             GError             **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VtrMadeVolume, vtr_made_volume_free)

G_END_DECLS
