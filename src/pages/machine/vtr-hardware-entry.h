/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Vitrine authors */

#pragma once

#include <gtk/gtk.h>

#include "editors/vtr-item-editor.h"
#include "widgets/vtr-xml-view.h"

G_BEGIN_DECLS

/* One line of the list of hardware, with the editors that were opened for it. An entry lives as long
 * as somebody has unsaved edits in it, also when its device is gone. */
#define VTR_TYPE_HARDWARE_ENTRY (vtr_hardware_entry_get_type ())
G_DECLARE_FINAL_TYPE (VtrHardwareEntry, vtr_hardware_entry, VTR, HARDWARE_ENTRY, GObject)

VtrHardwareEntry *vtr_hardware_entry_new         (const char       *id,
                                                  const VtrForm    *form,
                                                  const char       *key);
const char       *vtr_hardware_entry_get_id      (VtrHardwareEntry *self);
const char       *vtr_hardware_entry_get_key     (VtrHardwareEntry *self);
const char       *vtr_hardware_entry_get_title   (VtrHardwareEntry *self);
void              vtr_hardware_entry_describe    (VtrHardwareEntry *self,
                                                  const char       *title,
                                                  const char       *subtitle,
                                                  const char       *icon_name);
GtkWidget        *vtr_hardware_entry_get_row     (VtrHardwareEntry *self);
gboolean          vtr_hardware_entry_has_form    (VtrHardwareEntry *self);
const char       *vtr_hardware_entry_get_form_id (VtrHardwareEntry *self);
VtrItemEditor    *vtr_hardware_entry_get_editor  (VtrHardwareEntry *self,
                                                  VtrChoices       *choices);
VtrItemEditor    *vtr_hardware_entry_peek_editor (VtrHardwareEntry *self);
VtrXmlView       *vtr_hardware_entry_get_xml     (VtrHardwareEntry *self,
                                                  gboolean          create);
gboolean          vtr_hardware_entry_is_dirty    (VtrHardwareEntry *self);
void              vtr_hardware_entry_revert      (VtrHardwareEntry *self);
void              vtr_hardware_entry_update_mark (VtrHardwareEntry *self);

G_END_DECLS
