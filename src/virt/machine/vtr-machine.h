/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include <gio/gio.h>

#include "base/vtr-history.h"
#include "base/vtr-trouble.h"

#include "virt/vtr-virt-types.h"

G_BEGIN_DECLS

/* One machine of one host. Made and kept true by its host; used on the main thread only. */
#define VTR_TYPE_MACHINE (vtr_machine_get_type ())
G_DECLARE_FINAL_TYPE (VtrMachine, vtr_machine, VTR, MACHINE, GObject)

/* What it is. Title, description, OS and the like are NULL or 0 until the details are there. */
VtrHost          *vtr_machine_get_host          (VtrMachine *self);
const char       *vtr_machine_get_uuid          (VtrMachine *self);
const char       *vtr_machine_get_name          (VtrMachine *self);
const char       *vtr_machine_get_title         (VtrMachine *self);
const char       *vtr_machine_get_display_name  (VtrMachine *self);
const char       *vtr_machine_get_description   (VtrMachine *self);
const char       *vtr_machine_get_os_id         (VtrMachine *self);
const char       *vtr_machine_get_os_name       (VtrMachine *self);
void              vtr_machine_set_os_name       (VtrMachine *self,
                                                 const char *os_name);
const char       *vtr_machine_get_addresses     (VtrMachine *self);
guint             vtr_machine_get_n_processors  (VtrMachine *self);
guint64           vtr_machine_get_memory        (VtrMachine *self);
gboolean          vtr_machine_is_persistent     (VtrMachine *self);
gboolean          vtr_machine_get_autostart     (VtrMachine *self);

/* How it is. */
VtrMachineState   vtr_machine_get_state         (VtrMachine *self);
const char       *vtr_machine_get_state_name    (VtrMachine *self);
const char       *vtr_machine_get_state_reason  (VtrMachine *self);
gboolean          vtr_machine_is_active         (VtrMachine *self);
gboolean          vtr_machine_needs_attention   (VtrMachine *self);
const char       *vtr_machine_get_attention     (VtrMachine *self);
const VtrTrouble *vtr_machine_get_trouble       (VtrMachine *self);
gboolean          vtr_machine_is_stale          (VtrMachine *self);
const VtrHistory *vtr_machine_get_history       (VtrMachine *self,
                                                 VtrMetric   metric);

/* Rows ask for details when they are first shown; asking again costs nothing. */
void              vtr_machine_want_details      (VtrMachine *self);
gboolean          vtr_machine_has_details       (VtrMachine *self);

const char       *vtr_machine_state_to_name     (VtrMachineState state);
const char       *vtr_machine_state_to_icon_name (VtrMachineState state);

G_END_DECLS
