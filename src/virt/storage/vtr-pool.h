/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include <gio/gio.h>

#include "base/vtr-trouble.h"
#include "definition/storage/vtr-pool-type.h"
#include "xml/vtr-xml-doc.h"

#include "vtr-volume.h"
#include "virt/vtr-virt-types.h"

G_BEGIN_DECLS

/* A storage pool. It is asked by one call at a time: one that does not answer costs a single thread
 * and says so itself.
 *
 * Properties: "name", "uuid", "kind", "kind-name", "state", "state-name", "place", "capacity", "allocation",
 * "available", "autostart", "persistent", "trouble", "silent", "volumes", "volumes-state". */
#define VTR_TYPE_POOL (vtr_pool_get_type ())
G_DECLARE_FINAL_TYPE (VtrPool, vtr_pool, VTR, POOL, GObject)

VtrStorage        *vtr_pool_get_storage       (VtrPool *self);
const char        *vtr_pool_get_name          (VtrPool *self);
const char        *vtr_pool_get_uuid          (VtrPool *self);
const char        *vtr_pool_get_kind          (VtrPool *self);
const char        *vtr_pool_get_kind_name     (VtrPool *self);
VtrPoolState       vtr_pool_get_state         (VtrPool *self);
const char        *vtr_pool_get_state_name    (VtrPool *self);
gboolean           vtr_pool_is_active         (VtrPool *self);
gboolean           vtr_pool_can               (VtrPool *self,
                                               VtrPoolAbility ability,
                                               const char **why_not);
const char        *vtr_pool_get_place         (VtrPool *self);
const char        *vtr_pool_get_folder        (VtrPool *self);
guint64            vtr_pool_get_capacity      (VtrPool *self);
guint64            vtr_pool_get_allocation    (VtrPool *self);
guint64            vtr_pool_get_available     (VtrPool *self);
gboolean           vtr_pool_get_autostart     (VtrPool *self);
gboolean           vtr_pool_is_persistent     (VtrPool *self);
gboolean           vtr_pool_is_silent         (VtrPool *self);
const VtrTrouble  *vtr_pool_get_trouble       (VtrPool *self);
VtrXmlDoc         *vtr_pool_get_definition    (VtrPool *self);

void               vtr_pool_want_volumes      (VtrPool *self);
void               vtr_pool_reload_volumes    (VtrPool *self);
void               vtr_pool_want_all_details  (VtrPool *self);
gboolean           vtr_pool_has_all_details   (VtrPool *self);
GListModel        *vtr_pool_get_volumes       (VtrPool *self);
VtrLoadState       vtr_pool_get_volumes_state (VtrPool *self);
const VtrTrouble  *vtr_pool_get_volumes_trouble (VtrPool *self);
VtrVolume         *vtr_pool_find_volume       (VtrPool    *self,
                                               const char *name);

G_END_DECLS
