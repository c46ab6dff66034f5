/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include <gio/gio.h>

#include "virt/vtr-virt-types.h"

G_BEGIN_DECLS

/* A volume. Its name is known from the list of its pool; the rest is read while a row shows it.
 *
 * Properties: "name", "path", "format", "capacity", "allocation", "load-state". */
#define VTR_TYPE_VOLUME (vtr_volume_get_type ())
G_DECLARE_FINAL_TYPE (VtrVolume, vtr_volume, VTR, VOLUME, GObject)

VtrPool          *vtr_volume_get_pool         (VtrVolume *self);
const char       *vtr_volume_get_name         (VtrVolume *self);
const char       *vtr_volume_get_path         (VtrVolume *self);
const char       *vtr_volume_get_format       (VtrVolume *self);
const char       *vtr_volume_get_backing_path (VtrVolume *self);
guint64           vtr_volume_get_capacity     (VtrVolume *self);
guint64           vtr_volume_get_allocation   (VtrVolume *self);
const char       *vtr_volume_get_secret       (VtrVolume *self);
gboolean          vtr_volume_is_encrypted     (VtrVolume *self);
gboolean          vtr_volume_is_folder        (VtrVolume *self);
VtrLoadState      vtr_volume_get_load_state   (VtrVolume *self);
void              vtr_volume_want             (VtrVolume *self);
void              vtr_volume_unwant           (VtrVolume *self);

G_END_DECLS
