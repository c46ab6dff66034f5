/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include <gio/gio.h>

#include "base/vtr-job.h"
#include "xml/vtr-xml-doc.h"

#include "virt/host/vtr-host.h"
#include "vtr-pool.h"

G_BEGIN_DECLS

/* The storage of a host: its pools, read when somebody first looks and kept up by events.
 *
 * Properties: "load-state", "trouble". Signal: "usage-changed" (), when it is known better which
 * machine uses what. */
#define VTR_TYPE_STORAGE (vtr_storage_get_type ())
G_DECLARE_FINAL_TYPE (VtrStorage, vtr_storage, VTR, STORAGE, GObject)

VtrStorage       *vtr_storage_of              (VtrHost              *host);
VtrHost          *vtr_storage_get_host        (VtrStorage           *self);
void              vtr_storage_want            (VtrStorage           *self);
void              vtr_storage_reload          (VtrStorage           *self);
VtrLoadState      vtr_storage_get_load_state  (VtrStorage           *self);
const VtrTrouble *vtr_storage_get_trouble     (VtrStorage           *self);
GListModel       *vtr_storage_get_pools       (VtrStorage           *self);
VtrPool          *vtr_storage_find_pool       (VtrStorage           *self,
                                               const char           *name_or_uuid);
VtrPool          *vtr_storage_find_pool_of    (VtrStorage           *self,
                                               const char           *path);
gboolean          vtr_storage_supports        (VtrStorage           *self,
                                               const char           *pool_type,
                                               const char          **why_not);

gboolean          vtr_storage_is_here         (VtrStorage           *self);

/* Which machine uses what: after somebody wanted that, machines and volumes are read for it. */
void              vtr_storage_want_usage      (VtrStorage           *self);
gboolean          vtr_storage_knows_usage     (VtrStorage           *self);
GPtrArray        *vtr_storage_list_users      (VtrStorage           *self,
                                               const char           *path);
GPtrArray        *vtr_volume_list_users       (VtrVolume            *volume);
char             *vtr_volume_describe_users   (VtrVolume            *volume);
GStrv             vtr_volume_list_overlays    (VtrVolume            *volume);

/* Making pools. */
VtrJob           *vtr_storage_define          (VtrStorage           *self,
                                               const char           *xml,
                                               gboolean              build,
                                               gboolean              erase,
                                               gboolean              start,
                                               gboolean              autostart);
void              vtr_storage_find_sources_async  (VtrStorage          *self,
                                                   const char          *type,
                                                   const char          *source,
                                                   GCancellable        *cancellable,
                                                   GAsyncReadyCallback  callback,
                                                   gpointer             user_data);
GPtrArray        *vtr_storage_find_sources_finish (GAsyncResult        *result,
                                                   GError             **error);

G_END_DECLS
